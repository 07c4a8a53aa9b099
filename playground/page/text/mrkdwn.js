// Slack's mrkdwn as elements. Words only ever become text nodes, never markup.
import { html } from "../vendor/preact.js";
import { channelName, known, personName, safeAddress, unescaped, withEmoji } from "../core/known.js";
import { slackDate } from "../core/times.js";

export const Mention = ({ id }) =>
  html`<span class=${id === known.me ? "mention mine" : "mention"}>@${personName(id)}</span>`;
export const ChannelLink = ({ id, name }) =>
  html`<span class="mention">#${known.channels[id]?.name ?? name ?? channelName(id)}</span>`;
export const Everyone = ({ range }) => html`<span class="mention mine">@${range}</span>`;
export const Group = ({ name }) => html`<span class="mention">@${(name || "group").replace(/^@/, "")}</span>`;
export function Moment({ seconds, format, fallback, url }) {
  const words = slackDate(seconds, format, known.zone, known.now);
  return html`<time title=${fallback}>${safeAddress(url) ? html`<${Link} url=${url}>${words}<//>` : words}</time>`;
}
export const Link = ({ url, children }) =>
  html`<a href=${safeAddress(url)} target="_blank" rel="noreferrer noopener">${children}</a>`;

// What can stand inside a line. `word` marks need a gap before and after them, as in Slack.
const INLINE = [
  { is: /^```\n?([\s\S]+?)\n?```/, draw: ([, code]) => html`<pre>${unescaped(code)}</pre>` },
  { is: /^`([^`\n]+)`/, draw: ([, code]) => html`<code>${unescaped(code)}</code>` },
  { is: /^<@([UWB][A-Z0-9]+)(?:\|[^>]*)?>/, draw: ([, id]) => html`<${Mention} id=${id} />` },
  {
    is: /^<#([CGD][A-Z0-9]+)(?:\|([^>]*))?>/,
    draw: ([, id, name]) => html`<${ChannelLink} id=${id} name=${name} />`,
  },
  {
    is: /^<!(here|channel|everyone)(?:\|[^>]*)?>/,
    draw: ([, range]) => html`<${Everyone} range=${range} />`,
  },
  {
    is: /^<!date\^(\d+)\^([^|^>]+)(?:\^([^|>]+))?\|([^>]*)>/,
    draw: ([, seconds, format, url, fallback]) =>
      html`<${Moment} seconds=${Number(seconds)} format=${format} fallback=${fallback} url=${url} />`,
  },
  { is: /^<!subteam\^\w+(?:\|([^>]*))?>/, draw: ([, name]) => html`<${Group} name=${name} />` },
  {
    is: /^<((?:https?:|mailto:)[^|>]+)(?:\|([^>]+))?>/,
    draw: ([, url, label]) =>
      html`<${Link} url=${unescaped(url)}>${withEmoji(unescaped(label ?? url))}<//>`,
  },
  { is: /^https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)]/, word: true, draw: ([url]) => bareLink(url) },
  { is: /^\*([^*\s](?:[^*\n]*[^*\s])?)\*(?!\w)/, word: true, draw: ([, t]) => html`<b>${line(t)}</b>` },
  { is: /^_([^_\s](?:[^_\n]*[^_\s])?)_(?!\w)/, word: true, draw: ([, t]) => html`<i>${line(t)}</i>` },
  { is: /^~([^~\s](?:[^~\n]*[^~\s])?)~(?!\w)/, word: true, draw: ([, t]) => html`<s>${line(t)}</s>` },
];

const bareLink = (url) => html`<${Link} url=${unescaped(url)}>${unescaped(url)}<//>`;

function firstAt(text, at) {
  const rest = text.slice(at);
  const insideWord = /\w/.test(text[at - 1] ?? "");
  for (const { is, word, draw } of INLINE) {
    const found = word && insideWord ? null : is.exec(rest);
    if (found) return { length: found[0].length, drawn: draw(found) };
  }
  return null;
}

// Where something other than plain words may begin.
const MARK = /[`<*_~\n]|https?:/g;

function line(text) {
  const drawn = [];
  let plain = 0;
  const words = (end) => end > plain && drawn.push(withEmoji(unescaped(text.slice(plain, end))));
  for (let at = nextMark(text, 0); at >= 0; at = nextMark(text, at)) {
    const found = text[at] === "\n" ? { length: 1, drawn: html`<br />` } : firstAt(text, at);
    if (found) {
      words(at);
      drawn.push(found.drawn);
      plain = at + found.length;
    }
    at += found ? found.length : 1;
  }
  words(text.length);
  return drawn;
}

function nextMark(text, from) {
  MARK.lastIndex = from;
  return MARK.exec(text)?.index ?? -1;
}

const QUOTED = /^(?:&gt;|>) ?/;

// Runs of quoted and of ordinary lines, in order; code fences keep their lines together.
function runs(text) {
  const found = [];
  let fenced = false;
  for (const row of text.split("\n")) {
    const quoted = !fenced && QUOTED.test(row);
    if ((row.split("```").length - 1) % 2) fenced = !fenced;
    const last = found.at(-1);
    if (!last || last.quoted !== quoted) found.push({ quoted, rows: [] });
    found.at(-1).rows.push(quoted ? row.replace(QUOTED, "") : row);
  }
  return found;
}

export const Mrkdwn = ({ text }) =>
  runs(text ?? "").map(({ quoted, rows }) =>
    quoted
      ? html`<blockquote>${line(rows.join("\n"))}</blockquote>`
      : html`<div class="words">${line(rows.join("\n"))}</div>`);

// A text object: plain_text is shown as typed, mrkdwn is drawn.
export function Text({ of }) {
  if (!of) return null;
  if (of.type === "mrkdwn") return html`<${Mrkdwn} text=${of.text} />`;
  const words = of.emoji === false ? of.text : withEmoji(of.text);
  return of.text?.includes("\n") ? html`<span class="lines">${words}</span>` : words;
}
