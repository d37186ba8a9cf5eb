// From a field's value to what is shown of it: text with its unit, mapped text, colour, place between min and max.

import { calculator, named, truth } from './colors.js';
import { mapped } from './mappings.js';
import { isDate, unit } from './units.js';

/** A value's text as a whole. */
export const written = ({ prefix, text, suffix }) => `${prefix ?? ''}${text}${suffix ?? ''}`;

/** The colour of the last step that a value reaches; the first one's below all. */
export function threshold(value, steps) {
  if (!steps || steps.length === 0) return undefined;
  let reached = steps[0];
  for (const step of steps) {
    if (!(value >= (step.value ?? -Infinity))) break;
    reached = step;
  }
  return reached.color;
}

/** The smallest and largest of what the field's configuration says and its values show. */
export function rangeOf({ type, config, values, range }) {
  if (range) return { ...range, delta: range.max - range.min };
  if (type !== 'number') return { min: 0, max: 100, delta: 100 };
  const known = (values ?? []).filter(value => value !== null && !Number.isNaN(value));
  const any = values && values.length > 0;
  const min = config.min ?? (any ? (known.length ? Math.min(...known) : null) : 0);
  const max = config.max ?? (any ? (known.length ? Math.max(...known) : null) : 100);
  return { min, max, delta: max - min };
}

/** The function from a number to its colour and its place between min and max. */
export function scale(field, theme) {
  const color = calculator(field, theme);
  const range = rangeOf(field);
  const { thresholds } = field.config;
  return value => {
    const place = value === -Infinity ? 0 : (value - range.min) / range.delta;
    const percent = Number.isNaN(place) ? 0 : place;
    const reached = threshold(thresholds?.mode === 'percentage' ? percent * 100 : value, thresholds?.steps);
    return { percent, color: color(value, percent, reached) };
  };
}

function booleanScale({ config }, theme) {
  const [no, yes] = truth(config.color, theme);
  return value => ({ percent: value ? 1 : 0, color: value ? yes : no });
}

/** The function that shows a field's values. */
export function display(field, theme) {
  const { type, config } = field;
  const id = unitOf(field);
  const write = unit(id);
  const scaled = type === 'boolean' ? booleanScale(field, theme) : scale(field, theme);
  return given => {
    const value = isDate(id) && typeof given === 'string' ? Date.parse(given) : given;
    const numeric = id === 'string' ? NaN : number(value);
    const mapping = config.mappings?.length > 0 ? mapped(config.mappings, value) : null;
    const shown = { text: mapping?.text ?? null, numeric };
    if (!Number.isNaN(numeric) && shown.text === null && typeof value !== 'boolean') {
      Object.assign(shown, write(numeric, config.decimals));
    }
    if (shown.text === null) shown.text = words(value) || config.noValue || '';
    if (mapping?.color != null) {
      shown.color = named(mapping.color, theme);
    } else {
      Object.assign(shown, scaled(Number.isNaN(numeric) ? -Infinity : numeric));
    }
    return shown;
  };
}

function unitOf({ type, config, values = [] }) {
  if (type === 'time' && !isDate(config.unit)) {
    const withinAMinute = values.length > 1 && Math.abs(values.at(-1) - values[0]) < 60_000;
    return withinAMinute ? 'time:YYYY-MM-DD HH:mm:ss.SSS' : 'dateTimeAsSystem';
  }
  if (type === 'boolean' && !config.unit?.startsWith('bool')) return 'bool';
  return !config.unit && type === 'string' ? 'string' : config.unit;
}

function number(value) {
  if (typeof value === 'number') return value;
  if (value === '' || value === null || value === undefined || Array.isArray(value)) return NaN;
  return Number(value);
}

function words(value) {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(', ');
  return Object.is(value, -0) ? '-0' : String(value);
}
