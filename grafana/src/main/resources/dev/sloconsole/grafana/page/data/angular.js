// Panels of Grafana's first years as those that took their places: graph, singlestat, the first table, and the first
// form of stat and gauge. What the new ones cannot do is named, in a list of the panel's own: left.

/** The panel in today's model. */
export function modern(panel) {
  switch (panel.type) {
    case 'graph': return graph(panel);
    case 'singlestat': case 'grafana-singlestat-panel': return singlestat(panel);
    case 'table-old': return firstTable(panel);
    case 'table': return panel.styles && !panel.fieldConfig ? firstTable(panel) : panel;
    case 'stat': case 'gauge': case 'bargauge': return panel.options?.fieldOptions ? firstStat(panel) : mapped(panel);
    case 'text': return { ...panel, options: { mode: panel.mode, content: panel.content, ...panel.options } };
    default: return mapped(panel);
  }
}

/** Mappings with numbers for their kinds, as they were before Grafana 8. */
function mapped(panel) {
  const mappings = panel.fieldConfig?.defaults?.mappings;
  if (!mappings?.some(({ options }) => !options)) return panel;
  const { defaults, ...config } = panel.fieldConfig;
  return { ...panel, fieldConfig: { ...config, defaults: { ...defaults, mappings: mappings.map(mapping) } } };
}

function mapping(old) {
  if (old.options) return old;
  const { type, op, value, from, to, text } = old;
  if (type === 2 || type === 'range' || from !== undefined && from !== '') return { type: 'range', options: { from: number(from), to: number(to), result: { text } } };
  return value === 'null' ? { type: 'special', options: { match: 'null', result: { text } } }
    : { type: 'value', options: { [value]: { text } }, ...(op && {}) };
}

const number = text => (text === undefined || text === null || text === '' || Number.isNaN(Number(text)) ? undefined : Number(text));

/** Thresholds in a text, such as 50,80, with a colour for each stretch. */
function steps(thresholds = '', colors = []) {
  const limits = String(thresholds).split(',').map(number).filter(limit => limit !== undefined);
  return limits.length === 0 ? undefined : { mode: 'absolute', steps: [null, ...limits].map((value, i) => ({ value, color: colors[i] ?? 'text' })) };
}

const CALCULATIONS = { avg: 'mean', current: 'lastNotNull', total: 'sum', min: 'min', max: 'max', first: 'firstNotNull', delta: 'delta', diff: 'diff', range: 'range', count: 'count' };

function singlestat({ gauge = {}, sparkline = {}, valueName = 'avg', valueMaps = [], rangeMaps = [], ...panel }) {
  const maps = panel.mappingType === 2 ? rangeMaps.map(map => ({ ...map, type: 2 })) : valueMaps;
  const left = [...['prefix', 'postfix'].filter(part => panel[part]).map(part => `${part} ${panel[part]}`),
    ...(valueName in CALCULATIONS || valueName === 'name' ? [] : [`value ${valueName}`])];
  return {
    ...panel, left, type: gauge.show ? 'gauge' : 'stat',
    fieldConfig: {
      defaults: {
        unit: panel.format, decimals: panel.decimals ?? undefined, noValue: panel.nullText || undefined,
        ...(gauge.show && { min: number(gauge.minValue), max: number(gauge.maxValue) }),
        mappings: maps.map(mapping), thresholds: steps(panel.thresholds, panel.colors) ?? { mode: 'absolute', steps: [{ value: null, color: 'green' }] }, color: { mode: 'thresholds' },
      },
      overrides: [],
    },
    options: {
      reduceOptions: { calcs: [CALCULATIONS[valueName] ?? 'lastNotNull'], ...(panel.tableColumn && { fields: `/^${panel.tableColumn}$/` }) },
      graphMode: sparkline.show ? 'area' : 'none', textMode: valueName === 'name' ? 'name' : 'auto',
      colorMode: panel.colorBackground ? 'background' : panel.colorValue ? 'value' : 'none',
      showThresholdMarkers: gauge.thresholdMarkers ?? true, showThresholdLabels: gauge.thresholdLabels ?? false, orientation: 'horizontal',
    },
  };
}

/** Where the field's configuration still stood in the options. */
function firstStat({ options: { fieldOptions: { calcs, values, limit, defaults = {}, override, mappings, thresholds, ...more }, ...options }, ...panel }) {
  const { title, ...config } = { ...more, ...defaults };
  return mapped({
    ...panel, options: { ...options, reduceOptions: { calcs, values, limit } },
    fieldConfig: {
      defaults: {
        ...config, ...(title && { displayName: title }), mappings: config.mappings ?? mappings ?? [],
        thresholds: Array.isArray(thresholds) ? { mode: 'absolute', steps: thresholds.map(({ color, value }) => ({ color, value })) } : config.thresholds,
      },
      overrides: [],
    },
  });
}

