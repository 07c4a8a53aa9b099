// Dates and times: the browser's own pickers, which everybody knows how to use.
import { html } from "../vendor/preact.js";
import { known } from "../core/known.js";
import { moment, wall } from "../core/times.js";
import { nameOf, useAnswer, useDescription } from "./filling.js";

function Picker({ self, type, shown, read }) {
  const [answer, set, question] = useAnswer(self);
  const described = useDescription(self);
  const name = self.block.type === "input" ? undefined : nameOf(self);
  return html`<input type=${type} class="field narrow" ...${described} aria-label=${name}
    value=${answer == null ? "" : shown(answer)} onChange=${({ target }) => set(target.value ? read(target.value) : null)} />
    ${question}`;
}

const same = (value) => value;

export const DatePicker = (self) => html`<${Picker} self=${self} type="date" shown=${same} read=${same} />`;
export const TimePicker = (self) => html`<${Picker} self=${self} type="time" shown=${same} read=${same} />`;

const two = (number) => String(number).padStart(2, "0");

// Slack keeps seconds; a person reads the clock on their own wall.
function onTheWall(seconds) {
  const { year, month, day, hour, minute } = wall(seconds * 1000, known.zone);
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

const inSeconds = (typed) => moment(known.zone, ...typed.split(/\D/).map(Number)) / 1000;

export const DateTimePicker = (self) =>
  html`<${Picker} self=${self} type="datetime-local" shown=${onTheWall} read=${inSeconds} />`;
