// The list over the composer: commands, people, channels or emoji that complete what was begun.
import { html, useEffect } from "../vendor/preact.js";
import { known } from "../core/known.js";
import { Face } from "../ui/faces.js";
import { Icon } from "../ui/icons.js";

const TITLES = { command: "Commands", person: "People", channel: "Channels", emoji: "Emoji" };

function Sign({ kind, offer }) {
  if (kind === "person") return html`<${Face} id=${offer.id} size="small" />`;
  if (kind === "command") return html`<${Face} id=${known.bot} size="small" />`;
  if (kind === "channel") return html`<${Icon} of=${offer.lock ? "lock" : "hash"} size="16" />`;
  return html`<span class="emoji">${known.drawsEmoji ? known.emoji[offer.emoji] : ""}</span>`;
}

export function Offers({ offer: { kind, offers }, active, take }) {
  useEffect(() => document.getElementById(`offer-${active}`)?.scrollIntoView({ block: "nearest" }), [active]);
  return html`<div class="offers" onMouseDown=${(event) => event.preventDefault()}>
    <div class="offers-head"><span>${TITLES[kind]}</span>
      <span class="quiet"><kbd>↑</kbd> <kbd>↓</kbd> to move, <kbd>Enter</kbd> to choose</span></div>
    <div role="listbox" id="offers" aria-label="Suggestions">
      ${offers.map((offer, at) => html`<div role="option" id=${`offer-${at}`} key=${offer.name} aria-selected=${at === active}
        class=${at === active ? "choice active" : "choice"} onClick=${() => take(offer)}>
        <${Sign} kind=${kind} offer=${offer} />
        <span class="choice-words"><span><b>${offer.name}</b> ${offer.hint && html`<span class="hinted">${offer.hint}</span>`}</span>
        ${offer.note && html`<small>${offer.note}</small>`}</span></div>`)}
    </div>
  </div>`;
}
