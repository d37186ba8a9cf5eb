// Panels and rows that stand once for each value of a variable.

import { COLUMNS } from './grid.js';

/** The panels with those that repeat as often as their variable has values; each knows its own value, in scope. */
export function repeated(panels, valuesOf) {
  return rows(panels, valuesOf).reduce((out, panel) => {
    const wide = panel.type !== 'row' && panel.repeat ? valuesOf(panel.repeat) : null;
    const inside = panel.panels?.length ? { ...panel, panels: repeated(panel.panels, name => panel.scope?.[name] ?? valuesOf(name)) } : panel;
    return wide ? beside(out, inside, wide) : { panels: [...out.panels, moved(inside, out.down)], down: out.down };
  }, { panels: [], down: 0 }).panels;
}

const moved = (panel, by) => ({
  ...panel, gridPos: { ...panel.gridPos, y: panel.gridPos.y + by },
  ...(panel.panels?.length && { panels: panel.panels.map(inside => moved(inside, by)) }),
});

const scoped = (panel, name, value) => ({
  ...panel, repeat: undefined, scope: { ...panel.scope, [name]: [value] },
  ...(panel.panels?.length && { panels: panel.panels.map(inside => ({ ...inside, scope: { ...inside.scope, [name]: [value] } })) }),
});

/** A panel's copies: beside each other as far as they fit, or one below the other. What is below them moves down. */
function beside({ panels, down }, panel, values) {
  const { repeat, repeatDirection = 'h', maxPerRow = 4, gridPos: { x, y, w, h } } = panel;
  const upright = repeatDirection === 'v';
  const width = upright ? w : Math.max(COLUMNS / Math.max(1, values.length), COLUMNS / maxPerRow);
  const across = upright ? 1 : Math.max(1, Math.floor(COLUMNS / width));
  const copies = values.map((value, i) => scoped({
    ...panel, gridPos: { x: upright ? x : (i % across) * width, y: y + down + Math.floor(i / across) * h, w: width, h },
  }, repeat, value));
  const more = (Math.ceil(values.length / across) - 1) * h;
  return { panels: [...panels, ...copies], down: down + Math.max(0, more) };
}

/** A row is repeated with all that is in it, or below it as far as the next row. */
function rows(panels, valuesOf) {
  const sorted = [...panels].sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x);
  const out = [];
  let down = 0;
  for (let i = 0; i < sorted.length; i++) {
    const row = sorted[i];
    const next = sorted.findIndex(({ type }, at) => at > i && type === 'row');
    const own = row.type === 'row' && !row.collapsed ? sorted.slice(i + 1, next < 0 ? undefined : next) : [];
    const values = row.type === 'row' && row.repeat ? valuesOf(row.repeat) : null;
    if (!values) {
      out.push(moved(row, down));
      continue;
    }
    const high = 1 + Math.max(0, ...own.map(({ gridPos: { y, h } }) => y + h - row.gridPos.y - 1));
    values.forEach((value, at) => out.push(...[row, ...own].map(panel => moved(copy(panel, row.repeat, value), down + at * high))));
    down += (values.length - 1) * high;
    i += own.length;
  }
  return out;
}

/** Of a panel in a repeated row; its own repetition stays. */
const copy = (panel, name, value) => (panel.type === 'row' ? scoped(panel, name, value) : { ...panel, scope: { ...panel.scope, [name]: [value] } });
