// The dashboard's variables: their values, and what text becomes with them.

import { instant, labelNames, labelValues } from './datasource.js';
import { resolve } from './sources.js';
import { formatted, formattedTime, forQuery } from './formats.js';
import { promDuration, seconds, stepFor } from './time.js';
import { expression } from '../value/mappings.js';

const ALL = '$__all';
const NAME = /\$\{(\w+)(?:\.([^:}]+))?(?::([^}]+))?\}|\[\[(\w+?)(?::(\w+))?\]\]|\$(\w+)/g;

/** Kinds that this page knows; others are named as not supported. */
export const VARIABLE_KINDS = new Set(['query', 'custom', 'interval', 'constant', 'textbox', 'datasource']);

/** The variables of a dashboard, with what the address says of them. */
export class Variables {
  #list;
  #range = { from: 0, to: 0 };

  constructor(models = [], address = new URLSearchParams()) {
    this.#list = models.filter(({ type }) => VARIABLE_KINDS.has(type)).map(model => ({
      model,
      options: [],
      problem: null,
      chosen: address.has(`var-${model.name}`) ? address.getAll(`var-${model.name}`).map(value => (value === 'All' ? ALL : value)) : saved(model),
      fromAddress: address.has(`var-${model.name}`),
    }));
  }

  /** Finds the options of each, in order, since one may use those before it. One that fails has none, and says why. */
  async load(sources, range) {
    this.#range = range;
    for (const variable of this.#list) {
      try {
        variable.options = await this.#options(variable.model, sources, range);
        variable.problem = null;
      } catch (problem) {
        variable.problem = problem.message;
      }
      const offered = new Set(variable.options.map(({ value }) => value));
      const kept = variable.chosen.filter(value => value === ALL || offered.has(value));
      const free = variable.fromAddress || variable.options.length === 0;
      if (kept.length > 0) variable.chosen = kept;
      else if (!free) variable.chosen = this.#first(variable);
    }
  }

  /** What went wrong while options were looked for, by variable. */
  problems() {
    return this.#list.filter(({ problem }) => problem).map(({ model, problem }) => `variable ${model.name}: ${problem}`);
  }

  #first({ model, options }) {
    return model.includeAll ? [ALL] : options.slice(0, 1).map(({ value }) => value);
  }

  async #options(model, sources, range) {
    switch (model.type) {
      case 'query': return this.#asked(model, sources, range);
      case 'custom': return model.valuesFormat === 'json' ? listedAsJson(this.replace(model.query)) : listed(this.replace(model.query ?? ''));
      case 'interval': return [...(model.auto ? [{ value: '$__auto', text: 'auto' }] : []), ...listed(model.query)];
      case 'datasource': return this.#dataSources(model, sources);
      default: return [];
    }
  }

  #dataSources({ query, regex }, sources) {
    const pattern = regex ? expression(regex) : /./;
    return sources.filter(({ type, name }) => type === query && pattern.test(name)).map(({ uid, name }) => ({ value: uid, text: name }));
  }

  async #asked(model, sources, range) {
    const { uid } = resolve(model.datasource, sources, text => this.replace(text));
    const query = this.replace((typeof model.query === 'string' ? model.query : model.query?.query) ?? model.definition ?? '', {}, true);
    const values = await answers(uid, query, range);
    return sorted(filtered(values, model.regex ? this.replace(model.regex) : ''), model.sort);
  }

  /** What can be chosen by hand. */
  choices() {
    return this.#list.filter(({ model }) => !['constant', 'datasource'].includes(model.type) && model.hide !== 2)
      .map(({ model, options, chosen }) => ({
        name: model.name, label: model.hide === 1 ? '' : model.label || model.name, chosen, free: model.type === 'textbox', multi: model.multi === true,
        options: [...(model.includeAll ? [{ value: ALL, text: 'All' }] : []), ...options],
      }));
  }

  /** All is chosen alone, and again where nothing else is. */
  choose(name, values) {
    const variable = this.#list.find(({ model }) => model.name === name);
    const before = variable.chosen.includes(ALL);
    const others = values.filter(value => value !== ALL);
    const alone = values.includes(ALL) && (!before || others.length === 0);
    variable.chosen = alone ? [ALL] : others.length > 0 ? others : this.#first(variable);
    variable.fromAddress = false;
  }

  /** The values for which something repeats; null of a name that no variable has. */
  values(name) {
    const variable = this.#list.find(({ model }) => model.name === name);
    if (!variable) return null;
    const values = variable.chosen.includes(ALL) ? variable.options.map(({ value }) => value) : variable.chosen;
    return values.length > 0 ? values : [''];
  }

  /**
   * Text with the variables' values in it.
   *
   * @param builtIns values of the built-in variables, by their names
   * @param query whether it is a query, in which several values become a regular expression
   * @param otherwise the format where none is said
   * @param scope values by the names of variables that have others here than elsewhere
   */
  replace(text, builtIns = {}, query = false, { otherwise, scope = {} } = {}) {
    return String(text).replace(NAME, (whole, braced, path, format, squared, squaredFormat, plain) => {
      const name = braced ?? squared ?? plain;
      if (name in builtIns) return ['__from', '__to'].includes(name) ? formattedTime(Number(builtIns[name]), format) : builtIns[name];
      const variable = this.#list.find(({ model }) => model.name === name);
      if (!variable) return whole;
      const own = name in scope ? { ...variable, chosen: scope[name] } : variable;
      return this.#formatted(own, path === 'text' ? 'text' : format ?? squaredFormat ?? otherwise, query);
    });
  }

  #formatted({ model, options, chosen }, format, query) {
    const all = chosen.includes(ALL);
    if (all && format === 'text') return 'All';
    if (all && model.allValue) return model.allValue;
    if (model.type === 'interval' && chosen[0]?.startsWith('$__auto')) return this.#auto(model);
    const values = all ? options.map(({ value }) => value) : chosen;
    if (format) {
      const texts = values.map(value => options.find(option => option.value === value)?.text ?? value);
      return formatted(format, values, model.name, texts, model.multi || all);
    }
    if (!query) return formatted('glob', values, model.name, values);
    return model.multi || model.includeAll ? forQuery(values) : values.join(',');
  }

  /** So long that the range has about so many of them. */
  #auto({ auto_count: count = 30, auto_min: least = '10s' }) {
    return promDuration(stepFor(this.#range, Number(count), seconds(least) || 0.001));
  }
}

