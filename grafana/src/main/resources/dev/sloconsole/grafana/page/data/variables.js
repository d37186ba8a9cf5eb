// The dashboard's variables: their values, and what text becomes with them.

import { instant, labelNames, labelValues } from './datasource.js';
import { resolve } from './sources.js';
import { expression } from '../value/mappings.js';

const ALL = '$__all';
const NAME = /\$\{(\w+)(?:\.[\w.]+)?(?::(\w+))?\}|\[\[(\w+)(?::(\w+))?\]\]|\$(\w+)/g;

const escaped = value => String(value).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('\\', '\\\\');

const FORMATS = {
  raw: values => values.join(','),
  csv: values => values.join(','),
  pipe: values => values.join('|'),
  text: values => values.join(' + '),
  json: values => JSON.stringify(values),
  doublequote: values => values.map(value => `"${value}"`).join(','),
  singlequote: values => values.map(value => `'${value}'`).join(','),
  regex: values => (values.length === 1 ? escaped(values[0]) : `(${values.map(escaped).join('|')})`),
  glob: values => (values.length === 1 ? values[0] : `{${values.join(',')}}`),
};

/** Kinds that this page knows; others are named as not supported. */
export const VARIABLE_KINDS = new Set(['query', 'custom', 'interval', 'constant', 'textbox', 'datasource']);

/** The variables of a dashboard, with what the address says of them. */
export class Variables {
  #list;

  constructor(models = [], address = new URLSearchParams()) {
    this.#list = models.filter(({ type }) => VARIABLE_KINDS.has(type)).map(model => ({
      model,
      options: [],
      chosen: address.has(`var-${model.name}`) ? address.getAll(`var-${model.name}`) : saved(model),
      fromAddress: address.has(`var-${model.name}`),
    }));
  }

  /** Finds the options of each, in order, since one may use those before it. */
  async load(sources, range) {
    for (const variable of this.#list) {
      variable.options = await this.#options(variable.model, sources, range);
      const offered = new Set(variable.options);
      const kept = variable.chosen.filter(value => value === ALL || offered.has(value));
      const free = variable.fromAddress || variable.options.length === 0;
      variable.chosen = kept.length > 0 || free ? (kept.length > 0 ? kept : variable.chosen) : this.#first(variable);
    }
  }

  #first({ model, options }) {
    return model.includeAll ? [ALL] : options.slice(0, 1);
  }

  async #options(model, sources, range) {
    switch (model.type) {
      case 'query': return this.#asked(model, sources, range);
      case 'custom': return listed(this.replace(model.query));
      case 'interval': return listed(model.query);
      case 'datasource': return sources.filter(({ type }) => type === model.query).map(({ uid }) => uid);
      default: return [];
    }
  }

  async #asked(model, sources, range) {
    const { uid } = resolve(model.datasource, sources, text => this.replace(text));
    const query = this.replace(typeof model.query === 'string' ? model.query : model.query?.query ?? '');
    const values = await answers(uid, query, range);
    return sorted(filtered(values, model.regex ? this.replace(model.regex) : ''), model.sort);
  }

  /** What can be chosen by hand. */
  choices() {
    return this.#list.filter(({ model }) => !['constant', 'datasource'].includes(model.type) && model.hide !== 2)
      .map(({ model, options, chosen }) => ({
        name: model.name, label: model.label || model.name, chosen: chosen[0], free: model.type === 'textbox',
        options: [...(model.includeAll ? [{ value: ALL, text: 'All' }] : []), ...options.map(value => ({ value, text: value }))],
      }));
  }

  choose(name, value) {
    const variable = this.#list.find(({ model }) => model.name === name);
    variable.chosen = [value];
  }

  /** Text with the variables' values in it; in a query several values become a regular expression. */
  replace(text, builtIns = {}, forQuery = false) {
    return String(text).replace(NAME, (whole, braced, format, squared, squaredFormat, plain) => {
      const name = braced ?? squared ?? plain;
      if (name in builtIns) return builtIns[name];
      const variable = this.#list.find(({ model }) => model.name === name);
      if (!variable) return whole;
      return this.#formatted(variable, format ?? squaredFormat, forQuery);
    });
  }

  #formatted({ model, options, chosen }, format, forQuery) {
    if (chosen.includes(ALL) && model.allValue) return model.allValue;
    const values = chosen.includes(ALL) ? options : chosen;
    if (model.type === 'interval' && values[0]?.startsWith('$__auto')) return '1m';
    if (format) return (FORMATS[format] ?? FORMATS.raw)(values);
    return forQuery && (model.multi || model.includeAll) ? FORMATS.regex(values) : FORMATS.raw(values);
  }
}

function saved({ type, current, query }) {
  const value = current?.value ?? (type === 'constant' || type === 'textbox' ? query : undefined);
  return (Array.isArray(value) ? value : [value]).filter(one => one !== undefined && one !== '').map(String);
}

/** A list in one text: commas between, backslashes before commas that are meant, "text : value" pairs. */
const listed = text => (text.match(/(?:\\,|[^,])+/g) ?? [])
  .map(item => item.replaceAll('\\,', ',').trim()).map(item => / : (.*)$/.exec(item)?.[1]?.trim() ?? item);

async function answers(uid, query, range) {
  const values = /^label_values\((?:(.+),\s*)?([a-zA-Z_]\w*)\)\s*$/s.exec(query);
  if (values) return labelValues(uid, values[2], range, values[1]?.trim());
  if (/^label_names\(\)\s*$/.test(query)) return labelNames(uid, range);
  const metrics = /^metrics\((.*)\)\s*$/s.exec(query);
  if (metrics) return (await labelValues(uid, '__name__', range)).filter(name => new RegExp(metrics[1]).test(name));
  const asked = /^query_result\((.+)\)\s*$/s.exec(query)?.[1] ?? query;
  if (asked.trim() === '') return [];
  const { result, resultType } = await instant(uid, asked, range.to);
  return (resultType === 'scalar' ? [{ metric: {}, value: result }] : result).map(({ metric: { __name__: name = '', ...labels }, value }) =>
    `${name}{${Object.entries(labels).map(([label, text]) => `${label}="${text}"`).join(',')}} ${value[1]} ${value[0] * 1000}`);
}

function filtered(values, regex) {
  if (!regex) return [...new Set(values)];
  const pattern = expression(regex.startsWith('/') ? regex : `/${regex}/`);
  const single = new RegExp(pattern.source, pattern.flags.replace('g', ''));
  return [...new Set(values.map(value => single.exec(value)).filter(Boolean).map(found => found.groups?.value ?? found[1] ?? found[0]))];
}

const byText = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
const digits = text => Number(/\d+/.exec(text)?.[0] ?? -1);
const ORDERS = [null, byText, (a, b) => byText(b, a), (a, b) => digits(a) - digits(b), (a, b) => digits(b) - digits(a),
  (a, b) => byText(a.toLowerCase(), b.toLowerCase()), (a, b) => byText(b.toLowerCase(), a.toLowerCase())];

const sorted = (values, order) => (ORDERS[order] ? [...values].sort(ORDERS[order]) : values);

