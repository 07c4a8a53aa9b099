// What was written and not sent yet, place by place; it outlives every redraw and every change of place.
import { useEffect, useState } from "../vendor/preact.js";

const kept = new Map();
const listeners = new Set();

export const placeOfDraft = (me, channel, thread) => [me, channel, thread].filter(Boolean).join("-");

export function keepDraft(where, text) {
  if (text) kept.set(where, text);
  else kept.delete(where);
  for (const hear of listeners) hear(where);
}

export const hasDraft = (where) => kept.has(where);

// [text, write] of one place, wherever it is written from.
export function useDraft(where, initial = "") {
  const read = () => kept.get(where) ?? initial;
  const [, redraw] = useState(0);
  useEffect(() => {
    const hear = (place) => place === where && redraw((times) => times + 1);
    listeners.add(hear);
    return () => listeners.delete(hear);
  }, [where]);
  return [read(), (text) => keepDraft(where, text)];
}
