// Which data source a panel means: by uid, by name, by a variable, or the default one.

/** What the server says of itself: its data sources, and whether they are of a recording. */
export async function settings() {
  const response = await fetch('/api/frontend/settings');
  if (!response.ok) throw new Error(`The data sources cannot be read (status ${response.status}).`);
  const { datasources, recorded = false } = await response.json();
  return { sources: Object.values(datasources), recorded };
}

/**
 * The data source of a reference. A reference to a Prometheus that is not here means the default one, since a dashboard
 * that comes from elsewhere names its own; one to another kind is refused by name.
 */
export function resolve(reference, sources, interpolate) {
  const uid = interpolate(typeof reference === 'string' ? reference : reference?.uid ?? '');
  const kind = typeof reference === 'string' ? undefined : reference?.type;
  const found = sources.find(source => source.uid === uid || source.name === uid);
  if (found) return found;
  if (kind !== undefined && kind !== 'prometheus' && kind !== 'datasource') {
    throw new Foreign(kind);
  }
  return sources.find(source => source.isDefault) ?? sources[0];
}

/** A panel asks something that is no Prometheus. */
export class Foreign extends Error {
  constructor(kind) {
    super(`It asks a data source of the kind “${kind}”; here is only Prometheus`);
  }
}
