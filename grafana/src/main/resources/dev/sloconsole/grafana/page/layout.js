// Grafana's grid of 24 columns: where each panel lies, which rows are open, and how high a unit of the grid is.

import { COLUMNS, UNIT } from './data/grid.js';

const GAP = 4;
/** As long as a unit is not smaller than this, everything is shown at once. */
const SMALLEST = 26;

/**
 * Where a page is narrower, panels lie one below the other. Grafana does so below 769 pixels, which is wider than the
 * middle of a small desk, where what counts has to be seen without scrolling.
 */
const NARROW = 560;

/** The panels that are seen, each with its place; those of a closed row are not, and what is below moves up. */
export function visible(panels) {
  const flat = [];
  let up = 0;
  for (const panel of [...panels].sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x)) {
    const moved = { panel, place: { ...panel.gridPos, y: panel.gridPos.y - up } };
    flat.push(moved);
    if (panel.type === 'row' && panel.open && panel.panels?.length > 0) {
      const start = panel.gridPos.y + 1;
      const inside = panel.panels.map(one => ({ panel: one, place: { ...one.gridPos, y: start - up + one.gridPos.y - top(panel.panels) } }));
      flat.push(...inside);
      up -= height(panel.panels);
    }
  }
  return flat;
}

/** The same places in one column, where there is no room for more beside each other. */
export function fitted(places, width) {
  if (width >= NARROW) return places;
  let below = 0;
  return places.map(({ h }) => ({ x: 0, y: (below += h) - h, w: COLUMNS, h }));
}

const top = panels => Math.min(...panels.map(({ gridPos }) => gridPos.y));
const height = panels => Math.max(...panels.map(({ gridPos }) => gridPos.y + gridPos.h)) - top(panels);

/** The pixels of a unit: so many that all fits, where that can be read; else Grafana's own, and the page scrolls. */
export function unitHeight(places, room) {
  const rows = Math.max(1, ...places.map(({ y, h }) => y + h));
  const fitting = room / rows;
  return fitting >= SMALLEST ? Math.min(fitting, 2 * UNIT) : UNIT;
}

export function put(section, { x, y, w, h }, unit) {
  section.style.left = `calc(${100 * x / COLUMNS}% + ${GAP}px)`;
  section.style.top = `${y * unit + GAP}px`;
  section.style.width = `calc(${100 * w / COLUMNS}% - ${2 * GAP}px)`;
  section.style.height = `${h * unit - 2 * GAP}px`;
}
