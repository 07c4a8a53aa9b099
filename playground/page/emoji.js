// The picker behind "Add Reaction": search, then arrow keys or Enter.
import { html, useEffect, useRef, useState } from "./vendor/preact.js";
import { Icon } from "./icons.js";
import { known } from "./known.js";
import { sideOf, useLeaving } from "./menus.js";

const USUAL = ["trophy", "tada", "raised_hands", "+1", "clap", "heart", "white_check_mark", "eyes",
  "rocket", "fire", "pray", "sparkles", "star", "100", "medal", "muscle"];
const MOST = 72;

// Names that begin with what was typed come first, then the usual ones, then the shorter ones.
export function searchEmoji(typed, most = MOST) {
  const words = typed.trim().toLowerCase().replaceAll(":", "").replaceAll(" ", "_");
  const names = Object.keys(known.emoji);
  if (!words) return [...USUAL, ...names.filter((name) => !USUAL.includes(name))].slice(0, most);
  const hits = names.filter((name) => name.includes(words));
  const rank = (name) => [!name.startsWith(words), !USUAL.includes(name), String(name.length).padStart(2, "0")].join();
  return hits.sort((one, other) => rank(one).localeCompare(rank(other))).slice(0, most);
}

function Picker({ pick, leave, side }) {
  const [typed, setTyped] = useState("");
  const field = useRef();
  const names = searchEmoji(typed);
  useEffect(() => field.current.focus(), []);
  const keys = (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      leave();
    } else if (event.key === "Enter" && event.target === field.current && names[0]) {
      event.preventDefault();
      pick(names[0]);
    }
  };
  return html`<div class=${`menu picker right ${side}`} role="dialog" aria-label="Add reaction" onKeyDown=${keys}>
    <input ref=${field} class="field" aria-label="Search emoji" placeholder="Search emoji" value=${typed}
      onInput=${(event) => setTyped(event.target.value)} />
    <div class=${known.drawsEmoji ? "emoji-grid" : "emoji-grid named"}>
      ${names.map((name) => html`<button type="button" key=${name} title=${`:${name}:`}
        aria-label=${name.replaceAll("_", " ")} onClick=${() => pick(name)}>${known.emoji[name]}</button>`)}
      ${!names.length && html`<p class="nothing">No matches</p>`}
    </div>
  </div>`;
}

export function AddReaction({ pick, kind = "icon-button" }) {
  const [open, setOpen] = useState("");
  const box = useRef();
  useLeaving(box, open, () => setOpen(""));
  const picked = (name) => {
    setOpen("");
    pick(name);
  };
  return html`<div class="menu-box" ref=${box}>
    <button type="button" class=${kind} aria-label="Add reaction" title="Add reaction" aria-expanded=${!!open}
      onClick=${() => setOpen(open ? "" : sideOf(box.current))}><${Icon} of="smile" /></button>
    ${open && html`<${Picker} pick=${picked} leave=${() => setOpen("")} side=${open} />`}
  </div>`;
}
