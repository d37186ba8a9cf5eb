import { test } from 'node:test';
import { sameAsGrafana } from './fields.js';

test('two thousand values are written and coloured as Grafana does, dark', () => sameAsGrafana('dark', 2_000));
