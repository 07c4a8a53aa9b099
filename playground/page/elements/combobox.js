// The list one can type in: single and multiple, with groups, from the block or from the app.
import { html, useEffect, useRef, useState } from "../vendor/preact.js";
import { Face } from "../ui/faces.js";
import { useFloat } from "../ui/float.js";
import { Icon } from "../ui/icons.js";

const matching = (groups, typed) =>
  groups
    .map(({ label, items }) => ({
      label,
      items: items.filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase())),
    }))
    .filter(({ items }) => items.length);

let made = 0;

// What the app offers for what was typed; an answer that comes too late is dropped.
function useSearch(search, open, typed, fewest) {
  const [found, setFound] = useState({ groups: [], busy: false });
  const enough = typed.trim().length >= fewest;
  useEffect(() => {
    if (!open || !search || !enough) return undefined;
    let late = false;
    setFound((before) => ({ ...before, busy: true }));
    search(typed).then((groups) => late || setFound({ groups, busy: false }));
    return () => {
      late = true;
    };
  }, [open, typed, enough]);
  return enough ? found : { groups: [], busy: false, short: true };
}

// `chosen` are items; `choose(item)` adds, replaces or takes away. `search` asks the app instead.
export function Combobox(props) {
  const { id, label, placeholder, groups, chosen, multiple, choose, search, fewest, clear, full } = props;
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const [list] = useState(() => `list-${(made += 1)}`);
  const input = useRef();
  const field = useRef();
  const box = useRef();
  const found = useSearch(search, open, typed, fewest);
  const shown = search ? found.groups : matching(groups, typed);
  const flat = shown.flatMap(({ items }) => items);
  useFloat(field, box, open, { fit: true }, flat.length);
  useEffect(() => {
    if (open) document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [open, active]);

  const isChosen = ({ key }) => chosen.some((item) => item.key === key);
  const show = (yes) => {
    setOpen(yes);
    setTyped("");
    setActive(Math.max(0, yes && !multiple ? flat.findIndex(isChosen) : 0));
  };
  const pick = (item) => {
    choose(item);
    show(multiple);
    input.current.focus();
  };
  const keys = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (open) setActive((active + step + flat.length) % Math.max(flat.length, 1));
      else show(true);
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (open && flat[active]) pick(flat[active]);
      else show(!open);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      show(false);
    } else if (event.key === "Backspace" && multiple && !typed && chosen.length) {
      choose(chosen.at(-1));
    }
  };
  const type = ({ target }) => {
    setOpen(true);
    setActive(0);
    setTyped(target.value);
  };
  const resting = multiple ? "" : chosen[0]?.name ?? "";
  const hint = chosen.length && multiple ? "" : resting || placeholder || "Choose";

  return html`<div class="combobox">
    <div class="field" ref=${field} onClick=${() => input.current.focus()}>
      ${multiple && chosen.map((item) => html`<span class="chip" key=${item.key}><span>${item.name}</span>
        <button type="button" aria-label=${`Remove ${item.name}`} onClick=${() => choose(item)}>
          <${Icon} of="close" size="12" /></button></span>`)}
      <input ref=${input} id=${id} role="combobox" autocomplete="off" aria-label=${label}
        aria-expanded=${open} aria-controls=${list} aria-autocomplete="list"
        aria-invalid=${props.invalid ? "true" : undefined} aria-required=${props.required ? "true" : undefined}
        aria-describedby=${props.note} data-focus=${props.focus ? "true" : undefined}
        aria-activedescendant=${open && flat.length ? `${list}-${active}` : undefined}
        value=${open ? typed : resting} placeholder=${hint} onInput=${type} onKeyDown=${keys}
        onClick=${() => open || show(true)} onBlur=${() => show(false)} />
      ${clear && !multiple && chosen.length > 0 && html`
        <button type="button" class="clear" aria-label="Clear" onClick=${clear}><${Icon} of="close" size="14" /></button>`}
      <span class="caret" aria-hidden="true"><${Icon} of="down" size="16" /></span>
    </div>
    ${open && html`<${Choices} ...${{ box, list, label, shown, flat, active, setActive, pick, isChosen, multiple }}
      none=${nothing(found, search, fewest, full && multiple)} />`}
  </div>`;
}

function nothing({ busy, short }, search, fewest, full) {
  if (search && short) return `Type at least ${fewest} characters`;
  if (search && busy) return "Searching";
  return full ? "No more can be chosen" : "No matches";
}

function Choices({ box, list, label, shown, flat, active, setActive, pick, isChosen, multiple, none }) {
  let position = -1;
  return html`<div class="menu choices" ref=${box} role="listbox" id=${list} aria-label=${label}
    aria-multiselectable=${!!multiple} onMouseDown=${(event) => event.preventDefault()}>
    ${shown.map((group) => html`
      ${group.label && html`<div class="menu-heading" role="presentation">${group.label}</div>`}
      ${group.items.map((item) => {
        const at = (position += 1);
        return html`<div role="option" id=${`${list}-${at}`} aria-selected=${isChosen(item)}
          class=${at === active ? "choice active" : "choice"}
          onMouseMove=${() => setActive(at)} onClick=${() => pick(item)}>
          ${item.face && html`<${Face} id=${item.face} size="small" />`}${item.lock && html`<${Icon} of="lock" size="15" />`}
          <span class="choice-words"><span>${item.name}</span>${item.note && html`<small>${item.note}</small>`}</span>
          ${isChosen(item) && html`<span class="choice-tick" aria-hidden="true"><${Icon} of="check" size="16" /></span>`}
        </div>`;
      })}`)}
    ${!flat.length && html`<div class="nothing" role="presentation">${none}</div>`}
  </div>`;
}
