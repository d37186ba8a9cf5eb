// Grafana's colours by their names, in both themes, and its palettes.

const HUES = {
  dark: {
    red: ['#FFA6B0', '#FF7383', '#F2495C', '#E02F44', '#C4162A'],
    orange: ['#FFCB7D', '#FFB357', '#FF9830', '#FF780A', '#FA6400'],
    yellow: ['#FFF899', '#FFEE52', '#FADE2A', '#F2CC0C', '#E0B400'],
    green: ['#C8F2C2', '#96D98D', '#73BF69', '#56A64B', '#37872D'],
    blue: ['#C0D8FF', '#8AB8FF', '#5794F2', '#3274D9', '#1F60C4'],
    purple: ['#DEB6F2', '#CA95E5', '#B877D9', '#A352CC', '#8F3BB8'],
  },
  light: {
    red: ['#FF7383', '#F2495C', '#E02F44', '#C4162A', '#AD0317'],
    orange: ['#FFB357', '#FF9830', '#FF780A', '#FA6400', '#E55400'],
    yellow: ['#FFEE52', '#FADE2A', '#F2CC0C', '#E0B400', '#CC9D00'],
    green: ['#96D98D', '#73BF69', '#56A64B', '#37872D', '#19730E'],
    blue: ['#8AB8FF', '#5794F2', '#3274D9', '#1F60C4', '#1250B0'],
    purple: ['#CA95E5', '#B877D9', '#A352CC', '#8F3BB8', '#7C2EA3'],
  },
};
const SHADES = ['super-light-', 'light-', '', 'semi-dark-', 'dark-'];
const OTHERS = {
  dark: { text: 'rgb(204, 204, 220)', transparent: 'rgba(0,0,0,0)', 'panel-bg': '#181b1f' },
  light: { text: 'rgba(36, 41, 46, 1)', transparent: 'rgba(255, 255, 255, 0)', 'panel-bg': '#ffffff' },
};
const FALLBACK = '#808080';

const PALETTE = [
  'green', 'semi-dark-yellow', 'blue', 'orange', 'red', 'purple', 'dark-green', 'dark-yellow', 'dark-blue',
  'dark-orange', 'dark-red', 'dark-purple', 'super-light-green', 'super-light-yellow', 'super-light-blue',
  'super-light-orange', 'super-light-red', 'super-light-purple',
  '#447EBC', '#C15C17', '#890F02', '#0A437C', '#6D1F62', '#584477', '#B7DBAB', '#F4D598', '#70DBED', '#F9BA8F',
  '#F29191', '#82B5D8', '#E5A8E2', '#AEA2E0', '#629E51', '#E5AC0E', '#64B0C8', '#E0752D', '#BF1B00', '#0A50A1',
  '#962D82', '#614D93', '#9AC48A', '#F2C96D', '#65C5DB', '#F9934E', '#EA6460', '#5195CE', '#D683CE', '#806EB7',
  '#3F6833', '#967302', '#2F575E', '#99440A', '#58140C', '#052B51', '#511749', '#3F2B5B', '#E0F9D7', '#FCEACA',
  '#CFFAFF', '#F9E2D2', '#FCE2DE', '#BADFF4', '#F9D9F9', '#DEDAF7'];

const GRADIENTS = {
  'continuous-GrYlRd': ['green', 'yellow', 'red'],
  'continuous-RdYlGr': ['red', 'yellow', 'green'],
  'continuous-BlYlRd': ['dark-blue', 'super-light-yellow', 'dark-red'],
  'continuous-YlRd': ['super-light-yellow', 'dark-red'],
  'continuous-BlPu': ['blue', 'purple'],
  'continuous-YlBl': ['super-light-yellow', 'dark-blue'],
  'continuous-blues': ['panel-bg', 'dark-blue'],
  'continuous-reds': ['panel-bg', 'dark-red'],
  'continuous-greens': ['panel-bg', 'dark-green'],
  'continuous-purples': ['panel-bg', 'dark-purple'],
};

