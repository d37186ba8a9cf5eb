// State timeline: a row for each field, a block for each stretch in which its value stays.

import { named } from '../value/colors.js';
import { display, written } from '../value/display.js';
import { writeDate } from '../value/dates.js';
import { element, faded, inkOn, message, show, theme } from './dom.js';
import { legend } from './legend.js';

/** The width of a letter, by which a block is seen to be too narrow for its text. */
const LETTER = 8;

export function stateTimeline({ panel, body, frames, range, annotations }) {
  const rows = frames.flatMap(frame => rowsOf(frame, panel.options ?? {}, range));
  if (rows.every(({ blocks }) => blocks.length === 0)) {
    message(body, 'empty', panel.fieldConfig?.defaults?.noValue ?? 'No data');
    return;
  }
  const at = seconds => `${Math.min(100, Math.max(0, 100 * (seconds - range.from) / (range.to - range.from)))}%`;
  const box = element('timeline');
  const names = element('names');
  names.append(...rows.map(({ name }) => element('name', name)));
  const tracks = element('tracks');
  const pixels = body.clientWidth / (range.to - range.from);
  tracks.append(...rows.map(({ blocks }) => track(blocks, panel.options ?? {}, at, pixels)), ...annotations.map(mark => line(mark, at)));
  box.append(names, tracks, element('corner'), clock(range, at, body.clientWidth));
  const key = legend(distinct(rows), { ...panel.options?.legend, placement: 'bottom' });
  show(body, box, ...(key ? [key] : []));
}

function rowsOf(frame, { mergeValues = true }, range) {
  const times = frame.fields.find(({ type }) => type === 'time')?.values ?? [];
  return frame.fields.filter(({ type, config }) => type !== 'time' && !config.custom?.hideFrom?.viz).map(f => {
    const show = display(f, theme());
    const step = gapOf(times);
    const blocks = [];
    f.values.forEach((value, i) => {
      if (value === null || Number.isNaN(value)) return;
      const from = times[i] / 1000;
      const next = i + 1 < times.length ? times[i + 1] / 1000 : Math.min(range.to, from + step);
      const shown = show(value);
      const last = blocks.at(-1);
      if (mergeValues && last && last.text === written(shown) && last.color === shown.color && last.to === from) last.to = next;
      else blocks.push({ from, to: next, text: written(shown), color: shown.color });
    });
    return { name: f.displayName, field: f, blocks };
  });
}

/** The usual distance of two samples, in seconds: so long does the last one hold. */
const gapOf = times => (times.length > 1 ? Math.min(...times.slice(1).map((time, i) => time - times[i])) / 1000 : 0);

function track(blocks, { showValue = 'auto', alignValue = 'center', rowHeight = 0.9 }, at, pixels) {
  const made = element('track');
  made.append(...blocks.map(({ from, to, text, color }) => {
    const block = element(`block ${alignValue}`, showValue === 'never' || (showValue === 'auto' && (to - from) * pixels < LETTER * text.length + 14) ? '' : text);
    const ink = faded(color, 0.8);
    Object.assign(block.style, { left: at(from), width: `calc(${at(to)} - ${at(from)})`, background: ink, color: inkOn(color), height: `${rowHeight * 100}%` });
    block.title = `${text}, ${writeDate(from * 1000, 'HH:mm:ss')} to ${writeDate(to * 1000, 'HH:mm:ss')}`;
    return block;
  }));
  return made;
}

function line({ from, title, text, color }, at) {
  const made = element('when');
  made.style.left = at(from);
  made.style.borderColor = named(color, theme());
  made.title = `${title}${text ? `: ${text}` : ''}`;
  return made;
}

const STEPS = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, 86400];

function clock({ from, to }, at, width) {
  const made = element('clock');
  const step = STEPS.find(size => (to - from) / size <= width / 90) ?? 86400 * 7;
  for (let time = Math.ceil(from / step) * step; time < to; time += step) {
    const tick = element('tick', writeDate(time * 1000, step < 60 ? 'HH:mm:ss' : step < 86400 ? 'HH:mm' : 'MM/DD'));
    tick.style.left = at(time);
    made.append(tick);
  }
  return made;
}

/** The states as a legend has them: each once. */
function distinct(rows) {
  const states = new Map(rows.flatMap(({ blocks }) => blocks.map(({ text, color }) => [text, color])));
  return [...states].map(([text, color]) => ({ field: { displayName: text, config: {}, values: [] }, color }));
}
