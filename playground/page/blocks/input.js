// The `input` block: a label, the element, what is wrong with the answer, and the hint.
import { html } from "../vendor/preact.js";
import { Element } from "../elements/elements.js";
import { elementId, useError } from "../elements/filling.js";
import { Text } from "../text/mrkdwn.js";
import { Icon } from "../ui/icons.js";

// These are several things to press, or a list: the label names the group rather than one field.
const GROUPS = ["checkboxes", "radio_buttons", "file_input", "rich_text_input"];

export function Input({ block, form }) {
  const id = elementId(form, block, block.element);
  const error = useError(form, block.block_id);
  const isGroup = GROUPS.includes(block.element.type);
  const words = html`<${Text} of=${block.label} />
    ${block.optional && html`<span class="optional"> (optional)</span>`}`;
  return html`
    ${isGroup
      ? html`<div class="label" id=${`${id}-label`}>${words}</div>`
      : html`<label class="label" for=${id} id=${`${id}-label`}>${words}</label>`}
    <${Element} element=${block.element} block=${block} form=${form} />
    <div id=${`${id}-note`}>
      ${error && html`<p class="error" role="alert"><${Icon} of="error" size="16" /><span>${error}</span></p>`}
      ${block.hint && html`<p class="hint"><${Text} of=${block.hint} /></p>`}
    </div>`;
}
