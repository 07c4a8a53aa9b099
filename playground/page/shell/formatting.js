// The bar over the composer: it puts Slack's marks around what is selected.
import { html } from "../vendor/preact.js";
import { Icon } from "../ui/icons.js";

const FORMATS = [
  { icon: "bold", name: "Bold", mark: "*", key: "b" },
  { icon: "italic", name: "Italic", mark: "_", key: "i" },
  { icon: "strike", name: "Strikethrough", mark: "~", key: "x", shift: true },
  null,
  { icon: "quote", name: "Quote", lead: "> " },
  { icon: "bullets", name: "Bulleted list", lead: "• " },
  null,
  { icon: "code", name: "Code", mark: "`", key: "e" },
  { icon: "codeblock", name: "Code block", mark: "```" },
];

function around({ value, selectionStart: from, selectionEnd: to }, mark, write) {
  const inside = value.slice(from, to);
  const before = value.slice(0, from), after = value.slice(to);
  if (before.endsWith(mark) && after.startsWith(mark)) {
    write(before.slice(0, -mark.length) + inside + after.slice(mark.length), from - mark.length, to - mark.length);
  } else {
    write(before + mark + inside + mark + after, from + mark.length, to + mark.length);
  }
}

// Each line the selection touches begins with the mark, or, when all do, with none.
function leading({ value, selectionStart: from, selectionEnd: to }, lead, write) {
  const start = value.lastIndexOf("\n", from - 1) + 1;
  const lines = value.slice(start, to).split("\n");
  const all = lines.every((line) => line.startsWith(lead));
  const now = lines.map((line) => (all ? line.slice(lead.length) : lead + line)).join("\n");
  write(value.slice(0, start) + now + value.slice(to), start + now.length);
}

const use = ({ mark, lead }, box, write) => (mark ? around(box, mark, write) : leading(box, lead, write));

export const FormatBar = ({ box, write }) => html`<div class="format-bar" role="toolbar" aria-label="Formatting">
  ${FORMATS.map((format) => format === null
    ? html`<span class="bar-line" aria-hidden="true" />`
    : html`<button type="button" class="icon-button small" aria-label=${format.name} data-tip=${format.name}
        onMouseDown=${(event) => event.preventDefault()} onClick=${() => use(format, box.current, write)}>
        <${Icon} of=${format.icon} size="16" /></button>`)}
</div>`;

// Ctrl+B and its like; says whether it was one.
export function formatKey(event, box, write) {
  if (!(event.ctrlKey || event.metaKey)) return false;
  const format = FORMATS.find((one) => one?.key === event.key.toLowerCase() && Boolean(one.shift) === event.shiftKey);
  if (format) use(format, box, write);
  return Boolean(format);
}
