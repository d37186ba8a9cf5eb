/** How Grafana writes a value of a unit. */

const DECIMALS_BY_MAGNITUDE = [[100, 0], [10, 1], [0, 2]];

function decimalsFor(value) {
  const magnitude = Math.abs(value);
  return DECIMALS_BY_MAGNITUDE.find(([from]) => magnitude >= from)[1];
}

function trimmed(value, decimals) {
  return value.toFixed(decimals ?? decimalsFor(value));
}

export function format(value, unit, decimals) {
  switch (unit) {
    case 'percentunit': {
      const percent = value * 100;
      // 99.996 % must not read 100 %: a rounded value never reaches the bound that the true one misses.
      const places = decimals ?? 1;
      const text = percent.toFixed(places);
      const rounded = percent < 100 && Number(text) >= 100 ? (100 - 10 ** -places).toFixed(places) : text;
      return `${rounded}%`;
    }
    case 'reqps':
      return `${trimmed(value, decimals)} req/s`;
    case 's':
      return `${trimmed(value, decimals)} s`;
    default:
      return trimmed(value, decimals);
  }
}

/** The text of an axis: short, without needless decimals. */
export function axisLabel(value, unit) {
  const number = unit === 'percentunit' ? value * 100 : value;
  const text = Number(number.toPrecision(6)).toString();
  return unit === 'percentunit' ? `${text}%` : text;
}

/** The colour of the highest threshold that a value reaches. */
export function thresholdColour(value, thresholds) {
  let colour = 'green';
  for (const step of thresholds?.steps ?? []) {
    if (step.value === null || step.value === undefined || value >= step.value) {
      colour = step.color;
    }
  }
  return colour;
}
