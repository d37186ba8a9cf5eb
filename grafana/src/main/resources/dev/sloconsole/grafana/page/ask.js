// What a panel shows: its queries' answers, transformed and configured.

import { instant, series } from './data/datasource.js';
import { resolve, Foreign } from './data/sources.js';
import { instantFrames, rangeFrames, tableFrame } from './data/frames.js';
import { builtIns, seconds, stepFor } from './data/time.js';
import { transform } from './data/transform.js';
import { configure } from './data/config.js';
import { ALERTS } from './panel/alertlist.js';

const SCRAPE = 15;

/** The frames of a panel over a range, for a body so many pixels wide. */
export async function ask(panel, { range, width, sources, variables }) {
  const targets = (panel.type === 'alertlist' ? [{ refId: 'A', expr: ALERTS, instant: true }] : panel.targets ?? []).filter(({ hide }) => !hide);
  const context = { panel, range, width, sources, variables, several: targets.length > 1 };
  const frames = (await Promise.all(targets.map(target => answer(target, context)))).flat();
  return configure(transform(frames, panel.transformations), panel);
}

async function answer(target, { panel, range, width, sources, variables, several }) {
  const reference = panel.datasource?.uid === '-- Mixed --' ? target.datasource : panel.datasource ?? target.datasource;
  const source = resolve(reference ?? target.datasource, sources, text => variables.replace(text, {}, false, { scope: panel.scope }));
  if (target.expr === undefined) throw new Foreign(target.datasource?.type ?? 'other');
  if (target.expr.trim() === '') return [];
  const scrape = seconds(source.jsonData?.timeInterval) || SCRAPE;
  const least = Math.max(seconds(variables.replace(target.interval || panel.interval || '', { __rate_interval: '' }, false, { scope: panel.scope }).replace('>', '')) || 0, scrape);
  const step = stepFor(range, panel.maxDataPoints ?? width, least) * (target.intervalFactor > 1 ? target.intervalFactor : 1);
  const query = variables.replace(target.expr, builtIns(range, step, scrape), true, { scope: panel.scope });
  const table = target.format === 'table';
  const frames = [];
  if (target.instant) {
    const now = await instant(source.uid, query, range.to);
    frames.push(...(table ? tableFrame(now, target, several) : instantFrames(now, target)));
  }
  if (!target.instant || target.range) {
    const over = await series(source.uid, query, step, range);
    frames.push(...(table ? tableFrame(over, target, several) : rangeFrames(over, target, step)));
  }
  return frames;
}
