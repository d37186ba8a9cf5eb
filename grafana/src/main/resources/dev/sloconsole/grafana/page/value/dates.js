// Moments as Grafana writes them, in the reader's time zone.

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
  'November', 'December'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const two = value => String(value).padStart(2, '0');

const TOKENS = {
  YYYY: time => String(time.getFullYear()), YY: time => two(time.getFullYear() % 100),
  MMMM: time => MONTHS[time.getMonth()], MMM: time => MONTHS[time.getMonth()].slice(0, 3),
  MM: time => two(time.getMonth() + 1), M: time => String(time.getMonth() + 1),
  DD: time => two(time.getDate()), D: time => String(time.getDate()),
  dddd: time => DAYS[time.getDay()], ddd: time => DAYS[time.getDay()].slice(0, 3),
  HH: time => two(time.getHours()), H: time => String(time.getHours()),
  hh: time => two(time.getHours() % 12 || 12), h: time => String(time.getHours() % 12 || 12),
  mm: time => two(time.getMinutes()), m: time => String(time.getMinutes()),
  ss: time => two(time.getSeconds()), s: time => String(time.getSeconds()),
  SSS: time => String(time.getMilliseconds()).padStart(3, '0'),
  A: time => (time.getHours() < 12 ? 'AM' : 'PM'), a: time => (time.getHours() < 12 ? 'am' : 'pm'),
  X: time => String(Math.floor(time.getTime() / 1000)), x: time => String(time.getTime()),
};
const PATTERN = /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|m|ss|s|SSS|A|a|X|x/g;

/** A moment in epoch milliseconds by a pattern such as YYYY-MM-DD HH:mm:ss. */
export function writeDate(millis, pattern) {
  const time = new Date(millis);
  if (Number.isNaN(time.getTime())) return 'Invalid date';
  return pattern.replace(PATTERN, (token, quoted) => quoted ?? TOKENS[token](time));
}

/** By one pattern, or by another if it is of today. */
export const date = (pattern, ofToday) => value => ({
  text: writeDate(value, ofToday && isToday(value) ? ofToday : pattern),
});

const isToday = value => new Date(value).toDateString() === new Date().toDateString();

const PARTS = { year: 'YYYY', month: 'MM', day: 'DD', minute: 'mm', second: 'ss', dayPeriod: 'A' };

/** The pattern by which the reader's language writes a moment. */
function patternOf(wanted) {
  const format = new Intl.DateTimeFormat(undefined, wanted);
  const hour = format.resolvedOptions().hour12 ? 'hh' : 'HH';
  return format.formatToParts(0).map(({ type, value }) => (type === 'hour' ? hour : PARTS[type] ?? value)).join('');
}

/** As the reader's language writes it, by the parts that are wanted; by others if it is of today. */
export const local = (wanted, ofToday) => date(patternOf(wanted), ofToday && patternOf(ofToday));

const AGO = [[44.5, () => 'a few seconds'], [89.5, () => 'a minute'], [44.5 * 60, s => `${Math.round(s / 60)} minutes`],
  [89.5 * 60, () => 'an hour'], [21.5 * 3600, s => `${Math.round(s / 3600)} hours`], [35.5 * 3600, () => 'a day'],
  [25.5 * 86400, s => `${Math.round(s / 86400)} days`], [45.5 * 86400, () => 'a month'],
  [319.5 * 86400, s => `${Math.round(s / 86400 / 30.4368)} months`], [547.5 * 86400, () => 'a year'],
  [Infinity, s => `${Math.round(s / 86400 / 365.2425)} years`]];

/** The last moment that a date can be. */
const LAST = 8.64e15;

/** How long ago, or how far ahead, in words. */
export function fromNow(value, now = Date.now()) {
  if (!(value >= -LAST && value < LAST)) return { text: 'Invalid date' };
  const seconds = Math.abs(now - value) / 1000;
  const words = AGO.find(([limit]) => seconds < limit)[1](seconds);
  return { text: value > now ? `in ${words}` : `${words} ago` };
}
