// Stat: large values, coloured by what they mean, each above its history.

import { element, fitting, inkOn, message, shape, show } from './dom.js';
import { figures } from './figures.js';

export function stat({ panel, body, frames }) {
  const { options = {}, fieldConfig } = panel;
  const shown = figures(frames, options.reduceOptions);
  if (shown.every(({ text }) => text === '')) {
    message(body, 'empty', fieldConfig?.defaults?.noValue ?? 'No data');
    return;
  }
  const across = options.orientation === 'vertical'
    || (options.orientation !== 'horizontal' && body.clientWidth > body.clientHeight);
  const box = element(`figures ${across ? 'across' : 'down'}`);
  const room = across
    ? { width: body.clientWidth / shown.length, height: body.clientHeight }
    : { width: body.clientWidth, height: body.clientHeight / shown.length };
  const named = namesShown(options, shown.length);
  // One size for all: a short value is not more important than a long one.
  const size = Math.min(...shown.map(({ text }) => fitting(text, room.width - 20, room.height * (named ? 0.5 : 0.55))));
  box.append(...shown.map(one => card(one, { ...options, named, size, alone: shown.length === 1 }, room)));
  show(body, box);
}

const namesShown = ({ textMode = 'auto' }, count) =>
  textMode === 'value_and_name' || textMode === 'name' || (textMode === 'auto' && count > 1);

function card(figure, options, { width, height }) {
  const { textMode = 'auto', colorMode = 'value', graphMode = 'area', justifyMode, text = {}, named, size, alone } = options;
  const card = element(`figure ${justifyMode === 'center' || alone ? 'centred' : ''}`);
  const valued = textMode !== 'name' && textMode !== 'none';
  const filled = colorMode === 'background' || colorMode === 'background_solid';
  if (filled) card.style.background = figure.color;
  const ink = filled ? inkOn(figure.color) : colorMode === 'none' ? '' : figure.color;
  const drawn = graphMode === 'area' && figure.history?.filter(value => value !== null).length > 1;
  if (drawn) card.append(history(figure, filled ? ink : figure.color));
  const words = element('words');
  if (named && figure.name.trim()) {
    const name = element('name', figure.name);
    name.style.fontSize = `${text.titleSize ?? Math.max(10, fitting(figure.name, width - 20, Math.min(size * 0.4, height * 0.2), 400))}px`;
    if (filled) name.style.color = ink;
    words.append(name);
  }
  if (valued) {
    const value = element('value', figure.text);
    value.style.fontSize = `${text.valueSize ?? Math.max(9, size)}px`;
    value.style.color = ink;
    words.append(value);
  }
  card.append(words);
  return card;
}

/** The line of the values before, and the area below it. */
function history({ times, history: values, field }, color) {
  const known = values.filter(value => value !== null && Number.isFinite(value));
  const low = field.config.min ?? Math.min(...known);
  const high = field.config.max ?? Math.max(...known);
  const from = times[0], length = times.at(-1) - from || 1;
  const y = value => (high === low ? 50 : 96 - 92 * (value - low) / (high - low));
  const svg = shape('svg', { viewBox: '0 0 1000 100', preserveAspectRatio: 'none', class: 'history', 'aria-hidden': 'true' });
  for (const run of runs(values)) {
    const points = run.map(i => `${(1000 * (times[i] - from) / length).toFixed(1)},${y(values[i]).toFixed(1)}`);
    const [first, last] = [points[0], points.at(-1)].map(point => point.split(',')[0]);
    svg.append(
      shape('path', { d: `M${first},100L${points.join('L')}L${last},100Z`, fill: color, opacity: 0.16 }),
      shape('path', { d: `M${points.join('L')}`, fill: 'none', stroke: color, 'stroke-width': 1.5, 'vector-effect': 'non-scaling-stroke' }));
  }
  return svg;
}

/** The stretches without a gap, as indices. */
function runs(values) {
  const found = [];
  values.forEach((value, i) => {
    if (value === null || !Number.isFinite(value)) return;
    if (found.at(-1)?.at(-1) === i - 1) found.at(-1).push(i);
    else found.push([i]);
  });
  return found.filter(run => run.length > 1);
}
