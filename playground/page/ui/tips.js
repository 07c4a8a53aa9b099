// The small dark words that appear over whatever has a `data-tip`, under the mouse or with the focus.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../vendor/preact.js";

const WAIT = 250;

export function Tips() {
  const [tip, setTip] = useState(null);
  const box = useRef();
  useEffect(() => {
    let soon;
    const show = (of, wait) => {
      clearTimeout(soon);
      soon = setTimeout(() => of.isConnected && setTip({ of, words: of.dataset.tip }), wait);
    };
    const hide = () => {
      clearTimeout(soon);
      setTip(null);
    };
    const over = ({ target }) => {
      const of = target.closest?.("[data-tip]");
      if (of) show(of, WAIT);
      else hide();
    };
    const focus = ({ target }) => target.matches?.("[data-tip]:focus-visible") && show(target, 0);
    const keys = ({ key }) => key === "Escape" && hide();
    const heard = { pointerover: over, focusin: focus, focusout: hide, pointerdown: hide, keydown: keys };
    for (const [name, hear] of Object.entries(heard)) addEventListener(name, hear, true);
    return () => {
      for (const [name, hear] of Object.entries(heard)) removeEventListener(name, hear, true);
    };
  }, []);
  useLayoutEffect(() => {
    if (!tip || !box.current) return;
    box.current.popover = "manual";
    box.current.showPopover?.();
    const from = tip.of.getBoundingClientRect();
    const { offsetWidth: wide, offsetHeight: high } = box.current;
    const left = from.left + from.width / 2 - wide / 2;
    box.current.style.left = `${Math.max(6, Math.min(left, innerWidth - wide - 6))}px`;
    box.current.style.top = `${from.top > high + 12 ? from.top - high - 7 : from.bottom + 7}px`;
  }, [tip]);
  return tip?.words && html`<div class="tip" aria-hidden="true" ref=${box} key=${tip.words}>${tip.words}</div>`;
}