/** The modes that this page colours by; others are named as not drawn. */
export const MODES = new Set(['thresholds', 'fixed', 'palette-classic', 'palette-classic-by-name', ...Object.keys(GRADIENTS)]);
export const coloursByValue = mode => mode === undefined || mode === 'thresholds' || mode in GRADIENTS || !MODES.has(mode);

const names = Object.fromEntries(Object.entries(HUES).map(([theme, hues]) => [theme, new Map([
  ...Object.entries(OTHERS[theme]),
  ...Object.entries(hues).flatMap(([hue, shades]) => shades.map((color, i) => [SHADES[i] + hue, color])),
])]));

/** A colour as the browser understands it, from Grafana's name or from any other notation. */
export const named = (name, theme) => (name ? names[theme].get(name) ?? name : FALLBACK);

/** The function from a field's value, its place between min and max, and its threshold's colour to a colour. */
export function calculator(field, theme) {
  const { mode, fixedColor } = field.config.color ?? {};
  if (mode === 'fixed' || mode === 'shades' || mode === 'gradient') return () => named(fixedColor, theme);
  if (mode === 'palette-classic') return () => named(PALETTE[(field.index ?? 0) % PALETTE.length], theme);
  if (mode === 'palette-classic-by-name') {
    return () => named(readable(theme)[Math.abs(hash(field.displayName ?? field.name ?? '')) % readable(theme).length], theme);
  }
  if (mode in GRADIENTS) {
    const colors = GRADIENTS[mode].map(name => rgb(named(name, theme)));
    return (value, percent) => basis(colors, percent);
  }
  return (value, percent, threshold) => named(threshold, theme);
}

/** The colours of false and true. */
export function truth({ mode } = {}, theme) {
  const gradient = GRADIENTS[mode] ?? ['red', 'green'];
  return [named(gradient[0], theme), named(gradient.at(-1), theme)];
}

function rgb(color) {
  const digits = /^#([0-9a-f]{6})$/i.exec(color);
  return digits
    ? [0, 2, 4].map(at => parseInt(digits[1].slice(at, at + 2), 16))
    : color.match(/[\d.]+/g).slice(0, 3).map(Number);
}

/** A uniform B-spline through the colours. */
function basis(colors, percent) {
  const last = colors.length - 1;
  const t = Math.min(1, Math.max(0, percent));
  const i = t >= 1 ? last - 1 : Math.floor(t * last);
  const at = (t - i / last) * last;
  const mix = channel => {
    const v1 = colors[i][channel], v2 = colors[i + 1][channel];
    const v0 = i > 0 ? colors[i - 1][channel] : 2 * v1 - v2;
    const v3 = i < last - 1 ? colors[i + 2][channel] : 2 * v2 - v1;
    const t2 = at * at, t3 = t2 * at;
    return ((1 - 3 * at + 3 * t2 - t3) * v0 + (4 - 6 * t2 + 3 * t3) * v1 + (1 + 3 * at + 3 * t2 - 3 * t3) * v2 + t3 * v3) / 6;
  };
  const whole = channel => Math.min(255, Math.max(0, Math.round(mix(channel))));
  return `rgb(${whole(0)}, ${whole(1)}, ${whole(2)})`;
}

/** The palette's colours that can be told from the panel. */
const readable = theme => PALETTE.filter(name => contrast(named(name, theme), OTHERS[theme]['panel-bg']) >= 3);

function contrast(one, other) {
  const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

function luminance(color) {
  const [r, g, b] = rgb(color).map(value => value / 255).map(c => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return Number((0.2126 * r + 0.7152 * g + 0.0722 * b).toFixed(3));
}

function hash(text) {
  let value = 5381;
  for (let i = text.length - 1; i >= 0; i--) value = (value * 33) ^ text.charCodeAt(i);
  return value >>> 0;
}
