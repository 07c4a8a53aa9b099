// The box one writes in. Enter sends, Shift+Enter starts a line; what was typed survives a redraw.
import { html, useEffect, useLayoutEffect, useRef, useState } from "./vendor/preact.js";
import { complete, withHandles } from "./completion.js";
import { known, unescaped } from "./known.js";

const drafts = new Map();

// A sent text as its author would type it again.
const retyped = (text) =>
  unescaped(text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (whole, id) => `@${known.people[id]?.realName ?? id}`)
    .replace(/<#(\w+)(?:\|([^>]*))?>/g, (whole, id, name) => `#${known.channels[id]?.name ?? name}`)
    .replace(/<(https?:[^|>]+)(?:\|[^>]*)?>/g, "$1"));

const PICKING = ["ArrowDown", "ArrowUp", "Escape", "Tab"];
const PLAIN_COMMAND = /^\/[\w-]+(?=\s|$)/;

export function Composer({ where, label, initial = "", commands = [], tools, send, cancel }) {
  const [text, setText] = useState(() => drafts.get(where) ?? retyped(initial));
  const [offer, setOffer] = useState(null);
  const [active, setActive] = useState(0);
  const [busy, setBusy] = useState(false);
  const box = useRef();
  const cursor = useRef(null);

  useEffect(() => setText(drafts.get(where) ?? retyped(initial)), [where]);
  useEffect(() => {
    if (initial) box.current.focus();
  }, []);
  useLayoutEffect(() => {
    box.current.style.height = "auto";
    box.current.style.height = `${Math.min(box.current.scrollHeight, 220)}px`;
    if (cursor.current !== null) box.current.setSelectionRange(cursor.current, cursor.current);
    cursor.current = null;
  }, [text]);

  const write = (now) => {
    drafts.set(where, now);
    setText(now);
  };
  const look = () => {
    setOffer(complete(box.current.value.slice(0, box.current.selectionStart), commands));
    setActive(0);
  };
  const take = ({ put }) => {
    const end = box.current.selectionStart;
    cursor.current = offer.from + put.length;
    write(text.slice(0, offer.from) + put + text.slice(end).replace(/^ /, ""));
    setOffer(null);
    box.current.focus();
  };
  const submit = async () => {
    const typed = box.current.value.trim();
    if (!typed || busy) return;
    setBusy(true);
    const answer = await send(withHandles(typed));
    setBusy(false);
    // A line that failed stays where it was typed.
    if (!answer.ok) return;
    drafts.delete(where);
    setText("");
  };
  const picking = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = offer.offers.length;
    if (step) setActive((active + step + count) % count);
    else if (event.key === "Escape") setOffer(null);
    else take(offer.offers[active]);
    event.preventDefault();
    event.stopPropagation();
  };
  const isWhole = () => offer?.kind === "command" && offer.offers.some(({ name }) => name === text.trim());
  const keys = (event) => {
    const picks = PICKING.includes(event.key) || (event.key === "Enter" && !isWhole());
    if (event.isComposing) return;
    if (offer && picks && !event.shiftKey) picking(event);
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      setOffer(null);
      submit();
    } else if (event.key === "Escape" && cancel) leave();
  };
  const leave = () => {
    drafts.delete(where);
    cancel();
  };
  const usage = commands.find(({ command }) => command === PLAIN_COMMAND.exec(text)?.[0])?.usage_hint;

  return html`<div class="composer">
    ${offer && html`<${Offers} offers=${offer.offers} active=${active} take=${take} />`}
    <div class="composer-box">
      <textarea ref=${box} rows="1" value=${text} aria-label=${label} placeholder=${label}
        aria-autocomplete="list" aria-expanded=${!!offer} aria-controls="offers"
        aria-activedescendant=${offer ? `offer-${active}` : undefined}
        onInput=${(event) => { write(event.target.value); look(); }} onKeyDown=${keys}
        onClick=${look} onBlur=${() => setOffer(null)} />
      <div class="composer-foot">${tools}
        <span class="quiet usage">${usage ? `${PLAIN_COMMAND.exec(text)[0]} ${usage}` : ""}</span>
        ${cancel && html`<button type="button" class="button small" onClick=${leave}>Cancel</button>`}
        <button type="button" class="button small primary" disabled=${!text.trim() || busy} onClick=${submit}>
          ${cancel ? "Save" : "Send"}</button>
      </div>
    </div>
  </div>`;
}

function Offers({ offers, active, take }) {
  return html`<div class="offers" role="listbox" id="offers" aria-label="Suggestions"
    onMouseDown=${(event) => event.preventDefault()}>
    ${offers.map((offer, at) => html`<div role="option" id=${`offer-${at}`} aria-selected=${at === active}
      class=${at === active ? "choice active" : "choice"} onClick=${() => take(offer)}>
      <span><b>${offer.name}</b> ${offer.hint && html`<span class="hinted">${offer.hint}</span>`}</span>
      ${offer.note && html`<small>${offer.note}</small>`}</div>`)}
  </div>`;
}
