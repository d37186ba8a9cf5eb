// A dashboard of any age in the classic model that the page draws: rows of panels without a grid (before schema 16),
// and the resource with elements and a layout (schema v2) become panels in a grid.

import { modern } from './angular.js';
import { COLUMNS, UNIT } from './grid.js';

/** The dashboard in today's classic model. What cannot be told in it is named: in {@code left}, here and in its panels. */
export function classic(file) {
  const known = filledIn(file);
  const dashboard = known.elements ? fromResource(known) : known.rows?.length > 0 && !known.panels?.length ? { ...known, panels: inGrid(known.rows) } : known;
  const inputs = new Map((known.__inputs ?? []).map(input => [input.name, input]));
  const told = (list = []) => list.map(one => ({ ...one, datasource: named(one.datasource, inputs) }));
  return {
    ...dashboard, panels: placed(dashboard.panels ?? []).map(panel => modernised(panel, inputs)),
    templating: { list: told(dashboard.templating?.list) }, annotations: { list: told(dashboard.annotations?.list) },
  };
}

/** With the constants that Grafana would ask for at the import. */
function filledIn(file) {
  const dashboard = file.dashboard ?? file.spec ?? file;
  const constants = (dashboard.__inputs ?? []).filter(({ type }) => type === 'constant');
  const filled = (text, { name, value = '' }) => text.replaceAll(`\${${name}}`, JSON.stringify(value).slice(1, -1));
  return JSON.parse(constants.reduce(filled, JSON.stringify(dashboard)));
}

const modernised = (panel, inputs) => {
  const made = modern({
    ...panel, datasource: named(panel.datasource, inputs),
    ...(panel.targets && { targets: panel.targets.map(target => ({ ...target, datasource: named(target.datasource, inputs) })) }),
  });
  return panel.panels ? { ...made, panels: placed(panel.panels).map(inside => modernised(inside, inputs)) } : made;
};

/** A data source that is to be chosen at the import is one of a kind. */
function named(reference, inputs) {
  const name = /^\$\{(\w+)\}$/.exec(typeof reference === 'string' ? reference : reference?.uid ?? '')?.[1];
  const { pluginId } = inputs.get(name) ?? {};
  return pluginId ? { type: pluginId, uid: '' } : reference;
}

/** One after the other where a panel says nothing of its place. */
function placed(panels) {
  let y = Math.max(0, ...panels.map(({ gridPos }) => (gridPos ? gridPos.y + gridPos.h : 0)));
  return panels.map(panel => {
    if (panel.gridPos) return { ...panel, gridPos: { x: 0, y: 0, w: 12, h: 8, ...panel.gridPos } };
    y += 8;
    return { ...panel, gridPos: { x: 0, y: y - 8, w: COLUMNS / 2, h: 8 } };
  });
}

const units = height => Math.max(3, Math.ceil((parseInt(height, 10) || 250) / UNIT));

/** Rows of panels with a span of twelfths, as Grafana puts them into its grid. */
function inGrid(rows) {
  const heads = rows.some(({ collapse, showTitle, repeat }) => collapse || showTitle || repeat);
  const panels = [];
  let y = 0;
  for (const { title = '', collapse = false, repeat, height, panels: inside = [] } of rows) {
    const head = { type: 'row', title, repeat: repeat || undefined, collapsed: collapse, panels: [], gridPos: { x: 0, y, w: COLUMNS, h: 1 } };
    if (heads) y += 1;
    const { placed: own, below } = flowing(inside.map(panel => ({
      panel, w: Math.min(COLUMNS, 2 * (panel.span || 4)), h: units(panel.height ?? height),
    })), heads && collapse ? head.gridPos.y + 1 : y);
    if (heads && collapse) head.panels = own;
    else y = below;
    panels.push(...(heads ? [head] : []), ...(heads && collapse ? [] : own));
  }
  return panels;
}

/** Panels beside each other as long as there is room, then below. */
function flowing(sized, from) {
  let x = 0, y = from, high = 0;
  const own = sized.map(({ panel, w, h }) => {
    if (x + w > COLUMNS) [x, y, high] = [0, y + high, 0];
    const one = { ...panel, gridPos: { x, y, w, h } };
    x += w;
    high = Math.max(high, h);
    return one;
  });
  return { placed: own, below: y + high };
}

const SYNC = { Crosshair: 1, Tooltip: 2 };
const HIDDEN = { hideLabel: 1, hideVariable: 2, inControlsMenu: 0 };

