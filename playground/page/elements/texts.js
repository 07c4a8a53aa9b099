// Fields for plain text, e-mail, addresses and numbers.
import { html } from "../vendor/preact.js";
import { nameOf, pressAgain, useAnswer, useDescription } from "./filling.js";

const KINDS = { email_text_input: "email", url_text_input: "url", number_input: "text" };

// When the app hears of it, besides on submitting: "on_enter_pressed", "on_character_entered".
const heardOn = ({ element, block }) =>
  block.dispatch_action ? element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"] : [];

export function TextInput(self) {
  const { element, block } = self;
  const [answer, set] = useAnswer(self);
  const described = useDescription(self);
  const typed = answer ?? "";
  const heard = heardOn(self);
  const keys = (event) => {
    const ends = event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.isComposing;
    if (ends && heard.includes("on_enter_pressed") && !(element.multiline && event.shiftKey)) {
      event.preventDefault();
      pressAgain(self, typed || null);
    }
  };
  const left = element.max_length - typed.length;
  const shared = {
    ...described, class: "field", value: typed, placeholder: element.placeholder?.text, onKeyDown: keys,
    "aria-label": block.type === "input" ? undefined : nameOf(self),
    onInput: ({ target }) => set(target.value || null, heard.includes("on_character_entered")),
  };
  return html`${element.multiline
    ? html`<textarea rows="4" ...${shared} />`
    : html`<input type=${KINDS[element.type] ?? "text"} autocomplete="off"
        inputmode=${element.type === "number_input" ? "decimal" : undefined} ...${shared} />`}
    ${left < element.max_length / 5 && html`<span class=${left < 0 ? "count over" : "count"}
      aria-label=${`${left} characters left`}>${left}</span>`}`;
}
