// From a panel's type to what draws it.

import { alertlist } from './panel/alertlist.js';
import { bargauge } from './panel/bargauge.js';
import { gauge } from './panel/gauge.js';
import { stat } from './panel/stat.js';
import { stateTimeline } from './panel/state-timeline.js';
import { table } from './panel/table.js';
import { text } from './panel/text.js';
import { timeseries } from './panel/timeseries.js';

export const KINDS = { alertlist, bargauge, gauge, stat, 'state-timeline': stateTimeline, table, text, timeseries };