const NULLS = { connected: true };

function graph(panel) {
  const { yaxes: [first = {}, second = {}] = [], xaxis = {}, legend = {}, tooltip = {}, seriesOverrides = [], aliasColors = {}, thresholds = [] } = panel;
  if (xaxis.mode === 'series' || xaxis.mode === 'histogram') return { ...panel, type: `graph (${xaxis.mode})` };
  const regions = (panel.timeRegions ?? []).length > 0 ? ['time regions'] : [];
  return {
    ...panel, type: 'timeseries', left: [...regions, ...seriesOverrides.flatMap(unknown)],
    fieldConfig: {
      defaults: { ...axis(first, panel), color: { mode: 'palette-classic' }, custom: { ...axis(first, panel).custom, ...drawn(panel), ...limits(thresholds).custom }, thresholds: limits(thresholds).thresholds },
      overrides: [
        ...Object.entries(aliasColors).map(([name, color]) => override(name, [['color', { mode: 'fixed', fixedColor: color }]])),
        ...seriesOverrides.filter(({ alias }) => alias).map(series => override(series.alias, changed(series, second, panel))),
      ],
    },
    options: { legend: key(legend), tooltip: { mode: tooltip.shared ? 'multi' : 'single', sort: ['none', 'asc', 'desc'][tooltip.sort] ?? 'none' } },
  };
}

const axis = ({ format, min, max, logBase = 1, label, show = true, decimals }, panel) => ({
  unit: format, min: number(min), max: number(max), decimals: panel.decimals ?? decimals ?? undefined,
  custom: { axisLabel: label || undefined, ...(!show && { axisPlacement: 'hidden' }), ...(logBase > 1 && { scaleDistribution: { type: 'log', log: logBase } }) },
});

const drawn = ({ lines = true, bars = false, points = false, linewidth = 1, fill = 1, fillGradient = 0, steppedLine, stack, percentage, nullPointMode, pointradius, dashes, dashLength, spaceLength }) => ({
  drawStyle: bars ? 'bars' : lines ? 'line' : 'points', lineWidth: lines || bars ? linewidth : 0, fillOpacity: bars ? 100 : lines ? fill * 10 : 0,
  gradientMode: fillGradient > 0 ? 'opacity' : 'none', lineInterpolation: steppedLine ? 'stepAfter' : 'linear', showPoints: points ? 'always' : 'never',
  ...(pointradius && { pointSize: 2 * pointradius }), spanNulls: NULLS[nullPointMode] ?? false,
  ...(stack && { stacking: { mode: percentage ? 'percent' : 'normal', group: 'A' } }),
  ...(dashes && { lineStyle: { fill: 'dash', dash: [dashLength ?? 10, spaceLength ?? 10] } }),
});

/** What a series has of its own. */
const SERIES = {
  color: color => [['color', { mode: 'fixed', fixedColor: color }]],
  lines: lines => (lines ? [] : [['custom.lineWidth', 0]]),
  bars: bars => [['custom.drawStyle', bars ? 'bars' : 'line']],
  fill: fill => [['custom.fillOpacity', fill * 10]],
  linewidth: width => [['custom.lineWidth', width]],
  points: points => [['custom.showPoints', points ? 'always' : 'never']],
  steppedLine: stepped => [['custom.lineInterpolation', stepped ? 'stepAfter' : 'linear']],
  dashes: dashes => (dashes ? [['custom.lineStyle', { fill: 'dash', dash: [10, 10] }]] : []),
  transform: transform => [['custom.transform', transform]],
  stack: stack => [['custom.stacking', stack === false ? { mode: 'none' } : { mode: 'normal', group: stack === true ? 'A' : stack }]],
  legend: shown => [['custom.hideFrom', { legend: !shown, tooltip: false, viz: false }]],
  hiddenSeries: hidden => (hidden ? [['custom.hideFrom', { legend: false, tooltip: false, viz: true }]] : []),
  hideTooltip: hidden => (hidden ? [['custom.hideFrom', { legend: false, tooltip: true, viz: false }]] : []),
  fillBelowTo: name => [['custom.fillBelowTo', name]],
  nullPointMode: mode => [['custom.spanNulls', NULLS[mode] ?? false]],
};
const PASSED = new Set(['alias', '$$hashKey', 'yaxis', 'zindex', 'dashLength', 'spaceLength', 'pointradius', 'fillGradient', 'legendLabel']);

