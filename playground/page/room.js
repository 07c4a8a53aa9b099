// The middle of the screen: a conversation or the app's place, and the thread beside it.
import { html, useEffect, useState } from "./vendor/preact.js";
import { Composer } from "./composer.js";
import { Home } from "./home.js";
import { Icon } from "./icons.js";
import { known } from "./known.js";
import { Menu } from "./menus.js";
import { Messages } from "./messages.js";
import { stream, thread as inThread } from "./snapshot.js";

const titleOf = ({ kind, title }) => (kind === "channel" ? `# ${title}` : title);
const isCommand = (text) => /^\/[a-z]/i.test(text);

export function Room(shared) {
  const { snapshot, here, deeds, go, thread, failure, complain } = shared;
  const appChannel = snapshot.conversations.find(({ kind, other }) => kind === "im" && other === snapshot.bot);
  const channel = snapshot.conversations.find(({ id }) => id === here);
  const inApp = here === "home" || (channel && channel === appChannel);
  useEffect(() => {
    if (inApp) deeds.home(here === "home" ? "home" : "messages");
  }, [here]);
  const seen = useVisible();
  useEffect(() => {
    if (channel?.unread && seen) deeds.read(channel.id);
  }, [channel?.id, channel?.unread, seen]);
  return html`
    <main class="room">
      <header class="room-head">
        <h1>${inApp ? snapshot.appName : titleOf(channel)}</h1>
        ${inApp
          ? html`<${Tabs} here=${here} appChannel=${appChannel} go=${go} />`
          : html`<${Members} channel=${channel} />`}
      </header>
      <${Failure} of=${failure} dismiss=${() => complain("")} />
      ${here === "home"
        ? html`<${Home} view=${snapshot.home} deeds=${deeds} />`
        : html`<${Conversation} channel=${channel} ...${shared} />`}
    </main>
    ${thread && channel && html`<${Thread} key=${thread} channel=${channel} ...${shared} />`}`;
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

function Members({ channel }) {
  if (channel.kind === "im") return null;
  const names = channel.members.map((id) => known.people[id]?.realName).filter(Boolean);
  return html`<span class="quiet" title=${names.join(", ")}>${names.length} members</span>`;
}

function Tabs({ here, appChannel, go }) {
  const unread = here === "home" ? appChannel?.unread : 0;
  const badge = unread > 0 && html` <span class="badge" aria-label=${`${unread} unread`}>${unread}</span>`;
  const tab = (to, name, beside) => html`<button type="button" role="tab" aria-selected=${here === to}
    onClick=${() => go(to)}>${name}${beside}</button>`;
  return html`<div class="tabs" role="tablist" aria-label="Views">
    ${tab("home", "Home")}${appChannel && tab(appChannel.id, "Messages", badge)}</div>`;
}

function Conversation({ snapshot, channel, deeds, setThread, complain }) {
  const send = (text) => {
    complain("");
    return isCommand(text) ? deeds.command(channel.id, text) : deeds.post(channel.id, text);
  };
  const label = channel.kind === "im" ? `Message ${channel.title}` : `Message #${channel.title}`;
  return html`
    <${Messages} messages=${stream(channel)} channel=${channel} deeds=${deeds} openThread=${setThread} />
    <${Composer} where=${`${known.me}-${channel.id}`} label=${label} commands=${snapshot.commands}
      send=${send} tools=${html`<${Tools} channel=${channel} deeds=${deeds} />`} />`;
}

function Tools({ channel, deeds }) {
  const entries = deeds.shortcutsOn("global").map(({ name, description, callback_id }) => ({
    name, note: description, act: () => deeds.shortcut({ callback_id }),
  }));
  const share = async ({ target }) => {
    await deeds.share(channel.id, target.files[0]);
    target.value = "";
  };
  return html`<label class="icon-button attach" title="Share a file"><${Icon} of="clip" />
      <input type="file" aria-label="Share a file" onChange=${share} /></label>
    ${entries.length > 0 && html`<${Menu} label=${html`<${Icon} of="bolt" />`} title="Shortcuts" kind="icon-button"
      entries=${entries} />`}`;
}

const Failure = ({ of, dismiss }) => of && html`<div class="failure" role="alert"><span>${of}</span>
  <button type="button" class="icon-button" aria-label="Dismiss" onClick=${dismiss}>×</button></div>`;

function Thread({ channel, deeds, thread, setThread }) {
  const [failure, complain] = useState("");
  const send = (text) => {
    complain("");
    if (!isCommand(text)) return deeds.post(channel.id, text, thread);
    complain(`${text.split(/\s/)[0]} does not work in a thread. Send it in the channel instead.`);
    return { ok: false };
  };
  const keys = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) setThread(null);
  };
  return html`<aside class="thread" aria-label="Thread" onKeyDown=${keys}>
    <header class="room-head"><h2>Thread</h2>
      <button type="button" class="icon-button" aria-label="Close thread" onClick=${() => setThread(null)}>×</button>
    </header>
    <${Messages} messages=${inThread(channel, thread)} channel=${channel} deeds=${deeds}
      openThread=${setThread} inThread />
    <${Failure} of=${failure} dismiss=${() => complain("")} />
    <${Composer} where=${`${known.me}-${channel.id}-${thread}`} label="Reply" send=${send} />
  </aside>`;
}
