// The playground's clock: what it shows, and how far one can push it.
import { html } from "./vendor/preact.js";
import { Icon } from "./icons.js";
import { known } from "./known.js";
import { Menu } from "./menus.js";
import { DAY, longDay, moment, timeOfDay, wall } from "./times.js";

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

export function Clock({ move }) {
  const { now, zone } = known;
  const jump = ({ name, to }) => ({
    name,
    note: longDay(to(zone, now), zone),
    act: () => move({ to: new Date(to(zone, now)).toISOString() }),
  });
  const entries = [{ name: "1 Hour Later", act: () => move({ advance_seconds: 3600 }) }, ...JUMPS.map(jump)];
  const face = html`<${Icon} of="clock" /><span class="clock-day">${longDay(now, zone)}</span>
    <b>${timeOfDay(now, zone)}</b>`;
  return html`<${Menu} label=${face} title=${`Move the clock. It is ${longDay(now, zone)}, ${timeOfDay(now, zone)}`}
    kind="clock" side="right" entries=${entries} />`;
}
