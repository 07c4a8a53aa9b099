// The time machine: what the workspace's clock shows, and how far one can push it.
import { html, useState } from "../vendor/preact.js";
import { known } from "../core/known.js";
import { DAY, longDay, moment, timeOfDay, wall } from "../core/times.js";
import { Dialog } from "../ui/dialog.js";
import { Icon } from "../ui/icons.js";
import { Menu } from "../ui/menus.js";

const MONDAY = 1;

function atNine(days, zone, now) {
  const { year, month, day } = wall(now + days * DAY, zone);
  return moment(zone, year, month, day, 9);
}

const weekday = (zone, now) => {
  const { year, month, day } = wall(now, zone);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
};

export const tomorrow = (zone, now) => atNine(1, zone, now);
export const nextMonday = (zone, now) => atNine(((MONDAY - weekday(zone, now) + 6) % 7) + 1, zone, now);

// Five minutes past nine, when whatever is due on the first at nine has become due.
export function nextFirst(zone, now) {
  const { year, month } = wall(now, zone);
  return month === 12 ? moment(zone, year + 1, 1, 1, 9, 5) : moment(zone, year, month + 1, 1, 9, 5);
}

const JUMPS = [
  { name: "Tomorrow, 9:00 AM", to: tomorrow },
  { name: "Next Monday, 9:00 AM", to: nextMonday },
  { name: "Next First of the Month, 9:05 AM", to: nextFirst },
];

const two = (number) => String(number).padStart(2, "0");

function Moment({ go, leave }) {
  const { zone, now } = known;
  const { year, month, day, hour, minute } = wall(now, zone);
  const [typed, setTyped] = useState(`${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`);
  const jump = () => typed && go(moment(zone, ...typed.split(/\D/).map(Number)));
  return html`<${Dialog} name="Move the Clock To" kind="question" close=${leave}>
    <h2>Move the Clock To</h2>
    <div class="question-text"><label class="label" for="moment">Day and time</label>
      <input id="moment" class="field" type="datetime-local" value=${typed} onInput=${({ target }) => setTyped(target.value)} />
      <p class="hint">In ${zone.replace("_", " ")}. What the app plans for the time between is sent at once.</p></div>
    <footer><button type="button" class="button" onClick=${leave}>Cancel</button>
      <button type="button" class="button primary" onClick=${jump}>Move</button></footer>
  <//>`;
}

export function Clock({ move }) {
  const [asking, ask] = useState(false);
  const { now, zone } = known;
  const go = (at) => move({ to: new Date(at).toISOString() });
  const jump = ({ name, to }) => ({ name, note: longDay(to(zone, now), zone), act: () => go(to(zone, now)) });
  const entries = [
    { heading: "Move the clock, and see what arrives" },
    { name: "1 Hour Later", note: timeOfDay(now + DAY / 24, zone), act: () => move({ advance_seconds: 3600 }) },
    ...JUMPS.map(jump), null,
    { name: "Another Time", act: () => ask(true) },
  ];
  const face = html`<${Icon} of="clock" /><span class="clock-day">${longDay(now, zone)}</span><b>${timeOfDay(now, zone)}</b>
    <${Icon} of="down" size="14" />`;
  const leave = () => ask(false);
  return html`<${Menu} label=${face} title=${`Move the clock. It is ${longDay(now, zone)}, ${timeOfDay(now, zone)}`}
      tip="Move the clock" kind="clock" end entries=${entries} />
    ${asking && html`<${Moment} leave=${leave} go=${(at) => { leave(); go(at); }} />`}`;
}
