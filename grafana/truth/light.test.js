import { test } from 'node:test';
import { sameAsGrafana } from './fields.js';

test('two thousand values are written and coloured as Grafana does, light', () => sameAsGrafana('light', 2_000));
