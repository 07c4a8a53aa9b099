// The form on top of a person's stack of views.
import { html, useEffect, useRef, useState } from "./vendor/preact.js";
import { Blocks } from "./blocks.js";
import { Dialog } from "./dialog.js";
import { sentence } from "./deeds.js";
import { faults } from "./forms.js";
import { forget, useFilling } from "./filling.js";
import { Text } from "./mrkdwn.js";

export function Modals({ views, deeds }) {
  const top = views.at(-1);
  return top && html`<${Modal} key=${top.id} view=${top} below=${views.at(-2)} deeds=${deeds} />`;
}

const FIELDS = "input:not([type=hidden]), textarea, select";

function useFirstFocus(body, blocks) {
  useEffect(() => {
    const wanted = blocks.find(({ element }) => element?.focus_on_load)?.element.action_id;
    const fields = [...body.current.querySelectorAll(FIELDS)];
    const field = fields.find(({ id }) => wanted && id.endsWith(`-${wanted}`)) ?? fields[0];
    (field ?? body.current).focus();
  }, []);
}

function Modal({ view, below, deeds }) {
  const [mine, setMine] = useState(null);
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const body = useRef();
  const form = useFilling(view.id, view.blocks, {
    tell: async (action) => {
      const answer = await deeds.clickInForm({ view_id: view.id, ...action });
      setTrouble(answer.ok ? "" : sentence(answer));
    },
    options: (block_id, action_id, value) => deeds.options({ view_id: view.id, block_id, action_id, value }),
    upload: deeds.upload,
    errors: mine ?? view.errors,
  });
  useFirstFocus(body, view.blocks);

  const close = (whole) => {
    forget(view.id);
    deeds.close({ view_id: view.id, all: whole });
  };
  const submit = async () => {
    if (busy || !view.submit) return undefined;
    const wrong = faults(view.blocks, form.values);
    setMine(wrong);
    if (Object.keys(wrong).length) return showFirst(body.current);
    setBusy(true);
    setTrouble("");
    const answer = await deeds.submit({ view_id: view.id, values: form.values });
    setBusy(false);
    setMine(answer.errors ?? null);
    if (answer.closed) forget(view.id);
    if (answer.ok) return undefined;
    const named = Object.keys(answer.errors ?? {}).length > 0;
    if (!named) setTrouble(sentence(answer));
    return showFirst(body.current);
  };
  const keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
  };

  return html`<${Dialog} name=${view.title.text} kind="modal" close=${() => close(false)} onKeyDown=${keys}>
    <header>
      <h2><${Text} of=${view.title} /></h2>
      <button type="button" class="icon-button" aria-label="Close" onClick=${() => close(true)}>×</button>
    </header>
    <div class="modal-body" ref=${body} tabindex="-1">
      ${trouble && html`<div class="block alert error" role="alert">${trouble}</div>`}
      <${Blocks} blocks=${view.blocks} form=${form} />
    </div>
    <footer>
      <button type="button" class="button" onClick=${() => close(false)}>
        ${view.close ? html`<${Text} of=${view.close} />` : below ? "Back" : "Cancel"}
      </button>
      ${view.submit && html`<button type="button" class="button primary" disabled=${busy} onClick=${submit}>
        <${Text} of=${view.submit} />
      </button>`}
    </footer>
  <//>`;
}

// Once the sentences stand under their fields, bring the first one into sight.
function showFirst(body) {
  setTimeout(() => {
    const field = body.querySelector("[aria-invalid=true]") ?? body.querySelector(".error");
    field?.scrollIntoView({ block: "center" });
    field?.focus();
  });
}
