// The picker behind "Add reaction" and the composer's smile: search, then arrow keys or Enter.
import { html, useLayoutEffect, useRef, useState } from "../vendor/preact.js";
import { known } from "../core/known.js";
import { useFloat } from "./float.js";
import { Icon } from "./icons.js";
import { useLeaving } from "./menus.js";

const USUAL = ["trophy", "tada", "raised_hands", "+1", "clap", "heart", "white_check_mark", "eyes",
  "rocket", "fire", "pray", "sparkles", "star", "100", "medal", "muscle", "checkered_flag"];
const MOST = 144;
const WIDE = 9;

// Names that begin with what was typed come first, then the usual ones, then the shorter ones.
export function searchEmoji(typed, most = MOST) {
  const words = typed.trim().toLowerCase().replaceAll(":", "").replaceAll(" ", "_");
  const names = Object.keys(known.emoji);
  if (!words) return [...USUAL, ...names.filter((name) => !USUAL.includes(name))].slice(0, most);
  const hits = names.filter((name) => name.includes(words));
  const rank = (name) => [!name.startsWith(words), !USUAL.includes(name), String(name.length).padStart(2, "0")].join();
  return hits.sort((one, other) => rank(one).localeCompare(rank(other))).slice(0, most);
}

const MOVES = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: WIDE, ArrowUp: -WIDE };

function Picker({ pick, leave, anchor }) {
  const [typed, setTyped] = useState("");
  const [shown, setShown] = useState(USUAL[0]);
  const field = useRef();
  const box = useRef();
  const names = searchEmoji(typed);
  useFloat(anchor, box, true, { end: true }, names.length);
  useLayoutEffect(() => field.current.focus(), []);
  const move = (event) => {
    const all = [...box.current.querySelectorAll(".emoji-grid button")];
    const at = all.indexOf(document.activeElement) + (known.drawsEmoji ? MOVES : { ArrowDown: 1, ArrowUp: -1 })[event.key];
    (at < 0 ? field.current : all[Math.min(at, all.length - 1)])?.focus();
    event.preventDefault();
  };
  const keys = (event) => {
    event.stopPropagation();
    const inField = event.target === field.current;
    if (event.key === "Escape") {
      event.preventDefault();
      leave();
    } else if (event.key === "Enter" && inField && names[0]) {
      event.preventDefault();
      pick(names[0]);
    } else if (inField && event.key === "ArrowDown") {
      event.preventDefault();
      box.current.querySelector(".emoji-grid button")?.focus();
    } else if (!inField && event.key in MOVES) move(event);
  };
  return html`<div class="menu picker" role="dialog" aria-label="Add reaction" ref=${box} onKeyDown=${keys}>
    <div class="picker-search"><${Icon} of="search" size="16" />
      <input ref=${field} class="field" aria-label="Search emoji" placeholder="Search emoji" value=${typed}
        onInput=${({ target }) => { setTyped(target.value); setShown(searchEmoji(target.value, 1)[0]); }} /></div>
    <div class=${known.drawsEmoji ? "emoji-grid" : "emoji-grid named"}>
      ${names.map((name, at) => html`<button type="button" key=${name} tabindex=${at ? -1 : 0} aria-label=${name.replaceAll("_", " ")}
        onFocus=${() => setShown(name)} onPointerEnter=${() => setShown(name)}
        onClick=${() => pick(name)}>${known.emoji[name]}</button>`)}
      ${!names.length && html`<p class="nothing">No matches</p>`}
    </div>
    <div class="picker-foot" aria-hidden="true">${shown && html`<span>${known.emoji[shown]}</span> :${shown}:`}</div>
  </div>`;
}

// `pick(name)` hears what was chosen.
export function EmojiButton({ pick, title = "Add reaction", kind = "icon-button", icon = "smile", tip = title }) {
  const [open, setOpen] = useState(false);
  const box = useRef();
  const opener = useRef();
  const leave = () => {
    setOpen(false);
    opener.current?.focus();
  };
  useLeaving(box, open, () => setOpen(false));
  const picked = (name) => {
    leave();
    pick(name);
  };
  return html`<div class="menu-box" ref=${box}>
    <button type="button" class=${kind} aria-label=${title} data-tip=${open ? undefined : tip} aria-expanded=${open}
      ref=${opener} onClick=${() => setOpen(!open)}><${Icon} of=${icon} /></button>
    ${open && html`<${Picker} pick=${picked} leave=${leave} anchor=${opener} />`}
  </div>`;
}
