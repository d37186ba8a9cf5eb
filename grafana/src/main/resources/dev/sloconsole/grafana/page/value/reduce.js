// A series made one value: the calculations of stats, gauges and legends.

const real = value => value !== null && value !== undefined && !Number.isNaN(value);
const present = value => value !== null && value !== undefined;

/** The values that count, with sums that several calculations want. */
function known(values) {
  const numbers = values.filter(real);
  return { numbers, first: numbers[0] ?? null, last: numbers.at(-1) ?? null };
}

const least = values => values.reduce((low, value) => (value < low ? value : low), Infinity);
const most = values => values.reduce((high, value) => (value > high ? value : high), -Infinity);
/** Null where nothing is on this side of the infinity that it begins with, as in Grafana. */
const smallest = values => (least(values.filter(real)) === Infinity ? null : least(values.filter(real)));
const largest = values => (most(values.filter(real)) === -Infinity ? null : most(values.filter(real)));
const sum = values => values.reduce((total, value) => total + value, 0);
const orNull = (numbers, work) => (numbers.length > 0 ? work(numbers) : null);

/** The growth, where a fall starts anew as a counter does. */
function delta(values) {
  let total = 0, last = null, rising = true;
  for (const value of values.filter(real)) {
    if (last !== null && last > value) {
      rising = false;
    } else {
      if (last !== null && rising) total += value - last;
      rising = true;
    }
    last = value;
  }
  return total;
}

function steps(values) {
  const numbers = values.filter(real);
  return numbers.slice(1).map((value, i) => value - numbers[i]);
}

function variance(values) {
  let squares = 0, mean = 0, n = 0;
  for (const value of values.filter(present)) {
    n++;
    const before = mean;
    mean += (value - before) / n;
    squares += (value - before) * (value - mean);
  }
  return n > 0 ? squares / n : 0;
}

const ascending = (one, other) => one - other;

function median(values) {
  const sorted = values.filter(present).sort(ascending);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 0 ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle];
}

function percentile(values, share) {
  const sorted = values.filter(value => value !== null).sort(ascending);
  return sorted[Math.round((sorted.length - 1) * share)];
}

function changes(values) {
  const seen = values.filter(value => value !== null);
  return seen.filter((value, i) => i > 0 && value !== seen[i - 1]).length;
}

const differencePercent = values => {
  const { first, last } = known(values);
  return first === null ? 0 : (last - first) / first * 100;
};

/** By Grafana's ids: the name in a legend, the calculation, and whether its result is still in the field's unit. */
export const CALCULATIONS = {
  lastNotNull: { name: 'Last *', of: values => known(values).last },
  last: { name: 'Last', of: values => values.at(-1) },
  firstNotNull: { name: 'First *', of: values => known(values).first },
  first: { name: 'First', of: values => values[0] },
  min: { name: 'Min', of: values => smallest(values) },
  max: { name: 'Max', of: values => largest(values) },
  mean: { name: 'Mean', of: values => orNull(values.filter(real), numbers => sum(numbers) / numbers.length) },
  median: { name: 'Median', of: median },
  variance: { name: 'Variance', of: variance },
  stdDev: { name: 'StdDev', of: values => Math.sqrt(variance(values)) },
  sum: { name: 'Total', of: values => sum(values.filter(real)), empty: 0 },
  count: { name: 'Count', of: values => values.filter(present).length, empty: 0, unitless: true },
  countAll: { name: 'Count all', of: values => values.length, empty: 0, unitless: true },
  range: { name: 'Range', of: values => (largest(values) === null || smallest(values) === null ? null : largest(values) - smallest(values)) },
  delta: { name: 'Delta', of: delta },
  step: { name: 'Step', of: values => orNull(steps(values), least) },
  diff: { name: 'Difference', of: values => orNull(values.filter(real), numbers => numbers.at(-1) - numbers[0]) },
  logmin: {
    name: 'Min (above zero)',
    of: values => Math.min(Number.MAX_VALUE, least(values.filter(value => real(value) && value > 0))),
  },
  allIsZero: {
    name: 'All Zeros', empty: false,
    of: values => values.some(real) && values.filter(real).every(value => value === 0),
  },
  allIsNull: { name: 'All Nulls', of: values => !values.some(real), empty: true, unitless: true },
  changeCount: { name: 'Change Count', of: changes, unitless: true },
  distinctCount: { name: 'Distinct Count', of: values => new Set(values.filter(value => value !== null)).size, unitless: true },
  allValues: { name: 'All values', of: values => [...values], unitless: true },
  uniqueValues: { name: 'All unique values', of: values => [...new Set(values)], unitless: true },
  diffperc: { name: 'Difference percent', of: differencePercent, unitless: true },
  ...Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`p${i + 1}`, {
    name: `${i + 1}${ordinal(i + 1)} %`, of: values => percentile(values, (i + 1) / 100),
  }])),
};

const ALIASES = { current: 'lastNotNull', avg: 'mean', total: 'sum' };

function ordinal(n) {
  return n > 3 && n < 21 ? 'th' : ['th', 'st', 'nd', 'rd'][n % 10] ?? 'th';
}

export const calculation = id => CALCULATIONS[ALIASES[id] ?? id];

/** A calculation's result for values in which null is a gap; null for an unknown one. */
export function reduce(values, id) {
  const known = calculation(id);
  if (!known) return null;
  return values.length === 0 ? known.empty ?? null : known.of(values);
}

/** Words have no size: only what counts them or picks one of them says anything. */
const OF_WORDS = new Set(['last', 'lastNotNull', 'first', 'firstNotNull', 'count', 'countAll', 'changeCount', 'distinctCount']);

/** The same of a field. */
export const reduceField = ({ type, values }, id) =>
  (type !== 'string' && type !== 'boolean' || OF_WORDS.has(id) ? reduce(values, id) : ['sum', 'delta'].includes(id) ? 0 : null);
