// A list of messages: days, what is new, older ones on the way up, and the keys that walk through it.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../vendor/preact.js";
import { known } from "../core/known.js";
import { dayHeading, sameDay } from "../core/times.js";
import { moveFocus } from "../ui/menus.js";
import { Message } from "./message.js";

const FIVE_MINUTES = 300_000;
const NEAR_TOP = 500;

const startsDay = ({ at }, before) => !before || !sameDay(at, before.at, known.zone);

// Whether it reads on from the message before, under the same face.
const follows = (message, before) =>
  Boolean(before && before.user === message.user && !before.subtype && !message.subtype && !message.ephemeral &&
  !before.ephemeral && !before.replyCount && message.at - before.at < FIVE_MINUTES && !startsDay(message, before));

export function Messages({ messages, channel, deeds, openThread, target, begin, inThread = false }) {
  const box = useRef();
  const line = useNewLine(channel);
  const look = usePlace(box, channel, messages, deeds, inThread);
  const found = useTarget(box, messages, target);
  const rows = [];
  messages.forEach((message, at) => {
    const before = messages[at - 1];
    const isDay = !inThread && startsDay(message, before);
    const isNew = !inThread && line && message.ts > line && !(before?.ts > line) && message.user !== known.me;
    if (isDay || isNew) rows.push(html`<${Line} key=${`line-${message.ts}`} at=${isDay && message.at} isNew=${isNew} />`);
    rows.push(html`<${Message} key=${message.ts} message=${message} follows=${!isNew && follows(message, before)}
      deeds=${deeds} openThread=${openThread} inThread=${inThread} found=${found === message.ts} />`);
    if (inThread && !at && messages.length > 1) rows.push(html`<div class="thread-line" key="count">
      <span>${messages.length - 1 === 1 ? "1 reply" : `${messages.length - 1} replies`}</span></div>`);
  });
  return html`<div class="messages" ref=${box} onScroll=${look} onKeyDown=${walk} role="log" tabindex="0"
    aria-label=${`Messages in ${channel.title}`}>
    <div class="rows">
    ${!inThread && html`<div class="push" />`}
    ${!channel.earlier && !inThread && begin}
    ${channel.earlier && !inThread && html`<p class="loading" aria-hidden="true"><span class="spinner" /> Earlier messages</p>`}
    ${rows}
    </div>
  </div>`;
}

const Line = ({ at, isNew }) => html`<div class=${isNew ? "day is-new" : "day"} role="separator">
  ${at && html`<span class="day-name">${dayHeading(at, known.zone, known.now)}</span>`}${isNew && html`<span class="new-mark">New</span>`}</div>`;

// What had been read when this person came here; it stays put while they look.
function useNewLine(channel) {
  const [line, setLine] = useState(null);
  useLayoutEffect(() => setLine(channel.unread ? channel.lastRead : null), [channel.id]);
  return line;
}

// The row in the middle of the box, and where it stands.
function inSight(box) {
  const { left, width, top, height } = box.getBoundingClientRect();
  const row = document.elementFromPoint(left + width / 2, top + height / 2)?.closest(".message");
  return row && { row, top: row.getBoundingClientRect().top };
}

// Brings a row back to where it stood.
function hold(box, seen) {
  if (seen?.row.isConnected) box.scrollTop += seen.row.getBoundingClientRect().top - seen.top;
}

// Stays with the newest message, unless the person has scrolled up to read; keeps what they read where it is
// when older messages come in above.
function usePlace(box, channel, messages, deeds, inThread) {
  const state = useRef({ stays: true });
  const first = messages[0]?.ts;
  const newest = messages.at(-1);
  const follow = () => {
    if (state.current.stays && box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  useEffect(() => {
    const watch = new ResizeObserver(follow);
    watch.observe(box.current);
    watch.observe(box.current.firstElementChild);
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => {
    state.current = { stays: true };
    follow();
  }, [channel.id, newest?.user === known.me && newest?.ts]);
  useLayoutEffect(() => {
    if (state.current.stays) follow();
    else if (state.current.first !== first) {
      hold(box.current, state.current.seen);
      // Once more when the rows above have their real heights.
      requestAnimationFrame(() => box.current && hold(box.current, state.current.seen));
    }
    state.current.first = first;
  });
  return () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current;
    const isUp = scrollTop < (state.current.before ?? 0) - 1;
    state.current.before = scrollTop;
    // Whoever goes up reads; that the list has grown meanwhile is no reason to leave its end.
    if (scrollHeight - scrollTop - clientHeight < 40) state.current.stays = true;
    else if (isUp) state.current.stays = false;
    state.current.seen = inSight(box.current);
    const wants = scrollTop < NEAR_TOP && channel.earlier && !inThread && state.current.asked !== channel.since;
    if (!wants || state.current.stays) return;
    state.current.asked = channel.since;
    deeds.earlier(channel.id);
  };
}

// Brings the message one came for into sight, and shows which one it is for a while.
function useTarget(box, messages, target) {
  const [found, setFound] = useState(null);
  const isThere = Boolean(target) && messages.some(({ ts }) => ts === target.ts);
  useEffect(() => {
    if (!isThere) return undefined;
    const row = box.current.querySelector(`[data-ts="${target.ts}"]`);
    row?.scrollIntoView({ block: "center" });
    row?.focus({ preventScroll: true });
    setFound(target.ts);
    const over = setTimeout(() => setFound(null), 3000);
    return () => clearTimeout(over);
  }, [target, isThere]);
  return found;
}

const STEPS = { ArrowDown: 1, ArrowUp: -1, Home: "first", End: "last" };

// Up and down go from message to message, also from a button inside one.
function walk(event) {
  const list = event.currentTarget;
  const { target, key } = event;
  const row = target.closest(".message");
  const isAsked = row && (target === row || (target.matches("button, a") && !target.closest(".menu")));
  if (!(key in STEPS) || event.defaultPrevented || !(target === list || isAsked)) return;
  if (target === list && key === "ArrowDown") return;
  event.preventDefault();
  if (isAsked) row.focus();
  moveFocus(list, ".message[data-ts]", target === list && key === "ArrowUp" ? "last" : STEPS[key]);
}
