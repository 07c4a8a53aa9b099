// The blocks of every day: section, header, divider, context, image, actions.
import { html } from "../vendor/preact.js";
import { Element } from "../elements/elements.js";
import { Text } from "../text/mrkdwn.js";
import { Picture } from "./picture.js";

export function Section({ block, form }) {
  return html`
    <div class="section-text">
      ${block.text && html`<${Text} of=${block.text} />`}
      ${block.fields && html`<div class="fields">
        ${block.fields.map((field) => html`<div><${Text} of=${field} /></div>`)}</div>`}
    </div>
    ${block.accessory && html`<div class="accessory">
      <${Element} element=${block.accessory} block=${block} form=${form} /></div>`}`;
}

export const Header = ({ block }) => html`<div class="header-text" role="heading" aria-level=${block.level ?? 3}>
  <${Text} of=${block.text} /></div>`;

export const Divider = () => html`<hr />`;

export const Context = ({ block }) => block.elements.map((element) =>
  element.type === "image"
    ? html`<${Picture} of=${element} kind="icon" />`
    : html`<div><${Text} of=${element} /></div>`);

export const ImageBlock = ({ block }) => html`<figure>
  ${block.title && html`<figcaption><${Text} of=${block.title} /></figcaption>`}
  <${Picture} of=${block} />
</figure>`;

export const Actions = ({ block, form }) => block.elements.map((element, at) =>
  html`<${Element} key=${element.action_id ?? at} element=${element} block=${block} form=${form} />`);
