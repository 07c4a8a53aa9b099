// Trouble on demand: what goes wrong while a switch is on, and what can be done to the link right now.
import { html, useEffect, useState } from "../vendor/preact.js";

const CALLS = [
  ["429", "Too many calls", "Answered with 429 and Retry-After of 1 second"],
  ["500", "Server error", "Answered with 500"],
  ["drop_before", "Cut before it counts", "The line breaks before the call takes effect"],
  ["drop_after", "Reply lost", "The call takes effect, and the line breaks before the answer"],
  ["internal_error_after", "Done, but says it failed", "It takes effect and answers internal_error"],
  ["slow", "Slow", "One second late"],
  ["empty", "Empty answer", "200 without a body"],
  ["html", "Not JSON", "200 with a web page instead"],
];
const EVENTS = [
  ["duplicate", "Events twice", "Each event is delivered two times"],
  ["swap", "Events out of order", "Each event waits for the next and comes after it"],
  ["no_ack", "Acknowledgements unseen", "What the app acknowledges is not noticed"],
];
const LINKS = [
  ["disconnect", "Ask to Refresh", "Slack does this every few hours"],
  ["close", "Break the Link", "As a network does"],
  ["silent", "Fall Silent", "Open, and nothing is said on it any more"],
];
const METHODS = ["*", "chat.postMessage", "chat.update", "views.open", "views.publish", "users.info", "response_url"];

const ALWAYS = { share: 1 };

export function Faults({ deeds }) {
  const [state, setState] = useState({ active: [], withheld_scopes: [], optional_scopes: [] });
  const [method, setMethod] = useState("*");
  const [done, setDone] = useState("");
  const wish = async (what) => {
    const answer = await deeds.faults(what);
    if (answer.ok) setState((before) => ({ ...before, ...answer }));
    return answer;
  };
  useEffect(() => wish({ off: {} }), []);
  const isOn = (on, kind) => state.active.some((fault) => fault.on === on && fault.kind === kind && (on !== "call" || fault.method === method));
  const flip = (on, kind, start) => wish(isOn(on, kind) ? { off: { on, kind, method: on === "call" ? method : "*" } } : { ...start, ...ALWAYS });
  const trouble = async (kind) => {
    const { links } = await wish({ link: kind });
    setDone(links ? `Done to ${links === 1 ? "the link" : `${links} links`}.` : "The app is not connected.");
  };
  const scope = (name) => wish({ withhold_scopes: state.withheld_scopes.includes(name)
    ? state.withheld_scopes.filter((one) => one !== name) : [...state.withheld_scopes, name] });
  const count = state.active.length + state.withheld_scopes.length;
  return html`<div class="faults" role="tabpanel" aria-label="Faults" tabindex="0">
    <div class="faults-head"><p class="quiet" role="status">${count ? `${count} switched on. ${done}` : `Everything works. ${done}`}</p>
      <button type="button" class="button small" disabled=${!count} onClick=${() => wish({ clear: true })}>Switch All Off</button></div>
    <${Part} title="What the app calls">
      <label class="label" for="fault-method">Method</label>
      <select id="fault-method" class="field" value=${method} onChange=${({ target }) => setMethod(target.value)}>
        ${METHODS.map((name) => html`<option value=${name}>${name === "*" ? "Every method" : name}</option>`)}</select>
      ${CALLS.map(([kind, name, note]) => html`<${Switch} key=${kind} name=${name} note=${note} on=${isOn("call", kind)}
        flip=${() => flip("call", kind, { method, kind })} />`)}
    <//>
    <${Part} title="What the app hears">${EVENTS.map(([kind, name, note]) => html`<${Switch} key=${kind} name=${name} note=${note}
      on=${isOn("event", kind)} flip=${() => flip("event", kind, { events: kind })} />`)}<//>
    <${Part} title="The link, right now"><div class="row">${LINKS.map(([kind, name, note]) => html`<button type="button" class="button small" key=${kind}
      data-tip=${note} onClick=${() => trouble(kind)}>${name}</button>`)}</div><//>
    ${state.optional_scopes?.length > 0 && html`<${Part} title="Permissions not granted">${state.optional_scopes.map((name) =>
      html`<${Switch} key=${name} name=${name} note="" on=${state.withheld_scopes.includes(name)} flip=${() => scope(name)} />`)}<//>`}
    <${Others} active=${state.active} method=${method} />
  </div>`;
}

const Part = ({ title, children }) => html`<section class="fault-part"><h3>${title}</h3>${children}</section>`;

const Switch = ({ name, note, on, flip }) => html`<button type="button" role="switch" aria-checked=${on} class="switch" onClick=${flip}>
  <span class="switch-words"><span>${name}</span>${note && html`<small>${note}</small>`}</span>
  <span class="switch-track" aria-hidden="true"><span class="switch-knob" /></span>
  <span class="switch-state" aria-hidden="true">${on ? "On" : "Off"}</span></button>`;

// Those that are on for another method than the one chosen above, or only for a few times.
function Others({ active, method }) {
  const others = active.filter(({ on, method: of }) => on === "call" && of !== method);
  if (!others.length) return null;
  return html`<p class="quiet">Also on: ${others.map(({ kind, method: of }) => `${kind} for ${of === "*" ? "every method" : of}`).join(", ")}.</p>`;
}
