// Rich text, as people's own messages and some blocks carry it.
import { html } from "../vendor/preact.js";
import { emojiFor } from "../core/known.js";
import { ChannelLink, Everyone, Group, Link, Mention, Moment } from "./mrkdwn.js";

const LEAVES = {
  text: ({ text }) => text,
  emoji: ({ name }) => emojiFor(name),
  link: ({ url, text }) => html`<${Link} url=${url}>${text || url}<//>`,
  user: ({ user_id }) => html`<${Mention} id=${user_id} />`,
  channel: ({ channel_id }) => html`<${ChannelLink} id=${channel_id} />`,
  usergroup: () => html`<${Group} />`,
  team: ({ team_id }) => html`<span class="mention">${team_id}</span>`,
  broadcast: ({ range }) => html`<${Everyone} range=${range} />`,
  date: ({ timestamp, format, fallback, url }) =>
    html`<${Moment} seconds=${timestamp} format=${format} fallback=${fallback} url=${url} />`,
  color: ({ value }) => html`<span class="colour"><span style=${{ background: value }} />${value}</span>`,
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
  rich_text_list: ({ style, elements, indent = 0, offset = 0, border }) => {
    const items = elements.map(({ elements: inside }) => html`<li>${inline(inside)}</li>`);
    const shared = { class: `indent-${indent % 3} ${border ? "bordered" : ""}`, style: { marginLeft: `${indent * 24}px` } };
    return style === "ordered"
      ? html`<ol ...${shared} start=${offset + 1}>${items}</ol>`
      : html`<ul ...${shared}>${items}</ul>`;
  },
};

export const RichText = ({ elements }) =>
  elements.map((element) => GROUPS[element.type]?.(element) ?? null);
