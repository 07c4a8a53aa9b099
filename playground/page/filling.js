// Holds what a person is filling in, so that no redraw and no other screen loses it.
import { useRef, useState } from "./vendor/preact.js";
import { valuesFor } from "./forms.js";

const kept = new Map();

export const forget = (key) => kept.delete(key);

// `tell(action)` reports a press or a choice; `options` and `upload` are asked when needed.
export function useFilling(key, blocks, { tell, options, upload, errors }) {
  const [, redraw] = useState(0);
  const values = useRef();
  values.current = valuesFor(blocks, kept.get(key));
  const set = (block, action, entry) => {
    const typed = { ...values.current, [block]: { ...values.current[block], [action]: entry } };
    kept.set(key, typed);
    values.current = typed;
    redraw((times) => times + 1);
  };
  const act = (action) => tell({ ...action, values: values.current });
  return { key, values: values.current, errors, set, act, options, upload };
}
