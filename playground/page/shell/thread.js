// The pane beside a channel: one message and what was answered to it.
import { html, useEffect, useRef, useState } from "../vendor/preact.js";
import { placeOfDraft } from "../core/drafts.js";
import { known } from "../core/known.js";
import { thread as inThread } from "../core/store.js";
import { Icon } from "../ui/icons.js";
import { Composer } from "./composer.js";
import { Failure } from "./failure.js";
import { Messages } from "./messages.js";
import { ShareFile } from "./tools.js";

const isCommand = (text) => /^\/[a-z]/i.test(text);

export function Thread({ channel, ts, target, deeds, openThread, close }) {
  const [failure, complain] = useState("");
  const [also, setAlso] = useState(false);
  const box = useRef();
  useEffect(() => {
    if (!target) box.current.querySelector("textarea").focus();
  }, []);
  const keys = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && event.target.closest(".pane")) close();
  };
  const send = async (text) => {
    complain("");
    if (isCommand(text)) {
      complain(`${text.split(/\s/)[0]} does not work in a thread. Send it in the channel instead.`);
      return { ok: false };
    }
    const answer = await deeds.post(channel.id, text, ts, also);
    if (answer.ok) setAlso(false);
    return answer;
  };
  const name = channel.kind === "im" ? channel.title : `#${channel.title}`;
  const where = channel.kind === "im" ? `Also send as a direct message` : `Also send to ${name}`;
  const beside = html`<label class="also"><input type="checkbox" checked=${also}
    onChange=${({ target: box }) => setAlso(box.checked)} /> ${where}</label>`;
  return html`<aside class="pane thread" aria-label="Thread" ref=${box} onKeyDown=${keys}>
    <header class="room-head"><div class="pane-title"><h2>Thread</h2><span class="quiet">${name}</span></div>
      <button type="button" class="icon-button" aria-label="Close thread" data-tip="Close" onClick=${close}><${Icon} of="close" /></button>
    </header>
    <${Messages} messages=${inThread(channel, ts)} channel=${channel} deeds=${deeds} openThread=${openThread}
      target=${target} inThread />
    <${Failure} of=${failure} dismiss=${() => complain("")} />
    <${Composer} where=${placeOfDraft(known.me, channel.id, ts)} label="Reply" send=${send} beside=${beside}
      tools=${html`<${ShareFile} channel=${channel} thread=${ts} deeds=${deeds} complain=${complain} />`} />
  </aside>`;
}
