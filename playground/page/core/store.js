// The only module that knows the playground's JSON: it keeps what came over the line, piece by piece,
// and turns it into what the page draws. Whatever did not change keeps its identity.
import { known } from "./known.js";

// --- keeping ----------------------------------------------------------------------------------

function mergedChannel(before, { messages = {}, gone = [], ...facts }) {
  const kept = { ...before?.messages, ...messages };
  for (const ts of gone) delete kept[ts];
  return { ...before, ...facts, messages: kept };
}

// What is known after `news`; without a `before` the news are everything.
export function merged(before, news) {
  const { channels = {}, left = [], ...facts } = news;
  const kept = { ...before?.channels };
  for (const id of left) delete kept[id];
  for (const [id, change] of Object.entries(channels)) kept[id] = mergedChannel(kept[id], change);
  return { ...before, ...facts, channels: kept };
}

// --- translating ------------------------------------------------------------------------------

const byTime = (one, other) => (one.ts < other.ts ? -1 : 1);
const byTitle = (one, other) => one.title.localeCompare(other.title);

// Remembers what was made of each object.
function once(make) {
  const made = new WeakMap();
  return (raw, ...more) => {
    if (!made.has(raw)) made.set(raw, make(raw, ...more));
    return made.get(raw);
  };
}

const person = once((raw) => ({
  id: raw.id,
  name: raw.name,
  realName: raw.real_name,
  title: raw.title,
  tz: raw.tz,
  isBot: raw.is_bot,
  isGuest: raw.is_guest,
  isGone: raw.deleted,
}));

// Files lie on this very server, whatever name it goes by.
const here = (url) => (url ? new URL(url, location.href).pathname : undefined);

const file = (raw) => ({
  id: raw.id,
  name: raw.name,
  title: raw.title || raw.name,
  kind: raw.filetype,
  mime: raw.mimetype ?? "",
  size: raw.size,
  url: here(raw.url_private_download ?? raw.url_private),
});

const message = once((raw, channel) => ({
  channel,
  ts: raw.ts,
  at: Number(raw.ts) * 1000,
  user: raw.user ?? raw.bot_id,
  text: raw.text ?? "",
  // People's own words are drawn from their text, so that *bold* looks as Slack shows it.
  blocks: raw.bot_id && raw.blocks?.length ? raw.blocks : null,
  attachments: raw.attachments ?? [],
  threadTs: raw.thread_ts && raw.thread_ts !== raw.ts ? raw.thread_ts : null,
  replyCount: raw.reply_count ?? 0,
  replyUsers: raw.reply_users ?? [],
  latestReply: raw.latest_reply ? Number(raw.latest_reply) * 1000 : 0,
  reactions: raw.reactions ?? [],
  edited: Boolean(raw.edited),
  deleted: raw.subtype === "tombstone",
  subtype: raw.subtype,
  ephemeral: Boolean(raw.is_ephemeral),
  files: (raw.files ?? []).map(file),
}));

const messagesOf = once((raw) => Object.values(raw.messages).map((one) => message(one, raw.id)).sort(byTime));

function conversation(raw, me, people) {
  const other = raw.kind === "im" ? raw.user ?? me : null;
  const name = other ? people[other]?.realName ?? other : raw.name;
  return {
    id: raw.id,
    name,
    title: name,
    kind: raw.kind === "group" ? "private" : raw.kind,
    topic: raw.topic ?? "",
    other,
    members: raw.members ?? [],
    unread: raw.unread ?? 0,
    mentions: raw.mentions ?? 0,
    lastRead: raw.last_read ?? "0",
    earlier: raw.earlier ?? false,
    since: raw.since ?? "",
    messages: raw.messages ? messagesOf(raw) : [],
  };
}

// People one has not talked with yet also have a place; the first message makes it a real one.
function unopened(people, me, conversations) {
  const met = new Set(conversations.map(({ other }) => other));
  const strangers = Object.values(people).filter(({ id, isGone }) => !met.has(id) && !isGone && id !== me);
  return strangers.map(({ id }) => conversation({ id, kind: "im", user: id }, me, people));
}

const inChannel = ({ threadTs, subtype }) => !threadTs || subtype === "thread_broadcast";

export const stream = ({ messages, since }) => messages.filter((one) => inChannel(one) && one.ts >= since);
export const thread = ({ messages }, ts) => messages.filter((one) => one.ts === ts || one.threadTs === ts);
export const found = ({ channel, message: raw }) => message(raw, channel);

const view = once((raw) => ({ ...raw, blocks: raw.blocks ?? [], errors: raw.errors ?? {} }));

// Also tells `known` who and what has a name from now on.
export function translate(raw) {
  const people = Object.fromEntries(Object.values(raw.people).map((one) => [one.id, person(one)]));
  const me = raw.me.id;
  const conversations = Object.values(raw.channels).map((one) => conversation(one, me, people)).sort(byTitle);
  Object.assign(known, {
    me, people, zone: people[me].tz, now: Date.parse(raw.now),
    channels: Object.fromEntries(conversations.map((one) => [one.id, one])),
    commands: raw.commands ?? [], shortcuts: raw.shortcuts ?? [],
    bot: raw.bot.id, appName: raw.bot.name,
  });
  return {
    now: known.now,
    conversations: [...conversations, ...unopened(people, me, conversations)].sort(byTitle),
    bot: raw.bot.id,
    appName: raw.bot.name,
    about: raw.about,
    mayWrite: raw.messages_tab,
    workspace: raw.team.name,
    views: (raw.views ?? []).map((one) => view(one)),
    home: raw.home ? view(raw.home) : null,
    traffic: raw.traffic,
    tour: raw.tour,
  };
}