const unknown = series => Object.keys(series).filter(property => !(property in SERIES) && !PASSED.has(property)).map(property => `series override ${property}`);

function changed(series, second, panel) {
  const own = Object.entries(series).flatMap(([property, value]) => SERIES[property]?.(value) ?? []);
  if (series.yaxis !== 2) return own;
  const { custom, ...right } = axis(second, panel);
  const set = [...Object.entries(right), ...Object.entries(custom).map(([name, value]) => [`custom.${name}`, value])];
  return [...own, ['custom.axisPlacement', second.show === false ? 'hidden' : 'right'], ...set.filter(([, value]) => value !== undefined)];
}

const override = (alias, properties) => ({
  matcher: alias.startsWith('/') ? { id: 'byRegexp', options: alias } : { id: 'byName', options: alias },
  properties: properties.map(([id, value]) => ({ id, value })),
});

const COLORS = { critical: 'red', warning: 'orange', ok: 'green' };

/** Limits above which, or below which, it is coloured. */
function limits(thresholds) {
  if (thresholds.length === 0) return {};
  const colored = ({ colorMode, fillColor, lineColor }) => COLORS[colorMode] ?? lineColor ?? fillColor ?? 'red';
  const sorted = [...thresholds].sort((a, b) => a.value - b.value);
  const made = sorted.flatMap((limit, i) => [
    ...(i === 0 ? [{ value: null, color: limit.op === 'lt' ? colored(limit) : 'transparent' }] : []),
    { value: number(limit.value), color: limit.op === 'lt' ? (sorted[i + 1]?.op === 'lt' ? colored(sorted[i + 1]) : 'transparent') : colored(limit) },
  ]);
  const [line, fill] = [thresholds.some(limit => limit.line), thresholds.some(limit => limit.fill)];
  return { thresholds: { mode: 'absolute', steps: made }, custom: { thresholdsStyle: { mode: line && fill ? 'line+area' : line ? 'line' : fill ? 'area' : 'off' } } };
}

function key({ show = true, values, alignAsTable, rightSide, ...calculations }) {
  return {
    showLegend: show, displayMode: alignAsTable ? 'table' : 'list', placement: rightSide ? 'right' : 'bottom',
    calcs: values ? ['min', 'max', 'avg', 'current', 'total'].filter(id => calculations[id]).map(id => CALCULATIONS[id] ?? id) : [],
  };
}

const SHAPES = { timeseries_to_rows: 'seriesToRows', timeseries_to_columns: 'seriesToColumns', table: 'merge' };

function firstTable({ styles = [], columns = [], transform = 'table', sort, ...panel }) {
  const hidden = styles.filter(({ type }) => type === 'hidden');
  return {
    ...panel, type: 'table', left: styles.some(({ link }) => link) ? ['links'] : [],
    transformations: transform === 'timeseries_aggregations'
      ? [{ id: 'reduce', options: { reducers: columns.map(({ value }) => CALCULATIONS[value] ?? value) } }]
      : [{ id: SHAPES[transform] ?? transform, options: {} }],
    fieldConfig: {
      defaults: {},
      overrides: [...styles.filter(style => !hidden.includes(style) && style.pattern && style.pattern !== '/.*/' || style.type === 'number' && style.unit).map(style => override(style.pattern, styled(style))),
        ...hidden.map(({ pattern }) => override(pattern, [['custom.hidden', true]]))],
    },
    options: { showHeader: true },
  };
}

const CELLS = { cell: 'color-background', row: 'color-background', value: 'color-text' };

const styled = ({ alias, type, unit, decimals, align, colorMode, thresholds = [], colors = [], valueMaps = [], rangeMaps = [], mappingType, dateFormat }) => [
  ...(alias ? [['displayName', alias]] : []),
  ...(type === 'number' ? [['unit', unit], ['decimals', decimals ?? undefined]] : []),
  ...(type === 'date' && dateFormat ? [['unit', `time:${dateFormat}`]] : []),
  ...(align && align !== 'auto' ? [['custom.align', align]] : []),
  ...(CELLS[colorMode] ? [['custom.cellOptions', { type: CELLS[colorMode] }], ['thresholds', steps(thresholds.join(','), colors) ?? { mode: 'absolute', steps: [] }]] : []),
  ...(mappingType ? [['mappings', (mappingType === 2 ? rangeMaps.map(map => ({ ...map, type: 2 })) : valueMaps).map(mapping)]] : []),
];
