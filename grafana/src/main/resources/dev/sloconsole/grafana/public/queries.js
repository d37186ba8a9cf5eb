/** Queries of a panel to its data source, with the steps and variables that Grafana would use. */

const MAX_POINTS = 1100;
const TIMEOUT_MILLIS = 8000;

const SECONDS_PER_UNIT = { s: 1, m: 60, h: 3600, d: 86400 };

/** Seconds of a duration such as 15m. */
export function seconds(duration) {
  const match = /^(\d+)([smhd])$/.exec(duration);
  if (!match) {
    throw new Error(`'${duration}' is no duration. Give a number and s, m, h or d.`);
  }
  return Number(match[1]) * SECONDS_PER_UNIT[match[2]];
}

/** The step and the range of a query over the last `span` seconds, `width` pixels wide. */
export function grid(now, span, width, scrapeInterval) {
  const points = Math.max(1, Math.min(width, MAX_POINTS));
  const step = Math.max(scrapeInterval, Math.ceil(span / points));
  const end = Math.floor(now / step) * step;
  const start = Math.floor((now - span) / step) * step;
  return { start, end, step, rateInterval: Math.max(step + scrapeInterval, 4 * scrapeInterval) };
}

function substituted(expression, { step, rateInterval }) {
  return expression
    .replaceAll('$__rate_interval', `${rateInterval}s`)
    .replaceAll('${__rate_interval}', `${rateInterval}s`)
    .replaceAll('$__interval', `${step}s`)
    .replaceAll('${__interval}', `${step}s`);
}

async function ask(datasource, path, form) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MILLIS);
  try {
    const response = await fetch(`/api/datasources/proxy/uid/${encodeURIComponent(datasource)}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form),
      signal: abort.signal,
    });
    const answer = await response.json();
    if (answer.status !== 'success') {
      throw new Error(answer.error ?? `The data source answered ${response.status}.`);
    }
    return answer.data.result;
  } catch (e) {
    throw e.name === 'AbortError' ? new Error('The data source did not answer in time.') : e;
  } finally {
    clearTimeout(timer);
  }
}

/** A target's value now: a list of {labels, value}. */
export async function instant(target, datasource, grid) {
  const result = await ask(datasource, 'query', { query: substituted(target.expr, grid), time: grid.end });
  return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
}

/** A target's values over the range: a list of {labels, times, values}, with null where there is none. */
export async function range(target, datasource, grid) {
  const result = await ask(datasource, 'query_range', {
    query: substituted(target.expr, grid), start: grid.start, end: grid.end, step: grid.step,
  });
  return result.map(({ metric, values }) => {
    const known = new Map(values.map(([time, value]) => [time, Number(value)]));
    const times = [];
    const aligned = [];
    for (let time = grid.start; time <= grid.end; time += grid.step) {
      times.push(time);
      aligned.push(known.get(time) ?? null);
    }
    return { labels: metric, times, values: aligned };
  });
}

/** What a legend says of a series. */
export function legend(target, labels) {
  const format = target.legendFormat;
  if (format && format !== '__auto') {
    return format.replace(/\{\{\s*([^}\s]+)\s*}}/g, (_, name) => labels[name] ?? '');
  }
  const { __name__: name = '', ...rest } = labels;
  const pairs = Object.entries(rest).map(([key, value]) => `${key}="${value}"`).join(', ');
  return pairs ? `${name}{${pairs}}` : name || target.expr;
}
