// A picture. One that lies on another machine is not fetched: its words stand in its place.
import { html, useState } from "../vendor/preact.js";
import { Icon } from "../ui/icons.js";

const addressOf = ({ image_url: url, slack_file: file }) => url ?? file?.url ?? "";
const hostOf = (url) => (URL.canParse(url) ? new URL(url).host : "elsewhere");

export function Picture({ of, kind = "" }) {
  const url = addressOf(of);
  const [missing, setMissing] = useState("");
  const isMissing = missing === url;
  const picture = html`<img class=${isMissing ? "unseen" : kind} src=${url} alt=${of.alt_text} loading="lazy" onError=${() => setMissing(url)} />`;
  if (!isMissing) return picture;
  const note = `This picture is at ${hostOf(url)}. The playground fetches nothing from other machines.`;
  return html`<span class=${`no-picture ${kind}`} data-tip=${note}>${picture}
    <${Icon} of="image" size=${kind === "icon" ? 14 : 18} />${kind !== "icon" && html`<span aria-hidden="true">${of.alt_text}</span>`}</span>`;
}
