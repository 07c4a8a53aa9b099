// JSON as a tree one can open and close; the culprits stand open and are marked.
import { html, useState } from "../vendor/preact.js";

const OPEN_DEPTH = 2;

const isBranch = (value) => value !== null && typeof value === "object";
const leads = (path, to) => to === path || to.startsWith(`${path}/`);

function Leaf({ value }) {
  const kind = value === null ? "null" : typeof value;
  return html`<span class=${`json-${kind}`}>${JSON.stringify(value)}</span>`;
}

function size(value) {
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  return Array.isArray(value) ? `[${count}]` : `{${count}}`;
}

function Node({ name, value, path, culprits, depth }) {
  const guilty = culprits.includes(path);
  const onTheWay = culprits.some((to) => leads(path, to));
  const [wanted, setOpen] = useState(null);
  const open = wanted ?? (depth < OPEN_DEPTH || onTheWay);
  const key = html`<span class="json-key">${name}</span>`;
  const look = guilty ? "json-row guilty" : "json-row";
  if (!isBranch(value)) return html`<div class=${look}>${key}: <${Leaf} value=${value} />${guilty && html`<${Blame} />`}</div>`;
  const inside = Object.entries(value);
  if (!inside.length) return html`<div class=${look}>${key}: ${Array.isArray(value) ? "[]" : "{}"}${guilty && html`<${Blame} />`}</div>`;
  return html`<div class="json-branch">
    <button type="button" class=${look} aria-expanded=${open} onClick=${() => setOpen(!open)}>
      <span class="json-turn" aria-hidden="true">${open ? "▾" : "▸"}</span>${key} <span class="json-size">${size(value)}</span>${guilty && html`<${Blame} />`}</button>
    ${open && html`<div class="json-inside">${inside.map(([inner, one]) => html`<${Node} key=${inner} name=${inner} value=${one}
      path=${`${path}/${inner}`} culprits=${culprits} depth=${depth + 1} />`)}</div>`}
  </div>`;
}

const Blame = () => html`<span class="blame">culprit</span>`;

// `parts` are named trees; `culprits` are paths such as "arguments/blocks/0/text".
export const Trees = ({ parts, culprits }) => html`<div class="json">${Object.entries(parts)
  .filter(([, value]) => value !== undefined && value !== null)
  .map(([name, value]) => html`<${Node} key=${name} name=${name} value=${value} path=${name} culprits=${culprits} depth=${0} />`)}</div>`;
