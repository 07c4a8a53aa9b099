// The charts of a `data_visualization` block, drawn as SVG. DRAWN maps a chart's type to its function.
import { html } from "../vendor/preact.js";

const WIDE = 560, HIGH = 240;
const LEFT = 40, RIGHT = 12, TOP = 28, ROW = 14;
// Series differ in more than their colour: in the pattern of an area, the dashes of a line, the shape of a point.
const COLOURS = ["#2a7ab8", "#d97706", "#2b8a5f", "#b0529c", "#6b7ce6", "#9a7b44"];
const colour = (at) => COLOURS[at % COLOURS.length];
const DASHES = ["", "7 4", "2 4", "10 3 2 3", "14 5", "4 2"];
const dash = (at) => DASHES[at % DASHES.length];

const POINTS = [
  (x, y) => html`<circle cx=${x} cy=${y} r="4" />`,
  (x, y) => html`<rect x=${x - 3.5} y=${y - 3.5} width="7" height="7" />`,
  (x, y) => html`<path d=${`M${x},${y - 5}L${x + 5},${y + 4}L${x - 5},${y + 4}Z`} />`,
  (x, y) => html`<path d=${`M${x},${y - 5}L${x + 5},${y}L${x},${y + 5}L${x - 5},${y}Z`} />`,
  (x, y) => html`<path d=${`M${x},${y + 5}L${x + 5},${y - 4}L${x - 5},${y - 4}Z`} />`,
  (x, y) => html`<rect x=${x - 5} y=${y - 2} width="10" height="4" />`,
];
const point = (at, x, y) => html`<g fill=${colour(at)}>${POINTS[at % POINTS.length](x, y)}</g>`;

// Light strokes over the colour; the first has none.
const STROKES = ["", "M0,8L8,0", "M0,0L8,8", "M4,0V8", "M0,4H8", "M0,4H8M4,0V8"];
const patternId = (at) => `pattern-${at % COLOURS.length}`;
const fill = (at) => (STROKES[at % STROKES.length] ? `url(#${patternId(at)})` : colour(at));

const Patterns = () => html`<defs>${STROKES.map((strokes, at) => strokes && html`
  <pattern id=${patternId(at)} width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill=${colour(at)} />
    <path d=${strokes} stroke="#fff" stroke-opacity="0.55" stroke-width="1.6" /></pattern>`)}</defs>`;

const shade = (value) => (Number.isInteger(value) ? String(value) : value.toFixed(1));

// Round steps from zero (or below) to the highest value: at most five lines.
function ticks(values) {
  const high = Math.max(...values, 0), low = Math.min(...values, 0);
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough);
  const whole = values.every(Number.isInteger) ? Math.max(step, 1) : step;
  const from = Math.floor(low / whole), to = Math.max(Math.ceil(high / whole), from + 1);
  return Array.from({ length: to - from + 1 }, (_, at) => (from + at) * whole);
}

// Where a value stands on the sheet, and where each category does.
function sheet({ series, axis_config: axis }) {
  const categories = axis?.categories ?? series[0].data.map(({ label }) => label);
  const marks = ticks(series.flatMap(({ data }) => data.map(({ value }) => value)));
  const [low, high] = [marks[0], marks.at(-1)];
  const slot = (WIDE - LEFT - RIGHT) / categories.length;
  const every = Math.ceil(44 / slot);
  const labels = categories.map((label, at) => (at % every ? [] : wrapped(label, slot * every)));
  const foot = HIGH - ROW * (Math.max(...labels.map(({ length }) => length)) + (axis?.x_label ? 1.4 : 0)) - 6;
  return {
    categories, labels, marks, slot, foot,
    y: (value) => TOP + ((high - value) / (high - low)) * (foot - TOP),
    middle: (label) => LEFT + (categories.indexOf(label) + 0.5) * slot,
  };
}

const wrapped = (label, room) => {
  const [first, ...rest] = label.split(" ");
  const rows = [first];
  for (const word of rest) {
    if (`${rows.at(-1)} ${word}`.length * 6.4 < room) rows[rows.length - 1] += ` ${word}`;
    else rows.push(word);
  }
  return rows.slice(0, 2);
};

function Axes({ on, axis }) {
  return html`<g class="axes">
    ${on.marks.map((mark) => html`
      <line x1=${LEFT} x2=${WIDE - RIGHT} y1=${on.y(mark)} y2=${on.y(mark)} class=${mark ? "" : "zero"} />
      <text x=${LEFT - 8} y=${on.y(mark) + 4} text-anchor="end">${shade(mark)}</text>`)}
    ${on.categories.map((label, at) => on.labels[at].map((row, down) => html`
      <text x=${on.middle(label)} y=${on.foot + 16 + down * ROW} text-anchor="middle">${row}</text>`))}
    ${axis?.x_label && html`
      <text class="axis-name" x=${WIDE / 2} y=${HIGH - 3} text-anchor="middle">${axis.x_label}</text>`}
    ${axis?.y_label && html`<text class="axis-name" x=${LEFT - 32} y="10">${axis.y_label}</text>`}
  </g>`;
}

