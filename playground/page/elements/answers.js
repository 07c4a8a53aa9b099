// What people filled in, kept exactly as Slack's `state.values` has it.

// For each kind of element: where its answer stands, where it starts, and what "nothing" is.
const ANSWERS = {
  plain_text_input: ["value", "initial_value", null],
  email_text_input: ["value", "initial_value", null],
  url_text_input: ["value", "initial_value", null],
  number_input: ["value", "initial_value", null],
  rich_text_input: ["rich_text_value", "initial_value", null],
  datepicker: ["selected_date", "initial_date", null],
  timepicker: ["selected_time", "initial_time", null],
  datetimepicker: ["selected_date_time", "initial_date_time", null],
  static_select: ["selected_option", "initial_option", null],
  external_select: ["selected_option", "initial_option", null],
  radio_buttons: ["selected_option", "initial_option", null],
  users_select: ["selected_user", "initial_user", null],
  channels_select: ["selected_channel", "initial_channel", null],
  conversations_select: ["selected_conversation", "initial_conversation", null],
  checkboxes: ["selected_options", "initial_options", []],
  multi_static_select: ["selected_options", "initial_options", []],
  multi_external_select: ["selected_options", "initial_options", []],
  multi_users_select: ["selected_users", "initial_users", []],
  multi_channels_select: ["selected_channels", "initial_channels", []],
  multi_conversations_select: ["selected_conversations", "initial_conversations", []],
  file_input: ["files", "", []],
};

export const answerKey = (type) => ANSWERS[type]?.[0];

export const entryOf = (element, answer) => ({ type: element.type, [answerKey(element.type)]: answer });

export function firstEntry(element) {
  const [, initial, nothing] = ANSWERS[element.type] ?? [];
  return entryOf(element, element[initial] ?? nothing);
}

const listOf = (given) => (Array.isArray(given) ? given : given ? [given] : []);
const cellsOf = ({ type, rows }) => (type === "data_table" ? rows.flat().map(({ element }) => element) : []);

// Every element of a block that holds an answer.
function askedIn(block) {
  const inside = [block.element, block.accessory, ...listOf(block.elements), ...listOf(block.actions), ...cellsOf(block)];
  return inside.filter((element) => element?.action_id && ANSWERS[element.type]);
}

const inner = (block) => (block.type === "carousel" ? block.elements : block.child_blocks) ?? [];
const allBlocks = (blocks) => blocks.flatMap((block) => [block, ...allBlocks(inner(block))]);

// The newest of these answers that fits the element, else where it starts.
function answerOf(element, kept) {
  const fitting = kept.filter((entry) => entry?.type === element.type);
  return fitting.at(-1) ?? firstEntry(element);
}

// Answers for these blocks: what was held or typed where both ids stayed the same, else the start.
export function valuesFor(blocks, held = {}, typed = {}) {
  const values = {};
  for (const block of allBlocks(blocks)) {
    for (const element of askedIn(block)) {
      const kept = [held, typed].map((one) => one[block.block_id]?.[element.action_id]);
      values[block.block_id] ??= {};
      values[block.block_id][element.action_id] = answerOf(element, kept);
    }
  }
  return values;
}

const isEmpty = (answer) => answer == null || answer === "" || answer.length === 0;

const NUMBER = /^-?\d+(\.\d+)?$/;
const ADDRESS = { email_text_input: /^\S+@\S+\.\S+$/, url_text_input: /^[a-z][a-z0-9+.-]*:\/\/\S+$/i };
const EXAMPLE = { email_text_input: "name@example.com", url_text_input: "https://example.com" };

function wrongNumber(element, answer) {
  if (!NUMBER.test(answer)) return "Write a number.";
  if (!element.is_decimal_allowed && answer.includes(".")) return "Write a whole number.";
  if (element.min_value != null && Number(answer) < Number(element.min_value))
    return `Write ${element.min_value} or more.`;
  if (element.max_value != null && Number(answer) > Number(element.max_value))
    return `Write ${element.max_value} or less.`;
  return "";
}

function wrongText(element, answer) {
  if (element.min_length && answer.length < element.min_length)
    return `Write at least ${element.min_length} characters.`;
  if (element.max_length && answer.length > element.max_length)
    return `Write at most ${element.max_length} characters.`;
  const shape = ADDRESS[element.type];
  return shape && !shape.test(answer) ? `Write it like ${EXAMPLE[element.type]}.` : "";
}

function fault(block, answer) {
  if (isEmpty(answer)) return block.optional ? "" : "Please complete this required field.";
  if (block.element.type === "number_input") return wrongNumber(block.element, answer);
  return typeof answer === "string" ? wrongText(block.element, answer) : "";
}

// What keeps a form from being sent: {block_id: sentence}. Slack's client checks this itself.
export function faults(blocks, values) {
  const inputs = allBlocks(blocks).filter(({ type }) => type === "input");
  const found = inputs.map((block) => {
    const entry = values[block.block_id]?.[block.element.action_id];
    return [block.block_id, fault(block, entry?.[answerKey(block.element.type)])];
  });
  return Object.fromEntries(found.filter(([, sentence]) => sentence));
}
