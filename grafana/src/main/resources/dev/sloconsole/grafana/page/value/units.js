// Grafana's units by their ids: each from a value and its decimals to a text, with what stands before and behind it.

import { binary, count, currency, financial, fixed, scaled, si, siPower, toFixed } from './numbers.js';
import * as time from './durations.js';
import { date, fromNow, local } from './dates.js';

/** Lines of "id text", or "id text power" where the unit starts at a power of its factor. */
function table(make, lines) {
  return lines.trim().split('\n').map(line => line.trim().split(/\s+/)).map(([id, text, power]) =>
    [id, power === undefined ? make(text) : make(text, Number(power))]);
}

const FIXED = `
  humidity %H\n dB dB\n pixel px\n accMS2 m/sec²\n accFS2 f/sec²\n accG g\n degree °\n radian rad\n grad grad
  arcmin arcmin\n arcsec arcsec\n areaM2 m²\n areaF2 ft²\n areaMI2 mi²\n acres ac\n hectares ha\n ppm ppm\n conppb ppb
  conngm3 ng/m³\n conngNm3 ng/Nm³\n conμgm3 μg/m³\n conμgNm3 μg/Nm³\n conmgm3 mg/m³\n conmgNm3 mg/Nm³\n congm3 g/m³
  congNm3 g/Nm³\n conmgdL mg/dL\n conmmolL mmol/L\n dBm dbm\n flowgpm gpm\n flowcms cms\n flowcfs cfs\n flowcfm cfm
  litreh L/h\n flowlpm L/min\n flowmlpm mL/min\n lux lux\n masslb lb\n masst t\n lengthcm cm\n lengthin in
  lengthft ft\n lengthmi mi\n pressurehpa hPa\n pressurekpa kPa\n pressurehg "Hg\n rotrpm rpm\n rotrads rad/s
  rotdegs °/s\n celsius °C\n fahrenheit °F\n farenheit °F\n kelvin K\n velocityms m/s\n velocitykmh km/h
  velocitymph mph\n velocityknot kn\n m3 m³\n Nm3 Nm³\n dm3 dm³\n gallons gal`;

const SI = `
  candela cd\n flops FLOPS\n mflops FLOPS 2\n gflops FLOPS 3\n tflops FLOPS 4\n pflops FLOPS 5\n eflops FLOPS 6
  zflops FLOPS 7\n yflops FLOPS 8\n decbytes B\n decbits b\n deckbytes B 1\n decmbytes B 2\n decgbytes B 3
  dectbytes B 4\n decpbytes B 5\n pps p/s\n Bps B/s\n bps b/s\n KBs B/s 1\n Kbits b/s 1\n MBs B/s 2\n Mbits b/s 2
  GBs B/s 3\n Gbits b/s 3\n TBs B/s 4\n Tbits b/s 4\n PBs B/s 5\n Pbits b/s 5\n watt W\n kwatt W 1\n megwatt W 2
  gwatt W 3\n mwatt W -1\n Wm2 W/m²\n voltamp VA\n kvoltamp VA 1\n voltampreact VAr\n kvoltampreact VAr 1\n watth Wh
  watthperkg Wh/kg\n kwatth Wh 1\n kwattm W-Min 1\n mwatth Wh 2\n amph Ah\n kamph Ah 1\n mamph Ah -1\n joule J\n ev eV
  amp A\n kamp A 1\n mamp A -1\n volt V\n kvolt V 1\n mvolt V -1\n mohm Ω -1\n ohm Ω\n kohm Ω 1\n Mohm Ω 2\n farad F
  µfarad F -2\n nfarad F -3\n pfarad F -4\n ffarad F -5\n henry H\n mhenry H -1\n µhenry H -2\n lumens Lm
  forceNm Nm\n forcekNm Nm 1\n forceN N\n forcekN N 1\n Hs H/s\n KHs H/s 1\n MHs H/s 2\n GHs H/s 3\n THs H/s 4
  PHs H/s 5\n EHs H/s 6\n massmg g -1\n massg g\n masskg g 1\n lengthmm m -1\n lengthm m\n lengthkm m 1
  pressurembar bar -1\n pressurebar bar\n pressurekbar bar 1\n pressurepa Pa\n radbq Bq\n radci Ci\n radgy Gy
  radrad rad\n radsv Sv\n radmsv Sv -1\n radusv Sv -2\n radrem rem\n radexpckg C/kg\n radr R\n radsvh Sv/h
  radmsvh Sv/h -1\n radusvh Sv/h -2\n rothz Hz\n rotkhz Hz 1\n rotmhz Hz 2\n rotghz Hz 3\n hertz Hz\n mlitre L -1
  litre L`;

const BINARY = `
  bytes B\n bits b\n kbytes B 1\n mbytes B 2\n gbytes B 3\n tbytes B 4\n pbytes B 5\n binBps B/s\n binbps b/s
  KiBs B/s 1\n Kibits b/s 1\n MiBs B/s 2\n Mibits b/s 2\n GiBs B/s 3\n Gibits b/s 3\n TiBs B/s 4\n Tibits b/s 4
  PiBs B/s 5\n Pibits b/s 5`;

const COUNTS = `
  cps c/s\n ops ops/s\n reqps req/s\n rps rd/s\n wps wr/s\n iops io/s\n eps evt/s\n mps msg/s\n recps rec/s
  rowsps rows/s\n cpm c/m\n opm ops/m\n reqpm req/m\n rpm rd/m\n wpm wr/m\n epm evts/m\n mpm msgs/m\n recpm rec/m
  rowspm rows/m`;

