// Numbers and durations as the panels write them.

const UNITS = {
  percentunit: (value, decimals) => `${(value * 100).toFixed(decimals ?? 1)}%`,
  reqps: (value, decimals) => `${value.toFixed(decimals ?? (Math.abs(value) < 10 ? 2 : 1))} req/s`,
  short: (value, decimals) => short(value, decimals),
};

/** A value in a panel's unit; units that are not known are left off. */
export function format(value, unit, decimals) {
  return (UNITS[unit] ?? UNITS.short)(value, decimals);
}

/** A tick of an axis: only the digits that its step needs. */
export function tick(value, unit, step) {
  const scale = unit === 'percentunit' ? 100 : 1;
  const exact = digits => Math.abs(Math.round(step * scale * 10 ** digits) / 10 ** digits - step * scale) < 1e-9;
  const digits = [0, 1, 2, 3, 4, 5].find(exact) ?? 6;
  return (value * scale).toFixed(digits) + (unit === 'percentunit' ? '%' : unit === 'reqps' ? ' /s' : '');
}

function short(value, decimals) {
  for (const [size, suffix] of [[1e9, ' Bil'], [1e6, ' Mil'], [1e3, ' K']]) {
    if (Math.abs(value) >= size) return (value / size).toFixed(decimals ?? 1) + suffix;
  }
  return value.toFixed(decimals ?? (Number.isInteger(value) ? 0 : 2));
}

/** Seconds in words, such as "12 s" or "3 min". */
export function age(seconds) {
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
