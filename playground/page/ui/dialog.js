// Windows over the page. The browser's own <dialog> keeps the focus inside and the rest inert.
import { html, useEffect, useRef, useState } from "../vendor/preact.js";
import { Text } from "../text/mrkdwn.js";

export function Dialog({ name, kind = "", close, onKeyDown, children }) {
  const box = useRef();
  useEffect(() => {
    const before = document.activeElement;
    box.current.showModal();
    return () => {
      box.current?.close();
      if (before?.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  const escaped = (event) => {
    event.preventDefault();
    close();
  };
  return html`<dialog ref=${box} class=${`window ${kind}`} aria-label=${name}
    onCancel=${escaped} onKeyDown=${onKeyDown}>${children}</dialog>`;
}

function Question({ of, yes, no }) {
  return html`<${Dialog} name=${of.title.text} kind="question" close=${no}>
    <h2><${Text} of=${of.title} /></h2>
    <div class="question-text"><${Text} of=${of.text} /></div>
    <footer>
      <button type="button" class="button" onClick=${no}><${Text} of=${of.deny} /></button>
      <button type="button" class=${`button ${of.style ?? "primary"}`} onClick=${yes}>
        <${Text} of=${of.confirm} />
      </button>
    </footer>
  <//>`;
}

// `ask(then)` runs `then` at once, or, with a `confirm` object, after the person agreed.
export function useQuestion(confirm) {
  const [then, setThen] = useState(null);
  const ask = (go) => (confirm ? setThen(() => go) : go());
  const yes = () => {
    setThen(null);
    then();
  };
  const question = then && html`<${Question} of=${confirm} yes=${yes} no=${() => setThen(null)} />`;
  return [ask, question];
}
