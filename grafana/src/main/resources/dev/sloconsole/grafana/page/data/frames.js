// Answers of Prometheus as frames: a query's id and its fields, each with a name, a type, labels and values.

const number = text => (text === 'NaN' ? NaN : text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text));

export const field = (name, type, values, more = {}) => ({ name, type, values, config: {}, ...more });

/** Epoch seconds on the wire, milliseconds in a field. */
const millis = seconds => Math.round(seconds * 1000);

/** A range's answer: a frame for each series, on the grid of the step; null where a series has no sample. */
export function rangeFrames({ result }, target, step) {
  return result.map(({ metric, values }) => {
    const times = [], numbers = [];
    for (const [time, text] of values) {
      const last = times.at(-1);
      // A gap is seen as one: a point without a value between the samples on either side of it.
      if (last !== undefined && time * 1000 - last > step * 1500) {
        times.push(last + step * 1000);
        numbers.push(null);
      }
      times.push(millis(time));
      numbers.push(number(text));
    }
    return seriesFrame(metric, times, numbers, target);
  });
}

/** An instant's answer: a frame for each series with one value. */
export function instantFrames({ resultType, result }, target) {
  if (resultType === 'scalar') return [seriesFrame({}, [millis(result[0])], [number(result[1])], target)];
  return result.map(({ metric, value: [time, text] }) => seriesFrame(metric, [millis(time)], [number(text)], target));
}

function seriesFrame(metric, times, numbers, target) {
  const { __name__: name, ...labels } = metric;
  const given = legend(target, metric);
  return {
    refId: target.refId,
    name: given ?? name,
    fields: [
      field('Time', 'time', times),
      field('Value', 'number', numbers, { labels, ...(given !== null && { given }) }),
    ],
  };
}

/** A series' name by the target's template; null where the labels are to tell. */
function legend({ legendFormat = '', expr }, metric) {
  if (legendFormat !== '' && legendFormat !== '__auto') {
    return legendFormat.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, label) => metric[label] ?? '');
  }
  if (legendFormat === '__auto') return Object.keys(metric).some(label => label !== '__name__') ? null : expr;
  const { __name__: name = '', ...labels } = metric;
  const pairs = pairsOf(labels);
  return name + (pairs || !name ? `{${pairs}}` : '');
}

const pairsOf = labels => Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1)).map(([label, value]) => `${label}="${value}"`).join(', ');

/** All series of an answer as one table: the time, a column for each label, the value. */
export function tableFrame({ result, resultType }, target, several) {
  const rows = resultType === 'matrix'
    ? result.flatMap(({ metric, values }) => values.map(value => ({ metric, value })))
    : resultType === 'scalar' ? [{ metric: {}, value: result }] : result;
  if (rows.length === 0) return [];
  const labels = [...new Set(rows.flatMap(({ metric }) => Object.keys(metric)))].sort();
  return [{
    refId: target.refId,
    fields: [
      field('Time', 'time', rows.map(({ value }) => millis(value[0]))),
      ...labels.map(label => field(label, 'string', rows.map(({ metric }) => metric[label] ?? ''))),
      field(several ? `Value #${target.refId}` : 'Value', 'number', rows.map(({ value }) => number(value[1]))),
    ],
  }];
}

/** Gives every field the name by which it is shown, before its configuration is looked at. */
export function nameFields(frames) {
  const labelNames = new Set(frames.flatMap(({ fields }) => fields.flatMap(({ labels }) => Object.keys(labels ?? {}))));
  const only = labelNames.size === 1 ? [...labelNames][0] : null;
  for (const frame of frames) {
    for (const f of frame.fields) f.shownName ??= f.given ?? fromLabels(f, frame, only);
  }
  return frames;
}

function fromLabels({ name, labels, type }, frame, only) {
  if (type === 'time' || !labels) return name;
  const told = only ? labels[only] : pairsOf(labels) && `{${pairsOf(labels)}}`;
  const parts = [name === 'Value' ? '' : name, told].filter(Boolean);
  return parts.join(' ') || frame.name || name;
}
