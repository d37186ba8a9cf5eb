// Random fields and values, the same in every run.

let state = 20_261_126;

/** From 0 to 1, without 1 (mulberry32). */
export function random() {
  state = (state + 0x6D2B79F5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

export const below = n => Math.floor(random() * n);
export const one = choices => choices[below(choices.length)];
export const chance = share => random() < share;
export const list = (length, make) => Array.from({ length }, make);

/** Of every size, whole or not, and what is no number. */
export function value() {
  if (chance(0.04)) return one([null, NaN, Infinity, -Infinity, 0, -0]);
  const size = 10 ** (random() * 18 - 7);
  const signed = (chance(0.2) ? -1 : 1) * random() * size;
  return chance(0.3) ? Math.round(signed) : chance(0.3) ? Number(signed.toPrecision(1 + below(4))) : signed;
}
