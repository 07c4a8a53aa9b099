// The `markdown` block: headings, lists, quotes, code, rules, emphasis and links.
import { html } from "../vendor/preact.js";
import { withEmoji } from "../core/known.js";
import { Link } from "./mrkdwn.js";

const INLINE = [
  { is: /`([^`\n]+)`/, draw: ([, code]) => html`<code>${code}</code>` },
  // Slack draws a picture as a link to it.
  { is: /!?\[([^\]]*)\]\(([^)\s]+)\)/, draw: ([, label, url]) => link(label, url) },
  { is: /(?:\*\*|__)(.+?)(?:\*\*|__)/, draw: ([, text]) => html`<b>${line(text)}</b>` },
  { is: /~~(.+?)~~/, draw: ([, text]) => html`<s>${line(text)}</s>` },
  { is: /(?<!\w)[*_](?=\S)(.+?)(?<=\S)[*_](?!\w)/, draw: ([, text]) => html`<i>${line(text)}</i>` },
];

const link = (label, url) => html`<${Link} url=${url}>${label || url}<//>`;

function line(text) {
  const found = INLINE.map(({ is, draw }) => ({ match: is.exec(text), draw }))
    .filter(({ match }) => match)
    .sort((one, other) => one.match.index - other.match.index)[0];
  if (!found) return [withEmoji(text)];
  const { match, draw } = found;
  const after = text.slice(match.index + match[0].length);
  return [withEmoji(text.slice(0, match.index)), draw(match), ...line(after)];
}

const cells = (row) => row.replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());

function table([heads, , ...rows]) {
  return html`<table class="grid">
    <thead><tr>${cells(heads).map((head) => html`<th scope="col">${line(head)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${cells(row).map((c) => html`<td>${line(c)}</td>`)}</tr>`)}</tbody>
  </table>`;
}

const without = (rows, mark) => rows.map((row) => row.replace(mark, ""));
const items = (rows, mark) => without(rows, mark).map((row) => html`<li>${line(row)}</li>`);
const heading = ([row]) => {
  const [, marks, text] = /^(#{1,6})\s+(.*)/.exec(row);
  return html`<div class="md-heading" role="heading" aria-level=${marks.length + 2}>${line(text)}</div>`;
};

// Which lines belong together, and how they are drawn. The first that fits takes the line.
const KINDS = [
  { is: /^#{1,6}\s/, alone: true, draw: heading },
  { is: /^(-{3,}|\*{3,})\s*$/, alone: true, draw: () => html`<hr />` },
  { is: /^\s*[-*+] /, draw: (rows) => html`<ul>${items(rows, /^\s*[-*+] (\[[ x]\] )?/)}</ul>` },
  { is: /^\s*\d+[.)] /, draw: (rows) => html`<ol>${items(rows, /^\s*\d+[.)] /)}</ol>` },
  { is: /^> ?/, draw: (rows) => html`<blockquote>${paragraph(without(rows, /^> ?/))}</blockquote>` },
  { is: /^\|.*\|\s*$/, draw: (rows) => (rows.length > 2 ? table(rows) : paragraph(rows)) },
  { is: /^\s*$/, draw: () => null },
  { is: /^/, draw: (rows) => html`<p>${paragraph(rows)}</p>` },
];

const paragraph = (rows) => rows.flatMap((row, at) => (at ? [html`<br />`, line(row)] : line(row)));

function groups(text) {
  const found = [];
  for (const row of text.split("\n")) {
    const last = found.at(-1);
    if (last?.fence) {
      if (row.startsWith("```")) last.fence = false;
      else last.rows.push(row);
    } else if (row.startsWith("```")) {
      found.push({ fence: true, rows: [], draw: (rows) => html`<pre>${rows.join("\n")}</pre>` });
    } else {
      const kind = KINDS.find(({ is }) => is.test(row));
      if (!kind.alone && last?.kind === kind) last.rows.push(row);
      else found.push({ kind, rows: [row], draw: kind.draw });
    }
  }
  return found;
}

export const Markdown = ({ text }) => groups(text).map(({ rows, draw }) => draw(rows));
