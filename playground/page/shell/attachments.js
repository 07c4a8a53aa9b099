// What hangs under a message beside its blocks: previews of links, and the older kind of attachment.
import { html } from "../vendor/preact.js";
import { Blocks } from "../blocks/blocks.js";
import { Link, Mrkdwn } from "../text/mrkdwn.js";

const colourOf = (color) => (/^#?[0-9a-f]{6}$/i.test(color ?? "") ? `#${color.replace("#", "")}` : "var(--line)");

export const Attachments = ({ attachments, form }) => attachments.map((one) => html`
  <div class="attachment" style=${{ borderColor: colourOf(one.color) }}>
    ${one.pretext && html`<${Mrkdwn} text=${one.pretext} />`}
    ${one.title && html`<b>${one.title_link ? html`<${Link} url=${one.title_link}>${one.title}<//>` : one.title}</b>`}
    ${one.text && html`<${Mrkdwn} text=${one.text} />`}
    ${Array.isArray(one.blocks) && html`<${Blocks} blocks=${one.blocks} form=${form} />`}
    ${one.fields?.length > 0 && html`<div class="fields">${one.fields.map(({ title, value }) =>
      html`<div><b>${title}</b><${Mrkdwn} text=${value} /></div>`)}</div>`}
    ${one.footer && html`<div class="quiet">${one.footer}</div>`}
  </div>`);
