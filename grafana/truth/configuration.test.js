// A panel's field configuration: the defaults, the overrides of every kind, ranges of the field and of
// the data. Every value of every field is then named, written and coloured as Grafana does.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grafana } from './grafana.js';
import { page } from './page.js';
import { below, chance, list, one, value } from './random.js';

const { configure } = await page('data/config.js');
const { nameFields } = await page('data/frames.js');
const { display, written } = await page('value/display.js');

const property = (id, process = given => given) => ({ id, path: id, name: id, process, shouldApply: () => true, override: null, editor: null, getItemsCount: () => 0 });
const REGISTRY = new grafana.Registry(() => ['unit', 'decimals', 'min', 'max', 'thresholds', 'mappings', 'noValue', 'color', 'links']
  .map(id => property(id)).concat(property('displayName', grafana.displayNameOverrideProcessor)));
const THEME = grafana.createTheme({ colors: { mode: 'dark' } });
const COLORS = ['green', 'red', 'dark-purple', '#1f2e3d', 'super-light-blue'];

const thresholds = () => ({
  mode: one(['absolute', 'percentage']),
  steps: [{ value: one([null, null, 0]), color: one(COLORS) }, ...list(below(3), () => below(120)).sort((a, b) => a - b).map(at => ({ value: at, color: one(COLORS) }))],
});

const mapping = () => one([
  () => ({ type: 'special', options: { match: one(['null', 'nan', 'null+nan', 'empty']), result: { text: 'nothing', color: 'blue' } } }),
  () => ({ type: 'range', options: { from: one([null, 0, 20]), to: one([null, 50, 70]), result: { text: one(['some', undefined]), color: one(['blue', undefined]) } } }),
  () => ({ type: 'value', options: { 0: { text: 'zero', color: 'orange' }, up: { text: 'UP' } } }),
  () => ({ type: 'regex', options: { pattern: one(['/^(u)(p)$/', '/(.*)/', 'up']), result: { text: '$2-$1' } } }),
])();

const NAMES = ['plain', 'one', 'other'];

const CONFIGS = {
  unit: () => one(['percentunit', 's', 'bytes', 'short', 'none', 'suffix: x']), decimals: () => below(5), min: () => one([0, -10, 30]), max: () => one([100, 1, 60]),
  thresholds, mappings: () => list(1 + below(3), mapping), noValue: () => one(['-', 'none yet']), displayName: () => one(NAMES),
  color: () => ({ mode: one(['thresholds', 'fixed', 'palette-classic', 'palette-classic-by-name', 'continuous-GrYlRd', 'continuous-blues']), fixedColor: one(COLORS) }),
};
const some = share => Object.keys(CONFIGS).filter(() => chance(share));

const MATCHERS = {
  byName: () => one(['one', 'two', 'Time', 'Value', '{instance="a", job="one"}']),
  byNames: () => ({ mode: one(['include', 'exclude']), names: list(1 + below(2), () => one(['one', 'two', 'three'])) }),
  byRegexp: () => one(['/^o/', '/o|e/i', 'two', '/job="t/', '/x$/g']),
  byRegexpOrNames: () => ({ pattern: one(['/^o/', '/e$/']), names: ['two'] }),
  byType: () => one(['number', 'string', 'time']),
  byValue: () => ({ reducer: one(['max', 'lastNotNull', 'count', 'mean']), op: one(['gt', 'gte', 'lt', 'lte', 'eq', 'neq']), value: one([0, 2, 50]) }),
  byFrameRefID: () => one(['A', 'B']),
  numeric: () => undefined, time: () => undefined, first: () => undefined, firstTimeField: () => undefined,
};

function fieldConfig() {
  // Grafana's panels bring these two with them.
  const defaults = Object.fromEntries([...new Set([...some(0.35), 'thresholds', 'color'])].map(id => [id, CONFIGS[id]()]));
  const overrides = list(below(4), () => {
    const id = one(Object.keys(MATCHERS));
    return { matcher: { id, options: MATCHERS[id]() }, properties: some(0.25).map(name => ({ id: name, value: CONFIGS[name]() })) };
  });
  return { defaults, overrides };
}

const figure = () => (chance(0.05) ? one([null, NaN, Infinity, -Infinity, -0, 1e21, 1e-9]) : chance(0.3) ? value() : below(110));

/** As a range query answers, with a legend of its own, or names by labels; or a table with words. */
const frame = (refId, i) => {
  const rows = 1 + below(4);
  const job = one(['one', 'two', 'three']);
  const labels = chance(0.5) ? { job } : { job, instance: one(['a', 'b']) };
  const given = chance(0.4) ? job : undefined;
  return {
    refId, name: undefined,
    fields: [
      { name: 'Time', type: 'time', config: {}, values: list(rows, (_, t) => 1_772_442_000_000 + t * 5000 + i) },
      ...(chance(0.2) ? [{ name: 'state', type: 'string', config: {}, values: list(rows, () => one(['up', 'down', '', null])) }] : []),
      { name: 'Value', type: 'number', labels, config: given ? { displayNameFromDS: given } : {}, values: list(rows, figure), given },
    ],
  };
};

const theirs = (frames, config) => grafana.applyFieldOverrides({
  data: frames.map(({ refId, fields }) => grafana.toDataFrame({ refId, fields: fields.map(({ given, ...f }) => ({ ...f, config: { ...f.config }, values: [...f.values] })) })),
  fieldConfig: structuredClone(config), replaceVariables: text => text, theme: THEME, timeZone: 'browser', fieldConfigRegistry: REGISTRY,
});

const ours = (frames, config) => configure(nameFields(frames.map(({ refId, fields }) => ({
  refId, fields: fields.map(({ given, config: _, ...f }) => ({ ...f, config: {}, values: [...f.values], ...(given && { given }) })),
}))), { type: 'stat', fieldConfig: config });

/** Two notations of one colour are one. */
const plain = color => String(color).toLowerCase().replaceAll(' ', '')
  .replace(/^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/, (_, ...rgb) => `rgb(${rgb.slice(0, 3).map(part => parseInt(part, 16)).join(',')})`);

test('two thousand panels are configured, named, written and coloured as Grafana does', () => {
  for (let i = 0; i < 2_000; i++) {
    const frames = list(1 + below(3), (_, at) => frame(one(['A', 'B']), at));
    const config = fieldConfig();
    const made = ours(frames, config), wanted = theirs(frames, config);
    frames.forEach(({ fields }, a) => fields.forEach((f, b) => {
      const [mine, grafanas] = [made[a].fields[b], wanted[a].fields[b]];
      const what = () => JSON.stringify({ frame: a, field: b, config, frames }, (_, it) => (typeof it === 'number' && !Number.isFinite(it) ? String(it) : it));
      assert.equal(mine.displayName, grafana.getFieldDisplayName(grafanas, wanted[a], wanted), what());
      const show = display(mine, 'dark');
      for (const shown of f.values) {
        const text = grafanas.display(shown);
        assert.equal(written(show(shown)), grafana.formattedValueToString(text), `${shown} of ${what()}`);
        if (mine.config.color.mode !== 'palette-classic-by-name') assert.equal(plain(show(shown).color), plain(text.color), `${shown} of ${what()}`);
      }
    }));
  }
});
