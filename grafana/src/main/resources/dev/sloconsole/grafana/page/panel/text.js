// Text: Markdown and HTML, of which only what shows text is let through.

import { element, show } from './dom.js';
import { markdown } from './markdown.js';

const TAGS = new Set(['A', 'B', 'BLOCKQUOTE', 'BR', 'CODE', 'DIV', 'EM', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'HR', 'I', 'LI',
  'OL', 'P', 'PRE', 'S', 'SMALL', 'SPAN', 'STRONG', 'SUB', 'SUP', 'TABLE', 'TBODY', 'TD', 'TH', 'THEAD', 'TR', 'U', 'UL', 'CENTER']);
/** With all that is in them. */
const NEVER = new Set(['SCRIPT', 'STYLE', 'IFRAME', 'OBJECT', 'EMBED', 'TEMPLATE', 'NOSCRIPT', 'SVG', 'MATH']);

export function text({ panel, body, replace }) {
  const { mode = 'markdown', content = '' } = panel.options ?? panel;
  const box = element(mode === 'code' ? 'prose code' : 'prose');
  const words = replace(content);
  if (mode === 'code') box.textContent = words;
  else box.append(...safe(mode === 'html' ? words : markdown(words)));
  show(body, box);
}

/** The nodes of a piece of HTML, without what could run, load or send anything. */
function safe(html) {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  return [...parsed.body.childNodes].flatMap(kept);
}

function kept(node) {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)];
  if (node.nodeType !== Node.ELEMENT_NODE || NEVER.has(node.nodeName.toUpperCase())) return [];
  const inside = [...node.childNodes].flatMap(kept);
  if (!TAGS.has(node.nodeName)) return inside;
  const made = document.createElement(node.nodeName);
  made.append(...inside);
  const target = node.nodeName === 'A' ? node.getAttribute('href') ?? '' : '';
  if (/^https?:\/\//.test(target)) {
    made.title = target;
  }
  return [made];
}
