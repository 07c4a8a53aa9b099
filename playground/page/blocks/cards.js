// Blocks that hold others, or stand apart: card, carousel, container, alert.
import { html, useRef, useState } from "../vendor/preact.js";
import { Element } from "../elements/elements.js";
import { Text } from "../text/mrkdwn.js";
import { RichText } from "../text/richtext.js";
import { Icon } from "../ui/icons.js";
import { Block, Blocks } from "./blocks.js";
import { Picture } from "./picture.js";

export function Card({ block, form }) {
  const { hero_image: hero, icon, title, subtitle, body, subtext, actions } = block;
  return html`
    ${hero && html`<${Picture} of=${hero} kind="hero" />`}
    ${(icon || title || subtitle) && html`<div class="card-head">
      ${icon && html`<${Picture} of=${icon} kind="icon" />`}
      <div><b><${Text} of=${title} /></b>${subtitle && html`<div class="quiet"><${Text} of=${subtitle} /></div>`}</div>
    </div>`}
    ${body && html`<div class="card-body"><${Text} of=${body} /></div>`}
    ${subtext && html`<div class="quiet card-subtext"><${Text} of=${subtext} /></div>`}
    ${actions?.length > 0 && html`<div class="row">${actions.map((element) =>
      html`<${Element} element=${element} block=${block} form=${form} />`)}</div>`}`;
}

export function Carousel({ block, form }) {
  const box = useRef();
  const turn = (way) => box.current.scrollBy({ left: way * 280, behavior: "smooth" });
  return html`<div class="carousel-cards" tabindex="0" role="group" aria-label="Cards" ref=${box}>
      ${block.elements.map((card, at) => html`<${Block} key=${card.block_id ?? at} block=${card} form=${form} />`)}</div>
    ${block.elements.length > 2 && html`<div class="pager">
      <button type="button" class="icon-button" aria-label="Earlier cards" onClick=${() => turn(-1)}><${Icon} of="back" /></button>
      <button type="button" class="icon-button turned" aria-label="Later cards" onClick=${() => turn(1)}><${Icon} of="back" /></button>
    </div>`}`;
}

export function Container({ block, form }) {
  const [open, setOpen] = useState(!block.default_collapsed);
  const { title: plain, rich_text_title: rich } = block;
  const title = html`
    ${block.icon && html`<${Picture} of=${block.icon} kind="icon" />`}
    <span class="container-title"><b>${rich ? html`<${RichText} elements=${rich.elements} />` : html`<${Text} of=${plain} />`}</b>
      ${block.subtitle && html`<span class="quiet"><${Text} of=${block.subtitle} /></span>`}</span>`;
  const head = block.is_collapsible
    ? html`<button type="button" class="container-head" aria-expanded=${open} onClick=${() => setOpen(!open)}>
        <span class="turn"><${Icon} of="forward" size="16" /></span>${title}</button>`
    : html`<div class="container-head">${title}</div>`;
  return html`${head}
    ${(open || !block.is_collapsible) && html`<div class="container-body">
      <${Blocks} blocks=${block.child_blocks ?? []} form=${form} /></div>`}`;
}

const SIGNS = { error: "error", warning: "warning", success: "success" };
const SAID = { error: "Error", warning: "Warning", success: "Done" };

// The sign and a word for it: colour alone says nothing.
export const Alert = ({ block: { level, text } }) => html`<div class="alert-body" role="alert">
  <span class="alert-sign" role="img" aria-label=${SAID[level] ?? "Note"}><${Icon} of=${SIGNS[level] ?? "info"} /></span>
  <div><${Text} of=${text} /></div></div>`;
