// The bar above the panels: what can be chosen, and what of the dashboard is left out.

import { element } from './panel/dom.js';

/** The bar; null where there is nothing to say, or where the address hides it. */
export function controls(variables, { hidden, left, changed }) {
  const choices = hidden ? [] : variables.choices();
  if (choices.length === 0 && left.length === 0) return null;
  const bar = element('controls', '', 'nav');
  bar.append(...choices.map(choice => control(choice, values => {
    variables.choose(choice.name, values);
    changed();
  })));
  if (left.length > 0) bar.append(element('missing', `not supported: ${left.join('; ')}`, 'span'));
  return bar;
}

function control(choice, choose) {
  if (choice.multi) return several(choice, choose);
  const box = element('', choice.label, 'label');
  const input = choice.free ? element('', '', 'input') : select(choice.options);
  input.value = choice.chosen[0] ?? '';
  input.addEventListener('change', () => choose([input.value]));
  box.append(input);
  return box;
}

function select(options) {
  const made = element('', '', 'select');
  made.append(...options.map(({ value, text }) => {
    const one = element('', text, 'option');
    one.value = value;
    return one;
  }));
  return made;
}

/** Boxes to be ticked, behind the names of those that are. */
function several({ label, options, chosen }, choose) {
  const box = element('several', '', 'details');
  const names = options.filter(({ value }) => chosen.includes(value)).map(({ text }) => text);
  const list = element('list');
  list.append(...options.map(({ value, text }) => {
    const one = element('', '', 'label');
    const tick = element('', '', 'input');
    Object.assign(tick, { type: 'checkbox', value, checked: chosen.includes(value) });
    tick.addEventListener('change', () => choose([...list.querySelectorAll('input:checked')].map(input => input.value)));
    one.append(tick, text);
    return one;
  }));
  const head = element('', '', 'summary');
  head.append(element('', label, 'span'), element('chosen', names.join(' + ') || chosen.join(' + ') || 'none', 'b'));
  box.append(head, list);
  return box;
}
