// Asks Prometheus, as Grafana does: through the server, with Grafana's steps and its $__rate_interval.

/** The data source rejected a query: it works, the query does not. Anything else thrown means that it does not answer. */
export class Rejected extends Error {}

const SCRAPE = 5;
const STEPS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600];
const SECONDS = { s: 1, m: 60, h: 3600, d: 86400 };

/** An address's from and to ("now-15m", "now", or epoch milliseconds) in epoch seconds. */
export function timeRange(from, to, now = Date.now() / 1000) {
  const at = text => {
    const relative = /^now(?:-(\d+)([smhd]))?$/.exec(text);
    return relative ? now - (relative[1] ? relative[1] * SECONDS[relative[2]] : 0) : Number(text) / 1000;
  };
  return { from: at(from), to: at(to) };
}

/** The step for a range drawn over so many pixels: never finer than a scrape. */
export function stepFor(range, pixels) {
  const wanted = Math.max(SCRAPE, (range.to - range.from) / Math.max(1, pixels));
  return STEPS.find(step => step >= wanted) ?? Math.ceil(wanted / 3600) * 3600;
}

function interpolate(expression, step, range) {
  return expression
    .replaceAll('$__rate_interval', `${Math.max(step + SCRAPE, 4 * SCRAPE)}s`)
    .replaceAll('$__interval', `${step}s`)
    .replaceAll('$__range', `${Math.round(range.to - range.from)}s`);
}

async function ask(uid, api, parameters) {
  const response = await fetch(`/api/datasources/proxy/uid/${uid}/api/v1/${api}`, {
    method: 'POST', body: new URLSearchParams(parameters), signal: AbortSignal.timeout(12_000),
  });
  const answer = await response.json().catch(() => ({}));
  if (answer.status === 'success') return answer.data.result;
  if (answer.errorType === 'bad_data' || answer.errorType === 'execution') throw new Rejected(answer.error);
  throw new Error(answer.message ?? answer.error ?? `status ${response.status}`);
}

const number = text => (Number.isFinite(Number(text)) ? Number(text) : null);

/** The newest value of the query's first series; null where there is none. */
export async function instant(uid, expression, step, range) {
  const result = await ask(uid, 'query', { query: interpolate(expression, step, range), time: range.to });
  return result.length === 0 ? null : number(result[0].value[1]);
}

/** Series over the range: times in epoch seconds on the step's grid, values with null for a gap. */
export async function series(uid, expression, step, range) {
  const start = Math.floor(range.from / step) * step;
  const end = Math.floor(range.to / step) * step;
  const result = await ask(uid, 'query_range',
    { query: interpolate(expression, step, range), start, end, step });
  const times = Array.from({ length: Math.round((end - start) / step) + 1 }, (_, i) => start + i * step);
  return {
    times,
    series: result.map(({ metric, values }) => {
      const known = new Map(values.map(([time, value]) => [Math.round((time - start) / step), number(value)]));
      return { labels: metric, values: times.map((_, i) => known.get(i) ?? null) };
    }),
  };
}
