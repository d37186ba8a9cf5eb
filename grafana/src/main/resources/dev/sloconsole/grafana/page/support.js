// What of a dashboard this page does not draw, in words: by panel, and by feature.

import { knowsMatcher } from './data/config.js';
import { knowsTransformation } from './data/transform.js';
import { VARIABLE_KINDS } from './data/variables.js';
import { asksPrometheus } from './data/annotations.js';
import { MODES } from './value/colors.js';
import { calculation } from './value/reduce.js';
import { KINDS } from './kinds.js';

const LINES = {
  'gradientMode: hue': custom => custom.gradientMode === 'hue',
  'gradientMode: scheme': custom => custom.gradientMode === 'scheme',
  'fillBelowTo': custom => Boolean(custom.fillBelowTo),
  'thresholdsStyle: series': custom => custom.thresholdsStyle?.mode === 'series',
  'transform: constant': custom => custom.transform === 'constant',
};
const CELLS = new Set([undefined, 'auto', 'color-text', 'color-background', 'color-background-solid']);

/** Features of each type that are left out, each with when a panel has it. */
const LEFT_OUT = {
  timeseries: (panel, configs) => Object.entries(LINES).filter(([, has]) => configs.some(({ custom = {} }) => has(custom))).map(([name]) => name),
  stat: ({ options = {} }) => [...(options.showPercentChange ? ['percent change'] : [])],
  gauge: ({ options = {} }) => [...(options.neutral !== undefined ? ['neutral'] : [])],
  bargauge: ({ options = {} }) => [...(options.legend?.showLegend ? ['legend'] : [])],
  table: ({ options = {} }, configs) => [
    ...configs.map(({ custom = {} }) => custom.cellOptions?.type ?? custom.displayMode).filter(type => !CELLS.has(type)).map(type => `cells of type ${type}`),
    ...(options.footer?.show ? ['footer'] : []),
    ...(options.enablePagination ? ['pages (all rows are shown)'] : []),
  ],
  'state-timeline': () => [],
  alertlist: ({ options = {} }) => [...(options.folder ? ['folder'] : []), ...(options.alertInstanceLabelFilter ? ['filter by label'] : [])],
  text: ({ options: { content = '' } = {} }) => [...(/<style|\sstyle=/i.test(content) ? ['styles of its own'] : []), ...(/<img|!\[/i.test(content) ? ['images'] : [])],
};

/** What of a panel is not drawn; one line each. */
export function notDrawn(panel) {
  if (panel.type === 'row') return unknownRepeat(panel);
  if (!(panel.type in KINDS)) return [`panels of type ${panel.type}`];
  const { defaults = {}, overrides = [] } = panel.fieldConfig ?? {};
  const configs = [defaults, ...overrides.map(overridden)];
  return [...new Set([
    ...LEFT_OUT[panel.type](panel, configs),
    ...configs.map(({ color }) => color?.mode).filter(mode => mode && !MODES.has(mode)).map(mode => `colours by ${mode}`),
    ...[...panel.options?.reduceOptions?.calcs ?? [], ...panel.options?.legend?.calcs ?? []].filter(id => !calculation(id)).map(id => `calculation ${id}`),
    ...overrides.map(({ matcher }) => matcher.id).filter(id => !knowsMatcher(id)).map(id => `overrides ${id}`),
    ...(panel.transformations ?? []).filter(({ id, disabled }) => !disabled && !knowsTransformation(id)).map(({ id }) => `transformation ${id}`),
    ...(panel.targets ?? []).filter(({ format }) => format === 'heatmap').map(() => 'queries in heatmap format'),
    ...unknownRepeat(panel),
    ...(panel.left ?? []),
    ...(panel.libraryPanel && !panel.targets ? ['library panels'] : []),
  ])];
}

/** What repeats for a variable that is not there still has its wish. */
const unknownRepeat = ({ repeat }) => (repeat ? [`repeating for ${repeat}, which is no variable here`] : []);

/** An override's properties as a configuration. */
const overridden = ({ properties = [] }) => properties.reduce((config, { id, value }) => {
  const path = id.split('.');
  const holder = path.slice(0, -1).reduce((inside, step) => (inside[step] ??= {}), config);
  holder[path.at(-1)] = value;
  return config;
}, {});

/** What of the dashboard as a whole is left out. */
export function notSupported({ templating = {}, annotations = {}, timezone = 'browser', left = [] }) {
  return [
    ...left,
    ...(templating.list ?? []).filter(({ type }) => !VARIABLE_KINDS.has(type)).map(({ name, type }) => `variable ${name} of type ${type}`),
    ...(annotations.list ?? []).filter(query => query.enable !== false && !query.builtIn && !asksPrometheus(query)).map(({ name }) => `annotations ${name}`),
    ...(['browser', ''].includes(timezone) ? [] : [`time zone ${timezone}: times are this computer's`]),
  ];
}
