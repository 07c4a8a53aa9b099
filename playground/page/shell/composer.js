// The box one writes in. Enter sends, Shift+Enter starts a line; what was typed survives a redraw.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../vendor/preact.js";
import { keepDraft, useDraft } from "../core/drafts.js";
import { known, unescaped } from "../core/known.js";
import { EmojiButton } from "../ui/emoji.js";
import { Icon } from "../ui/icons.js";
import { complete, withHandles } from "./completion.js";
import { FormatBar, formatKey } from "./formatting.js";
import { Offers } from "./offers.js";

// A sent text as its author would type it again.
const retyped = (text) =>
  unescaped(text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (whole, id) => `@${known.people[id]?.realName ?? id}`)
    .replace(/<#(\w+)(?:\|([^>]*))?>/g, (whole, id, name) => `#${known.channels[id]?.name ?? name}`)
    .replace(/<(https?:[^|>]+)(?:\|[^>]*)?>/g, "$1"));

const PICKING = ["ArrowDown", "ArrowUp", "Escape", "Tab"];
const PLAIN_COMMAND = /^\/[\w-]+(?=\s|$)/;
const MOST_HIGH = 240;
// Where the style sheet can do it, a key does not make the browser lay out the whole list above again.
const GROWS = CSS.supports("field-sizing", "content");

// What may be offered for the words before the cursor, and which of it the arrow keys are on.
function useOffers(box, write, commands) {
  const [offer, setOffer] = useState(null);
  const [active, setActive] = useState(0);
  const look = () => {
    setOffer(complete(box.current.value.slice(0, box.current.selectionStart), commands));
    setActive(0);
  };
  const take = ({ put }) => {
    const { value, selectionStart: end } = box.current;
    write(value.slice(0, offer.from) + put + value.slice(end).replace(/^ /, ""), offer.from + put.length);
    setOffer(null);
  };
  const pick = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = offer.offers.length;
    if (step) setActive((active + step + count) % count);
    else if (event.key === "Escape") setOffer(null);
    else take(offer.offers[active]);
    event.preventDefault();
    event.stopPropagation();
  };
  return { offer, active, look, take, pick, leave: () => setOffer(null) };
}

export function Composer({ where, label, initial = "", commands = [], tools, beside, send, cancel, lastOwn }) {
  const [text, keep] = useDraft(where, retyped(initial));
  const [busy, setBusy] = useState(false);
  const box = useRef();
  const cursor = useRef(null);
  // `at` is where the cursor goes, or where a selection begins and ends.
  const write = (now, ...at) => {
    cursor.current = at.length ? [at[0], at[1] ?? at[0]] : null;
    keep(now);
    if (at.length) box.current.focus();
  };
  const offers = useOffers(box, write, commands);

  useEffect(() => {
    if (initial) box.current.focus();
  }, []);
  useLayoutEffect(() => {
    if (!GROWS) {
      box.current.style.height = "auto";
      box.current.style.height = `${Math.min(box.current.scrollHeight, MOST_HIGH)}px`;
    }
    if (cursor.current) box.current.setSelectionRange(...cursor.current);
    cursor.current = null;
  }, [text, where]);

  const submit = async () => {
    const typed = box.current.value.trim();
    if (!typed || busy) return;
    setBusy(true);
    const answer = await send(withHandles(typed));
    setBusy(false);
    // A line that failed stays where it was typed, and so does what was typed meanwhile.
    if (answer.ok && box.current?.value.trim() === typed) keepDraft(where, "");
  };
  const leave = () => {
    keepDraft(where, "");
    cancel();
  };
  const isWhole = () => offers.offer?.kind === "command" && offers.offer.offers.some(({ name }) => name === text.trim());
  const keys = (event) => {
    const picks = PICKING.includes(event.key) || (event.key === "Enter" && !isWhole());
    if (event.isComposing) return;
    if (offers.offer && picks && !event.shiftKey) offers.pick(event);
    else if (formatKey(event, box.current, write)) event.preventDefault();
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      offers.leave();
      submit();
    } else if (event.key === "Escape" && cancel) {
      event.stopPropagation();
      leave();
    } else if (event.key === "ArrowUp" && !text && lastOwn) {
      event.preventDefault();
      lastOwn();
    }
  };
  const insert = (put) => {
    const { value, selectionStart: from, selectionEnd: to } = box.current;
    const gap = from && !/\s$/.test(value.slice(0, from)) ? " " : "";
    write(value.slice(0, from) + gap + put + value.slice(to), from + gap.length + put.length);
    setTimeout(() => box.current && offers.look());
  };
  const command = PLAIN_COMMAND.exec(text)?.[0];
  const usage = commands.find((one) => one.command === command)?.usage_hint;
  const ready = text.trim() && !busy;

  return html`<div class="composer">
    ${offers.offer && html`<${Offers} offer=${offers.offer} active=${offers.active} take=${offers.take} />`}
    <div class="composer-box">
      <${FormatBar} box=${box} write=${write} />
      <textarea ref=${box} rows="1" value=${text} aria-label=${label} placeholder=${label}
        aria-autocomplete="list" aria-controls=${offers.offer ? "offers" : undefined}
        aria-activedescendant=${offers.offer ? `offer-${offers.active}` : undefined}
        onInput=${({ target }) => { write(target.value); offers.look(); }} onKeyDown=${keys}
        onClick=${offers.look} onBlur=${offers.leave} />
      <div class="composer-foot">${tools}
        <${EmojiButton} title="Emoji" pick=${(name) => insert(`:${name}: `)} />
        <button type="button" class="icon-button" aria-label="Mention someone" data-tip="Mention someone"
          onClick=${() => insert("@")}><${Icon} of="at" /></button>
        ${commands.length > 0 && html`<button type="button" class="icon-button" aria-label="Slash commands"
          data-tip="Slash commands" onClick=${() => write("/", 1) || setTimeout(offers.look)}><${Icon} of="slash" /></button>`}
        <span class="quiet usage">${usage ? `${command} ${usage}` : ""}</span>
        ${cancel
          ? html`<button type="button" class="button small" onClick=${leave}>Cancel</button>
            <button type="button" class="button small primary" disabled=${!ready} onClick=${submit}>Save</button>`
          : html`<button type="button" class=${ready ? "send ready" : "send"} aria-label="Send" data-tip="Send"
            aria-disabled=${!ready} onClick=${submit}><${Icon} of="send" /></button>`}
      </div>
    </div>
    ${beside}
    <p class="composer-hint" aria-hidden="true">${ready && !cancel ? html`<b>Shift + Enter</b> to add a new line` : ""}</p>
  </div>`;
}
