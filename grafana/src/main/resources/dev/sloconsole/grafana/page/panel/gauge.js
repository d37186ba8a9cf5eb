// Gauge: an arc from the minimum to the maximum, with the thresholds around it.

import { element, fitting, message, shape, show, token } from './dom.js';
import { figures } from './figures.js';

const SWEEP = 260;

export function gauge({ panel, body, frames }) {
  const { options = {}, fieldConfig } = panel;
  const shown = figures(frames, options.reduceOptions);
  if (shown.length === 0) {
    message(body, 'empty', fieldConfig?.defaults?.noValue ?? 'No data');
    return;
  }
  const across = options.orientation !== 'horizontal' && body.clientWidth > body.clientHeight;
  const box = element(`figures ${across ? 'across' : 'down'}`);
  box.append(...shown.map(figure => dial(figure, shown.length > 1, options)));
  show(body, box);
}

function dial(figure, named, { showThresholdMarkers = true, showThresholdLabels = false }) {
  const { min: low, max: high } = figure.field.range ?? {};
  const [min, max] = [low ?? 0, high ?? 100];
  const at = value => Math.min(1, Math.max(0, max === min ? 0 : (value - min) / (max - min)));
  const card = element('figure centred dial');
  const svg = shape('svg', { viewBox: '0 0 200 170', role: 'img', 'aria-label': `${figure.name}: ${figure.text}` });
  svg.append(arc(0, 1, 70, 22, token('grid')));
  if (!Number.isNaN(figure.number)) svg.append(arc(0, at(figure.number), 70, 22, figure.color));
  const { mode, steps = [] } = figure.field.config.thresholds ?? {};
  const place = value => (mode === 'percentage' ? Math.min(1, Math.max(0, value / 100)) : at(value));
  if (showThresholdMarkers) {
    steps.forEach((step, i) => {
      const from = i === 0 ? 0 : place(step.value);
      const to = i + 1 < steps.length ? place(steps[i + 1].value) : 1;
      const color = figure.colorAt(mode === 'percentage' ? min + (max - min) * (step.value ?? 0) / 100 : step.value ?? -Infinity);
      if (to > from) svg.append(arc(from, to, 87, 5, color));
    });
  }
  if (showThresholdLabels) {
    steps.slice(1).forEach(step => svg.append(label(place(step.value), 98, String(step.value))));
  }
  const text = shape('text', { x: 100, y: 108, 'text-anchor': 'middle', fill: figure.color, class: 'value',
    'font-size': fitting(figure.text, 108, 38) });
  text.textContent = figure.text;
  svg.append(text);
  card.append(svg);
  if (named) card.append(element('name', figure.name));
  return card;
}

const point = (share, radius) => {
  const angle = (share * SWEEP - SWEEP / 2 - 90) * Math.PI / 180;
  return [100 + radius * Math.cos(angle), 98 + radius * Math.sin(angle)];
};

function arc(from, to, radius, width, color) {
  const start = point(from, radius), end = point(to, radius);
  return shape('path', { d: `M${start}A${radius},${radius} 0 ${(to - from) * SWEEP > 180 ? 1 : 0} 1 ${end}`, fill: 'none', stroke: color, 'stroke-width': width });
}

function label(share, radius, words) {
  const [x, y] = point(share, radius);
  const text = shape('text', { x, y, 'text-anchor': x < 90 ? 'end' : x > 110 ? 'start' : 'middle', class: 'mark', 'font-size': 13 });
  text.textContent = words;
  return text;
}
