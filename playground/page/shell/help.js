// The keys one can use, in a window behind the question mark.
import { html } from "../vendor/preact.js";
import { Dialog } from "../ui/dialog.js";
import { Icon } from "../ui/icons.js";

const KEYS = [
  ["Everywhere", [["F6", "The next part of the screen"], ["Ctrl K", "Search"], ["?", "This list"], ["Esc", "Close what is open"]]],
  ["In the list of messages", [["↑ ↓", "The message before or after"], ["R", "React"], ["T", "Reply in a thread"], ["E", "Edit your own"],
    ["U", "Mark unread"], ["M", "More actions"], ["Delete", "Delete your own, or dismiss what only you see"]]],
  ["Where you write", [["Enter", "Send"], ["Shift Enter", "A new line"], ["↑", "Edit your last message"], ["/", "Commands"],
    ["@ # :", "People, channels, emoji"], ["Ctrl B I E", "Bold, italic, code"]]],
  ["In a form", [["Ctrl Enter", "Submit"], ["Esc", "Close"]]],
];

export const Help = ({ close }) => html`<${Dialog} name="Keyboard Shortcuts" kind="help" close=${close}>
  <header><h2>Keyboard Shortcuts</h2>
    <button type="button" class="icon-button" aria-label="Close" onClick=${close}><${Icon} of="close" /></button></header>
  <div class="help-body" tabindex="0" role="region" aria-label="Keys">${KEYS.map(([title, keys]) => html`<section><h3>${title}</h3><dl>${keys.map(([key, what]) =>
    html`<div><dt>${key.split(" ").map((one) => html`<kbd>${one}</kbd> `)}</dt><dd>${what}</dd></div>`)}</dl></section>`)}</div>
<//>`;

// The messages and the box under them are parts of their own; where there are none, the room is one.
const PARTS = [".top", ".sidebar", ".room .messages", ".room > .composer", ".room:not(:has(.messages))", ".pane"];

const begin = (part) => {
  const seen = (name) => [...part.querySelectorAll(name)].filter((one) => one.checkVisibility());
  if (part.matches(".messages")) return seen(".message[data-ts]").at(-1) ?? part;
  return seen("[aria-current=page]")[0] ?? seen("textarea")[0] ?? seen("input, button, [tabindex='0']")[0];
};

// F6 goes round the parts of the screen, to where one would begin in each.
export function nextPart(back) {
  const parts = PARTS.map((name) => document.querySelector(name)).filter((part) => part?.checkVisibility());
  const at = parts.findIndex((part) => part.contains(document.activeElement));
  begin(parts[(at + (back ? -1 : 1) + parts.length) % parts.length])?.focus();
}
