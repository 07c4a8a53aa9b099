// The charts of a `data_visualization` block, drawn as SVG. DRAWN maps a chart's type to its function.
import { html } from "../vendor/preact.js";

const WIDE = 560, HIGH = 240;
const LEFT = 40, RIGHT = 12, TOP = 20, ROW = 14;
const COLOURS = ["#1264a3", "#d97706", "#2b8a5f", "#a3438f", "#5b6ee1", "#8a6d3b"];
const colour = (at) => COLOURS[at % COLOURS.length];
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
    return html`<rect x=${x + 1} y=${top} width=${wide - 2} height=${base - top} rx="2" fill=${colour(at)} />
      ${chart.series.length < 3 && html`
        <text class="value" x=${x + wide / 2} y=${top - 5} text-anchor="middle">${shade(value)}</text>`}`;
  };
  return html`<${Axes} on=${on} axis=${chart.axis_config} />
    ${chart.series.map(({ data }, at) => data.map((point) => bar(point, at)))}`;
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
        <polyline points=${points.join(" ")} fill="none" stroke=${colour(at)} stroke-width="2" />
        ${points.map(([x, y]) => html`<circle cx=${x} cy=${y} r="3.5" fill=${colour(at)} />`)}`;
    })}`;
}

const Areas = ({ chart }) => html`<${Lines} chart=${chart} filled />`;

function Pie({ chart }) {
  const total = chart.segments.reduce((sum, { value }) => sum + value, 0);
  const [x, y, radius] = [WIDE / 2, HIGH / 2, 100];
  const edge = (share) =>
    [x + radius * Math.sin(2 * Math.PI * share), y - radius * Math.cos(2 * Math.PI * share)];
  let from = 0;
  return chart.segments.map(({ value }, at) => {
    const [begin, end] = [from, (from += value / total)];
    if (value === total) return html`<circle cx=${x} cy=${y} r=${radius} fill=${colour(at)} />`;
    const arc = `A${radius},${radius} 0 ${value / total > 0.5 ? 1 : 0} 1 ${edge(end)}`;
    return html`<path class="slice" d=${`M${x},${y} L${edge(begin)} ${arc} Z`} fill=${colour(at)} />`;
  });
}

const DRAWN = { bar: Bars, line: Lines, area: Areas, pie: Pie };

const Key = ({ names }) => html`<ul class="chart-key">${names.map((name, at) => html`
  <li><span class="swatch" style=${{ background: colour(at) }} />${name}</li>`)}</ul>`;

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
      <${Drawn} chart=${chart} />
    </svg>
    ${(names.length > 1 || chart.type === "pie") && html`<${Key} names=${names} />`}
  </figure>`;
}
