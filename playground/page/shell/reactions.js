// The reactions under a message: how many, who, and one's own to add or take back.
import { html } from "../vendor/preact.js";
import { emojiFor, known, listed, youOr } from "../core/known.js";
import { EmojiButton } from "../ui/emoji.js";

const MOST = 12;

// "Dana (you), Ben and 3 others"
function who(users) {
  const first = [...users].sort((one, other) => (other === known.me) - (one === known.me)).slice(0, MOST).map(youOr);
  const rest = users.length - first.length;
  return listed(rest ? [...first, `${rest} others`] : first);
}

const spoken = (name) => name.replaceAll("_", " ");

export function Reactions({ message, deeds }) {
  if (!message.reactions.length) return null;
  return html`<div class="reactions">
    ${message.reactions.map(({ name, users, count }) => {
      const mine = users.includes(known.me);
      return html`<button type="button" key=${name} class=${mine ? "reaction mine" : "reaction"} aria-pressed=${mine}
        data-tip=${`${who(users)} reacted with :${name}:`} aria-label=${`${spoken(name)}, ${count}. ${who(users)}`}
        onClick=${() => deeds.toggle(message, name, mine)}><span class="emoji">${emojiFor(name)}</span> <span>${count}</span></button>`;
    })}
    <${EmojiButton} kind="reaction add" pick=${(name) => deeds.toggle(message, name, false)} />
  </div>`;
}

export const isMine = (message, name) =>
  message.reactions.some((reaction) => reaction.name === name && reaction.users.includes(known.me));
