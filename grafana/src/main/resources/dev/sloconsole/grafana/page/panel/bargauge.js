// Bar gauge: a bar for each value, from the minimum to the maximum.

import { element, faded, message, show } from './dom.js';
import { figures } from './figures.js';

const CELLS = 32;

export function bargauge({ panel, body, frames }) {
  const { options = {}, fieldConfig } = panel;
  const shown = figures(frames, options.reduceOptions);
  if (shown.length === 0) {
    message(body, 'empty', fieldConfig?.defaults?.noValue ?? 'No data');
    return;
  }
  const upright = options.orientation === 'vertical'
    || (options.orientation !== 'horizontal' && body.clientHeight > body.clientWidth);
  const box = element(`bars ${upright ? 'upright' : 'lying'}`);
  box.append(...shown.map(figure => bar(figure, options, upright, Math.min(body.clientHeight / shown.length, body.clientWidth / 5))));
  show(body, box);
}

function bar(figure, { displayMode = 'gradient', valueMode = 'color', showUnfilled = true }, upright, height) {
  const { min, max } = figure.field.range ?? {};
  const [low, high] = [min ?? 0, max ?? 100];
  const share = Math.min(1, Math.max(0, high === low ? 0 : (figure.number - low) / (high - low))) || 0;
  const row = element('bar');
  const track = element(`track ${showUnfilled ? 'shown' : ''}`);
  const fill = element('fill');
  fill.style[upright ? 'height' : 'width'] = `${share * 100}%`;
  if (displayMode === 'lcd') {
    track.classList.add('lcd');
    track.append(...Array.from({ length: CELLS }, (_, i) => cell(figure, (i + 0.5) / CELLS, share, low, high)));
  } else {
    fill.style.background = displayMode === 'basic' ? figure.color
      : `linear-gradient(${upright ? 'to top' : 'to right'}, ${faded(figure.color, 0.25)}, ${figure.color})`;
    track.append(fill);
  }
  const value = element('value', valueMode === 'hidden' ? '' : figure.text);
  if (valueMode === 'color') value.style.color = figure.color;
  if (!upright) value.style.fontSize = `${Math.max(12, Math.min(28, height * 0.4))}px`;
  row.append(element('name', figure.name), track, value);
  return row;
}

function cell(figure, at, share, low, high) {
  const one = element('cell');
  const color = figure.colorAt(low + (high - low) * at);
  one.style.background = at <= share ? color : faded(color, 0.15);
  return one;
}
