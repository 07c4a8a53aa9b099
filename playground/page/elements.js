// Every interactive element. ELEMENTS maps Slack's type to the function that draws it.
import { html } from "./vendor/preact.js";
import { useQuestion } from "./dialog.js";
import { answerKey, entryOf, firstEntry } from "./forms.js";
import { Menu } from "./menus.js";
import { Text } from "./mrkdwn.js";
import { known, safeAddress, withEmoji } from "./known.js";
import { moment, wall } from "./times.js";
import { Combobox, itemGroups, itemOf } from "./selects.js";

export const elementId = (form, block, element) =>
  `${form.key}-${block.block_id}-${element.action_id}`.replace(/\s/g, "_");

const answerOf = ({ element, block, form }) => {
  const entry = form.values[block.block_id]?.[element.action_id] ?? firstEntry(element);
  return entry[answerKey(element.type)];
};

const tell = ({ element, block, form }, what) =>
  form.act({ block_id: block.block_id, action_id: element.action_id, ...what });

const tellsAtOnce = ({ block }) => block.type !== "input" || block.dispatch_action;

// Keeps the answer, and tells the app where Slack would.
function answer(self, value, atOnce = tellsAtOnce(self)) {
  const entry = entryOf(self.element, value);
  self.form.set(self.block.block_id, self.element.action_id, entry);
  if (atOnce) tell(self, { value: entry });
}

const nameOf = ({ block, element }) =>
  block.label?.text ?? element.placeholder?.text ?? block.text?.text ?? element.type;

const described = ({ form, block, element }) => ({
  id: elementId(form, block, element),
  "aria-describedby": `${elementId(form, block, element)}-note`,
  "aria-invalid": form.errors?.[block.block_id] ? "true" : undefined,
  "aria-required": block.type === "input" && !block.optional ? "true" : undefined,
});

function Button(self) {
  const { element } = self;
  const [ask, question] = useQuestion(element.confirm);
  const press = () => ask(() => {
    if (safeAddress(element.url ?? "")) open(element.url, "_blank", "noopener");
    tell(self, { value: element.value });
  });
  return html`<button type="button" class=${`button ${element.style ?? ""}`} onClick=${press}
    aria-label=${element.accessibility_label}><${Text} of=${element.text} /></button>${question}`;
}

function Overflow(self) {
  const [ask, question] = useQuestion(self.element.confirm);
  const entries = self.element.options.map((option) => ({
    name: withEmoji(option.text.text),
    note: option.description?.text,
    act: () => ask(() => {
      if (safeAddress(option.url ?? "")) open(option.url, "_blank", "noopener");
      tell(self, { value: { type: "overflow", selected_option: option } });
    }),
  }));
  return html`<${Menu} label="⋯" title="More actions" entries=${entries} side="right" />${question}`;
}

const Picture = ({ element }) =>
  html`<img class="thumbnail" src=${element.image_url ?? element.slack_file?.url} alt=${element.alt_text} />`;

const INPUT_TYPES = { email_text_input: "email", url_text_input: "url", number_input: "text" };

function TextInput(self) {
  const { element, block } = self;
  const typed = answerOf(self) ?? "";
  const config = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const perKey = block.dispatch_action && config.includes("on_character_entered");
  const type = (event) => answer(self, event.target.value || null, perKey);
  const keys = (event) => {
    const sends = block.dispatch_action && config.includes("on_enter_pressed");
    if (event.key === "Enter" && sends && !element.multiline) answer(self, typed || null, true);
  };
  const left = element.max_length - typed.length;
  const shared = {
    ...described(self), class: "field", value: typed, onInput: type, onKeyDown: keys,
    placeholder: element.placeholder?.text,
  };
  return html`${element.multiline
    ? html`<textarea rows="4" ...${shared} />`
    : html`<input type=${INPUT_TYPES[element.type] ?? "text"}
        inputmode=${element.type === "number_input" ? "decimal" : undefined} ...${shared} />`}
    ${left < element.max_length / 5 && html`<span class=${left < 0 ? "count over" : "count"}>${left}</span>`}`;
}

const richText = (text) => text && {
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }],
};
const plainOf = (rich) =>
  (rich?.elements ?? []).flatMap(({ elements }) => elements).map(({ text }) => text ?? "").join("");

const RichInput = (self) => html`<textarea rows="4" class="field" ...${described(self)}
  placeholder=${self.element.placeholder?.text} value=${plainOf(answerOf(self))}
  onInput=${(event) => answer(self, richText(event.target.value) || null)} />`;

const picker = (type) => (self) => html`<input type=${type} class="field narrow" ...${described(self)}
  aria-label=${self.block.type === "input" ? undefined : nameOf(self)} value=${answerOf(self) ?? ""}
  onChange=${(event) => answer(self, event.target.value || null)} />`;

