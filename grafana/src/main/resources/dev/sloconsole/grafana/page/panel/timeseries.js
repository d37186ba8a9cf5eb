// Time series: lines, bars or points over time, with thresholds, marks, a legend and a shared cursor.

import { display, scale, written } from '../value/display.js';
import { reduce } from '../value/reduce.js';
import { coloursByValue, named } from '../value/colors.js';
import { decimalsFor } from '../value/numbers.js';
import { destroy, element, faded, message, theme, token } from './dom.js';
import { legend } from './legend.js';
import { HEADROOM, marksOf, thresholdsOf } from './overlays.js';
import { stacked } from './stacking.js';
import { tooltip } from './tooltip.js';
import { timeTicks } from './axis.js';

export function timeseries(view) {
  const { panel, body, frames, range } = view;
  const lines = frames.flatMap(frame => linesOf(frame)).map((line, i) => ({ ...line, index: i }));
  const shown = lines.filter(({ field }) => !field.config.custom?.hideFrom?.viz);
  if (shown.length === 0 || shown.every(({ field }) => field.values.every(value => value === null))) {
    message(body, 'empty', panel.fieldConfig?.defaults?.noValue ?? 'No data');
    return;
  }
  const values = joined(shown);
  const drawing = JSON.stringify([shown.map(({ field, color, scale: axis }) => [field.displayName, field.config, color, axis]), panel.options]);
  const same = body.plot && body.drawing === drawing;
  if (same && stands(body, values, view.annotations, range)) return;
  const data = stacked(values, shown);
  const key = legend(shown, panel.options?.legend);
  Object.assign(body, { values, marks: view.annotations, range });
  if (same) {
    const old = body.querySelector('.legend');
    if (key && old) old.replaceWith(key);
    body.plot.setData(data);
    return;
  }
  destroy(body);
  const place = element('plot');
  const box = element(`graph legend-${key ? panel.options?.legend?.placement ?? 'bottom' : 'none'}`);
  box.append(place, ...(key ? [key] : []));
  body.replaceChildren(box);
  Object.assign(body, { drawing, plot: plot(view, body, place, shown, data) });
}

/** Whether a new picture would be the old one, to the pixel. */
function stands({ plot, values: before, marks, range: from }, values, annotations, range) {
  const moved = Math.max(Math.abs(range.from - from.from), Math.abs(range.to - from.to)) / (range.to - range.from) * plot.over.clientWidth;
  return moved < 1 && before.length === values.length && JSON.stringify([before, marks]) === JSON.stringify([values, annotations]);
}

/** A frame's numbers over its time. */
function linesOf(frame) {
  const times = frame.fields.find(({ type }) => type === 'time')?.values ?? [];
  return frame.fields.filter(({ type }) => type === 'number').map(f => {
    const last = reduce(f.values, 'lastNotNull') ?? 0;
    const { mode, fixedColor } = f.config.color ?? {};
    const color = coloursByValue(mode) ? scale(f, theme())(last).color : scale(f, theme())(0).color;
    return { field: f, times, color: mode === 'fixed' ? named(fixedColor, theme()) : color, scale: scaleOf(f), dashed: f.config.custom?.lineStyle?.fill === 'dash' };
  });
}

/** Lines of one unit, distribution and side share an axis. */
const scaleOf = ({ config: { unit = '', custom = {}, min, max } }) =>
  ['y', unit, custom.axisPlacement === 'right' ? 'right' : '', custom.scaleDistribution?.type ?? '', custom.axisLabel ?? '', min ?? '', max ?? ''].join('|');

/** One column of times for all lines, in seconds; a line has null where it has no sample. */
function joined(lines) {
  const times = [...new Set(lines.flatMap(line => line.times))].sort((a, b) => a - b);
  const at = new Map(times.map((time, i) => [time, i]));
  return [times.map(time => time / 1000), ...lines.map(({ field: f, times: own }) => {
    const values = new Array(times.length).fill(undefined);
    own.forEach((time, i) => {
      const value = f.values[i];
      values[at.get(time)] = Number.isFinite(value) ? (f.config.custom?.transform === 'negative-Y' ? -value : value) : null;
    });
    return values;
  })];
}

