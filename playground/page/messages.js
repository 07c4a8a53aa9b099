// A list of messages, and one message with everything one can do to it.
import { html, useEffect, useLayoutEffect, useRef, useState } from "./vendor/preact.js";
import { Blocks } from "./blocks.js";
import { Composer } from "./composer.js";
import { useQuestion } from "./dialog.js";
import { AddReaction } from "./emoji.js";
import { Face } from "./faces.js";
import { useFilling } from "./filling.js";
import { Icon } from "./icons.js";
import { emojiFor, known, personName } from "./known.js";
import { Menu } from "./menus.js";
import { Mrkdwn } from "./mrkdwn.js";
import { dayHeading, longDay, sameDay, timeOfDay } from "./times.js";

const FIVE_MINUTES = 300_000;

export function Messages({ messages, channel, deeds, openThread, inThread = false }) {
  const box = useRef();
  const count = messages.length;
  const look = useNewest(box, channel, messages.at(-1));
  return html`<div class="messages" ref=${box} onScroll=${look} role="log" tabindex="0"
    aria-label=${`Messages in ${channel.title}`}>
    <div class="push" />
    ${!count && html`<p class="empty">Nothing has been said here yet.</p>`}
    ${messages.map((message, at) => {
      const before = messages[at - 1];
      return html`
        ${!inThread && startsDay(message, before) && html`<div class="day" role="separator">
          <span>${dayHeading(message.at, known.zone, known.now)}</span></div>`}
        <${Message} key=${message.ts} message=${message} follows=${follows(message, before)}
          channel=${channel} deeds=${deeds} openThread=${openThread} inThread=${inThread} />`;
    })}
  </div>`;
}

// Stays with the newest message, unless the person has scrolled up to read.
function useNewest(box, channel, newest) {
  const stays = useRef(true);
  const follow = () => {
    if (stays.current) box.current.scrollTop = box.current.scrollHeight;
  };
  useEffect(() => {
    const watch = new ResizeObserver(follow);
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => {
    stays.current = true;
    follow();
  }, [channel.id, newest?.user === known.me && newest?.ts]);
  useLayoutEffect(follow);
  return () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current;
    stays.current = scrollHeight - scrollTop - clientHeight < 40;
  };
}

const startsDay = ({ at }, before) => !before || !sameDay(at, before.at, known.zone);

// Whether it reads on from the message before, under the same face.
const follows = (message, before) =>
  before && before.user === message.user && !before.subtype && !message.subtype && !message.ephemeral &&
  !before.ephemeral && message.at - before.at < FIVE_MINUTES && !startsDay(message, before);

function Message({ message, follows, channel, deeds, openThread, inThread }) {
  const [editing, setEditing] = useState(false);
  const { ephemeral, mentionsMe } = message;
  const classes = ["message", ephemeral && "ephemeral", follows && "follows", mentionsMe && "for-me"];
  if (message.deleted) return html`<div class="message"><p class="quiet">This message was deleted.</p></div>`;
  const save = async (text) => {
    const answer = await deeds.edit(message, text);
    if (answer.ok) setEditing(false);
    return answer;
  };
  return html`<article class=${classes.filter(Boolean).join(" ")} data-ts=${message.ts}
    aria-label=${`${personName(message.user)}, ${timeOfDay(message.at, known.zone)}`}>
    <div class="gutter">${follows ? html`<${Time} at=${message.at} />` : html`<${Face} id=${message.user} />`}</div>
    <div class="message-main">
      ${message.ephemeral && html`<div class="only-you">Only visible to you</div>`}
      ${!follows && html`<${Byline} message=${message} />`}
      ${editing
        ? html`<${Composer} where=${`edit-${message.ts}`} initial=${message.text} label="Edit message"
            send=${save} cancel=${() => setEditing(false)} />`
        : html`<${Body} message=${message} deeds=${deeds} />`}
      <${Reactions} message=${message} deeds=${deeds} />
      ${!inThread && message.replyCount > 0 && html`
        <button type="button" class="replies" onClick=${() => openThread(message.ts)}>
          ${message.replyCount === 1 ? "1 reply" : `${message.replyCount} replies`}</button>`}
    </div>
    ${!editing && html`<${Toolbar} message=${message} deeds=${deeds} edit=${() => setEditing(true)}
      reply=${inThread || message.ephemeral ? null : () => openThread(message.threadTs ?? message.ts)} />`}
  </article>`;
}

