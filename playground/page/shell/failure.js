// One sentence about what did not work, until it is dismissed.
import { html } from "../vendor/preact.js";
import { Icon } from "../ui/icons.js";

export const Failure = ({ of, dismiss }) => of && html`<div class="failure" role="alert"><${Icon} of="error" /><span>${of}</span>
  <button type="button" class="icon-button small" aria-label="Dismiss" onClick=${dismiss}><${Icon} of="close" size="14" /></button></div>`;
