// Between what stands in an editor and Slack's rich_text: both ways, node by node, never through markup.
import { known, safeAddress, unescaped } from "../core/known.js";

// --- from the editor ----------------------------------------------------------------------------

const STYLE_OF = { B: "bold", STRONG: "bold", I: "italic", EM: "italic", S: "strike", STRIKE: "strike", DEL: "strike", CODE: "code", U: "underline" };
const LINES = ["DIV", "P"];

const names = () => Object.values(known.people).map(({ realName }) => realName).sort((one, other) => other.length - one.length);
const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const unicodeOf = (emoji) => [...emoji].map((sign) => sign.codePointAt(0).toString(16)).join("-");

function emojiElement(name) {
  const drawn = known.emoji[name];
  return { type: "emoji", name, ...(drawn.startsWith(":") ? {} : { unicode: unicodeOf(drawn) }) };
}

// One stretch of plain words, with the links, people and emoji in it.
function pieces(text, style) {
  const people = names();
  const mark = new RegExp(`(https?:\\/\\/[^\\s<>]+)|:([a-z0-9_+'-]+):|@(${people.map(literal).join("|") || "$^"})`, "g");
  const found = [];
  let end = 0;
  const words = (to) => to > end && found.push({ type: "text", text: text.slice(end, to) });
  for (const match of style.code ? [] : text.matchAll(mark)) {
    const [whole, url, emoji, name] = match;
    if (emoji && !Object.hasOwn(known.emoji, emoji)) continue;
    words(match.index);
    if (url) found.push({ type: "link", url });
    else if (emoji) found.push(emojiElement(emoji));
    else found.push({ type: "user", user_id: Object.values(known.people).find(({ realName }) => realName === name).id });
    end = match.index + whole.length;
  }
  words(text.length);
  return found.map((one) => (Object.keys(style).length ? { ...one, style } : one));
}

function inline(node, style = {}) {
  if (node.nodeType === Node.TEXT_NODE) return pieces(node.data.replaceAll("\u200b", "").replaceAll("\u00a0", " "), style);
  if (node.nodeName === "BR") return node.nextSibling || node.dataset?.kept ? [{ type: "text", text: "\n" }] : [];
  const more = STYLE_OF[node.nodeName] ? { ...style, [STYLE_OF[node.nodeName]]: true } : style;
  if (node.nodeName === "A" && safeAddress(node.href)) return [{ type: "link", url: node.getAttribute("href"), text: node.textContent }];
  return [...node.childNodes].flatMap((child, at) => [
    ...(at && LINES.includes(child.nodeName) ? [{ type: "text", text: "\n" }] : []),
    ...inline(child, more),
  ]);
}

const sameStyle = (one, other) => JSON.stringify(one.style) === JSON.stringify(other.style);

function joined(elements) {
  const found = [];
  for (const one of elements) {
    const last = found.at(-1);
    if (one.type === "text" && last?.type === "text" && sameStyle(one, last)) last.text += one.text;
    else found.push({ ...one });
  }
  return found.filter(({ type, text }) => type !== "text" || text);
}

const section = (elements) => ({ type: "rich_text_section", elements: joined(elements) });

function lists(node, indent = 0) {
  const style = node.nodeName === "OL" ? "ordered" : "bullet";
  const found = [];
  for (const item of node.children) {
    const nested = [...item.children].filter(({ nodeName }) => ["UL", "OL"].includes(nodeName));
    const own = [...item.childNodes].filter((child) => !nested.includes(child));
    if (item.nodeName === "LI") {
      const last = found.at(-1);
      const one = section(own.flatMap((child) => inline(child)));
      if (last?.indent === indent) last.elements.push(one);
      else found.push({ type: "rich_text_list", elements: [one], style, indent, border: 0 });
    }
    for (const inner of item.nodeName === "LI" ? nested : [item]) found.push(...lists(inner, indent + 1));
  }
  return found;
}

const GROUPS = {
  UL: lists,
  OL: lists,
  BLOCKQUOTE: (node) => [{ type: "rich_text_quote", elements: joined(inline(node)) }],
  PRE: (node) => [{ type: "rich_text_preformatted", elements: joined(inline(node).map(({ text }) => ({ type: "text", text }))), border: 0 }],
};

// A rich_text block, or null when nothing stands there.
export function richOf(root) {
  const elements = [];
  let lines = [];
  const flush = () => {
    const found = section(lines);
    if (found.elements.length) elements.push(found);
    lines = [];
  };
  for (const node of root.childNodes) {
    const inner = LINES.includes(node.nodeName) && GROUPS[node.firstElementChild?.nodeName] ? node.firstElementChild : node;
    if (GROUPS[inner.nodeName]) {
      flush();
      elements.push(...GROUPS[inner.nodeName](inner));
    } else {
      if (lines.length && LINES.includes(node.nodeName)) lines.push({ type: "text", text: "\n" });
      lines.push(...inline(node));
    }
  }
  flush();
  const isEmpty = !root.textContent.trim() && !elements.some(({ type }) => type === "rich_text_list");
  return isEmpty ? null : { type: "rich_text", elements };
}

// --- into the editor ----------------------------------------------------------------------------

const TAGS = { bold: "b", italic: "i", strike: "s", code: "code", underline: "u" };

const made = (tag, children = []) => {
  const node = document.createElement(tag);
  node.append(...children);
  return node;
};

const WORDS = {
  emoji: ({ name }) => `:${name}:`,
  user: ({ user_id }) => `@${known.people[user_id]?.realName ?? user_id}`,
  channel: ({ channel_id }) => `#${known.channels[channel_id]?.name ?? channel_id}`,
  broadcast: ({ range }) => `@${range}`,
};

function leaf(element) {
  const words = WORDS[element.type]?.(element) ?? unescaped(element.text ?? element.url ?? "");
  let node = document.createTextNode(words);
  if (element.type === "link" && element.text && safeAddress(element.url)) {
    node = made("a", [node]);
    node.href = element.url;
  }
  for (const [style, tag] of Object.entries(TAGS)) if (element.style?.[style]) node = made(tag, [node]);
  return node;
}

const leaves = ({ elements }) => elements.map(leaf);

const NODES = {
  rich_text_section: (group) => made("div", leaves(group)),
  rich_text_quote: (group) => made("blockquote", leaves(group)),
  rich_text_preformatted: (group) => made("pre", leaves(group)),
  rich_text_list: (group) => made(group.style === "ordered" ? "ol" : "ul", group.elements.map((one) => made("li", leaves(one)))),
};

export const nodesOf = (rich) => (rich?.elements ?? []).map((group) => NODES[group.type]?.(group)).filter(Boolean);
