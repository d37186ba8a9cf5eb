// Legends: a list of names or a table, with calculations of what is drawn.

import { display, written } from '../value/display.js';
import { calculation, reduce } from '../value/reduce.js';
import { element, theme } from './dom.js';

/** A legend of fields, each with its colour; null where the panel wants none. */
export function legend(lines, { showLegend = true, displayMode = 'list', placement = 'bottom', calcs = [] } = {}) {
  if (!showLegend || displayMode === 'hidden') return null;
  const shown = lines.filter(({ field }) => !field.config.custom?.hideFrom?.legend);
  const known = calcs.filter(calculation);
  const made = displayMode === 'table' ? tabular(shown, known) : listed(shown, known);
  made.classList.add(placement);
  return made;
}

const valueOf = (field, id) => {
  const value = reduce(field.values, id) ?? null;
  const config = calculation(id).unitless ? { ...field.config, unit: id === 'diffperc' ? 'percent' : 'none' } : field.config;
  return written(display({ ...field, config }, theme())(value));
};

function mark({ color, dashed }) {
  const made = element(dashed ? 'mark dashed' : 'mark', '', 'i');
  made.style.color = color;
  return made;
}

function listed(lines, calcs) {
  const box = element('legend list');
  box.append(...lines.map(line => {
    const entry = element('entry', '', 'span');
    const values = calcs.map(id => `${calcs.length > 1 ? `${calculation(id).name}: ` : ''}${valueOf(line.field, id)}`).join('  ');
    entry.append(mark(line), line.field.displayName);
    if (values) entry.append(element('calc', values, 'b'));
    return entry;
  }));
  return box;
}

function tabular(lines, calcs) {
  const box = element('legend table');
  const made = element('', '', 'table');
  const head = element('', '', 'tr');
  head.append(element('', 'Name', 'th'), ...calcs.map(id => element('calc', calculation(id).name, 'th')));
  made.append(head, ...lines.map(line => {
    const row = element('', '', 'tr');
    const name = element('', '', 'td');
    name.append(mark(line), line.field.displayName);
    row.append(name, ...calcs.map(id => element('calc', valueOf(line.field, id), 'td')));
    return row;
  }));
  box.append(made);
  return box;
}
