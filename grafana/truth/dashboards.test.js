// The repository's dashboards against Grafana's published types: the dashboard, and each panel's options and fields.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const FOLDER = new URL('../dashboards/', import.meta.url);
const COMPOSABLE = '@grafana/schema/dist/esm/raw/composable';

/** Each type's module, and its type for what a field has of its own where it has one. */
const KINDS = {
  stat: ['stat/panelcfg/x/StatPanelCfg_types.gen'],
  gauge: ['gauge/panelcfg/x/GaugePanelCfg_types.gen'],
  bargauge: ['bargauge/panelcfg/x/BarGaugePanelCfg_types.gen'],
  text: ['text/panelcfg/x/TextPanelCfg_types.gen'],
  table: ['table/panelcfg/x/TablePanelCfg_types.gen', 'TableFieldOptions'],
  timeseries: ['timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen', 'FieldConfig'],
  'state-timeline': ['statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen', 'FieldConfig'],
};

/** JSON has no enums, only their texts; and Grafana fills in what is left out. */
const PLAIN = `
type Plain<T> = T extends string ? \`\${T}\` : T extends (infer U)[] ? Plain<U>[] : T extends object ? { [K in keyof T]?: Plain<T[K]> } : T;
import type { Dashboard, TableFieldOptions } from '@grafana/schema';
`;

const source = dashboard => [
  PLAIN,
  ...Object.entries(KINDS).map(([type, [module]], i) => `import type * as K${i} from '${COMPOSABLE}/${module}'; // ${type}`),
  `const dashboard: Plain<Dashboard> = ${JSON.stringify({ ...dashboard, ...annotations(dashboard), panels: [] })};`,
  ...dashboard.panels.filter(({ type }) => type !== 'row').flatMap(checks),
].join('\n');

/** The annotations without what is Prometheus's own, of which Grafana's types know nothing. */
function annotations({ annotations: { list } = {} }) {
  return list && { annotations: { list: list.map(({ expr, step, titleFormat, textFormat, useValueForTime, ...query }) => query) } };
}

function checks(panel) {
  const at = Object.keys(KINDS).indexOf(panel.type);
  assert.ok(at >= 0, `no types are known for panels of type ${panel.type}`);
  const { options, fieldConfig, targets, transformations, ...rest } = panel;
  const own = KINDS[panel.type][1];
  const custom = fieldConfig?.defaults?.custom;
  return [
    `const p${panel.id}: Plain<NonNullable<Dashboard['panels']>[number]> = ${JSON.stringify({ ...rest, transformations })};`,
    `const o${panel.id}: Plain<K${at}.Options> = ${JSON.stringify(options ?? {})};`,
    ...(own && custom ? [`const f${panel.id}: Plain<${own === 'FieldConfig' ? `K${at}.FieldConfig` : own}> = ${JSON.stringify(custom)};`] : []),
  ];
}

function problems(text) {
  const name = `${HERE}dashboard.ts`;
  const options = { strict: true, noEmit: true, skipLibCheck: true, module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler, target: ts.ScriptTarget.ES2022, types: [] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (file, ...more) => (file === name ? ts.createSourceFile(file, text, options.target) : getSourceFile(file, ...more));
  host.fileExists = file => file === name || fileExists(file);
  return ts.getPreEmitDiagnostics(ts.createProgram([name], options, host)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

for (const file of readdirSync(FOLDER)) {
  test(`${file} is of Grafana's types`, () => {
    assert.deepEqual(problems(source(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')))), []);
  });
}

test('a dashboard with a spelling mistake is not', () => {
  const panel = { id: 1, type: 'stat', title: 'x', options: { colourMode: 'value', textMode: 'loud' } };
  assert.equal(problems(source({ panels: [panel], grapTooltip: 1 })).length, 2);
});
