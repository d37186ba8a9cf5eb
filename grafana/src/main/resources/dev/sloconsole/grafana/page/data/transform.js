// Transformations: frames to frames, one after the other.

import { field, nameFields } from './frames.js';
import { calculation, reduce as calculate } from '../value/reduce.js';
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

/** All frames as one table; rows that agree in all columns that both have become one. */
function merge(frames) {
  const filled = frames.filter(({ fields }) => fields.length > 0);
  if (filled.length < 2) return filled;
  const columns = new Map();
  filled.flatMap(({ fields }) => fields).forEach(f => { if (!columns.has(titled(f))) columns.set(titled(f), f); });
  const shared = [...columns.keys()].filter(name => filled.every(({ fields }) => fields.some(f => titled(f) === name)));
  const rows = new Map();
  for (const { fields } of filled) {
    for (let i = 0; i < fields[0].values.length; i++) {
      const row = Object.fromEntries(fields.map(f => [titled(f), f.values[i]]));
      place(rows, JSON.stringify(shared.map(name => row[name])), row);
    }
  }
  const all = [...rows.values()].flat();
  return [{
    refId: 'merge',
    fields: [...columns].map(([name, f]) => ({ ...f, labels: undefined, given: undefined, shownName: name, values: all.map(row => row[name] ?? null) })),
  }];
}

function place(rows, key, row) {
  const same = rows.get(key) ?? [];
  const partner = same.find(other => Object.keys(row).every(name => !(name in other) || other[name] === row[name]));
  if (partner) Object.assign(partner, row);
  else same.push(row);
  rows.set(key, same);
}

/** A row for each series, a column for each calculation; or each series reduced to one value in its place. */
function reduce(frames, { reducers = ['max'], mode = 'seriesToRows', includeTimeField = false }) {
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
  const sources = frames.flatMap(({ fields }) => fields.filter(f => f.type === 'number' || (includeTimeField && f.type === 'time')));
  if (sources.length === 0) return [];
  return nameFields([{
    refId: 'reduce',
    fields: [
      field('Field', 'string', sources.map(titled)),
      ...known.map(id => field(calculation(id).name, 'number', sources.map(f => calculate(f.values, id)), {
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
