// What a panel says of its fields: the defaults, and then the overrides in their order.

import { expression } from '../value/mappings.js';
import { reduceField } from '../value/reduce.js';

const MATCHERS = {
  byName: (options, f, frame, name) => f.name === options || name() === options,
  byNames: ({ names = [], mode }, f, frame, name) => names.includes(name()) === (mode !== 'exclude'),
  byRegexp: (options, f, frame, name) => expression(options).test(name()),
  byType: (options, f) => f.type === options,
  byFrameRefID: (options, f, frame) => frame.refId === options,
  byRegexpOrNames: ({ pattern, names = [] }, f, frame, name) => names.includes(f.name) || names.includes(name()) || Boolean(pattern && expression(pattern).test(name())),
  byValue: ({ reducer, op, value }, f) => compared(op, reduceField(f, reducer), value),
  numeric: (options, f) => f.type === 'number',
  time: (options, f) => f.type === 'time',
  first: (options, f, frame) => frame.fields[0] === f,
  firstTimeField: (options, f, frame) => frame.fields.find(({ type }) => type === 'time') === f,
};

/** Nothing is only like nothing. */
const COMPARED = {
  gt: (a, b) => a > b, lt: (a, b) => a < b, eq: (a, b) => String(a) === String(b), neq: (a, b) => String(a) !== String(b),
  gte: (a, b) => (a === null || b === null ? a === b : a >= b), lte: (a, b) => (a === null || b === null ? a === b : a <= b),
};

function compared(op = 'eq', one, other) {
  if (typeof one === 'boolean') return one;
  return COMPARED[op]?.(one ?? (op.length > 2 ? null : 'null'), other ?? null) ?? false;
}

/** Whether this page can apply an override. */
export const knowsMatcher = id => id in MATCHERS;

const STANDARD = { mode: 'absolute', steps: [{ color: 'green', value: null }, { color: 'red', value: 80 }] };
const COLOR = { timeseries: 'palette-classic', 'state-timeline': 'continuous-GrYlRd' };

/** Gives every field its configuration, its shown name, and the range that its siblings share. */
export function configure(frames, { type, fieldConfig = {} }) {
  const { defaults = {}, overrides = [] } = fieldConfig;
  let index = 0;
  for (const frame of frames) {
    for (const f of frame.fields) {
      const config = valid({ thresholds: STANDARD, color: { mode: COLOR[type] ?? 'thresholds' }, ...structuredClone(defaults), ...f.config });
      const name = () => (config.displayName ? template(config.displayName, f, frame) : f.shownName);
      for (const { matcher, properties } of overrides) {
        if ((matcher.scope ?? 'series') === 'series' && MATCHERS[matcher.id]?.(matcher.options, f, frame, name)) properties.forEach(property => set(config, property));
      }
      f.config = config;
      f.displayName = config.displayName ? template(config.displayName, f, frame) : f.shownName;
      f.index = f.type === 'time' ? index : index++;
    }
  }
  shareRange(frames);
  return frames;
}

/** With a first step below all, and limits in their order. */
function valid({ min, max, thresholds, ...config }) {
  const swapped = typeof min === 'number' && typeof max === 'number' && min > max;
  const { mode = 'absolute', steps } = thresholds ?? {};
  return {
    ...config, min: swapped ? max : min, max: swapped ? min : max,
    thresholds: { mode, steps: (steps ?? []).map((step, i) => (i === 0 ? { ...step, value: null } : step)) },
  };
}

/** A list comes before the one that is there; nothing takes away what is. */
function set(config, { id, value }) {
  const path = id.split('.');
  const last = path.pop();
  const holder = path.reduce((inside, step) => (inside[step] ??= {}), config);
  if (value === null || value === undefined) delete holder[last];
  else if (Array.isArray(value) && Array.isArray(holder[last])) holder[last] = [...structuredClone(value), ...holder[last]];
  else holder[last] = structuredClone(value);
}

const template = (text, f, frame) => text
  .replace(/\$\{__field\.labels\.(\w+)\}|\$\{__field\.labels\["([^"]+)"\]\}/g, (_, plain, quoted) => f.labels?.[plain ?? quoted] ?? '')
  .replace(/\$\{__field\.(?:name|displayName)\}|\$\{__series\.name\}/g, f.shownName)
  .replace(/\$\{__field\.labels\}/g, Object.entries(f.labels ?? {}).map(([label, value]) => `${label}="${value}"`).join(', '))
  .replace(/\$\{__frame\.refId\}/g, frame.refId ?? '');

/**
 * A field without a minimum or maximum of its own takes that of all numbers of the panel, or of its own numbers where it
 * says so. One that has both before any asked for the numbers' is taken for them, as in Grafana.
 */
function shareRange(frames) {
  let shared = null;
  for (const f of frames.flatMap(({ fields }) => fields)) {
    const { min, max, fieldMinMax } = f.config;
    if (typeof min === 'number' && typeof max === 'number') {
      f.range = { min, max };
      shared ??= f.range;
    } else if (f.type === 'number') {
      if (!fieldMinMax) shared ??= extent(frames.flatMap(({ fields }) => fields));
      const { min: low, max: high } = fieldMinMax ? extent([f]) : shared;
      f.range = { min: min ?? low, max: max ?? high };
    }
  }
}

/** The smallest and the largest number; null where there is none. */
function extent(fields) {
  const all = fields.filter(({ type }) => type === 'number').flatMap(({ values }) => values).filter(value => value !== null && !Number.isNaN(value));
  return {
    min: unless(all.reduce((low, value) => (low > value ? value : low), Infinity), Infinity),
    max: unless(all.reduce((high, value) => (high < value ? value : high), -Infinity), -Infinity),
  };
}

const unless = (value, nothing) => (value === nothing ? null : value);
