// The app's own place: its Home tab, and the tab with its messages.
import { html } from "./vendor/preact.js";
import { Blocks } from "./blocks.js";
import { useFilling } from "./filling.js";

export function Home({ view, deeds }) {
  if (!view) return html`<p class="empty">Nothing here yet. The app has not published its Home.</p>`;
  return html`<${Published} key=${view.id} view=${view} deeds=${deeds} />`;
}

function Published({ view, deeds }) {
  const form = useFilling(`home-${view.id}`, view.blocks, {
    tell: (action) => deeds.click({ view_id: view.id, ...action }),
    options: (block_id, action_id, value) => deeds.options({ view_id: view.id, block_id, action_id, value }),
    upload: deeds.upload,
  });
  return html`<div class="home" tabindex="-1"><div class="home-page">
    <${Blocks} blocks=${view.blocks} form=${form} /></div></div>`;
}
