// A coloured square with initials for each person: the same colour every time.
import { html } from "../vendor/preact.js";
import { known, personName } from "../core/known.js";

const FACES = ["#1264a3", "#1f7a54", "#9a3d86", "#a14a08", "#4d5fd1", "#0f6d65", "#b02f50"];
const mixed = (sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997;
const faceColour = (id) => FACES[[...(id ?? "")].reduce(mixed, 7) % FACES.length];
const initials = (name) => name.split(/\s+/).map((word) => word[0]).slice(0, 2).join("").toUpperCase();

export function Face({ id, size = "" }) {
  if (id === known.bot) return html`<span class=${`face app ${size}`} aria-hidden="true"><${Mark} /></span>`;
  const colour = known.people[id]?.isBot ? "#3d5a6c" : faceColour(id);
  return html`<span class=${`face ${size}`} aria-hidden="true"
    style=${{ background: colour }}>${initials(personName(id))}</span>`;
}

// Winbook's own sign: an open book with a line that rises.
const Mark = () => html`<svg viewBox="0 0 36 36" aria-hidden="true"><path class="mark-page"
  d="M6 9.500c4.5-1.5 8.5-1 12 1.5 3.5-2.5 7.5-3 12-1.500v16c-4.5-1.3-8.5-.8-12 1.7-3.5-2.5-7.5-3-12-1.700Z" />
  <path class="mark-line" d="m10 21.5 5-4.5 4.5 2.5 6.5-6.5" /></svg>`;
