// Numbers as Grafana writes them: a text, and what stands before and behind it.

/** With so many decimals, or with as many as show two or three digits of what varies. */
export function toFixed(value, decimals) {
  if (value === null) return '';
  if (Math.abs(value) === Infinity) return value.toLocaleString();
  const wanted = decimals ?? decimalsFor(value);
  if (value === 0) return value.toFixed(wanted);
  const factor = wanted ? 10 ** Math.max(0, wanted) : 1;
  const text = String(Math.round(value * factor) / factor);
  if (text.includes('e')) return text;
  const point = text.indexOf('.');
  const precision = point === -1 ? 0 : text.length - point - 1;
  return precision < wanted
    ? (precision ? text : `${text}.`) + String(factor).slice(1, wanted - precision + 1)
    : text;
}

export function decimalsFor(value) {
  if (value % 1 === 0) return 0;
  const size = Math.abs(value);
  const digits = 1 - Math.floor(Math.log(size) / Math.LN10);
  return Math.max(0, size / 10 ** -digits > 2.25 ? digits + 1 : digits);
}

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** A unit behind the number; or before it. */
export const fixed = (unit, before = false) => (value, decimals) => {
  const text = toFixed(value, decimals);
  if (!unit) return { text };
  return before ? { text, prefix: unit } : { text, suffix: ` ${unit}` };
};

/** Units that are each the factor times the one before; the value is in the one at the offset. */
export const scaled = (factor, units, offset = 0) => (value, decimals) => {
  if (!Number.isFinite(value)) return { text: value.toLocaleString() };
  const power = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)) / Math.log10(factor));
  return {
    text: toFixed(value / factor ** clamp(power, -offset, units.length - offset - 1), decimals),
    suffix: units[clamp(offset + power, 0, units.length - 1)],
  };
};

const SI = ['f', 'p', 'n', 'µ', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi'];
const BASE = SI.indexOf('');

export const si = (unit, power = 0) => scaled(1000, SI.map(prefix => ` ${prefix}${unit}`), BASE + power);
export const binary = (unit, power = 0) => scaled(1024, BINARY.map(prefix => ` ${prefix}${unit}`), power);

/** The power of a thousand that a prefix stands for; 0 where it is none. */
export function siPower(prefix) {
  const found = SI.findIndex(known => known.normalize('NFKD') === prefix.normalize('NFKD'));
  return found < 0 ? 0 : found - BASE;
}

const COUNTS = ['', 'K', 'M', 'B', 'T'];

export const count = unit => (value, decimals) => {
  const { text, suffix } = scaled(1000, COUNTS)(value, decimals);
  return { text, suffix: `${suffix} ${unit}` };
};

export const currency = (symbol, behind = false) => (value, decimals) => {
  const { text, suffix } = scaled(1000, COUNTS)(Math.abs(value), decimals);
  const sign = value < 0 ? '-' : '';
  if (behind) return { text, prefix: sign || undefined, suffix: suffix === undefined ? undefined : suffix + symbol };
  return { text, prefix: sign + symbol, suffix };
};

/** All digits, grouped as the reader's language does. */
export const financial = (symbol, behind = false) => (value, decimals) => ({
  text: value.toLocaleString(undefined, { minimumFractionDigits: decimals ?? 0, maximumFractionDigits: decimals ?? 1 }),
  prefix: behind ? '' : symbol,
  suffix: behind ? symbol : '',
});
