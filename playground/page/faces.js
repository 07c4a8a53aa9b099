// A coloured square with initials for each person: the same colour every time.
import { html } from "./vendor/preact.js";
import { known, personName } from "./known.js";

const FACES = ["#1264a3", "#2b8a5f", "#a3438f", "#b45309", "#5b6ee1", "#0f766e", "#be3455"];
const mixed = (sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997;
const faceColour = (id) => FACES[[...id].reduce(mixed, 7) % FACES.length];
const initials = (name) => name.split(/\s+/).map((word) => word[0]).slice(0, 2).join("").toUpperCase();

export const Face = ({ id, size = "" }) => html`<span class=${`face ${size}`} aria-hidden="true"
  style=${{ background: known.people[id]?.isBot ? "#3a7a68" : faceColour(id) }}>${initials(personName(id))}</span>`;
