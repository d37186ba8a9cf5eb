// Table: a column for each field, a row for each value.

import { display, written } from '../value/display.js';
import { element, inkOn, message, show, theme } from './dom.js';

export function table({ panel, body, frames }) {
  const [frame] = frames;
  const columns = (frame?.fields ?? []).filter(({ config }) => !config.custom?.hidden && !config.custom?.hideFrom?.viz);
  const rows = columns[0]?.values.length ?? 0;
  if (rows === 0) {
    message(body, 'empty', panel.fieldConfig?.defaults?.noValue ?? 'No data');
    return;
  }
  const order = sorted(columns, rows, panel.options?.sortBy?.[0]);
  const made = element(`rows ${panel.options?.cellHeight ?? 'sm'}`, '', 'table');
  if (panel.options?.showHeader !== false) {
    const head = element('', '', 'tr');
    head.append(...columns.map(column => cell('th', column, column.displayName)));
    made.append(head);
  }
  const shows = columns.map(column => display(column, theme()));
  for (const i of order) {
    const row = element('', '', 'tr');
    row.append(...columns.map((column, c) => valueCell(column, shows[c](column.values[i]))));
    made.append(row);
  }
  const scroller = element('scroller');
  scroller.append(made);
  show(body, scroller);
}

function sorted(columns, rows, { displayName, desc = false } = {}) {
  const order = Array.from({ length: rows }, (_, i) => i);
  const key = columns.find(column => column.displayName === displayName)?.values;
  const compare = (a, b) => (key[a] < key[b] ? -1 : key[a] > key[b] ? 1 : 0) * (desc ? -1 : 1);
  return key ? order.sort(compare) : order;
}

/** Where a long word may be broken: before a capital, behind a mark. */
const JOINTS = /(?<=[a-z\d])(?=[A-Z])|(?<=[_/.:=-])(?=\w)/;

function cell(tag, { config, type }, text) {
  const made = element('', '', tag);
  made.append(...text.split(JOINTS).flatMap((part, i) => (i > 0 ? [element('', '', 'wbr'), part] : [part])));
  const align = config.custom?.align;
  made.style.textAlign = !align || align === 'auto' ? (type === 'number' ? 'right' : 'left') : align;
  if (config.custom?.width) made.style.width = `${config.custom.width}px`;
  return made;
}

function valueCell(column, shown) {
  const made = cell('td', column, written(shown));
  const kind = column.config.custom?.cellOptions?.type ?? column.config.custom?.displayMode;
  if (kind === 'color-text') made.style.color = shown.color;
  if (kind === 'color-background' || kind === 'color-background-solid') {
    made.style.background = shown.color;
    made.style.color = inkOn(shown.color);
  }
  return made;
}
