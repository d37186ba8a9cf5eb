// The Markdown of text panels as HTML: headings, lists, tables, code, emphasis, links. HTML inside passes through, to be
// made safe by who shows it.

const escape = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function inline(text) {
  const codes = [];
  return text
    .replace(/`([^`]+)`/g, (_, code) => `\u0000${codes.push(`<code>${escape(code)}</code>`) - 1}\u0000`)
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]+)\]\(([^)\s]+)[^)]*\)/g, (_, words, target) => `<a href="${escape(target)}">${words}</a>`)
    .replace(/\*\*(.+?)\*\*|__(.+?)__/g, (_, stars, lines) => `<strong>${stars ?? lines}</strong>`)
    .replace(/\*(.+?)\*|(?<!\w)_(.+?)_(?!\w)/g, (_, star, line) => `<em>${star ?? line}</em>`)
    .replace(/~~(.+?)~~/g, '<s>$1</s>')
    .replace(/\u0000(\d+)\u0000/g, (_, i) => codes[i]);
}

const cells = line => line.trim().replace(/^\||\|$/g, '').split('|').map(cell => inline(cell.trim()));
const row = (line, tag) => `<tr>${cells(line).map(cell => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;

/** Each: the lines that a block starts with, and how many it takes with the HTML it becomes. */
const BLOCKS = [
  [/^```/, lines => {
    const end = lines.findIndex((line, i) => i > 0 && line.startsWith('```'));
    const taken = end < 0 ? lines.length : end + 1;
    return [taken, `<pre><code>${escape(lines.slice(1, end < 0 ? undefined : end).join('\n'))}</code></pre>`];
  }],
  [/^#{1,6}\s/, ([line]) => {
    const level = /^#+/.exec(line)[0].length;
    return [1, `<h${level}>${inline(line.slice(level).trim())}</h${level}>`];
  }],
  [/^(-{3,}|\*{3,}|_{3,})\s*$/, () => [1, '<hr>']],
  [/^\s*\|?.+\|.+/, lines => {
    if (!/^\s*\|?[\s:|-]+\|[\s:|-]*$/.test(lines[1] ?? '')) return null;
    const end = lines.findIndex((line, i) => i > 1 && !line.includes('|'));
    const rows = lines.slice(2, end < 0 ? undefined : end);
    return [rows.length + 2, `<table><thead>${row(lines[0], 'th')}</thead><tbody>${rows.map(line => row(line, 'td')).join('')}</tbody></table>`];
  }],
  [/^\s*[-*+]\s/, lines => list(lines, /^\s*[-*+]\s+/, 'ul')],
  [/^\s*\d+[.)]\s/, lines => list(lines, /^\s*\d+[.)]\s+/, 'ol')],
  [/^>\s?/, lines => {
    const end = lines.findIndex(line => !line.startsWith('>'));
    const quoted = lines.slice(0, end < 0 ? undefined : end);
    return [quoted.length, `<blockquote>${markdown(quoted.map(line => line.replace(/^>\s?/, '')).join('\n'))}</blockquote>`];
  }],
];

function list(lines, mark, tag) {
  const end = lines.findIndex(line => !mark.test(line));
  const items = lines.slice(0, end < 0 ? undefined : end);
  return [items.length, `<${tag}>${items.map(line => `<li>${inline(line.replace(mark, ''))}</li>`).join('')}</${tag}>`];
}

export function markdown(text) {
  let lines = text.replaceAll('\r\n', '\n').split('\n');
  let html = '', paragraph = [];
  const flush = () => {
    if (paragraph.length > 0) html += `<p>${inline(paragraph.join('\n'))}</p>`;
    paragraph = [];
  };
  while (lines.length > 0) {
    const made = BLOCKS.filter(([start]) => start.test(lines[0])).map(([, make]) => make(lines)).find(Boolean);
    if (made) flush();
    if (made) html += made[1];
    else if (lines[0].trim() === '') flush();
    else paragraph.push(lines[0]);
    lines = lines.slice(made?.[0] ?? 1);
  }
  flush();
  return html;
}
