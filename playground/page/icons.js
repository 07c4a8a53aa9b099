// The page's own little pictures, so that they look alike on every machine.
import { html } from "./vendor/preact.js";

const SHAPES = {
  clock: "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15ZM10 6v4l2.8 2",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  reply: "M3 4h14v10H9l-4 3.5V14H3z",
  trophy: "M6 3h8v5a4 4 0 0 1-8 0ZM6 4.5H3a3 3 0 0 0 3.4 4M14 4.5h3a3 3 0 0 1-3.4 4M10 12v3M6.5 17h7M8 17v-2h4v2",
  smile: "M9 4a7 7 0 1 0 7 7M6.3 12.5a3 3 0 0 0 5.4 0M6.8 9h.1M11.2 9h.1M15.5 2v6M12.5 5h6",
  file: "M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5",
  bolt: "M11.5 2.5 4.5 11.5H10l-1.5 6 7-9H10z",
  clip: "M15.5 9.5 9.7 15.3a3.6 3.6 0 0 1-5-5L11 4a2.4 2.4 0 0 1 3.4 3.4l-6.2 6.2a1.2 1.2 0 0 1-1.7-1.7l5.3-5.3",
  menu: "M3 5h14M3 10h14M3 15h14",
};

export const Icon = ({ of }) => html`<svg class="picture" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
  <path d=${SHAPES[of]} /></svg>`;
