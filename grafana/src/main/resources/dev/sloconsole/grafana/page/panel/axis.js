// Ticks of a time axis.

import { writeDate } from '../value/dates.js';

/** Clock times; with the date where the ticks are a day apart. */
export function timeTicks(plot, ticks, axis, space, step) {
  const pattern = step >= 86400 ? 'MM/DD' : step >= 60 ? 'HH:mm' : 'HH:mm:ss';
  return ticks.map(seconds => (seconds === null ? null : writeDate(seconds * 1000, pattern)));
}
