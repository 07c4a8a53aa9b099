// The field that takes files.
import { html, useState } from "../vendor/preact.js";
import { counted } from "../core/known.js";
import { Icon } from "../ui/icons.js";
import { nameOf, useAnswer, useDescription } from "./filling.js";

const MOST = 10;

export function FileInput(self) {
  const { element, form } = self;
  const [files, set] = useAnswer(self);
  const [busy, setBusy] = useState(false);
  const described = useDescription(self);
  const most = element.max_files ?? MOST;
  const add = async ({ target }) => {
    setBusy(true);
    const kept = await Promise.all([...target.files].slice(0, most - files.length).map(form.wires.upload));
    target.value = "";
    setBusy(false);
    set([...files, ...kept.filter(Boolean)]);
  };
  const accept = element.filetypes?.map((type) => `.${type}`).join(",");
  const note = [`Up to ${counted(most, "file")}`, element.filetypes?.join(", ")].filter(Boolean).join(" · ");
  return html`<div class="file-input">
    ${files.map((file) => html`<div class="file-chip" key=${file.id}><${Icon} of="file" /><span>${file.name}</span>
      <button type="button" class="icon-button small" aria-label=${`Remove ${file.name}`}
        onClick=${() => set(files.filter(({ id }) => id !== file.id))}><${Icon} of="close" size="14" /></button></div>`)}
    ${files.length < most && html`<label class="file-drop">
      <${Icon} of="upload" /> <span>${busy ? "Uploading" : "Choose a file"}</span><small>${note}</small>
      <input type="file" ...${described} aria-label=${nameOf(self)} accept=${accept} multiple=${most > 1} onChange=${add} /></label>`}
  </div>`;
}
