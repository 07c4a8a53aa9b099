// What arrived elsewhere while one was looking at something: a card in the corner that leaves by itself.
import { html, useEffect, useRef, useState } from "../vendor/preact.js";
import { known, personName, unescaped, withEmoji } from "../core/known.js";
import { longDay, timeOfDay } from "../core/times.js";
import { Face } from "../ui/faces.js";
import { Icon } from "../ui/icons.js";

const STAYS = 9000, MOST = 3;
const JUMP = 30 * 60_000;

const isForMe = ({ kind }, { text }) => kind === "im" || [`<@${known.me}`, "<!here", "<!channel"].some((sign) => text.includes(sign));

// Without marks: `<@U1>` as a name, bold as plain words.
const plainly = (text) =>
  withEmoji(unescaped(text.replace(/<@(\w+)[^>]*>/g, (whole, id) => `@${personName(id)}`).replace(/<[^|>]*\|([^>]*)>/g, "$1").replace(/[*_~]/g, "")));

// Messages that were not there a moment ago, from others, in places one does not see.
function arrivals(before, snapshot, here) {
  return snapshot.conversations.flatMap((channel) => {
    const since = before[channel.id];
    if (channel.id === here || since === undefined) return [];
    const isNew = ({ ts, user, ephemeral, subtype }) => ts > since && user !== known.me && !ephemeral && !subtype;
    return channel.messages.filter((message) => isNew(message) && isForMe(channel, message)).map((message) => ({ channel, message }));
  });
}

const newest = (snapshot) => Object.fromEntries(snapshot.conversations.map(({ id, messages }) => [id, messages.at(-1)?.ts ?? "0"]));

export function Toasts({ snapshot, here, open }) {
  const [shown, setShown] = useState([]);
  const before = useRef(null);
  const [paused, pause] = useState(false);
  useEffect(() => {
    const { places = newest(snapshot), now = snapshot.now } = before.current ?? {};
    const fresh = arrivals(places, snapshot, here).map((one) => ({ key: one.message.ts, ...one }));
    if (Math.abs(snapshot.now - now) > JUMP) fresh.unshift({ key: `clock-${snapshot.now}`, moved: snapshot.now });
    before.current = { places: newest(snapshot), now: snapshot.now };
    if (fresh.length) setShown((some) => [...some, ...fresh].slice(-MOST));
  }, [snapshot]);
  useEffect(() => {
    if (!shown.length || paused) return undefined;
    const over = setTimeout(() => setShown((some) => some.slice(1)), STAYS);
    return () => clearTimeout(over);
  }, [shown, paused]);
  const drop = (key) => setShown((some) => some.filter((one) => one.key !== key));
  return html`<div class="toasts" role="status" aria-label="Arrivals" onPointerEnter=${() => pause(true)} onPointerLeave=${() => pause(false)}>
    ${shown.map((one) => html`<div class="toast" key=${one.key}>
      ${one.moved
        ? html`<span class="toast-sign"><${Icon} of="clock" /></span><p class="toast-words">It is now <b>${longDay(one.moved, known.zone)}, ${timeOfDay(one.moved, known.zone)}</b></p>`
        : html`<button type="button" class="toast-open" onClick=${() => { drop(one.key); open(one.message); }}>
            <${Face} id=${one.message.user} size="medium" />
            <span class="toast-words"><b>${personName(one.message.user)}</b>
              ${one.channel.kind !== "im" && html`<span class="quiet"> in #${one.channel.title}</span>`}
              <span class="toast-text">${plainly(one.message.text)}</span></span></button>`}
      <button type="button" class="icon-button small" aria-label="Dismiss" onClick=${() => drop(one.key)}><${Icon} of="close" size="14" /></button>
    </div>`)}
  </div>`;
}
