// Texts and colours: the page's and those of @grafana/data, for the same random fields and values.

import assert from 'node:assert/strict';
import { grafana } from './grafana.js';
import { page } from './page.js';
import { below, chance, list, one, value } from './random.js';

const { display, written } = await page('value/display.js');
const { MODES } = await page('value/colors.js');

/** Texts that depend on the moment of asking. */
const MOVING = new Set(['dateTimeFromNow', 'dateTimeAsIsoNoDateIfToday', 'dateTimeAsUSNoDateIfToday',
  'dateTimeAsLocalNoDateIfToday']);
const UNITS = grafana.getValueFormats().flatMap(({ submenu }) => submenu.map(({ value: id }) => id)).filter(id => !MOVING.has(id));
const MADE = ['prefix:v', 'suffix:things', 'si:mB', 'si:kW', 'si:x', 'count:jobs', 'currency:SLO', 'currency:financial:€',
  'currency:financial:€:suffix', 'bool:yes/no', 'bool:on', 'time:YYYY-MM-DD HH:mm', 'time:D. MMM YY', 'unknown', undefined];
const COLORS = ['green', 'red', 'semi-dark-orange', 'super-light-blue', 'dark-purple', '#1f2e3d', 'rgb(1, 2, 3)', 'text', 'transparent'];

const thresholds = () => ({
  mode: one(['absolute', 'percentage']),
  steps: [{ value: null, color: one(COLORS) }, ...list(below(4), value).filter(Number.isFinite).sort((a, b) => a - b)
    .map(at => ({ value: at, color: one(COLORS) }))],
});

function mappings(shown) {
  const result = () => ({ ...(chance(0.8) && { text: one(['UP', 'DOWN', '', 'n/a']) }), ...(chance(0.6) && { color: one(COLORS) }) });
  return list(below(4), () => one([
    () => ({ type: 'value', options: { [String(shown)]: result(), 1: result() } }),
    () => ({ type: 'range', options: { from: one([null, shown, -5]), to: one([null, shown, 1000]), result: result() } }),
    () => ({ type: 'special', options: { match: one(['null', 'nan', 'null+nan', 'true', 'false', 'empty']), result: result() } }),
    () => ({ type: 'regex', options: { pattern: one(['/^UP/', '/(\\d+)/', '.*', '/o/gi']), result: { text: '<$1>', ...(chance(0.5) && { color: 'blue' }) } } }),
  ])());
}

function field() {
  const shown = value();
  const config = {
    unit: one([one(UNITS), one(UNITS), one(MADE), 'percentunit', 'reqps', 's', 'short']),
    ...(chance(0.6) && { decimals: below(6) }),
    ...(chance(0.5) && { min: one([0, -10, shown]) }), ...(chance(0.5) && { max: one([1, 100, 1e6]) }),
    ...(chance(0.7) && { thresholds: thresholds() }), ...(chance(0.4) && { mappings: mappings(shown) }),
    ...(chance(0.3) && { noValue: 'nothing yet' }),
    color: { mode: one([...MODES]), fixedColor: one(COLORS) },
  };
  const type = chance(0.85) ? 'number' : one(['string', 'boolean', 'time']);
  const values = list(1 + below(4), value).concat([shown]);
  return { name: one(['up', 'errors', 'a b']), type, config, values, index: below(70), shown: of(type, shown) };
}

const of = (type, number) => ({
  string: one([String(number), 'UP', '', '2026-03-02T09:00:00Z']), boolean: one([true, false]), time: Math.abs(number || 0) % 4e12 || 0, number,
})[type];

const finite = config => ({
  ...config,
  ...(config.thresholds && {
    thresholds: { ...config.thresholds, steps: config.thresholds.steps.map(step => ({ ...step, value: step.value ?? -Infinity })) },
  }),
});

/** Grafana keeps the gradients of the first theme that it is asked for, so each theme is for a process of its own. */
export function sameAsGrafana(theme, fields) {
  const look = grafana.createTheme({ colors: { mode: theme } });
  for (let i = 0; i < fields; i++) {
    const { shown, ...made } = field();
    const theirs = grafana.getDisplayProcessor({
      theme: look,
      field: { ...made, config: finite(made.config), state: { seriesIndex: made.index, displayName: made.name } },
    })(shown);
    const ours = display({ ...made, displayName: made.name }, theme)(shown);
    const what = JSON.stringify({ shown: String(shown), ...made });
    assert.equal(written(ours), grafana.formattedValueToString(theirs), what);
    assert.equal(plain(ours.color), plain(theirs.color), what);
  }
}

/** Two notations of one colour are one. */
const plain = color => String(color).toLowerCase().replaceAll(' ', '');
