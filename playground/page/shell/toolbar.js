// What one can do to a message: the bar over it, the menu behind its dots, and the keys.
import { html } from "../vendor/preact.js";
import { emojiFor, known, shortcutsOn, unescaped } from "../core/known.js";
import { useQuestion } from "../ui/dialog.js";
import { EmojiButton } from "../ui/emoji.js";
import { Icon } from "../ui/icons.js";
import { Menu } from "../ui/menus.js";
import { isMine } from "./reactions.js";

const QUICK = ["trophy", "white_check_mark", "eyes"];

const SURE = {
  title: { text: "Delete Message" }, text: { text: "Are you sure you want to delete this message? This cannot be undone." },
  confirm: { text: "Delete" }, deny: { text: "Cancel" }, style: "danger",
};

const IconButton = ({ of, name, act, children }) => html`<button type="button" class="icon-button" aria-label=${name}
  data-tip=${name} onClick=${act}>${children ?? html`<${Icon} of=${of} />`}</button>`;

function entriesOf({ message, deeds, edit, reply, drop }) {
  const shortcuts = shortcutsOn("message").map(({ name, callback_id }) => ({
    name, note: known.appName, icon: html`<${Icon} of="bolt" />`,
    act: () => deeds.shortcut({ channel: message.channel, ts: message.ts, callback_id }),
  }));
  return [
    ...(reply ? [{ name: "Reply in Thread", note: "T", icon: html`<${Icon} of="message" />`, act: reply }] : []),
    ...(reply ? [{ name: "Mark Unread", note: "U", icon: html`<${Icon} of="eye" />`, act: () => deeds.unread(message) }] : []),
    { name: "Copy Text", icon: html`<${Icon} of="copy" />`, act: () => navigator.clipboard?.writeText(unescaped(message.text)) },
    ...(shortcuts.length ? [null, { heading: "Message shortcuts" }, ...shortcuts] : []),
    ...(edit ? [null, { name: "Edit Message", note: "E", icon: html`<${Icon} of="pencil" />`, act: edit },
      { name: "Delete Message", note: "Delete", icon: html`<${Icon} of="trash" />`, kind: "danger", act: drop }] : []),
  ];
}

// [ask, question] before a message is deleted.
export const useDeleting = () => useQuestion(SURE);

// `edit`, `drop` and `reply` are null where one may not.
export function Toolbar({ message, deeds, edit, drop, reply }) {
  const react = (name) => deeds.toggle(message, name, isMine(message, name));
  if (message.ephemeral) {
    return html`<div class="toolbar"><${IconButton} of="close" name="Dismiss" act=${() => deeds.remove(message)} /></div>`;
  }
  return html`<div class="toolbar" role="toolbar" aria-label="Message actions">
    ${QUICK.map((name) => html`<${IconButton} key=${name} name=${`React with ${name.replaceAll("_", " ")}`}
      act=${() => react(name)}><span class="emoji">${emojiFor(name)}</span><//>`)}
    <${EmojiButton} pick=${react} />
    ${reply && html`<${IconButton} of="message" name="Reply in thread" act=${reply} />`}
    <${Menu} label=${html`<${Icon} of="more" />`} title="More message actions" tip="More actions" kind="icon-button"
      end entries=${entriesOf({ message, deeds, edit, reply, drop })} />
  </div>`;
}

// The keys on a message that has the focus: R reacts, T replies, U marks unread, E edits, M opens the menu.
export function useMessageKeys(row, message, deeds, { edit, drop, reply }) {
  const press = (name) => row.current.querySelector(`.toolbar [aria-label="${name}"]`)?.click();
  const keys = {
    r: () => press("Add reaction"),
    t: reply,
    u: message.ephemeral ? null : () => deeds.unread(message),
    e: edit,
    m: () => press("More message actions"),
    Enter: () => press("More message actions"),
    Delete: message.ephemeral ? () => deeds.remove(message) : drop,
  };
  return (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const act = event.target === row.current && isPlain && keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
}
