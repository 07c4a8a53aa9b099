// What the app published as its Home.
import { html } from "../vendor/preact.js";
import { Blocks } from "../blocks/blocks.js";
import { known } from "../core/known.js";
import { useFilling } from "../elements/filling.js";
import { Face } from "../ui/faces.js";

export function Home({ view, deeds }) {
  if (!view) {
    return html`<div class="empty-place"><${Face} id=${known.bot} size="large" />
      <h2>Nothing here yet</h2><p>${known.appName} has not published its Home for you.</p></div>`;
  }
  return html`<${Published} key=${view.id} view=${view} deeds=${deeds} />`;
}

function Published({ view, deeds }) {
  const form = useFilling(`home-${view.id}`, view.blocks, {
    tell: (action) => deeds.click({ view_id: view.id, ...action }),
    options: (block_id, action_id, value) => deeds.options({ view_id: view.id, block_id, action_id, value }),
    upload: deeds.upload,
  }, view.state?.values);
  return html`<div class="home" role="tabpanel" aria-label="Home" tabindex="0"><div class="home-page">
    <${Blocks} blocks=${view.blocks} form=${form} /></div></div>`;
}
