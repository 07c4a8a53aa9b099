// Small menus that open under a button, and the keys that move through them.
import { html, useEffect, useRef, useState } from "./vendor/preact.js";

// In the lower half of the screen there is more room above.
export const sideOf = (box) => (box.getBoundingClientRect().bottom > innerHeight / 2 ? "up" : "down");

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

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

// A button and what it opens; `side` right when both end at the same edge. Entries are
// {name, act, kind?, note?}, or null for a line between.
export function Menu({ label, title, kind = "button", side = "", entries }) {
  const [open, setOpen] = useState("");
  const box = useRef();
  const opener = useRef();
  useLeaving(box, open, () => setOpen(""));
  useEffect(() => {
    if (open) box.current.querySelector("[role=menuitem]")?.focus();
  }, [open]);
  const shut = () => {
    setOpen("");
    opener.current.focus();
  };
  const keys = (event) => {
    if (open && event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      shut();
    } else if (open && STEPS[event.key]) {
      event.preventDefault();
      moveFocus(box.current, STEPS[event.key]);
    }
  };
  const choose = (act) => () => {
    shut();
    act();
  };
  return html`<div class="menu-box" ref=${box} onKeyDown=${keys}>
    <button type="button" class=${kind} ref=${opener} aria-haspopup="menu" aria-expanded=${!!open}
      aria-label=${title} title=${title} onClick=${() => setOpen(open ? "" : sideOf(box.current))}>${label}</button>
    ${open && html`<div class=${`menu ${side} ${open}`} role="menu" aria-label=${title}>
      ${entries.map((entry) => entry === null ? html`<hr />` : html`
        <button type="button" role="menuitem" class=${`menu-entry ${entry.kind ?? ""}`}
          onClick=${choose(entry.act)}>
          <span>${entry.name}</span>${entry.note && html`<small>${entry.note}</small>`}
        </button>`)}
    </div>`}
  </div>`;
}

function moveFocus(box, step) {
  const entries = [...box.querySelectorAll("[role=menuitem]")];
  const at = entries.indexOf(document.activeElement);
  entries.at((at + step) % entries.length).focus();
}
