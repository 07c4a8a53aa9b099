// The page: one person's screen, drawn again after each snapshot.
import { html, render, useEffect, useMemo, useState } from "./vendor/preact.js";
import { Clock } from "./clock.js";
import { deedsOf } from "./deeds.js";
import { Icon } from "./icons.js";
import { known, learnEmoji } from "./known.js";
import { Modals } from "./modal.js";
import { Room } from "./room.js";
import { Sidebar } from "./sidebar.js";
import { translate } from "./snapshot.js";
import { emojiTable, listen, people } from "./wire.js";

const addressed = (what) => new URLSearchParams(location.search).get(what);

function remember(user, place) {
  const kept = new URLSearchParams({ user, ...(place && { at: place }) });
  history.replaceState(null, "", `?${kept}`);
}

// The place asked for (a person means the talk with them), while it exists; else the first channel.
function placeIn({ conversations }, wanted) {
  const found = conversations.find(({ id, other }) => wanted && (id === wanted || other === wanted));
  if (wanted === "home" || found) return found?.id ?? wanted;
  const channels = conversations.filter(({ kind }) => kind === "channel");
  return (channels.find(({ name }) => name === "general") ?? channels[0])?.id ?? "home";
}

function Screen({ user, become }) {
  const [raw, setRaw] = useState(null);
  const [wanted, go] = useState(() => addressed("at"));
  const [openThread, setThread] = useState(null);
  const [line, setLine] = useState("");
  const [failure, complain] = useState("");
  const [narrow, setNarrow] = useState(false);
  useEffect(() => listen(user, setRaw, setLine), [user]);
  const snapshot = useMemo(() => raw && translate(raw), [raw]);
  const here = snapshot && placeIn(snapshot, wanted);
  const deeds = useMemo(() => snapshot && deedsOf(user, snapshot, complain), [snapshot]);
  useEffect(() => {
    if (here) remember(user, here);
    complain("");
  }, [here]);
  if (!snapshot) return html`<p class="waiting">${line || "Opening the playground"}</p>`;

  const visit = (place) => {
    go(place);
    setThread(null);
    setNarrow(false);
  };
  return html`<div class=${openThread ? "screen with-thread" : "screen"}>
    <header class="top">
      <button type="button" class="icon-button only-narrow" aria-label="Conversations" aria-expanded=${narrow}
        onClick=${() => setNarrow(!narrow)}><${Icon} of="menu" /></button>
      <span class="brand">Winbook playground</span>
      ${line && html`<span class="line" role="status">${line}</span>`}
      <${Clock} move=${deeds.move} />
    </header>
    <${Sidebar} snapshot=${snapshot} here=${here} go=${visit} become=${become} open=${narrow} />
    <${Room} snapshot=${snapshot} here=${here} deeds=${deeds} go=${visit} thread=${openThread} setThread=${setThread}
      failure=${failure} complain=${complain} />
    <${Modals} views=${snapshot.views} deeds=${deeds} />
  </div>`;
}

function Page({ everyone, viewer }) {
  const named = everyone.find(({ id, name }) => [id, name].includes(addressed("user")));
  const [user, become] = useState(named?.id ?? viewer);
  return html`<${Screen} key=${user} user=${user} become=${become} />`;
}

const [{ people: everyone, viewer }, table] = await Promise.all([people(), emojiTable()]);
learnEmoji(table);
render(html`<${Page} everyone=${everyone} viewer=${viewer} />`, document.body);
