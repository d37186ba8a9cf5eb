// The box beside the cursor: the moment, and what every line says there.

import { display, written } from '../value/display.js';
import { writeDate } from '../value/dates.js';
import { element, theme } from './dom.js';

/**
 * A box that follows a plot's cursor; hidden while the pointer is elsewhere, unless tooltips are shared. The values are
 * those before stacking.
 */
export function tooltip(place, lines, { mode = 'single', sort = 'none', hideZeros = false }, { values, marks, shared }) {
  const box = element('tooltip');
  box.hidden = true;
  place.append(box);
  const shows = lines.map(({ field }) => display(field, theme()));
  return plot => {
    const { left, top, idx } = plot.cursor;
    const here = place.matches(':hover');
    if (mode === 'none' || idx === null || idx === undefined || left < 0 || (!here && !shared)) {
      box.hidden = true;
      return;
    }
    const time = plot.data[0][idx];
    let rows = lines.map((line, i) => ({ line, value: values()[i + 1][idx], drawn: plot.data[i + 1][idx] }))
      .map((row, i) => ({ ...row, shown: shows[i](row.value ?? null) }))
      .filter(({ line, value }) => value !== null && value !== undefined && !line.field.config.custom?.hideFrom?.tooltip && !(hideZeros && value === 0));
    if (mode === 'single' && rows.length > 1) rows = [nearest(rows, plot, top)];
    if (sort !== 'none') rows.sort((a, b) => (a.value - b.value) * (sort === 'desc' ? -1 : 1));
    const near = marks().filter(mark => Math.abs(plot.valToPos(mark.from, 'x') - left) < 6 || (mark.from <= time && time <= mark.to && mark.to > mark.from));
    box.replaceChildren(element('when', writeDate(time * 1000, 'YYYY-MM-DD HH:mm:ss')), ...rows.map(row), ...near.map(note));
    box.hidden = rows.length + near.length === 0;
    position(box, plot, left, top);
  };
}

function nearest(rows, plot, top) {
  const distance = ({ line, drawn }) => Math.abs(plot.valToPos(drawn, line.scale) - top);
  return rows.reduce((best, row) => (distance(row) < distance(best) ? row : best));
}

function row({ line, shown }) {
  const made = element('line');
  const mark = element('mark', '', 'i');
  mark.style.color = line.color;
  made.append(mark, element('name', line.field.displayName, 'span'), element('value', written(shown), 'b'));
  return made;
}

function note({ title, text, from }) {
  return element('note', `${writeDate(from * 1000, 'HH:mm:ss')} ${title}${text ? `: ${text}` : ''}`);
}

function position(box, plot, left, top) {
  const { offsetLeft, offsetTop, clientWidth, clientHeight } = plot.over;
  const right = left + box.offsetWidth + 16 < clientWidth;
  box.style.left = `${offsetLeft + (right ? left + 14 : Math.max(0, left - box.offsetWidth - 14))}px`;
  box.style.top = `${offsetTop + Math.max(0, Math.min(top + 10, clientHeight - box.offsetHeight))}px`;
}
