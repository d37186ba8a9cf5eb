// The grid that a dashboard's panels lie in.

/** How many columns it has. */
export const COLUMNS = 24;

/** A unit of its height in pixels, as Grafana has it: 30, and a gap of 8. */
export const UNIT = 38;
