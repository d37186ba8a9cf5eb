// Marks over time: what the dashboard's annotation queries answer.

import { series } from './datasource.js';
import { resolve } from './sources.js';
import { seconds, stepFor } from './time.js';

const number = value => Math.floor(parseFloat(value));
const filled = (template = '', labels) => template.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, label) => labels[label] ?? '').trim();

/** Whether a query is one that this page asks. */
export const asksPrometheus = ({ datasource, enable, builtIn }) =>
  enable !== false && !builtIn && (typeof datasource === 'string' || (datasource?.type ?? 'prometheus') === 'prometheus');

/** All marks within the range, each with its times in epoch seconds, a title, a text, and its colour's name. */
export async function annotations(queries, sources, range, replace) {
  const asked = queries.filter(query => asksPrometheus(query) && (query.target?.expr ?? query.expr)).map(async query => {
    const { uid } = resolve(query.datasource, sources, replace);
    const step = Math.max(seconds(query.target?.interval ?? query.step) || 0, stepFor(range, 500, 1));
    const { result } = await series(uid, replace(query.target?.expr ?? query.expr), step, range);
    return result.flatMap(({ metric, values }) => marks(query, metric, values, step));
  });
  // One that fails takes none of the others with it, and no panel.
  const answers = await Promise.allSettled(asked);
  return answers.flatMap(({ value = [] }) => value).filter(({ from, to }) => to >= range.from && from <= range.to);
}

/** Moments that are not further apart than a step are one mark, which lasts. */
function marks(query, labels, values, step) {
  const times = query.useValueForTime === true || query.useValueForTime === 'on'
    ? values.map(([, value]) => number(value) / 1000)
    : values.filter(([, value]) => parseFloat(value) > 0).map(([time]) => time);
  const found = [];
  for (const time of times) {
    const last = found.at(-1);
    if (last && time <= last.to + step) last.to = time;
    else found.push({ from: time, to: time, color: query.iconColor, title: filled(query.titleFormat, labels) || query.name, text: filled(query.textFormat, labels) });
  }
  return found;
}
