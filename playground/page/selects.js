// The list one can type in: single and multiple, with groups, from the block or from the app.
import { html, useEffect, useRef, useState } from "./vendor/preact.js";
import { known, withEmoji } from "./known.js";
import { sideOf } from "./menus.js";

const optionItem = (option) => ({
  key: option.value,
  name: withEmoji(option.text.text),
  note: option.description?.text,
  answer: option,
});
const personItem = (person) => ({ key: person.id, name: person.realName, answer: person.id });
const channelItem = (channel) => ({
  key: channel.id,
  name: channel.kind === "im" ? channel.name : `#${channel.name}`,
  answer: channel.id,
});

const people = () => Object.values(known.people).filter(({ isBot, isGone }) => !isBot && !isGone);
const channels = () => Object.values(known.channels);

export const optionGroups = ({ options, option_groups: groups }) =>
  groups
    ? groups.map(({ label, options: inside }) => ({ label: label.text, items: inside.map(optionItem) }))
    : [{ items: (options ?? []).map(optionItem) }];

const SOURCES = {
  static_select: optionGroups,
  users_select: () => [{ items: people().map(personItem) }],
  channels_select: () => [{ items: channels().filter(({ kind }) => kind === "channel").map(channelItem) }],
  conversations_select: () => [{ items: channels().map(channelItem) }],
};

export const itemGroups = (element) => SOURCES[element.type.replace("multi_", "")]?.(element) ?? [];

// The item behind an answer: an option, or the id of a person or channel.
export const itemOf = (groups) => (given) => {
  if (given.text) return optionItem(given);
  const offered = groups.flatMap(({ items }) => items).find(({ key }) => key === given);
  return offered ?? { key: given, name: known.people[given]?.realName ?? given, answer: given };
};

const matching = (groups, typed) =>
  groups
    .map(({ label, items }) => ({
      label,
      items: items.filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase())),
    }))
    .filter(({ items }) => items.length);

let made = 0;

// `chosen` are items; `choose(item)` adds, replaces or takes away. `search` asks the app instead.
export function Combobox({ id, label, placeholder, groups, chosen, multiple, choose, search, clear }) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const [found, setFound] = useState([]);
  const [list] = useState(() => `list-${(made += 1)}`);
  const input = useRef();
  useEffect(() => {
    if (open && search) search(typed).then((offered) => setFound(optionGroups(offered)));
  }, [open, typed]);
  useEffect(() => {
    if (open) document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [open, active]);

  const shown = search ? found : matching(groups, typed);
  const flat = shown.flatMap(({ items }) => items);
  const isChosen = ({ key }) => chosen.some((item) => item.key === key);
  const show = (yes) => {
    setOpen(yes);
    setTyped("");
    setActive(0);
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
  const type = (event) => {
    setOpen(true);
    setActive(0);
    setTyped(event.target.value);
  };
  const resting = multiple ? "" : chosen[0]?.name ?? "";
  const hint = chosen.length && multiple ? "" : resting || placeholder || "Choose";
  let position = -1;

  return html`<div class="combobox">
    <div class="field" onClick=${() => input.current.focus()}>
      ${multiple && chosen.map((item) => html`<span class="chip" key=${item.key}>${item.name}
        <button type="button" aria-label=${`Remove ${item.name}`} onClick=${() => choose(item)}>×</button>
      </span>`)}
      <input ref=${input} id=${id} role="combobox" autocomplete="off" aria-label=${label}
        aria-expanded=${open} aria-controls=${list} aria-autocomplete="list"
        aria-activedescendant=${open && flat.length ? `${list}-${active}` : undefined}
        value=${open ? typed : resting} placeholder=${hint} onInput=${type} onKeyDown=${keys}
        onClick=${() => open || show(true)} onBlur=${() => show(false)} />
      ${clear && !multiple && chosen.length > 0 && html`
        <button type="button" class="clear" aria-label="Clear" onClick=${clear}>×</button>`}
      <span class="caret" aria-hidden="true">▾</span>
    </div>
    ${open && html`<div class=${`menu choices ${sideOf(input.current)}`} role="listbox" id=${list}
      aria-multiselectable=${!!multiple}
      onMouseDown=${(event) => event.preventDefault()}>
      ${shown.map((group) => html`
        ${group.label && html`<div class="group-label" role="presentation">${group.label}</div>`}
        ${group.items.map((item) => {
          const at = (position += 1);
          return html`<div role="option" id=${`${list}-${at}`} aria-selected=${isChosen(item)}
            class=${at === active ? "choice active" : "choice"}
            onMouseMove=${() => setActive(at)} onClick=${() => pick(item)}>
            <span>${item.name}</span>${item.note && html`<small>${item.note}</small>`}
          </div>`;
        })}`)}
      ${!flat.length && html`<div class="nothing">No matches</div>`}
    </div>`}
  </div>`;
}
