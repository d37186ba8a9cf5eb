// Asks Prometheus through the server, as Grafana does.

/** The data source rejected a query: it works, the query does not. Anything else thrown means that it does not answer. */
export class Rejected extends Error {}

const PATIENCE = 12_000;

async function ask(uid, api, parameters) {
  const response = await fetch(`/api/datasources/proxy/uid/${encodeURIComponent(uid)}/api/v1/${api}`, {
    ...(parameters && { method: 'POST', body: new URLSearchParams(parameters) }), signal: AbortSignal.timeout(PATIENCE),
  });
  const answer = await response.json().catch(() => ({}));
  if (answer.status === 'success') return answer.data;
  if (answer.errorType === 'bad_data' || answer.errorType === 'execution') throw new Rejected(answer.error);
  throw new Error(answer.message ?? answer.error ?? `The data source answered ${response.status}`);
}

/** A query's value at one moment. */
export const instant = (uid, query, time) => ask(uid, 'query', { query, time });

/** A query's values on the step's grid. */
export function series(uid, query, step, range) {
  const grid = value => Math.floor(value / step) * step;
  return ask(uid, 'query_range', { query, start: grid(range.from), end: grid(range.to), step });
}

/** The values of a label, of all series or of those that a selector names. */
export const labelValues = (uid, label, range, selector) => {
  const parameters = new URLSearchParams({ start: range.from, end: range.to, ...(selector && { 'match[]': selector }) });
  return ask(uid, `label/${encodeURIComponent(label)}/values?${parameters}`);
};

export const labelNames = (uid, range) => ask(uid, `labels?${new URLSearchParams({ start: range.from, end: range.to })}`);
