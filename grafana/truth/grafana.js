// @grafana/data, which asks the browser for its language; the page's modules ask the runtime. Both are told the same.

import { createRequire } from 'node:module';

Object.defineProperty(globalThis, 'navigator', { value: { language: 'en-US', languages: ['en-US'] }, configurable: true });

export const grafana = createRequire(import.meta.url)('@grafana/data');