function fromResource({ elements, layout, timeSettings = {}, variables = [], annotations = [], cursorSync, ...rest }) {
  const left = [];
  return {
    ...rest, graphTooltip: SYNC[cursorSync] ?? 0, left,
    time: { from: timeSettings.from ?? 'now-6h', to: timeSettings.to ?? 'now' },
    refresh: timeSettings.autoRefresh ?? '', timezone: timeSettings.timezone,
    templating: { list: variables.map(variable) },
    annotations: { list: annotations.map(({ spec: { query, ...more } }) => ({ ...more, ...asked(query, more), target: query?.spec })) },
    panels: laidOut(layout, elements, 0, left).panels,
  };
}

/** A query's kind and source, which stand in different places in the versions of schema v2. */
const asked = ({ kind, group, datasource } = {}, { datasource: beside } = {}) => ({
  datasource: { type: group ?? (kind === 'DataQuery' ? undefined : kind) ?? beside?.type, uid: datasource?.name ?? beside?.uid ?? '' },
});

function variable({ kind, spec: { hide, query, ...spec } }) {
  const type = kind.replace(/Variable$/, '').toLowerCase();
  return { ...spec, type, hide: HIDDEN[hide] ?? 0, ...(query?.spec ? { ...asked(query, spec), query: query.spec } : { query: query ?? spec.pluginId }) };
}

const AUTO_HEIGHT = { short: 5, standard: 9, tall: 14 };

function laidOut({ kind, spec = {} } = {}, elements, y, left) {
  switch (kind) {
    case 'GridLayout': return grid(spec.items ?? [], elements, y, left);
    case 'RowsLayout': return sections(spec.rows ?? [], elements, y, left);
    case 'TabsLayout':
      left.push('tabs: shown as rows');
      return sections(spec.tabs ?? [], elements, y, left);
    case 'AutoGridLayout': {
      const w = Math.floor(COLUMNS / (spec.maxColumnCount ?? 3));
      const { placed: panels, below } = flowing((spec.items ?? []).map(({ spec: item }) => ({
        panel: element(elements, item), w, h: AUTO_HEIGHT[spec.rowHeightMode] ?? AUTO_HEIGHT.standard,
      })), y);
      return { panels, below };
    }
    default:
      left.push(`a layout of kind ${kind}`);
      return { panels: [], below: y };
  }
}

function grid(items, elements, from, left) {
  const panels = [];
  let below = from;
  for (const { kind, spec } of items) {
    if (kind === 'GridLayoutRow') {
      const row = sections([{ spec: { title: spec.title, collapse: spec.collapsed, layout: { kind: 'GridLayout', spec: { items: spec.elements } } } }],
        elements, below, left);
      panels.push(...row.panels);
      below = row.below;
    } else {
      panels.push({ ...element(elements, spec), gridPos: { x: spec.x, y: from + spec.y, w: spec.width, h: spec.height } });
      below = Math.max(below, from + spec.y + spec.height);
    }
  }
  return { panels, below };
}

function sections(rows, elements, from, left) {
  const panels = [];
  let y = from;
  for (const { spec: { title = '', collapse = false, hideHeader, layout, repeat, conditionalRendering } } of rows) {
    const inside = laidOut(layout, elements, hideHeader ? y : y + 1, left);
    if (conditionalRendering) left.push(`row ${title} on a condition: always shown`);
    const head = { type: 'row', title, collapsed: collapse, repeat: repeat?.value, panels: collapse ? inside.panels : [], gridPos: { x: 0, y, w: COLUMNS, h: 1 } };
    panels.push(...(hideHeader ? [] : [head]), ...(collapse && !hideHeader ? [] : inside.panels));
    y = collapse && !hideHeader ? y + 1 : inside.below;
  }
  return { panels, below: y };
}

function element(elements, { element: { name } = {}, repeat }) {
  const { kind, spec = {} } = elements[name] ?? {};
  const { data, vizConfig = {}, ...panel } = spec;
  const { queries = [], transformations = [], queryOptions = {} } = data?.spec ?? {};
  return {
    ...panel, ...queryOptions,
    type: kind === 'LibraryPanel' ? 'library' : vizConfig.group ?? vizConfig.kind ?? 'unknown',
    ...vizConfig.spec,
    targets: queries.map(({ spec: { query = {}, refId, hidden, ...beside } }) => ({ ...query.spec, refId, hide: hidden, ...asked(query, beside) })),
    transformations: transformations.map(({ kind: id, group, spec: how = {} }) => ({ id: group ?? how.id ?? id, options: how.options, disabled: how.disabled })),
    ...(repeat && { repeat: repeat.value, repeatDirection: repeat.direction, maxPerRow: repeat.maxPerRow }),
  };
}
