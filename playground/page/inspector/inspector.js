// The drawer that shows everything that passes between the app and Slack, and where faults are switched on.
import { html, useEffect, useMemo, useRef, useState } from "../vendor/preact.js";
import { known } from "../core/known.js";
import { memo } from "../core/memo.js";
import { show } from "../core/times.js";
import { Icon } from "../ui/icons.js";
import { Faults } from "./faults.js";
import { KINDS, fitting, withEntries } from "./traffic.js";
import { Trees } from "./tree.js";

const MOST = 400;

// The newest rows, as long as `count` grows.
function useTraffic(count, deeds) {
  const [rows, setRows] = useState([]);
  const since = useRef(0);
  const asking = useRef(false);
  useEffect(() => {
    if (asking.current || count <= since.current) return;
    asking.current = true;
    deeds.traffic(since.current, MOST * 2).then((entries) => {
      asking.current = false;
      since.current = Math.max(since.current, entries.at(-1)?.n ?? count);
      setRows((before) => withEntries(before, entries).slice(-MOST));
    }, () => {
      asking.current = false;
    });
  }, [count, rows]);
  return [rows, () => setRows([])];
}

export function Inspector({ count, deeds, close }) {
  const [tab, setTab] = useState("traffic");
  const turn = (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    setTab(tab === "traffic" ? "faults" : "traffic");
    const tabs = event.currentTarget;
    setTimeout(() => tabs.querySelector("[aria-selected=true]").focus());
  };
  const choice = (key, name) => html`<button type="button" role="tab" aria-selected=${tab === key} tabindex=${tab === key ? 0 : -1}
    onClick=${() => setTab(key)}>${name}</button>`;
  const keys = (event) => event.key === "Escape" && !event.defaultPrevented && close();
  return html`<aside class="pane inspector" aria-label="Inspector" onKeyDown=${keys}>
    <header class="room-head"><div class="pane-title"><h2>Inspector</h2></div>
      <button type="button" class="icon-button" aria-label="Close inspector" data-tip="Close" onClick=${close}><${Icon} of="close" /></button></header>
    <div class="tabs" role="tablist" aria-label="Inspector" onKeyDown=${turn}>${choice("traffic", "Traffic")}${choice("faults", "Faults")}</div>
    ${tab === "traffic" ? html`<${Traffic} count=${count} deeds=${deeds} />` : html`<${Faults} deeds=${deeds} count=${count} />`}
  </aside>`;
}

function Traffic({ count, deeds }) {
  const [rows, clear] = useTraffic(count, deeds);
  const [kind, setKind] = useState("all");
  const [typed, setTyped] = useState("");
  const shown = useMemo(() => fitting(rows, kind, typed).reverse(), [rows, kind, typed]);
  return html`<div class="traffic" role="tabpanel" aria-label="Traffic">
    <div class="traffic-tools">
      <div class="chips" role="group" aria-label="Kinds">${Object.entries(KINDS).map(([key, name]) => html`<button type="button"
        class="chip-button" key=${key} aria-pressed=${kind === key} onClick=${() => setKind(key)}>${name}</button>`)}</div>
      <div class="traffic-filter"><input type="search" class="field" aria-label="Filter traffic" placeholder="Filter by any word in it" value=${typed}
        onInput=${({ target }) => setTyped(target.value)} />
        <button type="button" class="button small" onClick=${clear}>Clear</button></div>
    </div>
    <ol class="rows" aria-label="Traffic, newest first" tabindex="0">
      ${shown.map((row) => html`<${Row} key=${row.n} row=${row} />`)}
      ${!shown.length && html`<li class="empty">${rows.length ? "Nothing fits." : "Nothing has passed yet. Use a command, press a button."}</li>`}
    </ol>
  </div>`;
}

const clock = (at) => show(at, known.zone, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const took = ({ took: milliseconds }) => (milliseconds === undefined || milliseconds === null ? "" : `${Math.round(milliseconds * 10) / 10} ms`);
const WAYS = { in: ["→", "to the app"], out: ["←", "from the app"] };

function Verdict({ row }) {
  if (row.problems.length) return html`<span class="verdict bad"><${Icon} of="error" size="14" /> ${row.status ?? "waiting"}</span>`;
  if (row.bad) return html`<span class="verdict bad"><${Icon} of="error" size="14" /> ${row.status}</span>`;
  if (row.late) return html`<span class="verdict late"><${Icon} of="warning" size="14" /> ${row.status}, late</span>`;
  return row.status
    ? html`<span class="verdict good"><${Icon} of="check" size="14" /> ${row.status}</span>`
    : html`<span class="verdict quiet">waiting</span>`;
}

const Row = memo(({ row }) => {
  const [open, setOpen] = useState(false);
  const [sign, said] = WAYS[row.way];
  return html`<li class=${`row-box ${row.kind}`}>
    <button type="button" class="traffic-row" aria-expanded=${open} onClick=${() => setOpen(!open)}>
      <span class="way" role="img" aria-label=${said}>${sign}</span>
      <span class="traffic-words"><b>${row.name}</b> <span class="quiet">${row.more}</span></span>
      <span class="traffic-end"><${Verdict} row=${row} /><span class="quiet took">${took(row)}</span></span>
      <span class="quiet traffic-time">${clock(row.at)}${row.again ? ` · attempt ${row.again + 1}` : ""}</span>
    </button>
    ${open && html`<div class="traffic-more">
      ${row.fault && html`<p class="judged bad">Spoiled by the fault “${row.fault}”.</p>`}
      ${row.problems.length > 0 && html`<ul class="judged bad" aria-label="The judge's verdict">${row.problems.map(({ pointer, message }) =>
        html`<li><code>${pointer || "/"}</code> ${message}</li>`)}</ul>`}
      ${!row.problems.length && row.parts.arguments?.blocks && html`<p class="judged good">The judge found nothing wrong with its blocks.</p>`}
      ${!row.problems.length && row.parts.arguments?.view && html`<p class="judged good">The judge found nothing wrong with its view.</p>`}
      <${Trees} parts=${row.parts} culprits=${row.problems.map(({ path }) => path)} />
    </div>`}
  </li>`;
});
