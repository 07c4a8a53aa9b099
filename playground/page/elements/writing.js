// The editor for rich text: what one sees is what Slack is sent.
import { html, useLayoutEffect, useRef } from "../vendor/preact.js";
import { Icon } from "../ui/icons.js";
import { nameOf, useAnswer, useDescription } from "./filling.js";
import { nodesOf, richOf } from "./rich.js";

const TOOLS = [
  { icon: "bold", name: "Bold", command: "bold" },
  { icon: "italic", name: "Italic", command: "italic" },
  { icon: "strike", name: "Strikethrough", command: "strikeThrough" },
  { icon: "code", name: "Code", wrap: "code" },
  { icon: "numbers", name: "Ordered list", command: "insertOrderedList" },
  { icon: "bullets", name: "Bulleted list", command: "insertUnorderedList" },
  { icon: "quote", name: "Quote", block: "blockquote" },
  { icon: "codeblock", name: "Code block", block: "pre" },
];

function wrapSelection(tag) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const inside = range.commonAncestorContainer.parentElement?.closest(tag);
  if (inside) {
    inside.replaceWith(...inside.childNodes);
    return;
  }
  const node = document.createElement(tag);
  node.append(range.extractContents());
  range.insertNode(node);
}

// Chromium, Firefox and Safari all still carry these commands out; nothing has taken their place.
function apply({ command, wrap, block }, box) {
  box.focus();
  if (wrap) wrapSelection(wrap);
  else if (command) document.execCommand(command);
  else {
    const on = getSelection().anchorNode?.parentElement?.closest(block);
    document.execCommand("formatBlock", false, on && box.contains(on) ? "div" : block);
  }
}

export function RichTextInput(self) {
  const { element, block } = self;
  const [answer, set] = useAnswer(self);
  const { id, ...described } = useDescription(self);
  const box = useRef();
  const mine = useRef();
  // Before anything else can be typed: what is drawn anew would otherwise undo it.
  useLayoutEffect(() => {
    if (answer && answer === mine.current) return;
    if (answer || mine.current) box.current.replaceChildren(...nodesOf(answer));
    mine.current = answer;
  }, [answer]);
  const heard = block.dispatch_action && element.dispatch_action_config?.trigger_actions_on?.includes("on_character_entered");
  const read = () => {
    mine.current = richOf(box.current);
    set(mine.current, Boolean(heard) || block.type !== "input");
  };
  const use = (tool) => {
    apply(tool, box.current);
    read();
  };
  // Only the words: what stands on another page looks like that page.
  const paste = (event) => {
    event.preventDefault();
    document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
  };
  const lines = { minHeight: `${(element.min_lines ?? 4) * 22 + 18}px`, maxHeight: element.max_lines ? `${element.max_lines * 22 + 18}px` : "320px" };
  return html`<div class="field editor">
    <div class="editor-tools" role="toolbar" aria-label="Formatting">${TOOLS.map((tool) => html`
      <button type="button" class="icon-button small" aria-label=${tool.name} data-tip=${tool.name}
        onMouseDown=${(event) => event.preventDefault()} onClick=${() => use(tool)}><${Icon} of=${tool.icon} size="16" /></button>`)}</div>
    <div ref=${box} id=${id} class="editor-text" contenteditable="true" role="textbox" aria-multiline="true" tabindex="0"
      aria-label=${nameOf(self)} data-placeholder=${answer ? undefined : element.placeholder?.text} style=${lines} ...${described}
      onInput=${read} onPaste=${paste} />
  </div>`;
}
