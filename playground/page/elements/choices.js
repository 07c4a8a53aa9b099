// Checkboxes and radio buttons.
import { html } from "../vendor/preact.js";
import { Text } from "../text/mrkdwn.js";
import { elementId, nameOf, useAnswer, useDescription } from "./filling.js";

const Choice = ({ name, option, type, on, change }) => html`<label class="option">
  <input type=${type} name=${name} checked=${on} onChange=${change} />
  <span><${Text} of=${option.text} />
    ${option.description && html`<small><${Text} of=${option.description} /></small>`}</span>
</label>`;

function Choices({ self, role, type, isOn, change, question }) {
  const described = useDescription(self);
  // A group of boxes cannot be "required" as a whole, says ARIA; its label and its error say so in words.
  if (role === "group") delete described["aria-required"];
  const name = elementId(self.form, self.block, self.element);
  return html`<div class="options" role=${role} aria-label=${nameOf(self)} ...${described}>
    ${self.element.options.map((option) => html`<${Choice} key=${option.value} name=${name} option=${option}
      type=${type} on=${isOn(option)} change=${(event) => change(option, event)} />`)}</div>${question}`;
}

// Until a question is answered, the box shows what is so and not what was pressed.
const asBefore = (event, on) => {
  event.target.checked = on;
};

export function Checkboxes(self) {
  const [chosen, set, question] = useAnswer(self);
  const isOn = (option) => chosen.some(({ value }) => value === option.value);
  const change = (option, event) => {
    asBefore(event, isOn(option));
    // In the order they are offered, as Slack sends them.
    const wanted = (one) => (one.value === option.value ? !isOn(one) : isOn(one));
    set(self.element.options.filter(wanted));
  };
  return html`<${Choices} self=${self} role="group" type="checkbox" isOn=${isOn} change=${change} question=${question} />`;
}

export function Radios(self) {
  const [chosen, set, question] = useAnswer(self);
  const isOn = (option) => chosen?.value === option.value;
  const change = (option, event) => {
    if (self.element.confirm) asBefore(event, isOn(option));
    set(option);
  };
  return html`<${Choices} self=${self} role="radiogroup" type="radio" isOn=${isOn} change=${change} question=${question} />`;
}
