// One message: who, when, what, what others made of it, and what one can do to it.
import { html, useRef, useState } from "../vendor/preact.js";
import { Blocks } from "../blocks/blocks.js";
import { counted, known, personName } from "../core/known.js";
import { memo } from "../core/memo.js";
import { ago, longDay, timeOfDay } from "../core/times.js";
import { useFilling } from "../elements/filling.js";
import { Mrkdwn } from "../text/mrkdwn.js";
import { Face } from "../ui/faces.js";
import { Icon } from "../ui/icons.js";
import { Attachments } from "./attachments.js";
import { Composer } from "./composer.js";
import { FileCard } from "./files.js";
import { Reactions } from "./reactions.js";
import { Toolbar, useDeleting, useMessageKeys } from "./toolbar.js";

// Whether the mouse or the focus is on it: only then it has a toolbar.
function useAttention() {
  const [over, setOver] = useState(false);
  const [focused, setFocused] = useState(false);
  const leave = ({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || setFocused(false);
  return [over || focused, {
    onPointerEnter: () => setOver(true), onPointerLeave: () => setOver(false),
    onFocusCapture: () => setFocused(true), onBlurCapture: leave,
  }];
}

export const Message = memo(({ message, follows, deeds, openThread, inThread, found }) => {
  const [editing, setEditing] = useState(false);
  const [attended, attention] = useAttention();
  const row = useRef();
  const [ask, question] = useDeleting();
  const isOwn = message.user === known.me && !message.ephemeral;
  const can = {
    edit: isOwn ? () => setEditing(true) : null,
    drop: isOwn ? () => ask(() => deeds.remove(message)) : null,
    reply: inThread || message.ephemeral ? null : () => openThread(message.channel, message.threadTs ?? message.ts),
  };
  const keys = useMessageKeys(row, message, deeds, can);
  if (message.deleted) return html`<${Tombstone} message=${message} inThread=${inThread} openThread=${openThread} />`;
  const classes = ["message", message.ephemeral && "ephemeral", follows && "follows", found && "found"];
  const leave = () => {
    setEditing(false);
    setTimeout(() => row.current?.focus());
  };
  return html`<article class=${classes.filter(Boolean).join(" ")} data-ts=${message.ts} ref=${row} tabindex="-1"
    aria-label=${`${personName(message.user)}, ${timeOfDay(message.at, known.zone)}`} ...${attention} onKeyDown=${keys}>
    ${message.ephemeral && html`<div class="only-you"><${Icon} of="eye" size="14" /> Only visible to you</div>`}
    <div class="gutter">${follows ? html`<${Time} at=${message.at} />` : html`<${Face} id=${message.user} />`}</div>
    <div class="message-main">
      ${!follows && html`<${Byline} message=${message} />`}
      ${editing
        ? html`<${Editing} message=${message} deeds=${deeds} leave=${leave} />`
        : html`<${Body} message=${message} deeds=${deeds} />`}
      <${Reactions} message=${message} deeds=${deeds} />
      ${!inThread && message.replyCount > 0 && html`<${Replies} message=${message} open=${can.reply} />`}
    </div>
    ${attended && !editing && html`<${Toolbar} message=${message} deeds=${deeds} ...${can} />`}
    ${question}
  </article>`;
});

const Tombstone = ({ message, inThread, openThread }) => html`<article class="message gone" data-ts=${message.ts} tabindex="-1"
  aria-label="A deleted message">
  <div class="gutter"><span class="face gone" aria-hidden="true"><${Icon} of="trash" size="16" /></span></div>
  <div class="message-main"><p class="quiet">This message was deleted.</p>
    ${!inThread && message.replyCount > 0 && html`<${Replies} message=${message}
      open=${() => openThread(message.channel, message.ts)} />`}</div></article>`;

const Time = ({ at }) => html`<time class="quiet" data-tip=${`${longDay(at, known.zone)}, ${timeOfDay(at, known.zone)}`}>
  ${timeOfDay(at, known.zone)}</time>`;

const Byline = ({ message }) => html`<div class="byline">
  <b>${personName(message.user)}</b>
  ${known.people[message.user]?.isBot && html`<span class="tag">APP</span>`}
  <${Time} at=${message.at} />
  ${message.subtype === "thread_broadcast" && html`<span class="quiet broadcast">replied to a thread</span>`}
</div>`;

function Editing({ message, deeds, leave }) {
  const save = async (text) => {
    const answer = await deeds.edit(message, text);
    if (answer.ok) leave();
    return answer;
  };
  return html`<${Composer} where=${`edit-${message.ts}`} initial=${message.text} label="Edit message" send=${save} cancel=${leave} />`;
}

const ONLY_EMOJI = /^(?:\s*:[a-z0-9_+'-]+:){1,8}\s*$/;

function Body({ message, deeds }) {
  const form = useFilling(message.ts, message.blocks ?? [], {
    tell: (action) => deeds.click({ channel: message.channel, ts: message.ts, ...action }),
    options: (block_id, action_id, value) =>
      deeds.options({ channel: message.channel, ts: message.ts, block_id, action_id, value }),
    upload: deeds.upload,
  });
  return html`<div class=${ONLY_EMOJI.test(message.text) && known.drawsEmoji ? "body jumbo" : "body"}>
    ${message.blocks
      ? html`<${Blocks} blocks=${message.blocks} form=${form} />`
      : message.text && html`<${Mrkdwn} text=${message.text} />`}
    ${message.edited && html`<span class="quiet edited">(edited)</span>`}
    <${Attachments} attachments=${message.attachments} form=${form} />
    ${message.files.map((file) => html`<${FileCard} key=${file.id} file=${file} />`)}
  </div>`;
}

const FACES = 4;

const Replies = ({ message, open }) => html`<button type="button" class="replies" onClick=${open}>
  <span class="reply-faces">${message.replyUsers.slice(0, FACES).map((id) => html`<${Face} key=${id} id=${id} size="tiny" />`)}</span>
  <b>${counted(message.replyCount, "reply", "replies")}</b>
  ${message.latestReply > 0 && html`<span class="quiet"> Last reply ${ago(message.latestReply, known.zone, known.now)}</span>`}
</button>`;
