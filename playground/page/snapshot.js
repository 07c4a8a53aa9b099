// The only module that knows the playground's JSON: it turns a snapshot into what the page draws.
import { known } from "./known.js";

const millis = (ts) => Number(ts) * 1000;
const byTime = (one, other) => (one.ts < other.ts ? -1 : 1);
const byTitle = (one, other) => one.title.localeCompare(other.title);
const byId = (list) => Object.fromEntries(list.map((one) => [one.id, one]));
const byTs = (list) => Object.fromEntries(list.map((one) => [one.ts, one]));
const listOf = (given) => (Array.isArray(given) ? given : Object.values(given ?? {}));

const person = (raw) => ({
  id: raw.id,
  name: raw.name,
  realName: raw.real_name,
  tz: raw.tz,
  isBot: raw.is_bot,
  isGone: raw.deleted,
});

const file = (raw) => ({ name: raw.name, title: raw.title, url: raw.url_private_download ?? raw.url_private });

// People's own words are drawn from their text, so that *bold* looks as Slack shows it.
const drawnBlocks = (raw, isBot) => (isBot && raw.blocks?.length ? raw.blocks : null);

const message = (channel, me, people) => (raw) => ({
  channel,
  ts: raw.ts,
  at: millis(raw.ts),
  user: raw.user ?? raw.bot_id,
  text: raw.text ?? "",
  blocks: drawnBlocks(raw, people[raw.user]?.isBot ?? Boolean(raw.bot_id)),
  threadTs: raw.thread_ts && raw.thread_ts !== raw.ts ? raw.thread_ts : null,
  replyCount: raw.reply_count ?? 0,
  reactions: raw.reactions ?? [],
  edited: Boolean(raw.edited),
  deleted: raw.subtype === "tombstone",
  subtype: raw.subtype,
  ephemeral: Boolean(raw.is_ephemeral),
  files: (raw.files ?? []).map(file),
  mentionsMe: (raw.text ?? "").includes(`<@${me}`),
});

function conversation(raw, me, people) {
  const other = raw.kind === "im" ? raw.user ?? me : null;
  const said = listOf(raw.messages).flatMap((one) => [one, ...(one.replies ?? [])]);
  const messages = Object.values(byTs(said)).map(message(raw.id, me, people)).sort(byTime);
  return {
    id: raw.id,
    name: other ? people[other]?.realName ?? other : raw.name,
    title: other ? people[other]?.realName ?? other : raw.name,
    kind: raw.kind === "group" ? "private" : raw.kind,
    other,
    members: listOf(raw.members),
    unread: raw.unread ?? 0,
    messages,
  };
}

// People one has not talked with yet also have a place; the first message makes it a real one.
function unopened(people, me, conversations) {
  const met = new Set(conversations.map(({ other }) => other));
  const strangers = Object.values(people).filter(({ id, isGone }) => !met.has(id) && !isGone && id !== me);
  return strangers.map(({ id, name }) => conversation({ id, name, kind: "im", user: id }, me, people));
}

const inChannel = ({ threadTs, subtype }) => !threadTs || subtype === "thread_broadcast";
export const stream = ({ messages }) => messages.filter(inChannel);
export const thread = ({ messages }, ts) => messages.filter((one) => one.ts === ts || one.threadTs === ts);

const view = (raw) => ({ ...raw, blocks: raw.blocks ?? [], errors: raw.errors ?? {} });

// Also tells `known` who and what has a name from now on.
export function translate(raw) {
  const people = byId(listOf(raw.people).map(person));
  const me = raw.me.id;
  const conversations = listOf(raw.channels).map((one) => conversation(one, me, people)).sort(byTitle);
  const now = Date.parse(raw.now);
  Object.assign(known, { me, people, channels: byId(conversations), zone: people[me].tz, now });
  return {
    conversations: [...conversations, ...unopened(people, me, conversations)].sort(byTitle),
    bot: raw.bot.id,
    appName: raw.bot.name,
    workspace: raw.team.name,
    views: listOf(raw.views).map(view),
    home: raw.home ? view(raw.home) : null,
    commands: raw.commands ?? [],
    shortcuts: raw.shortcuts ?? [],
  };
}
