// The page: reads the dashboard, lays its panels out in Grafana's grid, and refreshes them.

import { annotations } from './data/annotations.js';
import { Rejected } from './data/datasource.js';
import { Foreign, settings } from './data/sources.js';
import { moment } from './data/clock.js';
import { classic } from './data/model.js';
import { repeated } from './data/repeat.js';
import { ownRange, seconds, timeRange } from './data/time.js';
import { Variables } from './data/variables.js';
import { ask } from './ask.js';
import { KINDS } from './kinds.js';
import { fitted, put, unitHeight, visible } from './layout.js';
import { controls } from './controls.js';
import { element, message } from './panel/dom.js';
import { notDrawn, notSupported } from './support.js';
import { span } from './words.js';

const address = new URL(location.href);
const option = (name, otherwise) => address.searchParams.get(name) ?? otherwise;

document.documentElement.classList.toggle('light', option('theme', 'dark') === 'light');

async function start() {
  const uid = address.pathname.split('/')[2];
  const response = await fetch(`/api/dashboards/uid/${encodeURIComponent(uid)}`);
  if (!response.ok) throw new Error(`The dashboard ${uid} cannot be read (status ${response.status}).`);
  const dashboard = classic((await response.json()).dashboard);
  document.title = dashboard.title;
  const page = new Page(dashboard, await settings());
  await page.begin();
  document.querySelector('.preloader').remove();
}

/** A dashboard on the screen. */
class Page {
  #dashboard;
  #sources;
  #recorded;
  #variables;
  #views = [];
  #asking = false;
  #again = false;

  constructor(dashboard, { sources, recorded }) {
    this.#dashboard = dashboard;
    this.#sources = sources;
    this.#recorded = recorded;
    this.#variables = new Variables(dashboard.templating?.list, address.searchParams);
  }

