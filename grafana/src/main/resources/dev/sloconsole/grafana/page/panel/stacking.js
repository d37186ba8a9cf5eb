// Lines on top of each other.

/** The data with each line on those before it of its group; with the bands between them, so that fills do not overlap. */
export function stacked(data, lines) {
  const modes = lines.map(({ field: { config: { custom = {} } } }) => custom.stacking?.mode ?? 'none');
  if (modes.every(mode => mode === 'none')) return data;
  const sums = new Map();
  const result = [data[0], ...lines.map((line, i) => (modes[i] === 'none' ? data[i + 1] : onTop(line, data, i + 1, lines, modes, sums)))];
  const groups = Map.groupBy(lines.map((line, i) => i + 1).filter(i => modes[i - 1] !== 'none'), i => groupOf(lines[i - 1]));
  result.bands = [...groups.values()].flatMap(members => members.slice(1).map((upper, i) => ({ series: [upper, members[i]] })));
  return result;
}

const groupOf = ({ scale, field: { config } }) => `${scale}|${config.custom.stacking.group ?? 'A'}`;

function onTop(line, data, at, lines, modes, sums) {
  const group = groupOf(line);
  const below = sums.get(group) ?? new Array(data[0].length).fill(0);
  const total = modes[at - 1] === 'percent'
    ? data[0].map((_, t) => lines.reduce((sum, other, i) => (modes[i] !== 'none' && groupOf(other) === group ? sum + (data[i + 1][t] ?? 0) : sum), 0))
    : null;
  const values = data[at].map((value, t) => (total ? (total[t] ? (value ?? 0) / total[t] : 0) : value ?? 0));
  sums.set(group, below.map((sum, t) => sum + values[t]));
  return data[at].map((value, t) => (value === null || value === undefined ? value : below[t] + values[t]));
}