const DISTRIBUTIONS = { log: 3, symlog: 4 };

function scales(lines) {
  return Object.fromEntries(lines.map(({ field: { config }, scale: id }) => {
    const { scaleDistribution: { type, log = 10, linearThreshold = 1 } = {}, axisSoftMin, axisSoftMax, axisCenteredZero } = config.custom ?? {};
    const base = log === 10 ? 10 : 2;
    return [id, {
      distr: DISTRIBUTIONS[type] ?? 1, log: base, asinh: linearThreshold,
      range: (_, low, high) => limits({ low, high, config, soft: [axisSoftMin, axisSoftMax], centred: axisCenteredZero, log: type === 'log' ? base : null }),
    }];
  }));
}

function limits({ low, high, config, soft: [softMin, softMax], centred, log }) {
  if (low === null || low === undefined) return [config.min ?? 0, config.max ?? Math.max(1, (config.min ?? 0) + 1)];
  if (log) return uPlot.rangeLog(positive(config.min) ?? positive(low) ?? 0.1, positive(config.max) ?? positive(high) ?? 1, log, true);
  const bottom = Math.min(low, softMin ?? low), top = Math.max(high, softMax ?? high);
  if (bottom === top && bottom === 0) return [config.min ?? 0, config.max ?? 1];
  const [below, above] = uPlot.rangeNum(bottom, top, { min: { pad: 0.1, soft: 0, mode: 3 }, max: { pad: 0.1, soft: 0, mode: 3 } });
  const [from, to] = centred ? [-Math.max(-below, above), Math.max(-below, above)] : [below, above];
  const min = config.min ?? from;
  const max = config.max ?? to;
  return max > min ? [min, max] : [min, min + Math.max(1e-9, Math.abs(min) * 1e-3)];
}

/** What a logarithmic axis has a place for. */
const positive = value => (value > 0 ? value : undefined);

function plot(view, body, place, lines, data) {
  const { panel, graphTooltip } = view;
  const marks = () => body.marks ?? [];
  const follow = tooltip(place, lines, panel.options?.tooltip ?? {}, { values: () => body.values, marks, shared: graphTooltip === 2 });
  return new uPlot({
    width: place.clientWidth, height: place.clientHeight, padding: [() => (marks().length > 0 ? HEADROOM : 10), 22, 0, 0],
    cursor: { ...(graphTooltip > 0 && { sync: { key: 'dashboard', setSeries: false } }), drag: { x: false, y: false }, points: { size: 7 } },
    legend: { show: false },
    scales: { x: { range: () => [body.range.from, body.range.to] }, ...scales(lines) },
    axes: [timeAxis(), ...axes(lines)],
    series: [{}, ...lines.map(series)],
    bands: data.bands,
    hooks: {
      drawClear: [own => thresholdsOf(own, lines)],
      draw: [own => marksOf(own, marks())],
      setCursor: [follow],
    },
  }, data, place);
}

const FONT = '13px Inter, Helvetica, Arial, sans-serif';
const look = () => ({ stroke: token('secondary'), font: FONT, grid: { stroke: token('grid'), width: 1 }, ticks: { show: false } });

/** None below the corner, where the other axis has its words. */
const timeAxis = () => ({ ...look(), size: 28, space: 70, values: timeTicks, filter: (own, ticks) => ticks.map(tick => (own.valToPos(tick, 'x') < 24 ? null : tick)) });

