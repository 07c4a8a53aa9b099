// What one presses: buttons, icon buttons, feedback, and the menu behind the dots.
import { html } from "../vendor/preact.js";
import { known, safeAddress, withEmoji } from "../core/known.js";
import { Text } from "../text/mrkdwn.js";
import { useQuestion } from "../ui/dialog.js";
import { Icon } from "../ui/icons.js";
import { Menu } from "../ui/menus.js";
import { press } from "./filling.js";

const follow = (url) => safeAddress(url) && open(url, "_blank", "noopener");

export function Button(self) {
  const { element } = self;
  const [ask, question] = useQuestion(element.confirm);
  const go = () => ask(() => {
    follow(element.url);
    press(self, element.value);
  });
  return html`<button type="button" class=${`button ${element.style ?? ""}`} onClick=${go}
    aria-label=${element.accessibility_label}><${Text} of=${element.text} />
    ${element.url && html`<span class="leaves" aria-hidden="true">↗</span>`}</button>${question}`;
}

const ICONS = { trash: "trash", edit: "pencil", pencil: "pencil", copy: "copy", link: "link", download: "download" };

export function IconButton(self) {
  const { element } = self;
  const [ask, question] = useQuestion(element.confirm);
  const viewers = element.visible_to_user_ids;
  if (viewers?.length && !viewers.includes(known.me)) return null;
  return html`<button type="button" class="icon-button" aria-label=${element.accessibility_label ?? element.text.text}
    data-tip=${element.text.text} onClick=${() => ask(() => press(self, element.value))}>
    <${Icon} of=${ICONS[element.icon] ?? "bolt"} /></button>${question}`;
}

export const Feedback = (self) => ["positive_button", "negative_button"].map((name) => {
  const button = self.element[name];
  return html`<button type="button" class="button small feedback" aria-label=${button.accessibility_label}
    onClick=${() => press(self, button.value)}>
    <span aria-hidden="true">${withEmoji(name === "positive_button" ? ":+1:" : ":-1:")}</span>
    <${Text} of=${button.text} /></button>`;
});

export function Overflow(self) {
  const [ask, question] = useQuestion(self.element.confirm);
  const entries = self.element.options.map((option) => ({
    name: withEmoji(option.text.text),
    note: option.description?.text,
    act: () => ask(() => {
      follow(option.url);
      press(self, { type: "overflow", selected_option: option });
    }),
  }));
  return html`<${Menu} label=${html`<${Icon} of="more" />`} title="More actions" kind="button dots"
    entries=${entries} end />${question}`;
}
