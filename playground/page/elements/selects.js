// Every select and multi-select: where its entries come from, and what a choice becomes.
import { html } from "../vendor/preact.js";
import { known, withEmoji } from "../core/known.js";
import { Combobox } from "./combobox.js";
import { elementId, nameOf, useAnswer, useError } from "./filling.js";

const optionItem = (option) => ({
  key: option.value,
  name: withEmoji(option.text.text),
  note: option.description?.text,
  answer: option,
});
const personItem = ({ id, realName }) => ({ key: id, name: realName, answer: id, face: id });
const roomItem = ({ id, kind, name, other }) =>
  kind === "im"
    ? { key: id, name, answer: id, face: other }
    : { key: id, name: kind === "private" ? name : `#${name}`, answer: id, lock: kind === "private" };

const people = () => Object.values(known.people).filter(({ isBot, isGone }) => !isBot && !isGone);
const rooms = () => Object.values(known.channels);

export const optionGroups = ({ options, option_groups: groups }) =>
  groups
    ? groups.map(({ label, options: inside }) => ({ label: label.text, items: inside.map(optionItem) }))
    : [{ items: (options ?? []).map(optionItem) }];

// Slack's names for the kinds of conversation.
const KINDS = { channel: "public", private: "private", im: "im", mpim: "mpim" };

function conversations({ filter = {} }) {
  const wanted = ({ kind }) => !filter.include || filter.include.includes(KINDS[kind]);
  const isBot = ({ other }) => filter.exclude_bot_users && known.people[other]?.isBot;
  return [{ items: rooms().filter((room) => wanted(room) && !isBot(room)).map(roomItem) }];
}

const SOURCES = {
  static_select: optionGroups,
  users_select: () => [{ items: people().map(personItem) }],
  channels_select: () => [{ items: rooms().filter(({ kind }) => kind === "channel").map(roomItem) }],
  conversations_select: conversations,
};

const itemGroups = (element) => SOURCES[element.type.replace("multi_", "")]?.(element) ?? [];

// The item behind an answer: an option, or the id of a person or channel.
const itemOf = (groups) => (given) => {
  if (given.text) return optionItem(given);
  const offered = groups.flatMap(({ items }) => items).find(({ key }) => key === given);
  const name = known.people[given]?.realName ?? known.channels[given]?.name ?? given;
  return offered ?? { key: given, name, answer: given };
};

const FEWEST = 3;

export function Select(self) {
  const { element, block, form } = self;
  const [given, set, question] = useAnswer(self);
  const error = useError(form, block.block_id);
  const id = elementId(form, block, element);
  const multiple = element.type.startsWith("multi_");
  const groups = itemGroups(element);
  const chosen = (multiple ? given : [given]).filter((one) => one != null).map(itemOf(groups));
  const most = element.max_selected_items ?? Infinity;
  const choose = (item) => {
    const others = chosen.filter(({ key }) => key !== item.key);
    if (!multiple) set(item.answer);
    else if (others.length < chosen.length) set(others.map((one) => one.answer));
    else if (others.length < most) set([...chosen, item].map((one) => one.answer));
  };
  const external = element.type.endsWith("external_select");
  const search = async (typed) => optionGroups(await form.wires.options(block.block_id, element.action_id, typed));
  return html`<${Combobox} id=${id} label=${nameOf(self)} groups=${groups} invalid=${!!error}
    required=${block.type === "input" && !block.optional} note=${block.type === "input" ? `${id}-note` : undefined}
    focus=${element.focus_on_load} placeholder=${element.placeholder?.text} chosen=${chosen} multiple=${multiple}
    full=${chosen.length >= most} choose=${choose} search=${external ? search : undefined}
    fewest=${external ? element.min_query_length ?? FEWEST : 0}
    clear=${block.optional ? () => set(null) : undefined} />${question}`;
}
