// What lies behind and over a plot: thresholds, and marks of what happened.

import { named } from '../value/colors.js';
import { faded, theme } from './dom.js';

/** Draws the thresholds of each axis's first line that shows them, as lines, areas, or both. */
export function thresholdsOf(plot, lines) {
  const drawn = new Set();
  for (const { field: { config, range }, scale } of lines) {
    const style = config.custom?.thresholdsStyle?.mode ?? 'off';
    if (style === 'off' || style === 'series' || drawn.has(scale)) continue;
    drawn.add(scale);
    const { mode, steps = [] } = config.thresholds ?? {};
    const value = step => (step.value === null || step.value === undefined ? -Infinity
      : mode === 'percentage' ? (range?.min ?? 0) + ((range?.max ?? 100) - (range?.min ?? 0)) * step.value / 100 : step.value);
    steps.forEach((step, i) => {
      const color = named(step.color, theme());
      if (style.includes('area')) area(plot, scale, value(step), i + 1 < steps.length ? value(steps[i + 1]) : Infinity, color, step.color);
      if (i > 0 && style !== 'area') line(plot, scale, value(step), color, style.includes('dashed'));
    });
  }
}

function area(plot, scale, from, to, color, name) {
  if (name === 'transparent') return;
  const { min, max } = plot.scales[scale];
  const { left, width } = plot.bbox;
  const [low, high] = [Math.max(from, min), Math.min(to, max)];
  if (!(high > low)) return;
  const top = plot.valToPos(high, scale, true), bottom = plot.valToPos(low, scale, true);
  plot.ctx.fillStyle = faded(color, 0.14);
  plot.ctx.fillRect(left, top, width, bottom - top);
}

function line(plot, scale, value, color, dashed) {
  const { min, max } = plot.scales[scale];
  if (value < min || value > max) return;
  const { ctx, bbox: { left, width } } = plot;
  const y = Math.round(plot.valToPos(value, scale, true)) + 0.5;
  ctx.save();
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  if (dashed) ctx.setLineDash([10 * devicePixelRatio, 10 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(left, y);
  ctx.lineTo(left + width, y);
  ctx.stroke();
  ctx.restore();
}

/** Above a plot with marks, so that their names lie on no line of data. */
export const HEADROOM = 22;

/** Draws a dashed line with a foot for a moment, a shade for what lasted, and a name where there is room for it. */
export function marksOf(plot, marks) {
  const { ctx, bbox: { left, top, width, height } } = plot;
  const x = seconds => plot.valToPos(seconds, 'x', true);
  let free = -Infinity;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top - HEADROOM * devicePixelRatio, width, height + (HEADROOM + 12) * devicePixelRatio);
  ctx.clip();
  ctx.font = `${13 * devicePixelRatio}px Inter, Helvetica, Arial, sans-serif`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  for (const mark of [...marks].sort((a, b) => a.from - b.from)) {
    const color = named(mark.color, theme());
    const from = Math.max(x(mark.from), left), to = Math.min(x(mark.to), left + width);
    if (x(mark.to) < left || x(mark.from) > left + width) continue;
    if (to - from > 2) {
      ctx.fillStyle = faded(color, 0.07);
      ctx.fillRect(from, top, to - from, height);
    }
    ctx.strokeStyle = ctx.fillStyle = color;
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(from, top - HEADROOM * devicePixelRatio);
    ctx.lineTo(from, top + height);
    ctx.stroke();
    ctx.setLineDash([]);
    foot(ctx, from, top + height, Math.max(to - from, 0));
    free = label(ctx, mark.title, from, top, free, left + width);
  }
  ctx.restore();
}

function foot(ctx, x, y, length) {
  const size = 5 * devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x - size, y + size);
  ctx.lineTo(x, y);
  ctx.lineTo(x + size, y + size);
  ctx.fill();
  if (length > 2) ctx.fillRect(x, y + size - devicePixelRatio, length, devicePixelRatio * 2);
}

function label(ctx, text, x, top, free, end) {
  const pad = 3 * devicePixelRatio;
  const width = ctx.measureText(text).width;
  if (x + pad < free || x + pad + width > end || ctx.canvas.width < 420 * devicePixelRatio) return free;
  ctx.fillText(text, x + pad, top - 6 * devicePixelRatio);
  return x + width + 4 * pad;
}
