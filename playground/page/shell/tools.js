// What stands at the left of a composer's foot: a file to share, and the app's shortcuts.
import { html } from "../vendor/preact.js";
import { sentence } from "../core/deeds.js";
import { known, shortcutsOn } from "../core/known.js";
import { Icon } from "../ui/icons.js";
import { Menu } from "../ui/menus.js";

function useSharing({ channel, thread, deeds, complain }) {
  return async ({ target }) => {
    for (const file of target.files) {
      const answer = await deeds.share(channel.id, file, thread);
      if (!answer.ok) complain(sentence(answer));
    }
    target.value = "";
  };
}

export function ShareFile(props) {
  const share = useSharing(props);
  return html`<label class="icon-button attach" data-tip="Share a file"><${Icon} of="plus" />
    <input type="file" aria-label="Share a file" multiple onChange=${share} /></label>`;
}

export function Tools({ channel, deeds, complain }) {
  const entries = shortcutsOn("global").map(({ name, description, callback_id }) => ({
    name, note: description || known.appName, icon: html`<${Icon} of="bolt" />`, act: () => deeds.shortcut({ callback_id }),
  }));
  return html`<${ShareFile} channel=${channel} deeds=${deeds} complain=${complain} />
    ${entries.length > 0 && html`<${Menu} label=${html`<${Icon} of="bolt" />`} title="Shortcuts" tip="Shortcuts" kind="icon-button"
      above entries=${[{ heading: known.appName }, ...entries]} />`}`;
}
