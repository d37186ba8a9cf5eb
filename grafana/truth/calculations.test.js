import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { grafana } from './grafana.js';
import { page } from './page.js';
import { below, chance, list, one, random } from './random.js';

const { CALCULATIONS, reduce } = await page('value/reduce.js');

test('every calculation gives what Grafana gives', () => {
  const ids = grafana.fieldReducers.list().map(({ id }) => id);
  assert.deepEqual(ids.filter(id => !(id in CALCULATIONS)), []);
  for (let i = 0; i < 400; i++) {
    const values = list(below(30), () => (chance(0.15) ? null : chance(0.05) ? one([NaN, Infinity, -Infinity, -0, 1e300, 5e-324]) : chance(0.2) ? below(3) : (random() - 0.3) * 100));
    for (const id of ids) {
      const theirs = grafana.reduceField({ field: { type: 'number', config: {}, values: [...values] }, reducers: [id] })[id];
      const ours = reduce(values, id);
      assert.ok(Object.is(ours ?? null, theirs ?? null) || Array.isArray(theirs) && isDeepStrictEqual(ours, theirs) || ours === theirs || Math.abs(ours - theirs) <= 1e-9 * Math.abs(theirs),
        `${id} of ${JSON.stringify(values)}: ours ${ours}, theirs ${theirs}`);
      assert.equal(CALCULATIONS[id].name, grafana.fieldReducers.get(id).name);
      assert.equal(!CALCULATIONS[id].unitless, grafana.fieldReducers.get(id).preservesUnits, id);
    }
  }
});
