// What the composer offers while one types: commands, people, channels, emoji.
import { searchEmoji } from "../ui/emoji.js";
import { known } from "../core/known.js";

const MOST = 8;

const begins = (words, typed) => words.toLowerCase().split(/[\s._-]+/).some((word) => word.startsWith(typed));
const starts = (words, typed) => words.toLowerCase().startsWith(typed) || begins(words, typed);

const offerCommands = (typed, commands) =>
  commands
    .filter(({ command }) => command.startsWith(`/${typed}`))
    .map(({ command, description: note, usage_hint: hint }) => ({ put: `${command} `, name: command, hint, note }));

// People first, apps after them.
const offerPeople = (typed) =>
  Object.values(known.people)
    .sort((one, other) => one.isBot - other.isBot)
    .filter(({ name, realName, isGone }) => !isGone && (starts(realName, typed) || starts(name, typed)))
    .map(({ id, name, realName, title }) => ({ id, put: `@${realName} `, name: realName, note: title || `@${name}` }));

const offerChannels = (typed) =>
  Object.values(known.channels)
    .filter(({ kind, name }) => kind !== "im" && starts(name, typed))
    .map(({ name, kind, topic }) => ({ put: `#${name} `, name: `#${name}`, note: topic, lock: kind === "private" }));

const offerEmoji = (typed) =>
  searchEmoji(typed, MOST).map((name) => ({
    put: `:${name}: `,
    name: `:${name}:`,
    emoji: name,
  }));

// What stands before the cursor, and who completes it.
const TRIGGERS = [
  { kind: "command", is: /^\/([\w-]*)$/, offer: offerCommands },
  { kind: "person", is: /(?:^|[\s(])@([\w. -]{0,24})$/, offer: offerPeople },
  { kind: "channel", is: /(?:^|[\s(])#([\w-]*)$/, offer: offerChannels },
  { kind: "emoji", is: /(?:^|[\s(]):([\w+-]{2,})$/, offer: offerEmoji },
];

// {from, kind, offers} for the text before the cursor, or null.
export function complete(before, commands) {
  for (const { kind, is, offer } of TRIGGERS) {
    const found = is.exec(before);
    if (!found) continue;
    const offers = offer(found[1].toLowerCase(), commands).slice(0, MOST);
    const from = before.length - found[1].length - 1;
    return offers.length ? { from, kind, offers } : null;
  }
  return null;
}

const byLength = (one, other) => other.realName.length - one.realName.length;

// Names as the page completes them ("@Ada Park"), turned into handles ("@ada"), which Slack knows.
export const withHandles = (text) =>
  Object.values(known.people)
    .sort(byLength)
    .reduce((typed, { name, realName }) => typed.replaceAll(`@${realName}`, `@${name}`), text);
