// Every block. BLOCKS, at the end, maps Slack's type to the function that draws it.
import { html, useState } from "./vendor/preact.js";
import { Chart } from "./charts.js";
import { Element, elementId } from "./elements.js";
import { Markdown } from "./markdown.js";
import { Link, Text } from "./mrkdwn.js";
import { RichText } from "./richtext.js";
import { DataTable, Table } from "./tables.js";

const pictureAddress = ({ image_url: url, slack_file: file }) => url ?? file?.url;
const Picture = ({ of, kind = "" }) => html`<img class=${kind} src=${pictureAddress(of)} alt=${of.alt_text} />`;

function Section({ block, form }) {
  return html`
    <div class="section-text">
      <${Text} of=${block.text} />
      ${block.fields && html`<div class="fields">
        ${block.fields.map((field) => html`<div><${Text} of=${field} /></div>`)}</div>`}
    </div>
    ${block.accessory && html`<div class="accessory">
      <${Element} element=${block.accessory} block=${block} form=${form} /></div>`}`;
}

const Header = ({ block }) =>
  html`<div class="header-text" role="heading" aria-level="3"><${Text} of=${block.text} /></div>`;

const Divider = () => html`<hr />`;

const Context = ({ block }) => block.elements.map((element) =>
  element.type === "image"
    ? html`<${Picture} of=${element} kind="icon" />`
    : html`<div><${Text} of=${element} /></div>`);

const ImageBlock = ({ block }) => html`<figure>
  ${block.title && html`<figcaption><${Text} of=${block.title} /></figcaption>`}
  <${Picture} of=${block} />
</figure>`;

const Actions = ({ block, form }) => block.elements.map((element) =>
  html`<${Element} key=${element.action_id} element=${element} block=${block} form=${form} />`);

function Input({ block, form }) {
  const id = elementId(form, block, block.element);
  const error = form.errors?.[block.block_id];
  return html`
    <label class="label" for=${id}><${Text} of=${block.label} />
      ${block.optional && html`<span class="optional"> (optional)</span>`}</label>
    <${Element} element=${block.element} block=${block} form=${form} />
    <div id=${`${id}-note`}>
      ${error && html`<p class="error" role="alert">${error}</p>`}
      ${block.hint && html`<p class="hint"><${Text} of=${block.hint} /></p>`}
    </div>`;
}

const Rich = ({ block }) => html`<${RichText} elements=${block.elements} />`;
const MarkdownBlock = ({ block }) => html`<${Markdown} text=${block.text} />`;
const Visualization = ({ block }) => html`<${Chart} title=${block.title} chart=${block.chart} />`;

function Card({ block, form }) {
  return html`
    ${block.hero_image && html`<${Picture} of=${block.hero_image} kind="hero" />`}
    <div class="card-head">
      ${block.icon && html`<${Picture} of=${block.icon} kind="icon" />`}
      <div><b><${Text} of=${block.title} /></b><div class="quiet"><${Text} of=${block.subtitle} /></div></div>
    </div>
    <${Text} of=${block.body} />
    ${block.actions?.length && html`<div class="row">${block.actions.map((element) =>
      html`<${Element} element=${element} block=${block} form=${form} />`)}</div>`}`;
}

const Carousel = ({ block, form }) => html`<div class="carousel" tabindex="0" role="group" aria-label="Cards">
  ${block.elements.map((card) => html`<${Block} block=${card} form=${form} />`)}</div>`;

function Container({ block, form }) {
  const [open, setOpen] = useState(!block.default_collapsed);
  const { title: plain, rich_text_title: rich } = block;
  const title = html`
    ${block.icon && html`<${Picture} of=${block.icon} kind="icon" />`}
    <span><b>${rich ? html`<${RichText} elements=${rich.elements} />` : html`<${Text} of=${plain} />`}</b>
      ${block.subtitle && html`<span class="quiet"><${Text} of=${block.subtitle} /></span>`}</span>`;
  const head = block.is_collapsible
    ? html`<button type="button" class="container-head" aria-expanded=${open} onClick=${() => setOpen(!open)}>
        <span class="turn" aria-hidden="true">▸</span>${title}</button>`
    : html`<div class="container-head">${title}</div>`;
  return html`${head}
    ${(open || !block.is_collapsible) && html`<div class="container-body">
      <${Blocks} blocks=${block.child_blocks} form=${form} /></div>`}`;
}

const Alert = ({ block }) => html`<div role="alert"><${Text} of=${block.text} /></div>`;

const STATUS = { pending: "Waiting", in_progress: "Under way", complete: "Done", error: "Failed" };

const TaskCard = ({ block }) => html`
  <b>${block.title}</b> <span class=${`status ${block.status}`}>${STATUS[block.status]}</span>
  ${[block.details, block.output].map((part) => part && html`<${RichText} elements=${part.elements} />`)}
  ${block.sources?.map(({ url, text }) => html`<${Link} url=${url}>${text}<//>`)}`;

const Plan = ({ block, form }) => html`<b>${block.title}</b>
  ${(block.tasks ?? []).map((task) => html`<${Block} block=${{ type: "task_card", ...task }} form=${form} />`)}`;

const Video = ({ block }) => html`<${Link} url=${block.title_url ?? block.video_url}>
  <${Text} of=${block.title} /><//>`;

const Unknown = ({ block }) => html`<em class="unknown">${block.type}</em>`;

const BLOCKS = {
  section: Section, header: Header, divider: Divider, context: Context, image: ImageBlock,
  actions: Actions, context_actions: Actions, input: Input, rich_text: Rich, markdown: MarkdownBlock,
  table: Table, data_table: DataTable, data_visualization: Visualization, card: Card,
  carousel: Carousel, container: Container, alert: Alert, task_card: TaskCard, plan: Plan, video: Video,
};

const look = ({ type, level, width }) => ["block", type, level, width].filter(Boolean).join(" ");

function Block({ block, form }) {
  const Drawn = BLOCKS[block.type] ?? Unknown;
  return html`<div class=${look(block)}><${Drawn} block=${block} form=${form} /></div>`;
}

export const Blocks = ({ blocks, form }) =>
  blocks.map((block, at) => html`<${Block} key=${block.block_id ?? at} block=${block} form=${form} />`);
