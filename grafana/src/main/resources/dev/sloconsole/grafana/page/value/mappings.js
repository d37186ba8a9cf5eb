// Value mappings: what a value is shown as instead.

const SPECIAL = {
  null: value => value === null || value === undefined,
  nan: value => Number.isNaN(value),
  'null+nan': value => value === null || value === undefined || Number.isNaN(value),
  true: value => value === true || value === 'true',
  false: value => value === false || value === 'false',
  empty: value => value === '',
};

const KINDS = {
  value: (options, value) => (value === null || value === undefined ? null : options[value] ?? null),
  range: ({ from, to, result }, value) => {
    const number = value === null || value === undefined ? NaN : parseFloat(value);
    return Number.isNaN(number) || number < (from ?? -Infinity) || number > (to ?? Infinity) ? null : result;
  },
  regex: ({ pattern, result }, value) => {
    if (typeof value !== 'string') return null;
    const regex = expression(pattern);
    if (!regex.test(value)) return null;
    regex.lastIndex = 0;
    return result.text == null ? result : { ...result, text: value.replace(regex, result.text) };
  },
  special: ({ match, result }, value) => (SPECIAL[match]?.(value) ? result : null),
};

/** The first mapping's result that takes the value; null where none does. */
export function mapped(mappings, value) {
  for (const { type, options } of mappings) {
    const result = KINDS[type]?.(options, value);
    if (result) return result;
  }
  return null;
}

/** A regular expression as Grafana writes them: /between slashes/flags, or the whole text. */
export function expression(text) {
  const parts = /^\/(.*?)\/([gimys]*)$/s.exec(text);
  return parts ? new RegExp(parts[1], parts[2]) : new RegExp(`^${text}$`);
}
