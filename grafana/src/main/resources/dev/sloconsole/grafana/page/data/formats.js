// How a variable's values become text, by the names that Grafana has for it: ${variable:csv} and its kin.

import { writeDate } from '../value/dates.js';

const escaped = value => value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
/** A backslash in a regular expression, within a text of PromQL. */
const inQuery = value => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('\\', '\\\\');
const strict = text => encodeURIComponent(text).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const oneOrAll = (values, one, all) => (values.length === 1 ? one(values[0]) : all(values));
const same = value => value;
const either = escape => values => oneOrAll(values, escape, all => `(${all.map(escape).join('|')})`);
const quoted = (mark, escape) => values => values.map(value => mark + value.replaceAll(mark, escape) + mark).join(',');
const HTML = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const lucene = value => value.replace(/([!*+\-=<>\s&|()[\]{}^~?:\\/"])/g, '\\$1');

const glob = values => oneOrAll(values, same, all => `{${all.join(',')}}`);

/** Each from the values, the variable's name, and the texts by which they are shown. */
const FORMATS = {
  raw: values => values.join(','),
  csv: values => values.join(','),
  pipe: values => values.join('|'),
  glob,
  regex: either(escaped),
  text: (values, name, texts) => texts.join(' + '),
  json: (values, name, texts, several) => (several ? JSON.stringify(values) : values[0] ?? ''),
  html: values => values.join(', ').replace(/[&<>"']/g, sign => HTML[sign]),
  doublequote: quoted('"', '\\"'),
  singlequote: quoted("'", "\\'"),
  sqlstring: quoted("'", "''"),
  distributed: (values, name) => values.map((value, i) => (i === 0 ? value : `${name}=${value}`)).join(','),
  lucene: values => oneOrAll(values, lucene, all => `(${all.map(value => `"${lucene(value)}"`).join(' OR ')})`),
  percentencode: values => strict(glob(values)),
  queryparam: (values, name) => values.map(value => `var-${strict(name)}=${strict(value)}`).join('&'),
};

/** In a query, where nothing else is said: what a matcher with =~ takes. */
export const forQuery = either(inQuery);

/** The values by a format's name; one that is not known is written as Grafana's fallback does. */
export const formatted = (format, values, name, texts, several) => (FORMATS[format] ?? glob)(values, name, texts, several);

/** A moment by ${__from:date} and its kin; epoch milliseconds where nothing is said. */
export function formattedTime(millis, format = '') {
  const [kind, ...pattern] = format.split(':');
  if (kind !== 'date') return String(millis);
  switch (pattern.join(':')) {
    case '': case 'iso': return new Date(millis).toISOString();
    case 'seconds': return String(Math.round(millis / 1000));
    default: return writeDate(millis, pattern.join(':'));
  }
}
