// Time ranges and steps, as Grafana and its Prometheus data source reckon them.

const SECONDS = { s: 1, m: 60, h: 3600, d: 86400, w: 604800, M: 2592000, y: 31536000 };

/** Seconds of a duration such as 15s, 1m30s or 250ms; NaN of anything else. */
export function seconds(text) {
  const parts = [...String(text).matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwMy])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== String(text)) return NaN;
  return parts.reduce((sum, [, number, unit]) => sum + number * (unit === 'ms' ? 0.001 : SECONDS[unit]), 0);
}

/** The range of a panel that has one of its own: so long until the same end, or so much earlier. */
export function ownRange({ timeFrom, timeShift }, range) {
  const length = seconds(String(timeFrom ?? '').replace(/^now-/, ''));
  const shift = seconds(timeShift ?? '') || 0;
  const to = range.to - shift;
  return { from: length > 0 ? to - length : range.from - shift, to };
}

/** Seconds as Prometheus takes them. */
export const promDuration = value => (Number.isInteger(value) ? `${value}s` : `${Math.round(value * 1000)}ms`);

/**
 * A range in epoch seconds from Grafana's notation: now-15m, now/d, now-1d/d, epoch milliseconds, or an ISO date.
 * Where the range's end is rounded to a unit, it is that unit's end.
 */
export function timeRange(from, to, now = Date.now() / 1000) {
  return { from: moment(from, now, false), to: moment(to, now, true) };
}

function moment(text, now, end) {
  const relative = /^now(?:([-+])(\d+)([smhdwMy]))?(?:\/([smhdwMy]))?$/.exec(text);
  if (!relative) return /^-?\d+$/.test(text) ? Number(text) / 1000 : Date.parse(text) / 1000;
  const [, sign, number, unit, rounding] = relative;
  const at = number ? now + (sign === '-' ? -1 : 1) * number * SECONDS[unit] : now;
  return rounding ? rounded(at, rounding, end) : at;
}

function rounded(at, unit, end) {
  const time = new Date(at * 1000);
  const fields = [time.getFullYear(), time.getMonth(), time.getDate(), time.getHours(), time.getMinutes(), time.getSeconds()];
  const kept = { y: 1, M: 2, w: 3, d: 3, h: 4, m: 5, s: 6 }[unit];
  const weekday = unit === 'w' ? time.getDay() : 0;
  const start = [...fields.slice(0, kept), ...[0, 0, 1, 0, 0, 0].slice(kept)];
  start[2] -= weekday;
  if (end) start[unit === 'w' ? 2 : kept - 1] += unit === 'w' ? 7 : 1;
  return new Date(...start).getTime() / 1000 - (end ? 0.001 : 0);
}

/** Below each limit in milliseconds, the round interval. */
const ROUND = [[10, 1], [15, 10], [35, 20], [75, 50], [150, 100], [350, 200], [750, 500], [1500, 1000], [3500, 2000],
  [7500, 5000], [12500, 10000], [17500, 15000], [25000, 20000], [45000, 30000], [90000, 60000], [210000, 120000],
  [450000, 300000], [750000, 600000], [1050000, 900000], [1500000, 1200000], [2700000, 1800000], [5400000, 3600000],
  [9000000, 7200000], [16200000, 10800000], [32400000, 21600000], [86400000, 43200000], [604800000, 86400000],
  [1814400000, 604800000], [3628800000, 2592000000]];
const MAX_POINTS = 11_000;

/** The step in seconds for a range drawn in so many points, never finer than the interval. */
export function stepFor(range, points, interval) {
  const length = range.to - range.from;
  const wanted = length * 1000 / Math.max(1, points);
  const round = (ROUND.find(([limit]) => wanted < limit)?.[1] ?? 31536000000) / 1000;
  return Math.max(round, interval, Math.ceil(length / MAX_POINTS));
}

/** What $__interval and its kin stand for. */
export function builtIns(range, step, scrape) {
  const length = Math.round(range.to - range.from);
  return {
    __rate_interval: promDuration(Math.max(step + scrape, 4 * scrape)),
    __rate_interval_ms: String(Math.round(Math.max(step + scrape, 4 * scrape) * 1000)),
    __interval: promDuration(step),
    __interval_ms: String(step * 1000),
    __range: `${length}s`,
    __range_s: String(length),
    __range_ms: String(length * 1000),
    __from: String(Math.round(range.from * 1000)),
    __to: String(Math.round(range.to * 1000)),
  };
}
