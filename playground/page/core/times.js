// Days and times in one person's zone, in Slack's wording.

export const DAY = 86_400_000;

// Making one takes longer than using it a hundred times.
const formats = new Map();

function format(zone, options) {
  const key = `${zone} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-US", { timeZone: zone, ...options }));
  return formats.get(key);
}

export const show = (at, zone, options) => format(zone, options).format(at);

export const timeOfDay = (at, zone) =>
  show(at, zone, { hour: "numeric", minute: "2-digit" }).replace("\u202f", " ");

export const longDay = (at, zone) =>
  show(at, zone, { weekday: "short", day: "numeric", month: "short", year: "numeric" });

export const sameDay = (one, other, zone) => isoDay(one, zone) === isoDay(other, zone);

export function isoDay(at, zone) {
  const { year, month, day } = wall(at, zone);
  return [year, String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}

// "Today", "Yesterday", "Tomorrow", or nothing when the day is further away.
export function nearDay(at, zone, now) {
  if (sameDay(at, now, zone)) return "Today";
  if (sameDay(at, now - DAY, zone)) return "Yesterday";
  return sameDay(at, now + DAY, zone) ? "Tomorrow" : "";
}

const MINUTE = 60_000;

// "just now", "5 minutes ago", "2 hours ago", "3 days ago"; else the day.
export function ago(at, zone, now) {
  const steps = [[DAY, "day"], [60 * MINUTE, "hour"], [MINUTE, "minute"]];
  const past = now - at;
  if (past > 14 * DAY || past < -MINUTE) return longDay(at, zone);
  const [size, name] = steps.find(([length]) => past >= length) ?? [];
  const count = Math.floor(past / size);
  return size ? `${count} ${name}${count === 1 ? "" : "s"} ago` : "just now";
}

const ordinal = (day) => {
  const last = day % 10;
  if (day > 10 && day < 14) return `${day}th`;
  return day + (["th", "st", "nd", "rd"][last] ?? "th");
};

export function dayHeading(at, zone, now) {
  const { day, year } = wall(at, zone);
  const weekday = show(at, zone, { weekday: "long" });
  const named = `${weekday}, ${show(at, zone, { month: "long" })} ${ordinal(day)}`;
  return nearDay(at, zone, now) || (year === wall(now, zone).year ? named : `${named}, ${year}`);
}

const WALL = {
  hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric",
  hour: "numeric", minute: "numeric", second: "numeric",
};

// What a clock on the wall shows in that zone.
export function wall(at, zone) {
  const parts = format(zone, WALL).formatToParts(at);
  return Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
}

// The moment when a clock on the wall in that zone shows this. Twice, for the days clocks change.
export function moment(zone, year, month, day, hour = 0, minute = 0) {
  const wanted = Date.UTC(year, month - 1, day, hour, minute);
  const shift = (at) => {
    const seen = wall(at, zone);
    return Date.UTC(seen.year, seen.month - 1, seen.day, seen.hour, seen.minute) - at;
  };
  return wanted - shift(wanted - shift(wanted));
}

const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

// Slack's <!date^seconds^format> tokens, as `{date_short}` and its like.
export function slackDate(seconds, tokens, zone, now) {
  const at = seconds * 1000;
  const { day, year } = wall(at, zone);
  const month = show(at, zone, { month: "long" });
  const weekday = show(at, zone, { weekday: "long" });
  const full = {
    ago: ago(at, zone, now),
    date_num: isoDay(at, zone),
    date_slash: show(at, zone, { month: "2-digit", day: "2-digit", year: "numeric" }),
    date: `${month} ${ordinal(day)}, ${year}`,
    date_short: show(at, zone, { month: "short", day: "numeric", year: "numeric" }),
    date_long: `${weekday}, ${month} ${ordinal(day)}, ${year}`,
    date_long_full: `${month} ${day}, ${year}`,
    day_divider: dayHeading(at, zone, now),
    time: timeOfDay(at, zone),
    time_secs: show(at, zone, { hour: "numeric", minute: "2-digit", second: "2-digit" }).replace("\u202f", " "),
  };
  return tokens.replace(/\{(\w+?)(_pretty)?\}/g, (token, name, pretty, start) => {
    const near = pretty && nearDay(at, zone, now).toLowerCase();
    return (near && (start ? near : capital(near))) || full[name] || token;
  });
}