const BEFORE = `
  currencyUSD $\n currencyGBP £\n currencyEUR €\n currencyJPY ¥\n currencyRUB ₽\n currencyUAH ₴\n currencyBRL R$
  currencyCZK czk\n currencyCHF CHF\n currencyPLN PLN\n currencyBTC ฿\n currencymBTC mBTC\n currencyμBTC μBTC
  currencyZAR R\n currencyINR ₹\n currencyKRW ₩\n currencyIDR Rp\n currencyPHP PHP\n currencyMYR RM\n currencyXPF XPF
  currencyBGN BGN\n currencyPYG ₲\n currencyUYU UYU\n currencyILS ₪`;

const BEHIND = 'currencyDKK kr\n currencyISK kr\n currencyNOK kr\n currencySEK kr\n currencyVND đ\n currencyTRY ₺';

const bool = (yes, no) => value => ({ text: value ? yes : no });
const hex = (value, decimals) => ({ text: parseFloat(toFixed(value, decimals)).toString(16).toUpperCase() });
const prefixedHex = ({ text }) => ({ text: text.startsWith('-') ? `-0x${text.slice(1)}` : `0x${text}` });
const DAY = { year: 'numeric', month: '2-digit', day: '2-digit' };
const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit' };
const ISO = 'YYYY-MM-DD HH:mm:ss';
const US = 'MM/DD/YYYY h:mm:ss a';

const UNITS = new Map([
  ...table(fixed, FIXED), ...table(si, SI), ...table(binary, BINARY), ...table(count, COUNTS),
  ...table(currency, BEFORE), ...table(symbol => currency(symbol, true), BEHIND),
  ...Object.entries({
    none: fixed(''),
    string: value => ({ text: `${value}` }),
    short: scaled(1000, ['', ' K', ' Mil', ' Bil', ' Tri', ' Quadr', ' Quint', ' Sext', ' Sept']),
    sishort: si(''),
    percent: (value, decimals) => ({ text: toFixed(value, decimals), suffix: '%' }),
    percentunit: (value, decimals) => ({ text: toFixed(100 * value, decimals), suffix: '%' }),
    hex,
    hex0x: (value, decimals) => prefixedHex(hex(value, decimals)),
    sci: (value, decimals) => ({ text: value.toExponential(decimals ?? undefined) }),
    locale: (value, decimals) => ({ text: value.toLocaleString(undefined, { maximumFractionDigits: decimals ?? undefined }) }),
    pressurepsi: scaled(1000, ['psi', 'ksi', 'Mpsi']),
    ns: time.nanoseconds, 'µs': time.microseconds, ms: time.milliseconds, s: time.seconds, m: time.minutes,
    h: time.hours, d: time.days,
    dtdurationms: time.duration('millisecond', 1), dtdurations: time.duration('second', 1000),
    dthms: time.clockTime, dtdhms: time.daysAndClockTime,
    timeticks: (value, decimals) => time.seconds(value / 100, decimals),
    clockms: time.clock(1), clocks: time.clock(1000),
    dateTimeAsIso: date(ISO), dateTimeAsIsoNoDateIfToday: date(ISO, 'HH:mm:ss'),
    dateTimeAsUS: date(US), dateTimeAsUSNoDateIfToday: date(US, 'h:mm:ss a'),
    dateTimeAsLocal: local({ ...DAY, ...CLOCK }),
    dateTimeAsLocalNoDateIfToday: local({ ...DAY, ...CLOCK }, CLOCK),
    dateTimeAsSystem: date(ISO), dateTimeFromNow: value => fromNow(value),
    bool: bool('True', 'False'), bool_yes_no: bool('Yes', 'No'), bool_on_off: bool('On', 'Off'),
  }),
]);

/** Units that are made by a word, a colon, and what the author likes. */
const MADE = {
  prefix: text => fixed(text, true),
  suffix: text => fixed(text),
  time: pattern => date(pattern),
  si: text => (siPower(text.charAt(0)) === 0 ? si(text) : si(text.slice(1), siPower(text.charAt(0)))),
  count,
  currency: text => {
    const [kind, symbol, place] = text.split(':');
    if (kind !== 'financial' || symbol === undefined) return currency(text);
    return symbol ? financial(symbol, place === 'suffix') : fixed('');
  },
  bool: text => (text.includes('/') ? bool(text.slice(0, text.indexOf('/')), text.slice(text.indexOf('/') + 1)) : bool(text, '-')),
};

/** What writes values in a unit. One that Grafana does not know either is written behind the number as it stands. */
export function unit(id) {
  if (!id) return fixed('');
  const known = UNITS.get(id);
  if (known) return known;
  const colon = id.indexOf(':');
  const made = colon > 0 ? MADE[id.slice(0, colon)] : undefined;
  return made ? made(id.slice(colon + 1)) : fixed(id);
}

const DATES = new Set(['dateTimeAsIso', 'dateTimeAsIsoNoDateIfToday', 'dateTimeAsUS', 'dateTimeAsUSNoDateIfToday',
  'dateTimeAsLocal', 'dateTimeAsLocalNoDateIfToday', 'dateTimeFromNow']);

export const isDate = id => Boolean(id && (DATES.has(id) || id.startsWith('time:')));