function saved({ type, current, query }) {
  const value = current?.value ?? (type === 'constant' || type === 'textbox' ? query : undefined);
  return (Array.isArray(value) ? value : [value]).filter(one => one !== undefined && one !== '').map(String);
}

const option = value => ({ value, text: value });

/** A list in one text: commas between, backslashes before commas that are meant, "text : value" pairs. */
const listed = text => (text.match(/(?:\\,|[^,])+/g) ?? []).map(item => item.replaceAll('\\,', ',').trim()).map(item => {
  const [, name, value] = /^(.*\S) : (.*)$/.exec(item) ?? [];
  return name === undefined ? option(item) : { value: value.trim(), text: name };
});

const listedAsJson = text => JSON.parse(text || '[]').map(item => (typeof item === 'object' ? { ...item, text: item.text ?? item.value } : option(String(item))));

async function answers(uid, query, range) {
  const values = /^label_values\((?:(.+),\s*)?([a-zA-Z_]\w*)\s*\)\s*$/s.exec(query);
  if (values) return labelValues(uid, values[2], range, values[1]?.trim());
  if (/^label_names\((.*)\)\s*$/.test(query)) return labelNames(uid, range);
  const metrics = /^metrics\((.*)\)\s*$/s.exec(query);
  if (metrics) return (await labelValues(uid, '__name__', range)).filter(name => new RegExp(metrics[1]).test(name));
  const asked = /^query_result\((.+)\)\s*$/s.exec(query)?.[1] ?? query;
  if (asked.trim() === '') return [];
  const { result, resultType } = await instant(uid, asked, range.to);
  return (resultType === 'scalar' ? [{ metric: {}, value: result }] : result).map(({ metric: { __name__: name = '', ...labels }, value }) =>
    `${name}{${Object.entries(labels).map(([label, text]) => `${label}="${text}"`).join(',')}} ${value[1]} ${value[0] * 1000}`);
}

/** What a pattern takes of each: its groups value and text, or its first group, or all that matches. */
function filtered(values, regex) {
  if (!regex) return [...new Set(values)].map(option);
  const pattern = expression(regex.startsWith('/') ? regex : `/${regex}/`);
  const single = new RegExp(pattern.source, pattern.flags.replace('g', ''));
  const found = values.map(value => single.exec(value)).filter(Boolean).map(({ groups, ...match }) => {
    const taken = groups?.value ?? groups?.text ?? match[1] ?? match[0];
    return { value: taken, text: groups?.text ?? taken };
  });
  return [...new Map(found.map(one => [one.value, one])).values()];
}

const byText = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
const digits = text => Number(/\d+/.exec(text)?.[0] ?? -1);
const ORDERS = [null, byText, (a, b) => byText(b, a), (a, b) => digits(a) - digits(b), (a, b) => digits(b) - digits(a),
  (a, b) => byText(a.toLowerCase(), b.toLowerCase()), (a, b) => byText(b.toLowerCase(), a.toLowerCase()),
  (a, b) => a.localeCompare(b, undefined, { numeric: true }), (a, b) => b.localeCompare(a, undefined, { numeric: true })];
/** By their names in schema v2. */
const NAMED = ['disabled', 'alphabeticalAsc', 'alphabeticalDesc', 'numericalAsc', 'numericalDesc', 'alphabeticalCaseInsensitiveAsc',
  'alphabeticalCaseInsensitiveDesc', 'naturalAsc', 'naturalDesc'];

function sorted(options, sort) {
  const order = ORDERS[typeof sort === 'string' ? NAMED.indexOf(sort) : sort];
  return order ? [...options].sort((one, other) => order(one.text, other.text)) : options;
}
