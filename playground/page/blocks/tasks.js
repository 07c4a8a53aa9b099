// Work that is under way: task_card and plan; and a video, which is a link here.
import { html } from "../vendor/preact.js";
import { Link, Text } from "../text/mrkdwn.js";
import { RichText } from "../text/richtext.js";
import { Icon } from "../ui/icons.js";
import { Block } from "./blocks.js";

const STATUS = {
  pending: ["clock", "Waiting"], in_progress: ["bolt", "Under way"],
  complete: ["success", "Done"], error: ["error", "Failed"],
};

const words = (of) => (typeof of === "object" ? html`<${Text} of=${of} />` : of);

export function TaskCard({ block }) {
  const [sign, said] = STATUS[block.status] ?? STATUS.pending;
  return html`
    <div class="task-head"><span class=${`status ${block.status}`}><${Icon} of=${sign} size="16" /> ${said}</span>
      <b>${words(block.title)}</b></div>
    ${[block.details, block.output].map((part) => part && html`<${RichText} elements=${part.elements} />`)}
    ${block.sources?.map(({ url, text }) => html`<${Link} url=${url}>${text}<//>`)}`;
}

export const Plan = ({ block, form }) => html`<b>${words(block.title)}</b>
  ${(block.tasks ?? []).map((task) => html`<${Block} block=${{ type: "task_card", ...task }} form=${form} />`)}`;

export const Video = ({ block }) => html`<div class="video-card"><${Icon} of="image" />
  <div><${Link} url=${block.title_url ?? block.video_url}><${Text} of=${block.title} /><//>
    ${block.description && html`<div class="quiet"><${Text} of=${block.description} /></div>`}</div></div>`;
