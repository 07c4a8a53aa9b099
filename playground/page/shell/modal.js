// The form on top of a person's stack of views.
import { html, useEffect, useRef, useState } from "../vendor/preact.js";
import { Blocks } from "../blocks/blocks.js";
import { sentence } from "../core/deeds.js";
import { known } from "../core/known.js";
import { faults } from "../elements/answers.js";
import { forget, useFilling } from "../elements/filling.js";
import { Text } from "../text/mrkdwn.js";
import { Dialog } from "../ui/dialog.js";
import { Face } from "../ui/faces.js";
import { Icon } from "../ui/icons.js";

export function Modals({ views, deeds }) {
  const top = views.at(-1);
  return top && html`<${Modal} key=${top.id} view=${top} below=${views.at(-2)} deeds=${deeds} />`;
}

const FIELDS = "input:not([type=hidden]), textarea, [contenteditable], select";

function useFirstFocus(body) {
  useEffect(() => {
    const field = body.current.querySelector("[data-focus]") ?? body.current.querySelector(FIELDS);
    (field ?? body.current).focus();
  }, []);
}

function Modal({ view, below, deeds }) {
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
  }, view.state?.values);
  useFirstFocus(body);
  useEffect(() => form.complain(view.errors), [view]);

  const close = (whole) => {
    forget(view.id);
    deeds.close({ view_id: view.id, all: whole });
  };
  const submit = async () => {
    if (busy || !view.submit) return;
    const wrong = faults(view.blocks, form.values);
    form.complain(wrong);
    if (Object.keys(wrong).length) return showFirst(body.current);
    setBusy(true);
    setTrouble("");
    const answer = await deeds.submit({ view_id: view.id, values: form.values });
    setBusy(false);
    form.complain(answer.errors ?? {});
    if (answer.closed) forget(view.id);
    if (answer.ok) return;
    if (!Object.keys(answer.errors ?? {}).length) setTrouble(sentence(answer));
    showFirst(body.current);
  };
  const keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
  };

  return html`<${Dialog} name=${view.title.text} kind="modal" close=${() => close(false)} onKeyDown=${keys}>
    <header>
      <${Face} id=${known.bot} size="medium" />
      <h2><${Text} of=${view.title} /></h2>
      <button type="button" class="icon-button" aria-label="Close" data-tip="Close" onClick=${() => close(true)}>
        <${Icon} of="close" /></button>
    </header>
    <div class="modal-body" ref=${body} tabindex="-1">
      ${trouble && html`<div class="block alert error"><div class="alert-body" role="alert">
        <span class="alert-sign"><${Icon} of="error" /></span><div>${trouble}</div></div></div>`}
      <${Blocks} blocks=${view.blocks} form=${form} />
    </div>
    <footer>
      <button type="button" class="button" onClick=${() => close(false)}>
        ${view.close ? html`<${Text} of=${view.close} />` : below ? "Back" : view.submit ? "Cancel" : "Close"}
      </button>
      ${view.submit && html`<button type="button" class="button primary" aria-disabled=${busy} onClick=${submit}>
        ${busy && html`<span class="spinner" aria-hidden="true" />`}<${Text} of=${view.submit} />
      </button>`}
    </footer>
  <//>`;
}

// Once the sentences stand under their fields, bring the first one into sight.
function showFirst(body) {
  setTimeout(() => {
    const field = body?.querySelector("[aria-invalid=true]") ?? body?.querySelector(".error");
    field?.scrollIntoView({ block: "center" });
    field?.focus();
  });
}