  async begin() {
    await this.#chosen();
    const every = seconds(option('refresh', this.#dashboard.refresh || ''));
    if (every > 0) repeat(() => this.refresh(), every * 1000);
    const figures = seconds(option('figures', ''));
    if (figures > 0 && figures < every) repeat(() => this.#figures(), figures * 1000);
    new ResizeObserver(() => this.#resized()).observe(document.documentElement);
  }

  async range() {
    const { from = 'now-6h', to = 'now' } = this.#dashboard.time ?? {};
    return timeRange(option('from', from), option('to', to), await moment(this.#recorded));
  }

  /** Asks for all panels that are seen, once at a time; who comes in between is served afterwards. */
  async refresh() {
    if (this.#asking) {
      this.#again = true;
      return;
    }
    const replace = text => this.#variables.replace(text);
    await this.#round(this.#views, range => annotations(this.#dashboard.annotations?.list ?? [], this.#sources, range, replace));
  }

  /** Asks for the figures of now between two rounds: they stand beside others that change every second. */
  async #figures() {
    if (!this.#asking) await this.#round(this.#views.filter(({ panel }) => isFigure(panel)), () => []);
  }

  async #round(views, marks) {
    this.#asking = true;
    try {
      const range = await this.range();
      const marked = marks(range);
      await Promise.all(views.map(view => this.#update(view, range, marked)));
    } catch (problem) {
      views.forEach(view => failed(view, problem));
    }
    this.#asking = false;
    if (this.#again) {
      this.#again = false;
      await this.refresh();
    }
  }

  /** Finds what can be chosen now that something was, and what repeats for it. */
  async #chosen() {
    await this.#variables.load(this.#sources, await this.range());
    const left = [...notSupported(this.#dashboard), ...this.#variables.problems()];
    const bar = controls(this.#variables, { hidden: address.searchParams.has('kiosk'), left, changed: () => this.#chosen() });
    document.querySelector('.controls')?.remove();
    if (bar) document.body.prepend(bar);
    this.panels = this.#seen();
    this.#lay();
    await this.refresh();
  }

  /** All panels with those that repeat; or the one that the address asks for. */
  #seen() {
    const only = /\d+$/.exec(option('viewPanel', ''))?.[0];
    const all = this.#dashboard.panels.flatMap(panel => (panel.type === 'row' && only ? panel.panels ?? [] : [panel]));
    const shown = only ? all.filter(({ id }) => String(id) === only).map(panel => ({ ...panel, gridPos: { x: 0, y: 0, w: 24, h: 12 } })) : all;
    return repeated(shown, name => this.#variables.values(name)).map(panel => ({ ...panel, open: panel.collapsed === false }));
  }

  #lay() {
    const shown = visible(this.panels);
    const grid = document.getElementById('grid');
    const kept = new Map(this.#views.map(view => [view.panel, view]));
    this.#views = shown.map(({ panel, place }) => ({ ...(kept.get(panel) ?? this.#made(panel)), place }));
    grid.replaceChildren(...this.#views.map(({ section }) => section));
    this.#place();
  }

  #place() {
    const grid = document.getElementById('grid');
    const places = fitted(this.#views.map(({ place }) => place), innerWidth);
    const unit = unitHeight(places, grid.parentElement.clientHeight - grid.offsetTop - 4);
    this.#views.forEach(({ section }, i) => put(section, places[i], unit));
    grid.style.height = `${Math.max(...places.map(({ y, h }) => y + h), 0) * unit}px`;
  }

  /** Everything follows at once; what is asked by the width (the step) follows with fresh data. */
  #resized() {
    this.#place();
    this.#views.forEach(view => {
      resize(view.body);
      view.draw?.();
    });
    clearTimeout(this.settled);
    this.settled = setTimeout(() => this.refresh(), 150);
  }

  #made(panel) {
    const section = element(panel.type === 'row' ? 'panel row' : `panel ${panel.transparent ? 'transparent' : ''}`, '', 'section');
    const title = this.#variables.replace(panel.title ?? '', {}, false, { otherwise: 'text', scope: panel.scope });
    // As in Grafana, where a row is no panel and draws nothing.
    section.dataset.testid = panel.type === 'row' ? `data-testid dashboard-row-title-${title}` : `data-testid Panel header ${title}`;
    const head = element('', '', 'header');
    const note = element('note', '', 'span');
    note.setAttribute('role', 'status');
    const left = notDrawn(panel);
    const missing = element('missing', left.length > 0 ? `not drawn: ${left.join('; ')}` : '', 'span');
    missing.title = left.join('\n');
    const heading = element('', title, 'h2');
    heading.title = panel.description ?? '';
    head.append(heading, element('own', ownTime(panel), 'span'), missing, note);
    const body = element('body');
    section.append(head, body);
    if (panel.type === 'row') this.#openable(section, panel);
    if (!title && left.length === 0) head.hidden = true;
    return { panel, section, body, note, drawn: null, draw: null };
  }

  #openable(section, panel) {
    if ((panel.panels ?? []).length === 0) return;
    section.classList.add('openable');
    section.classList.toggle('open', panel.open);
    section.addEventListener('click', () => {
      panel.open = !panel.open;
      section.classList.toggle('open', panel.open);
      this.#lay();
      this.refresh();
    });
  }

  /** Draws what the data source says; keeps and marks the last picture while it says nothing. */
  async #update(view, shared, marks) {
    const { panel, section, body, note } = view;
    const range = ownRange(panel, shared);
    if (panel.type === 'row') return;
    const draw = KINDS[panel.type];
    if (!draw) {
      message(body, 'empty', `A panel of type “${panel.type}”, which this page does not draw`);
      return;
    }
    try {
      const frames = panel.type === 'text' ? []
        : await ask(panel, { range, width: body.clientWidth, sources: this.#sources, variables: this.#variables });
      const shown = {
        panel, body, frames, range, annotations: await marks, graphTooltip: this.#dashboard.graphTooltip ?? 0,
        replace: text => this.#variables.replace(text, {}, false, { otherwise: 'html', scope: panel.scope }),
      };
      view.draw = () => draw(shown);
      view.draw();
      view.drawn = Date.now();
      section.classList.remove('stale');
      note.textContent = '';
    } catch (problem) {
      failed(view, problem);
    }
  }
}

function failed(view, problem) {
  const { section, body, note } = view;
  if (problem instanceof Rejected || problem instanceof Foreign || view.drawn === null) {
    message(body, 'error', `${problem.message}.`.replace(/\.\.$/, '.'));
    section.classList.remove('stale');
    note.textContent = '';
    view.drawn = view.draw = null;
  } else {
    section.classList.add('stale');
    note.textContent = `⚠ stale, ${span((Date.now() - view.drawn) / 1000)} old`;
    note.title = problem.message;
  }
}

/** What a panel's own range is called. */
const ownTime = ({ timeFrom, timeShift, hideTimeOverride }) =>
  (hideTimeOverride ? '' : [timeFrom && `last ${timeFrom.replace(/^now-/, '')}`, timeShift && `${timeShift} earlier`].filter(Boolean).join(', '));

/** Whether all that a panel says is of now. */
const isFigure = ({ targets = [] }) => targets.length > 0 && targets.every(({ instant, range }) => instant && !range);

/** One round after the other: a slow data source is not asked twice at once. */
function repeat(work, millis) {
  setTimeout(async () => {
    await work();
    repeat(work, millis);
  }, millis);
}

function resize(body) {
  const place = body.querySelector('.plot');
  if (place) body.plot?.setSize({ width: place.clientWidth, height: place.clientHeight });
}

start().catch(problem => {
  document.querySelector('.preloader').textContent = problem.message;
});
