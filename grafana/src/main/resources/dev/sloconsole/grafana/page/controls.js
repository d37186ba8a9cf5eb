// The bar above the panels: what can be chosen, and what of the dashboard is left out.

import { element } from './panel/dom.js';

/** The bar; null where there is nothing to say, or where the address hides it. */
export function controls(variables, { hidden, left, changed }) {
  const choices = hidden ? [] : variables.choices();
  if (choices.length === 0 && left.length === 0) return null;
  const bar = element('controls', '', 'nav');
  bar.append(...choices.map(choice => control(choice, value => {
    variables.choose(choice.name, value);
    changed();
  })));
  if (left.length > 0) bar.append(element('missing', `not supported: ${left.join('; ')}`, 'span'));
  return bar;
}

function control({ label, options, chosen, free }, choose) {
  const box = element('', label, 'label');
  const input = free ? element('', '', 'input') : select(options);
  input.value = chosen ?? '';
  input.addEventListener('change', () => choose(input.value));
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
