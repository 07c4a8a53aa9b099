// The `table` and `data_table` blocks.
import { html, useState } from "../vendor/preact.js";
import { Element } from "../elements/elements.js";
import { RichText } from "../text/richtext.js";
import { withEmoji } from "../core/known.js";
import { Icon } from "../ui/icons.js";

function Cell({ of, block, form }) {
  if (of?.type === "rich_text") return html`<${RichText} elements=${of.elements} />`;
  if (of?.type === "action_cell") return html`<${Element} element=${of.element} block=${block} form=${form} />`;
  return withEmoji(String(of?.text ?? of?.value ?? ""));
}

const isNumber = (cell) => cell?.type === "raw_number" || typeof cell?.value === "number";

function Row({ cells, rowHeader, settings = [], block, form }) {
  return html`<tr>${cells.map((cell, at) => {
    const { align, is_wrapped: wrapped } = settings[at] ?? {};
    const style = { textAlign: align ?? (isNumber(cell) ? "right" : undefined) };
    const drawn = html`<${Cell} of=${cell} block=${block} form=${form} />`;
    const look = wrapped === false ? "unwrapped" : "";
    return at === rowHeader
      ? html`<th scope="row" style=${style} class=${look}>${drawn}</th>`
      : html`<td style=${style} class=${look}>${drawn}</td>`;
  })}</tr>`;
}

// One heading; `sort` turns it into a button that sorts by its column.
function Head({ cell, at, settings = [], sorted, sort, block, form }) {
  const style = { textAlign: settings[at]?.align };
  const words = html`<${Cell} of=${cell} block=${block} form=${form} />`;
  if (!sort) return html`<th scope="col" style=${style}>${words}</th>`;
  const way = sorted?.at === at ? (sorted.down ? "descending" : "ascending") : "none";
  return html`<th scope="col" style=${style} aria-sort=${way}>
    <button type="button" class="sorter" onClick=${() => sort(at)}>${words}
      <span class=${`sort-sign ${way}`}><${Icon} of="sorted" size="13" /></span></button></th>`;
}

function Grid({ block, form, rows, caption, rowHeader, sorted, sort }) {
  const [head, ...body] = rows;
  const shared = { settings: block.column_settings, block, form };
  return html`<div class="grid-box" tabindex="0" role="region" aria-label=${caption ?? "Table"}>
    <table class="grid">
      ${caption && html`<caption>${caption}</caption>`}
      <thead><tr>${head.map((cell, at) =>
        html`<${Head} cell=${cell} at=${at} sorted=${sorted} sort=${sort} ...${shared} />`)}</tr></thead>
      <tbody>${body.map((cells) => html`<${Row} cells=${cells} rowHeader=${rowHeader} ...${shared} />`)}</tbody>
    </table>
  </div>`;
}

export const Table = ({ block, form }) => html`<${Grid} block=${block} form=${form} rows=${block.rows} />`;

const wordsOf = (node) => node?.text ?? (node?.elements ?? []).map(wordsOf).join("");
const worth = (cell) => cell?.value ?? wordsOf(cell);

// Numbers by size, everything else as people sort: "item 9" before "item 10".
const compare = (one, other) =>
  typeof one === "number" && typeof other === "number"
    ? one - other
    : String(one).localeCompare(String(other), "en", { numeric: true, sensitivity: "base" });

function inOrder(rows, sorted) {
  if (!sorted) return rows;
  const sign = sorted.down ? -1 : 1;
  return [...rows].sort((one, other) => sign * compare(worth(one[sorted.at]), worth(other[sorted.at])));
}

// Up, then down, then as the app sent it.
const turned = (sorted, at) => {
  if (sorted?.at !== at) return { at, down: false };
  return sorted.down ? null : { at, down: true };
};

export function DataTable({ block, form }) {
  const [wanted, setPage] = useState(0);
  const [sorted, setSorted] = useState(null);
  const [head, ...body] = block.rows;
  const size = block.page_size ?? 5;
  const pages = Math.max(Math.ceil(body.length / size), 1);
  const page = Math.min(wanted, pages - 1);
  const first = page * size;
  const shown = inOrder(body, sorted).slice(first, first + size);
  const sort = (at) => {
    setSorted(turned(sorted, at));
    setPage(0);
  };
  return html`
    <${Grid} block=${block} form=${form} rows=${[head, ...shown]} caption=${block.caption}
      rowHeader=${block.row_header_column_index} sorted=${sorted} sort=${body.length > 1 ? sort : undefined} />
    ${pages > 1 && html`<div class="pager">
      <span aria-live="polite">${first + 1}–${first + shown.length} of ${body.length}</span>
      <button type="button" class="button small" disabled=${page === 0}
        onClick=${() => setPage(page - 1)}>Previous</button>
      <button type="button" class="button small" disabled=${page === pages - 1}
        onClick=${() => setPage(page + 1)}>Next</button>
    </div>`}`;
}
