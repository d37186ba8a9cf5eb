// Stretches of time as Grafana writes them.

import { toFixed } from './numbers.js';

const PLURAL = new Set([' min', ' hour', ' day', ' week', ' year']);

/** From the units' limits: each row is the size below which its unit is used, the unit's size, and its name. */
const ladder = rows => (value, decimals) => {
  const [, size, unit] = rows.find(([limit]) => Math.abs(value) < limit) ?? rows.at(-1);
  const shown = value / size;
  return { text: toFixed(shown, decimals), suffix: unit + (size !== 1 && PLURAL.has(unit) && Math.abs(shown) > 1 ? 's' : '') };
};

const upwards = (own, ...rows) => ladder([[rows[0][1], 1, own], ...rows.map(([unit, size], i) => [rows[i + 1]?.[1] ?? Infinity, size, unit])]);

export const nanoseconds =
  upwards(' ns', [' µs', 1e3], [' ms', 1e6], [' s', 1e9], [' min', 6e10], [' hour', 36e11], [' day', 864e11]);
export const microseconds = upwards(' µs', [' ms', 1e3], [' s', 1e6]);
export const milliseconds =
  upwards(' ms', [' s', 1e3], [' min', 6e4], [' hour', 36e5], [' day', 864e5], [' year', 31536e6]);

const aSecondAndMore = ladder([
  [60, 1, ' s'], [3600, 60, ' min'], [86400, 3600, ' hour'], [604800, 86400, ' day'], [31536e3, 604800, ' week'],
  [Infinity, 31556900, ' year']]);

export function seconds(value, decimals) {
  const size = Math.abs(value);
  if (size === 0) return { text: '0', suffix: ' s' };
  if (size >= 1) return aSecondAndMore(value, decimals);
  // Multiplied, as Grafana does: dividing by the small unit would round otherwise.
  const [factor, suffix] = size < 1e-6 ? [1e9, ' ns'] : size < 1e-3 ? [1e6, ' µs'] : [1e3, ' ms'];
  return { text: toFixed(value * factor, decimals), suffix };
}

export const minutes = ladder([
  [60, 1, ' min'], [1440, 60, ' hour'], [10080, 1440, ' day'], [604800, 10080, ' week'], [Infinity, 525948, ' year']]);
export const hours = ladder([[24, 1, ' hour'], [168, 24, ' day'], [8760, 168, ' week'], [Infinity, 8760, ' year']]);

export const days = (value, decimals) => {
  const size = Math.abs(value);
  const [divisor, unit] = size < 7 ? [1, ' day'] : size < 365 ? [7, ' week'] : [365, ' year'];
  const shown = value / divisor;
  return { text: toFixed(shown, decimals), suffix: unit + (Math.abs(shown) > 1 ? 's' : '') };
};

const PARTS = [['year', 31536e6], ['month', 2592e6], ['week', 604800e3], ['day', 86400e3], ['hour', 3600e3],
  ['minute', 60e3], ['second', 1e3], ['millisecond', 1]];

/** In words, from the largest part on: as many parts more as there are decimals. */
export const duration = (unit, millis) => function inWords(value, decimals) {
  if (value === 0) return { text: '0', suffix: ` ${unit}s` };
  if (value < 0) {
    const positive = inWords(-value, decimals);
    return { ...positive, suffix: `${positive.suffix ?? ''} ago` };
  }
  const words = [];
  let left = value * millis;
  let more = decimals ?? 0;
  for (const [name, size] of PARTS) {
    if (more < 0) break;
    if (words.length > 0 || left / size >= 1) {
      const whole = Math.floor(left / size);
      words.push(`${whole} ${name}${whole === 1 ? '' : 's'}`);
      left %= size;
      more--;
    }
  }
  return { text: words.join(', ') };
};

const two = value => String(value).padStart(2, '0');

/** As hh:mm:ss. */
export function clockTime(value) {
  if (value < 0) {
    const positive = clockTime(-value);
    return { ...positive, suffix: `${positive.suffix ?? ''} ago` };
  }
  const parts = [Math.floor(value / 3600), Math.floor(value % 3600 / 60), Math.floor(value % 3600 % 60)];
  return { text: parts.map(part => (part > 9 ? String(part) : `0${part}`)).join(':') };
}

/** As d hh:mm:ss. */
export function daysAndClockTime(value) {
  if (value < 0) {
    const positive = daysAndClockTime(-value);
    return { ...positive, suffix: `${positive.suffix ?? ''} ago` };
  }
  const whole = Math.floor(value / 86400);
  return { text: (whole > 0 ? `${whole} d ` : '') + clockTime(value - whole * 86400).text };
}

/** As 05m:03s:123ms; fewer decimals leave off the end. */
export const clock = millis => (value, decimals) => {
  const size = value * millis;
  const time = new Date(size);
  if (Number.isNaN(time.getTime())) return { text: 'Invalid date' };
  const ms = `${String(time.getUTCMilliseconds()).padStart(3, '0')}ms`;
  const s = `${two(time.getUTCSeconds())}s`;
  const m = `${two(time.getUTCMinutes())}m`;
  const cut = (parts, from) => parts.slice(0, decimals === null || decimals === undefined || decimals >= parts.length - from
    ? parts.length : Math.max(0, decimals) + from).join(':');
  if (size < 1e3) return { text: ms };
  if (size < 6e4) return { text: decimals === 0 ? s : `${s}:${ms}` };
  if (size < 36e5) return { text: cut([m, s, ms], 1) };
  return { text: cut([`${Math.floor(size / 36e5)}h`, m, s, ms], 1) };
};