function axes(lines) {
  const first = new Map(lines.map(line => [line.scale, line]).reverse());
  return [...first.values()].reverse().filter(({ field: f }) => f.config.custom?.axisPlacement !== 'hidden').map(({ field: f, scale: id }, i) => ({
    ...look(), scale: id, ...(f.config.custom?.axisLabel && { label: f.config.custom.axisLabel, labelFont: FONT, labelSize: 20 }),
    side: f.config.custom?.axisPlacement === 'right' || i > 0 ? 1 : 3,
    ...(i > 0 && { grid: { show: false } }),
    ...(f.config.custom?.scaleDistribution?.type === 'symlog' && { splits: symlogTicks(f.config.custom.scaleDistribution.linearThreshold ?? 1) }),
    values: (own, ticks) => ticks.map(tick => (tick === null ? null : tickText(f, tick, ticks))),
    size: (own, texts) => Math.max(36, ...(texts ?? []).map(text => 14 + String(text ?? '').length * 7.6)),
  }));
}

/** Zero, and both ways 1, 3, 10, 30 and so on from the threshold where the axis ceases to be linear. */
const symlogTicks = threshold => (own, axis, min, max) => {
  const upwards = Array.from({ length: 20 }, (_, i) => threshold * 10 ** Math.floor(i / 2) * (i % 2 ? 3 : 1));
  return [...upwards.map(tick => -tick).reverse(), 0, ...upwards].filter(tick => tick >= min && tick <= max);
};

/** As many decimals as tell the ticks apart, unless the panel says. */
function tickText(f, tick, ticks) {
  const factor = f.config.unit === 'percentunit' ? 100 : 1;
  const known = ticks.filter(value => value !== null).map(value => Math.abs(value * factor));
  const decimals = Math.min(f.config.decimals ?? 6, Math.max(...known.map(value => decimalsFor(Number(value.toPrecision(6))))));
  const fixed = ['percentunit', 'percent', 'none', undefined].includes(f.config.unit) ? { decimals: Math.min(decimals, 4) } : { decimals: f.config.decimals };
  const text = written(display({ ...f, config: { ...f.config, ...fixed, mappings: [] } }, theme())(tick));
  return f.config.decimals === undefined || f.config.decimals === null ? text.replace(/(\.\d*?)0+(?=\D|$)/, '$1').replace(/\.(?=\D|$)/, '') : text;
}

const PATHS = { linear: 'linear', smooth: 'spline', stepBefore: ['stepped', { align: -1 }], stepAfter: ['stepped', { align: 1 }] };

function series({ field: f, color, scale: id, times }) {
  const { drawStyle = 'line', lineInterpolation = 'linear', lineWidth = 1, fillOpacity = 0, showPoints = 'auto', pointSize = 5,
    spanNulls = false, lineStyle, gradientMode = 'none', barAlignment = 0, barWidthFactor = 0.6 } = f.config.custom ?? {};
  const [path, options] = [PATHS[lineInterpolation] ?? 'linear'].flat();
  const alone = times.length < 2;
  return {
    label: f.displayName, scale: id, stroke: color, width: drawStyle === 'points' ? 0 : lineWidth,
    spanGaps: spanNulls === true, dash: lineStyle?.fill === 'dash' || lineStyle?.fill === 'dot' ? lineStyle.dash ?? [10, 10] : undefined,
    fill: fillOpacity === 0 ? undefined : gradientMode === 'opacity' ? own => gradient(own, color, fillOpacity / 100) : faded(color, fillOpacity / 100),
    paths: drawStyle === 'bars' ? uPlot.paths.bars({ size: [barWidthFactor, 60], align: barAlignment }) : drawStyle === 'points' ? () => null : uPlot.paths[path](options),
    points: { show: drawStyle === 'points' || showPoints === 'always' || (drawStyle === 'line' && (alone || undefined)), size: Math.max(pointSize, lineWidth + 2), fill: color,
      ...(showPoints === 'never' && drawStyle === 'line' && !alone && { show: false }) },
  };
}

function gradient(own, color, opacity) {
  const { top, height } = own.bbox;
  const made = own.ctx.createLinearGradient(0, top, 0, top + height);
  made.addColorStop(0, faded(color, opacity));
  made.addColorStop(1, faded(color, 0));
  return made;
}