function Bars({ chart }) {
  const on = sheet(chart);
  const wide = Math.min((on.slot * 0.7) / chart.series.length, 56);
  const bar = ({ label, value }, at) => {
    const x = on.middle(label) + (at - chart.series.length / 2) * wide;
    const [top, base] = [Math.min(on.y(value), on.y(0)), Math.max(on.y(value), on.y(0))];
    return html`<rect x=${x + 1} y=${top} width=${wide - 2} height=${base - top} rx="2" fill=${fill(at)} />
      ${chart.series.length < 3 && html`
        <text class="value" x=${x + wide / 2} y=${top - 5} text-anchor="middle">${shade(value)}</text>`}`;
  };
  return html`<${Axes} on=${on} axis=${chart.axis_config} />
    ${chart.series.map(({ data }, at) => data.map((one) => bar(one, at)))}`;
}

const pointsOf = (on, data) => data.map(({ label, value }) => [on.middle(label), on.y(value)]);

function Lines({ chart, filled = false }) {
  const on = sheet(chart);
  return html`<${Axes} on=${on} axis=${chart.axis_config} />
    ${chart.series.map(({ data }, at) => {
      const points = pointsOf(on, data);
      const floor = [[points.at(-1)[0], on.y(0)], [points[0][0], on.y(0)]];
      return html`
        ${filled && html`<polygon points=${[...points, ...floor].join(" ")} fill=${colour(at)} opacity="0.18" />`}
        <polyline points=${points.join(" ")} fill="none" stroke=${colour(at)} stroke-width="2" stroke-dasharray=${dash(at)} />
        ${points.map(([x, y]) => point(at, x, y))}`;
    })}`;
}

const Areas = ({ chart }) => html`<${Lines} chart=${chart} filled />`;

function Pie({ chart }) {
  const total = chart.segments.reduce((sum, { value }) => sum + value, 0);
  const [x, y, radius] = [WIDE / 2, HIGH / 2, 96];
  const on = (share, far = radius) =>
    [x + far * Math.sin(2 * Math.PI * share), y - far * Math.cos(2 * Math.PI * share)];
  let from = 0;
  return chart.segments.map(({ label, value }, at) => {
    const [begin, end] = [from, (from += value / total)];
    const [left, top] = on((begin + end) / 2, radius + 14);
    const side = left > x + 20 ? "start" : left < x - 20 ? "end" : "middle";
    const name = html`<text x=${left} y=${top + 4} text-anchor=${side}>${label}</text>`;
    if (value === total) return html`<circle cx=${x} cy=${y} r=${radius} fill=${fill(at)} />${name}`;
    const arc = `A${radius},${radius} 0 ${value / total > 0.5 ? 1 : 0} 1 ${on(end)}`;
    return html`<path class="slice" d=${`M${x},${y} L${on(begin)} ${arc} Z`} fill=${fill(at)} />${name}`;
  });
}

const DRAWN = { bar: Bars, line: Lines, area: Areas, pie: Pie };

function Swatch({ type, at }) {
  const line = type === "line" || type === "area";
  return html`<svg class="swatch" viewBox="0 0 28 12" aria-hidden="true">${line
    ? html`<path d="M0,6H28" stroke=${colour(at)} stroke-width="2" stroke-dasharray=${dash(at)} />${point(at, 14, 6)}`
    : html`<rect width="28" height="12" rx="2" fill=${fill(at)} />`}</svg>`;
}

const Key = ({ type, names }) => html`<ul class="chart-key">${names.map((name, at) => html`
  <li><${Swatch} type=${type} at=${at} />${name}</li>`)}</ul>`;

// The same figures in words, for whoever does not see the picture.
const inWords = ({ type, series, segments }) =>
  type === "pie"
    ? segments.map(({ label, value }) => `${label} ${value}`).join(", ")
    : series.map(({ name, data }) =>
        `${name}: ${data.map(({ label, value }) => `${label} ${value}`).join(", ")}`).join(". ");

export function Chart({ title, chart }) {
  const Drawn = DRAWN[chart.type];
  if (!Drawn) return html`<em class="unknown">${chart.type}</em>`;
  const names = chart.type === "pie"
    ? chart.segments.map(({ label, value }) => `${label} · ${shade(value)}`)
    : chart.series.map(({ name }) => name);
  return html`<figure class="chart">
    <figcaption>${title}</figcaption>
    <svg viewBox=${`0 0 ${WIDE} ${HIGH}`} role="img" aria-label=${`${title}. ${inWords(chart)}`}>
      <${Patterns} /><${Drawn} chart=${chart} />
    </svg>
    ${(names.length > 1 || chart.type === "pie") && html`<${Key} type=${chart.type} names=${names} />`}
  </figure>`;
}
