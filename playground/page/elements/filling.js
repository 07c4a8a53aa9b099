// Holds what a person is filling in, so that no redraw and no other screen loses it. Each field hears
// only of its own answer: typing in one does not draw the others again.
import { useEffect, useRef, useState } from "../vendor/preact.js";
import { answerKey, entryOf, firstEntry, valuesFor } from "./answers.js";
import { useQuestion } from "../ui/dialog.js";

const kept = new Map();

export const forget = (key) => kept.delete(key);

class Filling {
  constructor(key) {
    this.key = key;
    this.values = {};
    this.errors = {};
    this.listeners = new Map();
  }
  // `base` is what the playground holds already, from another press or another tab.
  ask(blocks, base, wires) {
    this.wires = wires;
    this.values = valuesFor(blocks, base, kept.get(this.key));
  }
  entry(block, element) {
    return this.values[block.block_id]?.[element.action_id] ?? firstEntry(element);
  }
  set(block, element, entry) {
    const inBlock = { ...kept.get(this.key)?.[block.block_id], [element.action_id]: entry };
    kept.set(this.key, { ...kept.get(this.key), [block.block_id]: inBlock });
    this.values = { ...this.values, [block.block_id]: { ...this.values[block.block_id], [element.action_id]: entry } };
    this.tell(`${block.block_id} ${element.action_id}`);
  }
  complain(errors) {
    this.errors = errors;
    this.tell("errors");
  }
  act(action) {
    return this.wires.tell({ ...action, values: this.values });
  }
  tell(about) {
    for (const hear of this.listeners.get(about) ?? []) hear();
  }
  listen(about, hear) {
    if (!this.listeners.has(about)) this.listeners.set(about, new Set());
    this.listeners.get(about).add(hear);
    return () => this.listeners.get(about).delete(hear);
  }
}

// `tell(action)` reports a press or a choice; `options` and `upload` are asked when needed.
export function useFilling(key, blocks, wires, base) {
  const form = useRef();
  if (form.current?.key !== key) form.current = new Filling(key);
  form.current.ask(blocks, base, wires);
  return form.current;
}

function useNews(form, about) {
  const [, redraw] = useState(0);
  useEffect(() => form.listen(about, () => redraw((times) => times + 1)), [form, about]);
}

export function useError(form, block_id) {
  useNews(form, "errors");
  return form.errors[block_id];
}

export const elementId = (form, block, element) =>
  `${form.key}-${block.block_id}-${element.action_id}`.replace(/\s/g, "_");

const tellsAtOnce = ({ block }) => block.type !== "input" || block.dispatch_action;

export const press = ({ element, block, form }, value) =>
  form.act({ block_id: block.block_id, action_id: element.action_id, value });

// [answer, set, question] of one element. `set` keeps the answer and tells the app where Slack would;
// where the element has a `confirm`, it asks first, and `question` is what it asks with.
export function useAnswer(self) {
  const { element, block, form } = self;
  useNews(form, `${block.block_id} ${element.action_id}`);
  const [ask, question] = useQuestion(tellsAtOnce(self) ? element.confirm : null);
  const answer = form.entry(block, element)[answerKey(element.type)];
  const set = (value, atOnce = tellsAtOnce(self)) => ask(() => {
    const entry = entryOf(element, value);
    form.set(block, element, entry);
    if (atOnce) press(self, entry);
  });
  return [answer, set, question];
}

// Enter in a field that tells the app as well, though nothing changed.
export const pressAgain = (self, value) => press(self, entryOf(self.element, value));

export const nameOf = ({ block, element }) =>
  block.label?.text ?? element.placeholder?.text ?? block.text?.text ?? element.type.replaceAll("_", " ");

// What a field says about itself to whoever does not see it.
export function useDescription(self) {
  const { form, block, element } = self;
  const error = useError(form, block.block_id);
  const isInput = block.type === "input";
  return {
    id: elementId(form, block, element),
    "aria-describedby": isInput ? `${elementId(form, block, element)}-note` : undefined,
    "aria-invalid": error ? "true" : undefined,
    "aria-required": isInput && !block.optional ? "true" : undefined,
    "data-focus": element.focus_on_load ? "true" : undefined,
  };
}
