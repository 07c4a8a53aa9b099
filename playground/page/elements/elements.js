// Every interactive element. ELEMENTS maps Slack's type to the function that draws it.
import { html } from "../vendor/preact.js";
import { Picture } from "../blocks/picture.js";
import { Button, Feedback, IconButton, Overflow } from "./buttons.js";
import { Checkboxes, Radios } from "./choices.js";
import { DatePicker, DateTimePicker, TimePicker } from "./dates.js";
import { FileInput } from "./files.js";
import { Select } from "./selects.js";
import { TextInput } from "./texts.js";
import { RichTextInput } from "./writing.js";

const ELEMENTS = {
  // What one presses
  button: Button, workflow_button: Button, icon_button: IconButton, feedback_buttons: Feedback, overflow: Overflow,
  // What one types
  plain_text_input: TextInput, email_text_input: TextInput, url_text_input: TextInput, number_input: TextInput,
  rich_text_input: RichTextInput, file_input: FileInput,
  // What one chooses
  datepicker: DatePicker, timepicker: TimePicker, datetimepicker: DateTimePicker,
  checkboxes: Checkboxes, radio_buttons: Radios,
  static_select: Select, external_select: Select, users_select: Select,
  channels_select: Select, conversations_select: Select,
  multi_static_select: Select, multi_external_select: Select, multi_users_select: Select,
  multi_channels_select: Select, multi_conversations_select: Select,
  // What one looks at
  image: ({ element }) => html`<${Picture} of=${element} kind="thumbnail" />`,
};

// One element, whatever it is. An unknown one is named rather than left out.
export function Element({ element, block, form }) {
  if (!element) return null;
  const Drawn = Object.hasOwn(ELEMENTS, element.type) && ELEMENTS[element.type];
  if (!Drawn) return html`<em class="unknown">${element.type}</em>`;
  return html`<${Drawn} element=${element} block=${block} form=${form} />`;
}
