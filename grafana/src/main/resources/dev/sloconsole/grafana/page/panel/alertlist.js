// Alert list: what Prometheus says is pending or firing.

import { element, message, show } from './dom.js';

const ORDER = ['firing', 'pending'];

/** The query that stands in for Grafana's own list of alerts. */
export const ALERTS = 'ALERTS';

export function alertlist({ panel, body, frames }) {
  const { stateFilter = {}, maxItems = 20, alertName = '' } = panel.options ?? {};
  const asked = Object.values(stateFilter).some(Boolean);
  const shown = frames.flatMap(({ fields }) => fields.filter(({ labels }) => labels).map(({ labels }) => labels))
    .filter(({ alertname, alertstate }) => (!asked || stateFilter[alertstate]) && alertname.toLowerCase().includes(alertName.toLowerCase()))
    .sort((a, b) => ORDER.indexOf(a.alertstate) - ORDER.indexOf(b.alertstate) || (a.alertname < b.alertname ? -1 : 1))
    .slice(0, maxItems);
  if (shown.length === 0) {
    message(body, 'empty', panel.fieldConfig?.defaults?.noValue ?? 'No alert is pending or firing');
    return;
  }
  const list = element('alerts');
  list.append(...shown.map(item));
  show(body, list);
}

function item({ alertname, alertstate, ...labels }) {
  const row = element(`alert ${alertstate}`);
  const told = Object.entries(labels).map(([label, value]) => `${label}=${value}`).join('  ');
  row.append(element('state', alertstate === 'firing' ? 'FIRING' : alertstate), element('name', alertname), element('labels', told));
  return row;
}
