// The two kinds of panel: each asks for its data, then draws it into its body.

import { instant, series, stepFor } from './datasource.js';
import { format, tick } from './format.js';

const PALETTE = ['green', 'yellow', 'blue', 'orange', 'red', 'purple'];

const color = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || name;

/** The colour of the last threshold that the value reaches. */
export function threshold(value, steps) {
  return steps.reduce((chosen, step) => (step.value === null || value >= step.value ? step.color : chosen), 'green');
}

function element(name, text = '') {
  const made = document.createElement('div');
  made.className = name;
  made.textContent = text;
  return made;
}

export function message(body, kind, text) {
  destroy(body);
  body.replaceChildren(element(kind, text));
}

function destroy(body) {
  body.plot?.destroy();
  body.plot = null;
}

/** A big value, coloured by its thresholds, above a sparkline. */
async function stat(panel, body, range) {
  const { expr, datasource } = panel.targets[0];
  const step = stepFor(range, body.clientWidth);
  const [value, history] = await Promise.all([
    instant(datasource.uid, expr, step, range), series(datasource.uid, expr, step, range)]);
  const { unit, decimals, thresholds, noValue } = panel.fieldConfig.defaults;
  return () => {
    if (value === null) {
      message(body, 'empty', noValue ?? 'No data');
      return;
    }
    const shade = color(threshold(value, thresholds.steps));
    const text = format(value, unit, decimals);
    const shown = element('value', text);
    shown.style.color = shade;
    const size = Math.min(body.clientHeight * .5, body.clientWidth / (text.length * .62));
    shown.style.fontSize = `${Math.max(14, size)}px`;
    body.replaceChildren(sparkline(history.series[0]?.values ?? [], shade), shown);
  };
}

function sparkline(values, shade) {
  const known = values.filter(value => value !== null);
  const low = Math.min(...known), high = Math.max(...known);
  const y = value => (high === low ? 50 : 95 - 90 * (value - low) / (high - low));
  const width = Math.max(1, values.length - 1);
  let lines = '', areas = '', run = [];
  const flush = () => {
    if (run.length > 1) {
      const points = run.map(([x, value]) => `${x},${y(value).toFixed(1)}`).join('L');
      lines += `M${points}`;
      areas += `M${run[0][0]},100L${points}L${run.at(-1)[0]},100Z`;
    }
    run = [];
  };
  values.forEach((value, x) => (value === null ? flush() : run.push([x, value])));
  flush();
  const box = element('spark');
  box.innerHTML = `<svg viewBox="0 0 ${width} 100" preserveAspectRatio="none" aria-hidden="true">
    <path d="${areas}" fill="${shade}" opacity=".14"/>
    <path d="${lines}" fill="none" stroke="${shade}" stroke-width="1.5" vector-effect="non-scaling-stroke"/></svg>`;
  return box;
}

/** Lines over time with a legend. */
async function timeseries(panel, body, range) {
  const step = stepFor(range, body.clientWidth);
  const answers = await Promise.all(
    panel.targets.map(target => series(target.datasource.uid, target.expr, step, range)));
  const lines = answers.flatMap((answer, i) => answer.series.map(
    line => ({ name: legend(panel.targets[i].legendFormat, line.labels), values: line.values })));
  return () => {
    if (lines.length === 0) {
      message(body, 'empty', panel.fieldConfig.defaults.noValue ?? 'No data');
      return;
    }
    const data = [answers[0].times, ...lines.map(line => line.values)];
    const names = lines.map(line => line.name).join('\n');
    if (body.plot && body.names === names) {
      body.range = range;
      body.plot.setData(data);
      return;
    }
    destroy(body);
    const place = element('plot');
    body.replaceChildren(place, legendOf(lines));
    Object.assign(body, { names, range, plot: plot(panel, body, place, lines, data) });
  };
}

function plot(panel, body, place, lines, data) {
  const { unit, min, custom } = panel.fieldConfig.defaults;
  const axis = { stroke: color('secondary'), font: '12px Inter, Helvetica, Arial, sans-serif',
    grid: { stroke: color('grid'), width: 1 }, ticks: { show: false } };
  const scaleY = (_, low, high) => [min ?? low ?? 0, high > (min ?? 0) ? high * 1.08 : (min ?? 0) + 1];
  return new uPlot({
    width: place.clientWidth, height: place.clientHeight, padding: [8, 12, 0, 0],
    cursor: { sync: { key: 'dashboard' }, drag: { x: false, y: false }, points: { size: 6 } },
    legend: { show: false },
    scales: { x: { range: () => [body.range.from, body.range.to] }, y: { range: scaleY } },
    axes: [
      { ...axis, size: 30, values: (_, ticks) => ticks.map(clock) },
      { ...axis, size: 62, values: (_, ticks, __, ___, step) => ticks.map(value => tick(value, unit, step)) },
    ],
    series: [{}, ...lines.map((line, i) => {
      const shade = color(shadeOf(line, i));
      return { label: line.name, stroke: shade, width: Math.max(1.5, custom?.lineWidth ?? 1), points: { show: false },
        fill: shade + Math.round((custom?.fillOpacity ?? 0) * 2.55).toString(16).padStart(2, '0') };
    })],
  }, data, place);
}

function clock(seconds) {
  const time = new Date(seconds * 1000);
  const two = value => String(value).padStart(2, '0');
  const text = `${two(time.getHours())}:${two(time.getMinutes())}`;
  return time.getSeconds() === 0 ? text : `${text}:${two(time.getSeconds())}`;
}

/** A line that names errors is red, whatever its place: the palette would draw it green. */
function shadeOf(line, index) {
  return /^5\d\d$|error/i.test(line.name) ? 'red' : PALETTE[index % PALETTE.length];
}

function legend(template, labels) {
  return template && template !== '__auto'
    ? template.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, label) => labels[label] ?? '')
    : Object.entries(labels).map(([name, value]) => `${name}="${value}"`).join(', ') || 'Value';
}

function legendOf(lines) {
  const box = element('legend');
  lines.forEach((line, i) => {
    const entry = document.createElement('span');
    const mark = document.createElement('i');
    mark.style.background = color(shadeOf(line, i));
    entry.append(mark, line.name);
    box.append(entry);
  });
  return box;
}

/** From a panel's type to what asks and draws. */
export const KINDS = { stat, timeseries };
