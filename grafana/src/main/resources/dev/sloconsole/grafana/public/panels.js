/** One drawing for each type of panel. Each takes the panel's body and what was asked for it, and draws. */

import { axisLabel, format, thresholdColour } from './units.js';

const PALETTE = ['green', 'yellow', 'blue', 'orange', 'red', 'purple'];

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || name;
}

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

export function empty(body, text) {
  body.replaceChildren(element('div', 'empty', text));
}

/** A large value with its threshold's colour, and its course behind it. */
export function stat(body, panel, { now, course }) {
  const defaults = panel.fieldConfig.defaults;
  const last = now.at(-1);
  if (last === undefined || Number.isNaN(last.value)) {
    empty(body, defaults.noValue ?? 'No data');
    return;
  }
  const tone = colour(thresholdColour(last.value, defaults.thresholds));
  const box = element('div', 'stat');
  const value = element('div', 'value', format(last.value, defaults.unit, defaults.decimals));
  value.style.color = tone;
  value.style.fontSize = `${Math.min(body.clientHeight * 0.42, body.clientWidth / (value.textContent.length * 0.66), 72)}px`;
  if (panel.options?.graphMode === 'area' && course) {
    box.append(spark(course, tone, body.clientWidth));
  }
  box.append(value);
  body.replaceChildren(box);
}

function spark(course, tone, width) {
  const canvas = element('canvas', 'spark');
  const ratio = window.devicePixelRatio || 1;
  const height = 40;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const known = course.values.filter((v) => v !== null && !Number.isNaN(v));
  if (known.length < 2) return canvas;
  const low = Math.min(...known);
  const span = Math.max(...known) - low || 1;
  const draw = canvas.getContext('2d');
  draw.scale(ratio, ratio);
  draw.strokeStyle = tone;
  draw.lineWidth = 1.5;
  draw.beginPath();
  let pen = false;
  course.values.forEach((value, i) => {
    if (value === null || Number.isNaN(value)) {
      pen = false;
      return;
    }
    const x = (i / (course.values.length - 1)) * width;
    const y = height - 3 - ((value - low) / span) * (height - 6);
    if (pen) draw.lineTo(x, y); else draw.moveTo(x, y);
    pen = true;
  });
  draw.stroke();
  return canvas;
}

const charts = new WeakMap();

/** Lines over time, with a legend below. */
export function timeseries(body, legendBox, panel, series, range) {
  const defaults = panel.fieldConfig.defaults;
  if (series.length === 0) {
    charts.get(body)?.destroy();
    charts.delete(body);
    legendBox.replaceChildren();
    empty(body, defaults.noValue ?? 'No data');
    return;
  }
  const names = series.map((s) => s.name);
  const colours = series.map((s, i) => colour(s.colour ?? PALETTE[i % PALETTE.length]));
  const data = [series[0].times, ...series.map((s) => s.values)];
  const key = JSON.stringify([names, colours]);
  let chart = charts.get(body);
  if (chart && chart.key === key) {
    chart.setData(data, false);
    chart.setScale('x', { min: range.start, max: range.end });
  } else {
    chart?.destroy();
    body.replaceChildren();
    chart = new uPlot(options(sizeOf(body), defaults, names, colours, range), data, body);
    chart.key = key;
    charts.set(body, chart);
  }
  legendBox.replaceChildren(...names.map((name, i) => {
    const entry = element('span', '', name);
    const swatch = element('i');
    swatch.style.background = colours[i];
    entry.prepend(swatch);
    return entry;
  }));
  resize(body);
}

/** Fits a chart to its panel, if the panel holds one. */
export function resize(body) {
  const chart = charts.get(body);
  const size = sizeOf(body);
  if (chart && (chart.width !== size.width || chart.height !== size.height)) {
    chart.setSize(size);
  }
}

function sizeOf(body) {
  return { width: body.clientWidth - 16, height: body.clientHeight - 8 };
}

function options(size, defaults, names, colours, range) {
  const custom = defaults.custom ?? {};
  const axis = { stroke: colour('muted'), grid: { stroke: colour('line'), width: 1 }, ticks: { show: false }, font: '12px Inter, sans-serif' };
  const twoDigits = (n) => String(n).padStart(2, '0');
  return {
    ...size,
    legend: { show: false },
    cursor: { y: false, points: { size: 6 } },
    scales: {
      x: { time: true, min: range.start, max: range.end },
      y: { range: (_, low, high) => [defaults.min ?? Math.min(low, 0), Math.max(high ?? 0, (defaults.min ?? 0) + 0.1) * 1.1] },
    },
    axes: [
      { ...axis, space: 80, size: 28, values: (_, ticks) => ticks.map((t) => { const d = new Date(t * 1000); return `${twoDigits(d.getHours())}:${twoDigits(d.getMinutes())}` + (d.getSeconds() ? `:${twoDigits(d.getSeconds())}` : ''); }) },
      { ...axis, size: 54, values: (_, ticks) => ticks.map((t) => axisLabel(t, defaults.unit)) },
    ],
    series: [
      {},
      ...names.map((label, i) => ({
        label,
        stroke: colours[i],
        width: (custom.lineWidth ?? 1) + 1,
        fill: custom.fillOpacity ? `${colours[i]}22` : undefined,
        spanGaps: false,
        points: { show: false },
      })),
    ],
    plugins: [tooltip(defaults, names, colours)],
  };
}

function tooltip(defaults, names, colours) {
  const box = element('div', 'tooltip');
  box.hidden = true;
  return {
    hooks: {
      init: (chart) => chart.over.append(box),
      setCursor: (chart) => {
        const i = chart.cursor.idx;
        const rows = i === null || i === undefined ? [] : names
          .map((name, s) => [name, chart.data[s + 1][i], colours[s]])
          .filter(([, value]) => value !== null && value !== undefined);
        box.hidden = rows.length === 0;
        if (rows.length === 0) return;
        box.replaceChildren(
          element('div', '', new Date(chart.data[0][i] * 1000).toLocaleTimeString('en-GB')),
          ...rows.map(([name, value, tone]) => {
            const row = element('div', '', `${name}: ${format(value, defaults.unit)}`);
            row.style.color = tone;
            return row;
          }));
        const right = chart.cursor.left > chart.over.clientWidth / 2;
        box.style.left = right ? '' : `${chart.cursor.left + 12}px`;
        box.style.right = right ? `${chart.over.clientWidth - chart.cursor.left + 12}px` : '';
        box.style.top = '8px';
      },
    },
  };
}
