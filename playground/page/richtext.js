// Rich text, as people's own messages and some blocks carry it.
import { html } from "./vendor/preact.js";
import { emojiFor } from "./known.js";
import { ChannelLink, Everyone, Link, Mention, Moment } from "./mrkdwn.js";

const LEAVES = {
  text: ({ text }) => text,
  emoji: ({ name }) => emojiFor(name),
  link: ({ url, text }) => html`<${Link} url=${url}>${text || url}<//>`,
  user: ({ user_id }) => html`<${Mention} id=${user_id} />`,
  channel: ({ channel_id }) => html`<${ChannelLink} id=${channel_id} />`,
  usergroup: () => html`<span class="mention">@group</span>`,
  broadcast: ({ range }) => html`<${Everyone} range=${range} />`,
  date: ({ timestamp, format, fallback }) =>
    html`<${Moment} seconds=${timestamp} format=${format} fallback=${fallback} />`,
  color: ({ value }) => html`<code>${value}</code>`,
};

const STYLES = { code: "code", strike: "s", italic: "i", bold: "b" };

function leaf(element) {
  const drawn = LEAVES[element.type]?.(element) ?? "";
  return Object.entries(STYLES).reduce(
    (inner, [style, tag]) => (element.style?.[style] ? html`<${tag}>${inner}<//>` : inner),
    drawn,
  );
}

const inline = (elements) => elements.map(leaf);

const GROUPS = {
  rich_text_section: ({ elements }) => html`<div class="words">${inline(elements)}</div>`,
  rich_text_quote: ({ elements }) => html`<blockquote class="words">${inline(elements)}</blockquote>`,
  rich_text_preformatted: ({ elements }) => html`<pre>${inline(elements)}</pre>`,
  rich_text_list: ({ style, elements, indent = 0, offset = 0 }) => {
    const items = elements.map(({ elements: inside }) => html`<li>${inline(inside)}</li>`);
    const shift = { marginLeft: `${indent * 24}px` };
    return style === "ordered"
      ? html`<ol style=${shift} start=${offset + 1}>${items}</ol>`
      : html`<ul style=${shift}>${items}</ul>`;
  },
};

export const RichText = ({ elements }) =>
  elements.map((element) => GROUPS[element.type]?.(element) ?? null);
