// What a panel says of its fields: the defaults, and then the overrides in their order.

import { expression } from '../value/mappings.js';

const MATCHERS = {
  byName: (options, f) => f.shownName === options || f.name === options,
  byNames: ({ names = [], mode }, f) => names.includes(f.shownName) === (mode !== 'exclude'),
  byRegexp: (options, f) => expression(options).test(f.shownName),
  byType: (options, f) => f.type === options,
  byFrameRefID: (options, f, frame) => frame.refId === options,
};

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
      const config = { thresholds: STANDARD, color: { mode: COLOR[type] ?? 'thresholds' }, ...structuredClone(defaults), ...f.config };
      for (const { matcher, properties } of overrides) {
        if (MATCHERS[matcher.id]?.(matcher.options, f, frame)) properties.forEach(property => set(config, property));
      }
      f.config = config;
      f.displayName = config.displayName ? template(config.displayName, f, frame) : f.shownName;
      if (f.type === 'number') f.index = index++;
    }
  }
  shareRange(frames);
  return frames;
}

function set(config, { id, value }) {
  const path = id.split('.');
  const last = path.pop();
  const holder = path.reduce((inside, step) => (inside[step] ??= {}), config);
  holder[last] = structuredClone(value);
}

const template = (text, f, frame) => text
  .replace(/\$\{__field\.labels\.(\w+)\}|\$\{__field\.labels\["([^"]+)"\]\}/g, (_, plain, quoted) => f.labels?.[plain ?? quoted] ?? '')
  .replace(/\$\{__field\.(?:name|displayName)\}|\$\{__series\.name\}/g, f.shownName)
  .replace(/\$\{__field\.labels\}/g, Object.entries(f.labels ?? {}).map(([label, value]) => `${label}="${value}"`).join(', '))
  .replace(/\$\{__frame\.refId\}/g, frame.refId ?? '');

/** A field without a minimum or maximum of its own takes that of all numbers of the panel. */
function shareRange(frames) {
  const numbers = frames.flatMap(({ fields }) => fields.filter(f => f.type === 'number'));
  const all = numbers.flatMap(f => f.values).filter(value => value !== null && !Number.isNaN(value));
  const low = all.reduce((a, b) => Math.min(a, b), Infinity);
  const high = all.reduce((a, b) => Math.max(a, b), -Infinity);
  for (const f of numbers) {
    f.range = { min: f.config.min ?? (all.length ? low : null), max: f.config.max ?? (all.length ? high : null) };
  }
}
