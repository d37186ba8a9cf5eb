// Every unit that Grafana offers, over numbers of every size and of no size, with and without decimals; moments in several
// time zones.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grafana } from './grafana.js';
import { page } from './page.js';

const { display, written } = await page('value/display.js');
const THEME = grafana.createTheme({ colors: { mode: 'dark' } });
const UNITS = grafana.getValueFormats().flatMap(({ submenu }) => submenu.map(({ value }) => value));

const SIZES = [1e-24, 3.3e-12, 1e-7, 0.000123456, 0.00999, 0.05, 0.5, 0.9999, 1, 1.005, 1.5, 2.25, 9.995, 10, 59.9, 60, 61, 99.95, 100, 999.4, 999.6,
  1000, 1023, 1024, 1048576, 3599, 3600, 86399.5, 86400, 604800, 31536000, 123456789, 1e9, 1.7e12, 8.64e15, 1e18, 1e21, 1.5e24, 1e30, 1.7e308];
const NUMBERS = [0, -0, NaN, Infinity, -Infinity, null, undefined, ...SIZES, ...SIZES.map(size => -size)];
/** Beyond the last moment that a date can be, Grafana writes hours before an invalid date, and days behind their exponent. */
const beyond = (unit, value) => ['clocks', 'clockms', 'dtdhms'].includes(unit) && Math.abs(value) >= 8e12;
const DECIMALS = [undefined, null, 0, 1, 2, 7, 12];
const WORDS = ['', 'up', '12.50', '2026-03-02T09:00:00Z', true, false];

function same(unit, decimals, value, type = 'number') {
  const config = { unit, ...(decimals !== undefined && { decimals }), thresholds: { mode: 'absolute', steps: [{ value: -Infinity, color: 'green' }] } };
  const field = { name: 'value', type, config, values: [value] };
  const theirs = grafana.formattedValueToString(grafana.getDisplayProcessor({ theme: THEME, field })(value));
  assert.equal(written(display(field, 'dark')(value)), theirs, `${value} in ${unit}, decimals ${decimals}`);
}

for (const zone of ['UTC', 'America/St_Johns', 'Asia/Kathmandu']) {
  test(`every unit writes every number as Grafana does, in ${zone}`, () => {
    process.env.TZ = zone;
    for (const unit of [...UNITS, undefined, 'none', 'no such unit', 'time:YYYY-MM-DD HH:mm:ss.SSS', 'si:B', 'suffix: ×', 'prefix:~']) {
      for (const value of NUMBERS.filter(number => !beyond(unit, number))) DECIMALS.forEach(decimals => same(unit, decimals, value));
      for (const value of WORDS) same(unit, undefined, value, typeof value);
    }
  });
}

test('moments of today and of other days are written as Grafana does', () => {
  process.env.TZ = 'Asia/Kathmandu';
  const minute = 60_000;
  for (const ago of [20, 200, 5 * 60, 30 * 60, 100 * 60, 5 * 1440, 60 * 1440, 900 * 1440]) {
    const then = Date.now() - ago * minute / 2 - 7_000;
    UNITS.filter(unit => unit.startsWith('dateTime')).forEach(unit => same(unit, undefined, then));
  }
});
