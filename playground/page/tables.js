// The `table` and `data_table` blocks.
import { html, useState } from "./vendor/preact.js";
import { RichText } from "./richtext.js";
import { Element } from "./elements.js";

function Cell({ of, block, form }) {
  if (of?.type === "rich_text") return html`<${RichText} elements=${of.elements} />`;
  if (of?.type === "action_cell") return html`<${Element} element=${of.element} block=${block} form=${form} />`;
  return String(of?.text ?? of?.value ?? "");
}

function Row({ cells, header, rowHeader, settings = [], block, form }) {
  return html`<tr>${cells.map((cell, at) => {
    const style = { textAlign: settings[at]?.align ?? (cell?.type === "raw_number" ? "right" : undefined) };
    const drawn = html`<${Cell} of=${cell} block=${block} form=${form} />`;
    if (header) return html`<th scope="col" style=${style}>${drawn}</th>`;
    return at === rowHeader
      ? html`<th scope="row" style=${style}>${drawn}</th>`
      : html`<td style=${style}>${drawn}</td>`;
  })}</tr>`;
}

function Grid({ block, form, rows, caption, rowHeader }) {
  const [head, ...body] = rows;
  const shared = { settings: block.column_settings, block, form };
  return html`<div class="grid-box" tabindex="0" role="region" aria-label=${caption ?? "Table"}>
    <table class="grid">
      ${caption && html`<caption>${caption}</caption>`}
      <thead><${Row} cells=${head} header ...${shared} /></thead>
      <tbody>${body.map((cells) => html`<${Row} cells=${cells} rowHeader=${rowHeader} ...${shared} />`)}</tbody>
    </table>
  </div>`;
}

export const Table = ({ block, form }) => html`<${Grid} block=${block} form=${form} rows=${block.rows} />`;

export function DataTable({ block, form }) {
  const [wanted, setPage] = useState(0);
  const [head, ...body] = block.rows;
  const size = block.page_size ?? 5;
  const pages = Math.max(Math.ceil(body.length / size), 1);
  const page = Math.min(wanted, pages - 1);
  const first = page * size;
  const shown = body.slice(first, first + size);
  return html`
    <${Grid} block=${block} form=${form} rows=${[head, ...shown]} caption=${block.caption}
      rowHeader=${block.row_header_column_index} />
    ${pages > 1 && html`<div class="pager">
      <button type="button" class="button small" disabled=${page === 0}
        onClick=${() => setPage(page - 1)}>Previous</button>
      <span aria-live="polite">${first + 1}–${first + shown.length} of ${body.length}</span>
      <button type="button" class="button small" disabled=${page === pages - 1}
        onClick=${() => setPage(page + 1)}>Next</button>
    </div>`}`;
}
