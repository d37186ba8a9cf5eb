/**
 * Draws a Grafana dashboard: reads it from the server, lays its panels out, asks for their data every few seconds.
 * Understands the parameters theme, from, refresh and kiosk of Grafana's URL.
 */

import * as panels from './panels.js';
import * as queries from './queries.js';

const parameters = new URLSearchParams(location.search);
const GAP = 8;
const COLUMNS = 24;
const SCRAPE_INTERVAL = 5;

document.documentElement.dataset.theme = parameters.get('theme') === 'light' ? 'light' : 'dark';

const board = document.getElementById('dashboard');
const preloader = document.querySelector('.preloader');

async function load() {
  const uid = location.pathname.split('/')[2];
  const response = await fetch(`/api/dashboards/uid/${encodeURIComponent(uid)}`);
  if (!response.ok) {
    throw new Error(`The server answered ${response.status} for the dashboard '${uid}'.`);
  }
  return (await response.json()).dashboard;
}

/** A panel on the page and what was last drawn in it. */
class PanelView {
  constructor(panel) {
    this.panel = panel;
    this.node = document.createElement('section');
    this.node.className = 'panel';
    this.node.dataset.testid = `data-testid Panel header ${panel.title}`;
    const header = document.createElement('header');
    const title = document.createElement('h2');
    title.textContent = panel.title;
    this.note = document.createElement('span');
    this.note.className = 'note';
    header.append(title, this.note);
    this.body = document.createElement('div');
    this.body.className = 'body';
    this.legend = document.createElement('div');
    this.legend.className = 'legend';
    this.node.append(header, this.body, this.legend);
    this.goodAt = undefined;
  }

  place(width, rowHeight) {
    const { x, y, w, h } = this.panel.gridPos;
    const column = (width - GAP) / COLUMNS;
    Object.assign(this.node.style, {
      left: `${GAP + x * column}px`,
      top: `${GAP + y * rowHeight}px`,
      width: `${w * column - GAP}px`,
      height: `${h * rowHeight - GAP}px`,
    });
    panels.resize(this.body);
  }

  async refresh(span) {
    const grid = queries.grid(Date.now() / 1000, span, this.body.clientWidth, SCRAPE_INTERVAL);
    try {
      await this.draw(grid);
      this.goodAt = Date.now();
      this.node.classList.remove('stale');
      this.note.textContent = '';
    } catch (e) {
      this.node.classList.add('stale');
      this.note.className = 'note error';
      const age = this.goodAt === undefined ? '' : ` · as of ${Math.round((Date.now() - this.goodAt) / 1000)} s ago`;
      this.note.textContent = `! ${e.message}${age}`;
      this.note.title = this.note.textContent;
      if (this.goodAt === undefined) {
        panels.empty(this.body, 'No data');
      }
    }
  }

  async draw(grid) {
    const { panel } = this;
    const datasource = (target) => target.datasource?.uid ?? panel.datasource?.uid;
    const targets = panel.targets.filter((target) => !target.hide);
    if (panel.type === 'stat') {
      const target = targets[0];
      const [now, course] = await Promise.all([
        queries.instant(target, datasource(target), grid),
        queries.range(target, datasource(target), grid),
      ]);
      panels.stat(this.body, panel, { now, course: course[0] });
    } else if (panel.type === 'timeseries') {
      const answers = await Promise.all(targets.map(async (target) =>
        (await queries.range(target, datasource(target), grid))
          .map((series) => {
            const name = queries.legend(target, series.labels);
            return { ...series, name, colour: fixedColour(panel, name) };
          })));
      panels.timeseries(this.body, this.legend, panel, answers.flat(), grid);
    } else {
      throw new Error(`Panels of type '${panel.type}' are not drawn here.`);
    }
  }
}

/** The colour that the dashboard gives to a series, by its name or for the whole panel; undefined if it gives none. */
function fixedColour(panel, name) {
  const override = (panel.fieldConfig.overrides ?? [])
    .filter(({ matcher }) => matcher.id === 'byName' && matcher.options === name)
    .flatMap(({ properties }) => properties)
    .find(({ id }) => id === 'color');
  const { mode, fixedColor } = override?.value ?? panel.fieldConfig.defaults.color ?? {};
  return mode === 'fixed' ? fixedColor : undefined;
}

function spanOf(dashboard) {
  const from = parameters.get('from') ?? dashboard.time?.from ?? 'now-15m';
  const match = /^now-(\w+)$/.exec(from);
  if (!match) {
    throw new Error(`'from=${from}' is not understood here. Give a time such as now-15m.`);
  }
  return queries.seconds(match[1]);
}

async function start() {
  const dashboard = await load();
  document.title = dashboard.title;
  const span = spanOf(dashboard);
  const period = queries.seconds(parameters.get('refresh') ?? dashboard.refresh ?? '5s') * 1000;
  const views = dashboard.panels.map((panel) => new PanelView(panel));
  const rows = Math.max(...dashboard.panels.map(({ gridPos }) => gridPos.y + gridPos.h));
  const place = () => views.forEach((view) => view.place(board.clientWidth, (board.clientHeight - GAP) / rows));
  board.hidden = false;
  board.append(...views.map((view) => view.node));
  place();
  const refresh = () => Promise.all(views.map((view) => view.refresh(span)));
  let resized;
  new ResizeObserver(() => {
    place();
    clearTimeout(resized);
    resized = setTimeout(refresh, 100);
  }).observe(board);
  await refresh();
  preloader.remove();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, period));
    await refresh();
  }
}

start().catch((e) => {
  preloader.className = 'preloader failed';
  preloader.textContent = `The dashboard cannot be shown: ${e.message}`;
});
