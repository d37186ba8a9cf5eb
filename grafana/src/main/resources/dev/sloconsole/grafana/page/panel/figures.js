// One value from each field, or each row: what stats, gauges and bars show.

import { display, scale, written } from '../value/display.js';
import { expression } from '../value/mappings.js';
import { reduce } from '../value/reduce.js';
import { theme } from './dom.js';

const LIMIT = 25;

/** The figures of frames by a panel's reduceOptions: name, text, colour, number, place between min and max, history. */
export function figures(frames, { calcs, fields, values, limit } = {}) {
  const chosen = frames.flatMap(frame => frame.fields.filter(f => wanted(f, fields)).map(f => ({ f, frame })));
  return (values ? chosen.flatMap(rows) : chosen.flatMap(choice => reduced(choice, calcs))).slice(0, limit ?? LIMIT);
}

const wanted = (f, fields) => (fields ? expression(fields).test(f.displayName) && f.type !== 'time' : f.type === 'number');

function reduced({ f, frame }, calcs = []) {
  const show = display(f, theme());
  const times = frame.fields.find(({ type }) => type === 'time')?.values ?? [];
  return (calcs.length > 0 ? calcs : ['last']).map(id => ({
    ...figure(f, show(reduce(f.values, id) ?? null), f.displayName), times, history: f.values,
  }));
}

function rows({ f, frame }) {
  const show = display(f, theme());
  const words = frame.fields.filter(({ type }) => type === 'string');
  return f.values.map((value, i) => figure(f, show(value), words.map(({ values }) => values[i]).join(' ') || f.displayName));
}

function figure(f, shown, name) {
  return { name, text: written(shown), color: shown.color, number: shown.numeric, percent: shown.percent ?? 0, field: f, colorAt: value => scale(f, theme())(value).color };
}