const Time = ({ at }) => html`<time class="quiet" title=${`${longDay(at, known.zone)}, ${timeOfDay(at, known.zone)}`}>
  ${timeOfDay(at, known.zone)}</time>`;

const Byline = ({ message }) => html`<div class="byline">
  <b>${personName(message.user)}</b>
  ${known.people[message.user]?.isBot && html`<span class="tag">APP</span>`}
  <${Time} at=${message.at} />
</div>`;

function Body({ message, deeds }) {
  const form = useFilling(message.ts, message.blocks ?? [], {
    tell: (action) => deeds.click({ channel: message.channel, ts: message.ts, ...action }),
    options: (block_id, action_id, value) =>
      deeds.options({ channel: message.channel, ts: message.ts, block_id, action_id, value }),
    upload: deeds.upload,
  });
  return html`<div class="body">
    ${message.blocks
      ? html`<${Blocks} blocks=${message.blocks} form=${form} />`
      : html`<${Mrkdwn} text=${message.text} />`}
    ${message.edited && html`<span class="quiet edited">(edited)</span>`}
    ${message.files.map((file) => html`<a class="file" href=${file.url} download=${file.name}>
      <${Icon} of="file" /> ${file.title || file.name}</a>`)}
  </div>`;
}

function Reactions({ message, deeds }) {
  if (!message.reactions.length) return null;
  return html`<div class="reactions">
    ${message.reactions.map(({ name, users, count }) => {
      const mine = users.includes(known.me);
      const names = users.map(personName).join(", ");
      return html`<button type="button" key=${name} class=${mine ? "reaction mine" : "reaction"} aria-pressed=${mine}
        title=${`${names} reacted with :${name}:`} aria-label=${`${name.replaceAll("_", " ")}, ${count}`}
        onClick=${() => deeds.toggle(message, name, mine)}>${emojiFor(name)} <span>${count}</span></button>`;
    })}
    <${AddReaction} kind="reaction" pick=${(name) => deeds.toggle(message, name, false)} />
  </div>`;
}

const SURE = {
  title: { text: "Delete Message" }, text: { text: "This cannot be undone." },
  confirm: { text: "Delete" }, deny: { text: "Cancel" }, style: "danger",
};

function Toolbar({ message, deeds, edit, reply }) {
  const [ask, question] = useQuestion(SURE);
  const react = (name) => deeds.toggle(message, name, message.reactions.some(
    (reaction) => reaction.name === name && reaction.users.includes(known.me)));
  const own = message.user === known.me && !message.ephemeral;
  const shortcuts = deeds.shortcutsOn("message").map(({ name, callback_id }) => ({
    name, note: deeds.appName, act: () => deeds.shortcut({ channel: message.channel, ts: message.ts, callback_id }),
  }));
  const entries = [
    ...shortcuts, ...(own && shortcuts.length ? [null] : []),
    ...(own ? [{ name: "Edit Message", act: edit },
      { name: "Delete Message", kind: "danger", act: () => ask(() => deeds.remove(message)) }] : []),
  ];
  if (message.ephemeral) return html`<div class="toolbar"><button type="button" class="icon-button"
    aria-label="Dismiss" title="Dismiss" onClick=${() => deeds.dismiss(message)}>×</button></div>`;
  return html`<div class="toolbar" role="toolbar" aria-label="Message actions">
    <button type="button" class="icon-button" aria-label="React with trophy" title="React with :trophy:"
      onClick=${() => react("trophy")}><${Icon} of="trophy" /></button>
    <${AddReaction} pick=${react} />
    ${reply && html`<button type="button" class="icon-button" aria-label="Reply in thread" title="Reply in thread"
      onClick=${reply}><${Icon} of="reply" /></button>`}
    ${entries.length > 0 && html`<${Menu} label="⋯" title="More message actions" kind="icon-button"
      side="right" entries=${entries} />`}
    ${question}
  </div>`;
}
