// Transformations of random tables: the fields, names and values that the page makes, and those that Grafana makes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grafana } from './grafana.js';
import { page } from './page.js';
import { below, chance, list, one } from './random.js';

const { transform } = await page('data/transform.js');

// Only transformations look at it, to tell whether Grafana has filled in variables already.
globalThis.window ??= {};

const labels = ['a', 'b', 'c'];
const number = () => (chance(0.1) ? null : below(50));

/** As a table query answers: the time, some labels, a value. */
const table = refId => {
  const rows = 1 + below(4);
  const columns = labels.filter(() => chance(0.7));
  return {
    refId,
    fields: [
      { name: 'Time', type: 'time', values: list(rows, () => 1000) },
      ...columns.map(name => ({ name, type: 'string', values: list(rows, (_, i) => `${name}${i}`) })),
      { name: `Value #${refId}`, type: 'number', values: list(rows, number) },
    ],
  };
};

const NAMES = ['Time', ...labels, 'Value #A', 'Value #B'];
const some = share => NAMES.filter(() => chance(share));

const KINDS = {
  organize: () => ({
    excludeByName: Object.fromEntries(some(0.3).map(name => [name, chance(0.9)])),
    indexByName: Object.fromEntries(some(0.5).map(name => [name, below(6)])),
    renameByName: Object.fromEntries(some(0.3).map(name => [name, `${name}!`])),
  }),
  merge: () => ({}),
  reduce: () => ({ reducers: list(1 + below(3), () => one(['max', 'min', 'mean', 'lastNotNull', 'count', 'sum', 'range'])).filter((id, i, all) => all.indexOf(id) === i) }),
  filterFieldsByName: () => one([
    { include: { names: some(0.5) } }, { include: { pattern: '/^Value/' } }, { exclude: { names: some(0.4) } }, { exclude: { pattern: 'a|b' } },
  ]),
};

grafana.standardTransformersRegistry.setInit(() => Object.keys(KINDS)
  .map(id => Object.values(grafana.standardTransformers).find(transformation => transformation.id === id))
  .map(transformation => ({ id: transformation.id, name: transformation.id, transformation: async () => transformation })));

const fresh = frames => frames.map(({ refId, fields }) => ({ refId, fields: fields.map(f => ({ ...f, config: {}, values: [...f.values] })) }));

const theirs = (frames, transformations) => new Promise((resolve, reject) => {
  grafana.transformDataFrame(transformations, fresh(frames).map(frame => grafana.toDataFrame(frame)), { interpolate: text => text })
    .subscribe({ next: resolve, error: reject });
});

for (const id of Object.keys(KINDS)) {
  test(`${id} makes what Grafana makes`, async () => {
    for (let i = 0; i < 300; i++) {
      const tables = [table('A'), ...(chance(0.6) ? [table('B')] : [])];
      // Grafana drops words that come beside numbers of another frame, and so moves rows; nobody reduces words.
      const frames = id === 'reduce' ? tables.map(made => ({ ...made, fields: made.fields.filter(({ type }) => type !== 'string') })) : tables;
      const options = KINDS[id]();
      const what = JSON.stringify({ options, frames });
      const ours = transform(fresh(frames), [{ id, options }]).map(({ fields }) => fields.map(f => [f.config.displayName ?? f.shownName ?? f.name, f.values]));
      const grafanas = (await theirs(frames, [{ id, options }])).map(frame => frame.fields.map(f => [f.config.displayName ?? f.name, [...f.values]]));
      assert.deepEqual(plain(ours), plain(grafanas), what);
    }
  });
}

/** No value is null, whichever way it is written. */
const plain = frames => JSON.parse(JSON.stringify(frames, (_, value) => value ?? null)).filter(fields => fields.length > 0);
