// Small menus that open under a button, and the keys that move through them.
import { html, useEffect, useRef, useState } from "../vendor/preact.js";
import { useFloat } from "./float.js";

// Calls `leave` when the person presses or moves the focus outside `box`.
export function useLeaving(box, open, leave) {
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event) => box.current?.contains(event.target) || leave();
    addEventListener("pointerdown", outside);
    addEventListener("focusin", outside);
    return () => {
      removeEventListener("pointerdown", outside);
      removeEventListener("focusin", outside);
    };
  }, [open]);
}

// From where the focus is to the next (1), the previous (-1), the first or the last.
export function moveFocus(box, selector, to) {
  const all = [...box.querySelectorAll(selector)];
  const at = all.indexOf(document.activeElement);
  const next = { first: 0, last: all.length - 1 }[to] ?? (at + to + all.length) % all.length;
  all[next]?.focus();
}

export const STEPS = { ArrowDown: 1, ArrowUp: -1, Home: "first", End: "last" };

// A button and what it opens. Entries are {name, act, kind?, note?, icon?, on?}, {heading}, or null for a
// line between. `on` true or false makes an entry one of several to choose from; `ticked` only shows a tick.
export function Menu({ label, title, kind = "button", end = false, above = false, tip, entries }) {
  const [open, setOpen] = useState(false);
  const box = useRef();
  const opener = useRef();
  const list = useRef();
  useLeaving(box, open, () => setOpen(false));
  useFloat(opener, list, open, { end, above }, entries.length);
  useEffect(() => {
    if (open) (list.current.querySelector("[aria-checked=true]") ?? list.current.querySelector("[role^=menuitem]"))?.focus();
  }, [open]);
  const shut = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const keys = (event) => {
    if (!open) return;
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      shut();
    } else if (event.key in STEPS) {
      event.preventDefault();
      event.stopPropagation();
      moveFocus(list.current, "[role^=menuitem]", STEPS[event.key]);
    }
  };
  const choose = (act) => () => {
    shut();
    act();
  };
  return html`<div class="menu-box" ref=${box} onKeyDown=${keys}>
    <button type="button" class=${kind} ref=${opener} aria-haspopup="menu" aria-expanded=${open}
      aria-label=${title} data-tip=${open ? undefined : tip} onClick=${() => setOpen(!open)}>${label}</button>
    ${open && html`<div class="menu" role="menu" aria-label=${title} ref=${list}>
      ${entries.map((entry) => html`<${Entry} entry=${entry} choose=${choose} />`)}
    </div>`}
  </div>`;
}

function Entry({ entry, choose }) {
  if (entry === null) return html`<hr />`;
  if (entry.heading) return html`<div class="menu-heading" role="presentation">${entry.heading}</div>`;
  const { name, note, icon, kind = "", on, ticked = on, act } = entry;
  const role = on === undefined ? "menuitem" : "menuitemradio";
  return html`<button type="button" role=${role} aria-checked=${on} class=${`menu-entry ${kind}`}
    tabindex="-1" onClick=${choose(act)}>
    ${icon && html`<span class="menu-icon">${icon}</span>`}
    <span class="menu-name">${name}</span>${note && html`<small>${note}</small>`}
    ${ticked && html`<span class="menu-tick" aria-hidden="true">✓</span>`}
  </button>`;
}
