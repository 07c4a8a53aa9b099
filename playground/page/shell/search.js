// Finding what was said: the field in the top bar, and the page of results.
import { html, useEffect, useRef, useState } from "../vendor/preact.js";
import { counted, known, personName } from "../core/known.js";
import { found as toMessage } from "../core/store.js";
import { longDay, timeOfDay } from "../core/times.js";
import { Mrkdwn } from "../text/mrkdwn.js";
import { Face } from "../ui/faces.js";
import { Icon } from "../ui/icons.js";

export function SearchField({ workspace, search, asked }) {
  const field = useRef();
  const [typed, setTyped] = useState(asked ?? "");
  useEffect(() => setTyped(asked ?? ""), [asked]);
  useEffect(() => {
    const keys = (event) => {
      if (!(event.ctrlKey || event.metaKey) || !["k", "g"].includes(event.key.toLowerCase())) return;
      event.preventDefault();
      field.current.select();
    };
    addEventListener("keydown", keys);
    return () => removeEventListener("keydown", keys);
  }, []);
  const send = (event) => {
    event.preventDefault();
    if (typed.trim()) search(typed.trim());
  };
  return html`<form class="search" role="search" onSubmit=${send}>
    <${Icon} of="search" size="16" />
    <input ref=${field} type="search" aria-label="Search messages" placeholder=${`Search ${workspace}`} value=${typed}
      aria-keyshortcuts="Control+K" onInput=${({ target }) => setTyped(target.value)} />
  </form>`;
}

function useResults(asked, deeds) {
  const [results, setResults] = useState(null);
  useEffect(() => {
    let late = false;
    setResults(null);
    deeds.search(asked).then((answer) => late || setResults(answer));
    return () => {
      late = true;
    };
  }, [asked]);
  return results;
}

const placeName = (id) => {
  const channel = known.channels[id];
  return channel?.kind === "im" ? channel.title : `#${channel?.title ?? "channel"}`;
};

function Hit({ hit, open }) {
  const message = toMessage(hit);
  return html`<li><button type="button" class="hit" onClick=${() => open(message)}>
    <span class="hit-place">${placeName(message.channel)}<span class="quiet"> · ${longDay(message.at, known.zone)}</span>
      ${message.threadTs && html`<span class="quiet"> · in a thread</span>`}</span>
    <span class="hit-words"><${Face} id=${message.user} size="medium" />
      <span class="hit-text"><span class="byline"><b>${personName(message.user)}</b>
        <span class="quiet">${timeOfDay(message.at, known.zone)}</span></span><${Mrkdwn} text=${message.text} /></span></span>
  </button></li>`;
}

export function SearchResults({ asked, deeds, open, leave }) {
  const results = useResults(asked, deeds);
  return html`<header class="room-head"><h1>Search: ${asked}</h1>
      <span class="quiet topic" role="status">${results && (results.ok ? counted(results.count, "result") : "")}</span>
      <button type="button" class="icon-button" aria-label="Close search" data-tip="Close" onClick=${leave}><${Icon} of="close" /></button>
    </header>
    <div class="results" tabindex="-1">
      ${!results && html`<p class="empty"><span class="spinner" /> Searching</p>`}
      ${results?.ok === false && html`<p class="empty">${results.error}</p>`}
      ${results?.ok && !results.count && html`<div class="empty-place"><${Icon} of="search" size="32" />
        <h2>Nothing found</h2><p>Every word must occur. <code>from:${known.people[known.me]?.name}</code> and <code>in:eng</code> narrow it down.</p></div>`}
      <ul class="hits">${results?.found?.map((hit) => html`<${Hit} key=${hit.message.ts} hit=${hit} open=${open} />`)}</ul>
      ${results?.count > results?.found?.length && html`<p class="empty">The newest ${results.found.length} are shown.</p>`}
    </div>`;
}
