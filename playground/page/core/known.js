// Who and what has a name here. The newest snapshot fills it; whatever draws text reads it.

export const known = {
  me: "", people: {}, channels: {}, zone: "UTC", now: 0, emoji: {}, drawsEmoji: true,
  commands: [], shortcuts: [], bot: "", appName: "the app",
};

export const personName = (id) => known.people[id]?.realName ?? "someone";
export const youOr = (id) => (id === known.me ? `${personName(id)} (you)` : personName(id));
export const channelName = (id) => known.channels[id]?.name ?? "a channel";
export const emojiFor = (name) => withEmoji(`:${name}:`);
export const shortcutsOn = (kind) => known.shortcuts.filter(({ type }) => type === kind);

// "one", "one and two", "one, two and three"
export function listed(names) {
  const last = names.at(-1) ?? "";
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last}` : last;
}

export const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

const SHORTCODE = /:([a-z0-9_+'-]+)(?:::skin-tone-\d)?:/g;

export const withEmoji = (text) =>
  text.replace(SHORTCODE, (typed, name) => (Object.hasOwn(known.emoji, name) ? known.emoji[name] : typed));

export const unescaped = (text) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

export const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

// Anything but these could run code when it is followed.
export const safeAddress = (url) => (/^(https?:|mailto:)/i.test(url ?? "") ? url : undefined);

// Whether this machine has an emoji font: a drawn trophy is not grey.
function drawsEmoji() {
  const sheet = document.createElement("canvas").getContext("2d");
  sheet.font = "32px sans-serif";
  sheet.fillText("🏆", 0, 32);
  const { data } = sheet.getImageData(0, 0, 40, 40);
  return data.some((value, at) => at % 4 === 0 && value !== data[at + 1]);
}

// Without such a font every emoji reads as its shortcode rather than as an empty box.
export function learnEmoji(table) {
  known.drawsEmoji = drawsEmoji();
  const named = Object.keys(table).map((name) => [name, `:${name}:`]);
  known.emoji = known.drawsEmoji ? table : Object.fromEntries(named);
}
