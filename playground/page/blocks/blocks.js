// Every block. BLOCKS maps Slack's type to the function that draws it; each lives in a module beside this one.
import { html } from "../vendor/preact.js";
import { memo } from "../core/memo.js";
import { Markdown } from "../text/markdown.js";
import { RichText } from "../text/richtext.js";
import { Alert, Card, Carousel, Container } from "./cards.js";
import { Chart } from "./charts.js";
import { Input } from "./input.js";
import { Actions, Context, Divider, Header, ImageBlock, Section } from "./layout.js";
import { DataTable, Table } from "./tables.js";
import { Plan, TaskCard, Video } from "./tasks.js";

const BLOCKS = {
  // What people read
  section: Section, header: Header, divider: Divider, context: Context, image: ImageBlock, video: Video,
  rich_text: ({ block }) => html`<${RichText} elements=${block.elements} />`,
  markdown: ({ block }) => html`<${Markdown} text=${block.text} />`,
  table: Table, data_table: DataTable,
  data_visualization: ({ block }) => html`<${Chart} title=${block.title} chart=${block.chart} />`,
  // What people press and fill in
  actions: Actions, context_actions: Actions, input: Input,
  // What holds others
  card: Card, carousel: Carousel, container: Container, alert: Alert,
  // What is being worked on
  task_card: TaskCard, plan: Plan,
};

// An unknown one is named rather than left out.
const Unknown = ({ block }) => html`<em class="unknown">${block.type}</em>`;

const look = ({ type, level, width }) => ["block", type, level, width].filter(Boolean).join(" ");

export const Block = memo(({ block, form }) => {
  const Drawn = Object.hasOwn(BLOCKS, block.type) ? BLOCKS[block.type] : Unknown;
  return html`<div class=${look(block)}><${Drawn} block=${block} form=${form} /></div>`;
});

export const Blocks = ({ blocks, form }) =>
  blocks.map((block, at) => html`<${Block} key=${block.block_id ?? at} block=${block} form=${form} />`);