function DateTimePicker(self) {
  const seconds = answerOf(self);
  const two = (number) => String(number).padStart(2, "0");
  const { year, month, day, hour, minute } = seconds ? wall(seconds * 1000, known.zone) : {};
  const shown = seconds ? `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}` : "";
  const change = ({ target }) => {
    const read = target.value.split(/\D/).map(Number);
    answer(self, target.value ? moment(known.zone, ...read) / 1000 : null);
  };
  return html`<input type="datetime-local" class="field narrow" ...${described(self)}
    value=${shown} onChange=${change} />`;
}

const Choice = ({ self, option, type, on, change }) => html`<label class="option">
  <input type=${type} name=${elementId(self.form, self.block, self.element)} checked=${on} onChange=${change} />
  <span><${Text} of=${option.text} />
    ${option.description && html`<small><${Text} of=${option.description} /></small>`}</span>
</label>`;

function Checkboxes(self) {
  const chosen = answerOf(self);
  const isOn = (option) => chosen.some(({ value }) => value === option.value);
  const flip = (option) => () =>
    answer(self, isOn(option) ? chosen.filter(({ value }) => value !== option.value) : [...chosen, option]);
  return html`<div class="options" role="group" aria-label=${nameOf(self)} ...${described(self)}>
    ${self.element.options.map((option) => html`<${Choice} key=${option.value} self=${self}
      option=${option} type="checkbox" on=${isOn(option)} change=${flip(option)} />`)}</div>`;
}

const Radios = (self) => html`<div class="options" role="radiogroup" aria-label=${nameOf(self)} ...${described(self)}>
  ${self.element.options.map((option) => html`<${Choice} key=${option.value} self=${self} option=${option}
    type="radio" on=${answerOf(self)?.value === option.value} change=${() => answer(self, option)} />`)}</div>`;

function Select(self) {
  const { element, block, form } = self;
  const multiple = element.type.startsWith("multi_");
  const [ask, question] = useQuestion(element.confirm);
  const groups = itemGroups(element);
  const given = answerOf(self);
  const chosen = (multiple ? given : [given]).filter((one) => one != null).map(itemOf(groups));
  const set = (value) => ask(() => answer(self, value));
  const choose = (item) => {
    const others = chosen.filter(({ key }) => key !== item.key);
    const room = others.length < (element.max_selected_items ?? Infinity);
    if (!multiple) set(item.answer);
    else if (others.length < chosen.length) set(others.map((one) => one.answer));
    else if (room) set([...chosen, item].map((one) => one.answer));
  };
  const external = element.type.endsWith("external_select");
  const search = external && ((typed) => form.options(block.block_id, element.action_id, typed));
  return html`<${Combobox} id=${elementId(form, block, element)} label=${nameOf(self)} groups=${groups}
    placeholder=${element.placeholder?.text} chosen=${chosen} multiple=${multiple} choose=${choose}
    search=${search || undefined} clear=${block.optional ? () => set(null) : undefined} />${question}`;
}

function FileInput(self) {
  const files = answerOf(self);
  const send = async (event) => {
    const kept = await Promise.all([...event.target.files].map(self.form.upload));
    answer(self, kept.filter(Boolean));
  };
  const accept = self.element.filetypes?.map((type) => `.${type}`).join(",");
  return html`<input type="file" class="field" ...${described(self)} accept=${accept}
    multiple=${(self.element.max_files ?? 10) > 1} onChange=${send} />
    ${files.map(({ name }) => html`<div class="file">${name}</div>`)}`;
}

const Feedback = (self) => [self.element.positive_button, self.element.negative_button].map((button) =>
  html`<button type="button" class="button small" aria-label=${button.accessibility_label}
    onClick=${() => tell(self, { value: button.value })}><${Text} of=${button.text} /></button>`);

const IconButton = (self) => html`<button type="button" class="button small"
  aria-label=${self.element.accessibility_label}
  onClick=${() => tell(self, { value: self.element.value })}>
  <${Text} of=${self.element.text} /></button>`;

const ELEMENTS = {
  button: Button, workflow_button: Button, icon_button: IconButton, feedback_buttons: Feedback,
  overflow: Overflow, image: Picture,
  plain_text_input: TextInput, email_text_input: TextInput, url_text_input: TextInput,
  number_input: TextInput, rich_text_input: RichInput, file_input: FileInput,
  datepicker: picker("date"), timepicker: picker("time"), datetimepicker: DateTimePicker,
  checkboxes: Checkboxes, radio_buttons: Radios,
  static_select: Select, external_select: Select, users_select: Select,
  channels_select: Select, conversations_select: Select,
  multi_static_select: Select, multi_external_select: Select, multi_users_select: Select,
  multi_channels_select: Select, multi_conversations_select: Select,
};

// One element, whatever it is. An unknown one is named rather than left out.
export function Element({ element, block, form }) {
  const Drawn = ELEMENTS[element.type];
  if (!Drawn) return html`<em class="unknown">${element.type}</em>`;
  return html`<${Drawn} element=${element} block=${block} form=${form} />`;
}
