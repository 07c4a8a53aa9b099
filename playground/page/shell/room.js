// The middle of the screen: a conversation, or the app's own place.
import { html, useEffect, useState } from "../vendor/preact.js";
import { placeOfDraft } from "../core/drafts.js";
import { counted, known } from "../core/known.js";
import { stream } from "../core/store.js";
import { timeOfDay } from "../core/times.js";
import { Face } from "../ui/faces.js";
import { Icon } from "../ui/icons.js";
import { Composer } from "./composer.js";
import { Failure } from "./failure.js";
import { Home } from "./home.js";
import { Messages } from "./messages.js";
import { Tools } from "./tools.js";

const isCommand = (text) => /^\/[a-z]/i.test(text);

export function Room({ snapshot, here, go, deeds, openThread, target, failure, complain }) {
  const appChannel = snapshot.conversations.find(({ kind, other }) => kind === "im" && other === snapshot.bot);
  const channel = snapshot.conversations.find(({ id }) => id === here);
  const inApp = here === "home" || (channel && channel === appChannel);
  useEffect(() => {
    if (inApp) deeds.home(here === "home" ? "home" : "messages");
  }, [here]);
  const seen = useVisible();
  const newest = channel?.messages.at(-1)?.ts;
  useEffect(() => {
    if (channel?.unread && seen) deeds.read(channel.id);
  }, [channel?.id, newest, seen]);
  return html`
    <header class="room-head">
      ${inApp ? html`<${AppHead} snapshot=${snapshot} here=${here} appChannel=${appChannel} go=${go} />`
        : html`<${Head} channel=${channel} />`}
    </header>
    <${Failure} of=${failure} dismiss=${() => complain("")} />
    ${here === "home"
      ? html`<${Home} view=${snapshot.home} deeds=${deeds} />`
      : html`<${Conversation} ...${{ snapshot, channel, deeds, openThread, target, complain }} />`}`;
}

// A tab in the background has not been read.
function useVisible() {
  const [visible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const look = () => setVisible(!document.hidden);
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return visible;
}

function Head({ channel }) {
  const other = known.people[channel.other];
  if (channel.kind === "im") {
    return html`<${Face} id=${channel.other} size="medium" /><h1>${channel.title}</h1>
      ${other && html`<span class="quiet topic">${[other.title, `${timeOfDay(known.now, other.tz)} there`].filter(Boolean).join(" · ")}</span>`}`;
  }
  const names = channel.members.map((id) => known.people[id]?.realName).filter(Boolean);
  return html`<h1><${Icon} of=${channel.kind === "private" ? "lock" : "hash"} size="18" />${channel.title}</h1>
    <span class="quiet topic">${channel.topic}</span>
    <span class="members" role="img" aria-label=${`${counted(names.length, "member")}: ${names.join(", ")}`} data-tip=${names.join(", ")}>
      ${channel.members.slice(0, 3).map((id) => html`<${Face} key=${id} id=${id} size="tiny" />`)} ${names.length}</span>`;
}

function AppHead({ snapshot, here, appChannel, go }) {
  const unread = here === "home" ? appChannel?.unread : 0;
  const badge = unread > 0 && html` <span class="badge" aria-label=${`${unread} unread`}>${unread}</span>`;
  const tab = (to, name, beside) => html`<button type="button" role="tab" aria-selected=${here === to}
    tabindex=${here === to ? 0 : -1} data-to=${to} onClick=${() => go(to)}>${name}${beside}</button>`;
  const turn = (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key) || !appChannel) return;
    const to = here === "home" ? appChannel.id : "home";
    go(to);
    const tabs = event.currentTarget;
    setTimeout(() => tabs.querySelector(`[data-to="${to}"]`)?.focus());
  };
  return html`<div class="app-head"><div class="app-name"><${Face} id=${snapshot.bot} size="medium" /><h1>${snapshot.appName}</h1>
      <span class="quiet topic">${snapshot.about}</span></div>
    <div class="tabs" role="tablist" aria-label="Views" onKeyDown=${turn}>
    ${tab("home", "Home")}${appChannel && tab(appChannel.id, "Messages", badge)}</div></div>`;
}

const Silence = ({ of }) => !of.messages.length && html`<p class="quiet">Nothing has been said here yet.</p>`;

function Begin({ channel }) {
  if (channel.kind === "im") {
    const isApp = known.people[channel.other]?.isBot;
    return html`<div class="begin"><${Face} id=${channel.other} size="large" /><h2>${channel.title}</h2>
      <p class="quiet">${isApp ? `What ${channel.title} and you write to each other stands here.`
        : `This conversation is just between ${channel.title} and you.`}</p><${Silence} of=${channel} /></div>`;
  }
  return html`<div class="begin"><span class="begin-sign" aria-hidden="true"><${Icon} of=${channel.kind === "private" ? "lock" : "hash"} size="26" /></span>
    <h2>${channel.title}</h2><p class="quiet">This is the very beginning of ${channel.kind === "private" ? "the private channel" : "the channel"}
    ${" "}<b>${channel.title}</b>. ${channel.topic && html`It is about: ${channel.topic}.`}</p><${Silence} of=${channel} /></div>`;
}

function Conversation({ snapshot, channel, deeds, openThread, target, complain }) {
  const messages = stream(channel);
  const send = (text) => {
    complain("");
    return isCommand(text) ? deeds.command(channel.id, text) : deeds.post(channel.id, text);
  };
  const lastOwn = () => {
    const own = messages.findLast(({ user, ephemeral }) => user === known.me && !ephemeral);
    const row = own && document.querySelector(`.room .message[data-ts="${own.ts}"]`);
    row?.focus();
    row?.dispatchEvent(new KeyboardEvent("keydown", { key: "e", bubbles: true }));
  };
  const label = channel.kind === "im" ? `Message ${channel.title}` : `Message #${channel.title}`;
  const isClosed = channel.other === snapshot.bot && !snapshot.mayWrite;
  return html`
    <${Messages} key=${channel.id} messages=${messages} channel=${channel} deeds=${deeds} openThread=${openThread}
      target=${target} begin=${html`<${Begin} channel=${channel} />`} />
    ${isClosed
      ? html`<p class="closed quiet">Sending messages to this app has been turned off.</p>`
      : html`<${Composer} key=${`compose-${channel.id}`} where=${placeOfDraft(known.me, channel.id)} label=${label} commands=${known.commands}
          send=${send} lastOwn=${lastOwn} tools=${html`<${Tools} channel=${channel} deeds=${deeds} complain=${complain} />`} />`}`;
}
