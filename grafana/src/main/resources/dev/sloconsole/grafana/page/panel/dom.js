// Elements of a panel's body.

/** An element of a class, with text in it. */
export function element(name, text = '', tag = 'div') {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

export function shape(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}

/** Shows these and nothing else. What looks as it did stays, so that nothing is laid out and painted again. */
export function show(body, ...made) {
  destroy(body);
  const same = body.children.length === made.length && made.every((one, i) => one.isEqualNode(body.children[i]));
  if (!same) body.replaceChildren(...made);
}

/** Shows nothing but words. */
export const message = (body, kind, text) => show(body, element(kind, text));

/** Lets go of what a plot holds. */
export function destroy(body) {
  body.plot?.destroy();
  body.plot = null;
}

/** Black or white, whichever is read better on a colour. */
export function inkOn(color) {
  const [r, g, b] = channels(color).map(value => value / 255).map(c => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? '#111217' : '#ffffff';
}

/** A colour with less of itself. */
export function faded(color, opacity) {
  const [r, g, b] = channels(color);
  return `rgba(${r}, ${g}, ${b}, ${opacity})`;
}

const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const FAMILY = 'Inter, Helvetica, Arial, sans-serif';

/** The largest size in pixels at which a text is as wide and as high as there is room. */
export function fitting(text, width, height, weight = 600) {
  canvas.font = `${weight} 100px ${FAMILY}`;
  return Math.min(height, 100 * width / Math.max(canvas.measureText(text).width, 1));
}

function channels(color) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}

export const theme = () => (document.documentElement.classList.contains('light') ? 'light' : 'dark');

export const token = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
