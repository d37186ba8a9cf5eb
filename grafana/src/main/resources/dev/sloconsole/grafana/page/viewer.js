// The page: reads the dashboard, lays its panels out in Grafana's grid, and refreshes them.

import { Rejected, timeRange } from './datasource.js';
import { age } from './format.js';
import { KINDS, message } from './panels.js';

const COLUMNS = 24;
const GAP = 4;
const address = new URL(location.href);
const option = (name, otherwise) => address.searchParams.get(name) ?? otherwise;

document.documentElement.classList.toggle('light', option('theme', 'dark') === 'light');

async function start() {
  const uid = address.pathname.split('/')[2];
  const response = await fetch(`/api/dashboards/uid/${uid}`);
  if (!response.ok) throw new Error(`The dashboard ${uid} cannot be read (status ${response.status}).`);
  const { dashboard } = await response.json();
  document.title = dashboard.title;
  const rows = Math.max(...dashboard.panels.map(({ gridPos }) => gridPos.y + gridPos.h));
  const views = dashboard.panels.map(panel => lay(panel, rows));
  const range = () => timeRange(option('from', dashboard.time.from), option('to', dashboard.time.to));
  const refresh = () => Promise.all(views.map(view => update(view, range())));
  await refresh();
  document.querySelector('.preloader').remove();
  const every = /^(\d+)(s|m)$/.exec(option('refresh', dashboard.refresh));
  if (every) repeat(refresh, every[1] * (every[2] === 'm' ? 60_000 : 1_000));
  observeSizes(views, refresh);
}

/** Plots follow their panels at once; what depends on the width (steps, font sizes) follows with fresh data. */
function observeSizes(views, refresh) {
  let settled;
  const observer = new ResizeObserver(entries => {
    entries.forEach(({ target }) => resize(target));
    clearTimeout(settled);
    settled = setTimeout(refresh, 150);
  });
  views.forEach(({ body }) => observer.observe(body));
}

/** One round after the other: a slow data source is not asked twice at once. */
function repeat(work, millis) {
  setTimeout(async () => {
    await work();
    repeat(work, millis);
  }, millis);
}

/** A panel in its place; rows share the height of the viewport, so that nothing scrolls. */
function lay(panel, rows) {
  const { x, y, w, h } = panel.gridPos;
  const section = document.createElement('section');
  section.className = 'panel';
  section.dataset.testid = `data-testid Panel header ${panel.title}`;
  section.style.left = `calc(${100 * x / COLUMNS}% + ${GAP}px)`;
  section.style.top = `calc(${100 * y / rows}% + ${GAP}px)`;
  section.style.width = `calc(${100 * w / COLUMNS}% - ${2 * GAP}px)`;
  section.style.height = `calc(${100 * h / rows}% - ${2 * GAP}px)`;
  section.innerHTML = '<header><h2></h2><span class="note" role="status"></span></header><div class="body"></div>';
  section.querySelector('h2').textContent = panel.title;
  document.getElementById('grid').append(section);
  return { panel, section, body: section.querySelector('.body'), note: section.querySelector('.note'), drawn: null };
}

/** Draws what the data source says; keeps and marks the last picture while it says nothing. */
async function update(view, range) {
  const { panel, section, body, note } = view;
  const kind = KINDS[panel.type];
  if (!kind) {
    message(body, 'error', `The viewer does not draw panels of type ${panel.type}.`);
    return;
  }
  try {
    const draw = await kind(panel, body, range);
    draw();
    view.drawn = Date.now();
    section.classList.remove('stale');
    note.textContent = '';
  } catch (problem) {
    if (problem instanceof Rejected) {
      message(body, 'error', problem.message);
      section.classList.remove('stale');
      note.textContent = '';
      view.drawn = null;
    } else if (view.drawn === null) {
      message(body, 'error', `${problem.message}.`);
    } else {
      section.classList.add('stale');
      note.textContent = `⚠ stale, ${age((Date.now() - view.drawn) / 1000)} old`;
      note.title = problem.message;
    }
  }
}

function resize(body) {
  const place = body.querySelector('.plot');
  if (place) body.plot?.setSize({ width: place.clientWidth, height: place.clientHeight });
}

start().catch(problem => {
  document.querySelector('.preloader').textContent = problem.message;
});
