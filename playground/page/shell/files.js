// A file somebody shared: a picture, the first lines of a text, or a card; always to be downloaded.
import { html, useEffect, useState } from "../vendor/preact.js";
import { Icon } from "../ui/icons.js";

const PICTURES = ["image/png", "image/jpeg", "image/gif", "image/webp"];
const TEXTS = ["text/plain", "text/csv", "text/markdown", "text/calendar", "application/json", "application/yaml"];
const LINES = 6, MOST_BYTES = 200_000;

const COLOURS = { pdf: "#b3261e", docx: "#1b5fb0", xlsx: "#1f7a54", csv: "#1f7a54", zip: "#6b5b1e", json: "#7a4a12", md: "#4d5fd1" };

export function sizeOf(bytes = 0) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const Download = ({ file }) => html`<a class="icon-button file-download" href=${file.url} download=${file.name}
  aria-label=${`Download ${file.title}`} data-tip="Download"><${Icon} of="download" /></a>`;

const Card = ({ file, children }) => html`<div class="file-card">
  <div class="file-row">
    <span class="file-sign" style=${{ background: COLOURS[file.kind] ?? "#5c6560" }} aria-hidden="true"><${Icon} of="file" size="20" /></span>
    <span class="file-words"><b>${file.title}</b>
      <small>${(file.kind || "file").toUpperCase()} · ${sizeOf(file.size)}</small></span>
    <${Download} file=${file} />
  </div>${children}
</div>`;

function useStart(file, isText) {
  const [start, setStart] = useState(null);
  useEffect(() => {
    if (!isText) return undefined;
    let late = false;
    fetch(file.url).then((answer) => (answer.ok ? answer.text() : "")).then((text) => late || setStart(text), () => {});
    return () => {
      late = true;
    };
  }, [file.url]);
  return start;
}

export function FileCard({ file }) {
  const isText = TEXTS.includes(file.mime) && file.size < MOST_BYTES;
  const start = useStart(file, isText);
  const [all, setAll] = useState(false);
  if (PICTURES.includes(file.mime)) {
    return html`<figure class="file-picture"><figcaption class="quiet">${file.title}</figcaption>
      <a href=${file.url} target="_blank" rel="noreferrer"><img src=${file.url} alt=${file.title} loading="lazy" /></a>
      <${Download} file=${file} /></figure>`;
  }
  const lines = (start ?? "").trimEnd().split("\n");
  const more = lines.length - LINES;
  return html`<${Card} file=${file}>
    ${start && html`<pre class="file-start">${(all ? lines : lines.slice(0, LINES)).join("\n")}</pre>
      ${more > 0 && html`<button type="button" class="file-more" aria-expanded=${all} onClick=${() => setAll(!all)}>
        ${all ? "Show less" : `Show ${more} more ${more === 1 ? "line" : "lines"}`}</button>`}`}
  <//>`;
}
