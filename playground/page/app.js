// The page: one person's screen, drawn again after every change.
import { html, render, useEffect, useMemo, useRef, useState } from "./vendor/preact.js";
import { deedsOf } from "./core/deeds.js";
import { learnEmoji } from "./core/known.js";
import { merged, translate } from "./core/store.js";
import { emojiTable, listen, people } from "./core/wire.js";
import { Inspector } from "./inspector/inspector.js";
import { Guide, prepare, useGuide } from "./shell/guide.js";
import { Help, nextPart } from "./shell/help.js";
import { Modals } from "./shell/modal.js";
import { Room } from "./shell/room.js";
import { SearchResults } from "./shell/search.js";
import { Sidebar } from "./shell/sidebar.js";
import { Thread } from "./shell/thread.js";
import { Toasts } from "./shell/toasts.js";
import { Top } from "./shell/top.js";
import { Tips } from "./ui/tips.js";

const addressed = (what) => new URLSearchParams(location.search).get(what);

function remember(user, place) {
  history.replaceState(null, "", `?${new URLSearchParams({ user, ...(place && { at: place }) })}`);
}

// The place asked for (a person means the talk with them), while it exists; else the first channel.
function placeIn({ conversations }, wanted) {
  const found = conversations.find(({ id, other }) => wanted && (id === wanted || other === wanted));
  if (wanted === "home" || found) return found?.id ?? wanted;
  const channels = conversations.filter(({ kind }) => kind === "channel");
  return (channels.find(({ name }) => name === "general") ?? channels[0])?.id ?? "home";
}

// What this person sees, kept up to date; and what they can do.
function useWorkspace(user, complain) {
  const [raw, setRaw] = useState(null);
  const [line, setLine] = useState("");
  const wire = useRef();
  useEffect(() => {
    wire.current = listen(user, (news, isWhole) => setRaw((before) => merged(isWhole ? null : before, news)), setLine);
    return () => wire.current.hangUp();
  }, [user]);
  const deeds = useMemo(() => deedsOf(user, complain, (wish) => wire.current.say(wish)), [user]);
  return { snapshot: useMemo(() => raw && translate(raw), [raw]), deeds, line };
}

const isTyping = ({ target }) => target.closest("input, textarea, select, [contenteditable]");

function useKeys(showHelp) {
  useEffect(() => {
    const keys = (event) => {
      if (event.key === "F6") {
        event.preventDefault();
        nextPart(event.shiftKey);
      } else if (event.key === "?" && !isTyping(event) && !document.querySelector("dialog[open]")) showHelp();
    };
    addEventListener("keydown", keys);
    return () => removeEventListener("keydown", keys);
  }, []);
}

function Screen({ user, viewer, become, start }) {
  const [wanted, go] = useState(start.place ?? addressed("at"));
  const [pane, setPane] = useState(null);
  const [target, setTarget] = useState(start.ts ? { ts: start.ts } : null);
  const [asked, search] = useState(null);
  const [failure, complain] = useState("");
  const [narrow, setNarrow] = useState(false);
  const [helping, help] = useState(false);
  const [guided, showGuide] = useGuide();
  const { snapshot, deeds, line } = useWorkspace(user, complain);
  const here = snapshot && placeIn(snapshot, wanted);
  const openThread = useMemo(() => (channel, ts) => setPane({ thread: ts, channel }), []);
  useKeys(() => help(true));
  useEffect(() => {
    if (here) remember(user, here);
    complain("");
  }, [here]);
  useEffect(() => {
    if (snapshot && start.focus) document.querySelector(".room .composer textarea")?.focus();
    if (snapshot && start.ts) deeds.earlier(start.place, start.ts);
  }, [Boolean(snapshot)]);
  if (!snapshot) return html`<p class="waiting"><span class="spinner" /> ${line || "Opening the playground"}</p>`;

  const visit = (place) => {
    go(place);
    search(null);
    setNarrow(false);
    setTarget(null);
    if (pane?.thread) setPane(null);
  };
  const openMessage = ({ channel, ts, threadTs }) => {
    visit(channel);
    deeds.earlier(channel, threadTs ?? ts);
    setTarget({ ts });
    if (threadTs) setPane({ thread: threadTs, channel });
  };
  // Somebody's place, with words in the composer or a message in sight: as whoever one is to be.
  const be = (person, place, words, ts) => {
    prepare(person, place, words);
    if (person !== user) become(person, { place, ts, focus: Boolean(words) });
    else if (ts) openMessage({ channel: place, ts });
    else visit(place);
    if (words) setTimeout(() => document.querySelector(".room .composer textarea")?.focus(), 50);
  };
  const leaveThread = () => {
    document.querySelector(`.room .message[data-ts="${pane.thread}"]`)?.focus();
    setPane(null);
  };
  const channel = pane?.thread && snapshot.conversations.find(({ id }) => id === pane.channel);
  const appChannel = snapshot.conversations.find(({ kind, other }) => kind === "im" && other === snapshot.bot);
  const inspecting = Boolean(pane?.inspector);
  return html`<div class=${pane ? "screen with-pane" : "screen"}>
    <a class="skip" href="#room">Skip to the conversation</a>
    <${Top} ...${{ snapshot, asked, search, deeds, line, inspecting }} menuOpen=${narrow} toggleMenu=${() => setNarrow(!narrow)}
      inspect=${() => setPane(inspecting ? null : { inspector: true })} showGuide=${() => showGuide(true)} showHelp=${() => help(true)} />
    <${Sidebar} snapshot=${snapshot} here=${asked ? "" : here} go=${visit} become=${(person) => become(person, {})} open=${narrow} />
    ${narrow && html`<div class="shade" onClick=${() => setNarrow(false)} />`}
    <main class="room" id="room" tabindex="-1">
      ${guided && html`<${Guide} tour=${snapshot.tour} viewer=${viewer} deeds=${deeds} be=${be} close=${() => showGuide(false)}
        appChannel=${appChannel} />`}
      ${asked
        ? html`<${SearchResults} asked=${asked} deeds=${deeds} open=${openMessage} leave=${() => search(null)} />`
        : html`<${Room} ...${{ snapshot, here, deeds, openThread, target, failure, complain }} go=${visit} />`}
    </main>
    ${channel && html`<${Thread} key=${pane.thread} channel=${channel} ts=${pane.thread} target=${target} deeds=${deeds}
      openThread=${openThread} close=${leaveThread} />`}
    ${inspecting && html`<${Inspector} count=${snapshot.traffic} deeds=${deeds} close=${() => setPane(null)} />`}
    <${Modals} views=${snapshot.views} deeds=${deeds} />
    <${Toasts} snapshot=${snapshot} here=${asked ? "" : here} open=${openMessage} />
    ${helping && html`<${Help} close=${() => help(false)} />`}
    <${Tips} />
  </div>`;
}

function Page({ everyone, viewer }) {
  const named = everyone.find(({ id, name }) => [id, name].includes(addressed("user")));
  const [{ user, start }, setUser] = useState({ user: named?.id ?? viewer, start: {} });
  const become = (person, to) => setUser({ user: person, start: to });
  return html`<${Screen} key=${user} user=${user} viewer=${viewer} start=${start} become=${become} />`;
}

const [{ people: everyone, viewer }, table] = await Promise.all([people(), emojiTable()]);
learnEmoji(table);
render(html`<${Page} everyone=${everyone} viewer=${viewer} />`, document.body);
