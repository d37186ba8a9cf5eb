// Transformations: frames to frames, one after the other.

import { field, nameFields } from './frames.js';
import { calculation, reduce as calculate, reduceField } from '../value/reduce.js';
import { expression } from '../value/mappings.js';

const titled = f => f.config.displayName ?? f.shownName ?? f.name;

function organize(frames, { excludeByName = {}, includeByName = {}, indexByName = {}, renameByName = {} }) {
  const wanted = Object.keys(includeByName).filter(name => includeByName[name]);
  return frames.map(frame => ({
    ...frame,
    fields: frame.fields
      .filter(f => !excludeByName[titled(f)] && (wanted.length === 0 || wanted.includes(titled(f))))
      .map((f, i) => ({ f, at: indexByName[titled(f)] ?? Infinity, i }))
      .sort((one, other) => one.at - other.at || one.i - other.i)
      .map(({ f }) => (renameByName[titled(f)] ? { ...f, shownName: renameByName[titled(f)] } : f)),
  }));
}

/** All frames as one table; a row joins those before it that agree with it in all columns that both have filled. */
function merge(frames) {
  const filled = frames.filter(({ fields }) => fields.length > 0);
  if (frames.length < 2 || filled.length === 0) return frames.slice(0, 1);
  const columns = new Map();
  filled.flatMap(({ fields }) => fields).forEach(f => { if (!columns.has(f.name)) columns.set(f.name, f); });
  const shared = [...columns.keys()].filter(name => filled.every(({ fields }) => fields.some(f => f.name === name)));
  if (shared.length === 0) return frames;
  const rows = [];
  for (const { fields } of filled) {
    for (let i = 0; i < fields[0].values.length; i++) {
      const row = Object.fromEntries(fields.map(f => [f.name, f.values[i]]));
      const partners = rows.filter(other => shared.every(name => other[name] === row[name]) && agree(other, row));
      partners.forEach(other => Object.assign(other, row));
      if (partners.length === 0) rows.push(row);
    }
  }
  return [{
    refId: 'merge',
    fields: [...columns].map(([name, f]) => ({ ...f, labels: undefined, given: undefined, shownName: name, values: rows.map(row => row[name] ?? null) })),
  }];
}

const agree = (row, other) => Object.keys(other).every(name => (row[name] ?? null) === null || row[name] === other[name]);

/** A row for each series, a column for each calculation; or each series reduced to one value in its place. */
function reduce(frames, { reducers = ['max'], mode = 'seriesToRows', labelsToFields = false }) {
  const known = reducers.filter(calculation);
  if (mode === 'reduceFields') {
    return frames.map(frame => ({
      ...frame,
      fields: frame.fields.filter(f => f.type === 'number').flatMap(f => known.map(id => ({
        ...f,
        shownName: known.length > 1 ? `${titled(f)} ${calculation(id).name}` : titled(f),
        values: [calculate(f.values, id)],
      }))),
    }));
  }
  const sources = frames.flatMap(({ fields }) => fields.filter(f => f.type !== 'time'));
  if (sources.length === 0) return [];
  const labels = labelsToFields ? [...new Set(sources.flatMap(f => Object.keys(f.labels ?? {})))] : [];
  return nameFields([{
    refId: 'reduce',
    fields: [
      field('Field', 'string', sources.map(labelsToFields ? f => f.name : titled)),
      ...labels.map(label => field(label, 'string', sources.map(f => f.labels?.[label] ?? ''))),
      ...known.map(id => field(calculation(id).name, 'number', sources.map(f => reduceField(f, id)), {
        config: calculation(id).unitless ? {} : { ...(sources[0].config.unit && { unit: sources[0].config.unit }) },
      })),
    ],
  }]);
}

function filterFieldsByName(frames, { include = {}, exclude = {} }) {
  const matches = ({ names = [], pattern }, f) => names.includes(titled(f)) || Boolean(pattern && expression(pattern).test(titled(f)));
  const asked = Boolean(include.names?.length || include.pattern);
  return frames
    .map(frame => ({ ...frame, fields: frame.fields.filter(f => (!asked || matches(include, f)) && !matches(exclude, f)) }))
    .filter(({ fields }) => fields.length > 0);
}

function sortBy(frames, { sort = [] }) {
  const [{ field: name, desc = false } = {}] = sort;
  return frames.map(frame => {
    const key = frame.fields.find(f => titled(f) === name);
    if (!key) return frame;
    const compare = (a, b) => (key.values[a] < key.values[b] ? -1 : key.values[a] > key.values[b] ? 1 : 0) * (desc ? -1 : 1);
    const order = key.values.map((_, i) => i).sort(compare);
    return { ...frame, fields: frame.fields.map(f => ({ ...f, values: order.map(i => f.values[i]) })) };
  });
}

const renameByRegex = (frames, { regex, renamePattern = '' }) => frames.map(frame => ({
  ...frame,
  fields: frame.fields.map(f => (f.type === 'time' ? f : { ...f, shownName: titled(f).replace(expression(regex), renamePattern) })),
}));

const filterByRefId = (frames, { include }) => frames.filter(({ refId }) => expression(include).test(refId));

const KNOWN = { organize, merge, reduce, filterFieldsByName, filterByRefId, sortBy, renameByRegex };

export const knowsTransformation = id => id in KNOWN;

/** The frames after all transformations that are switched on and known; the others are named elsewhere. */
export function transform(frames, transformations = []) {
  return transformations
    .filter(({ id, disabled }) => !disabled && id in KNOWN)
    .reduce((now, { id, options = {} }) => KNOWN[id](now, options), nameFields(frames));
}
