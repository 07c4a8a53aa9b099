// Puts a box beside the thing that opened it, above everything else and inside the screen.
import { useLayoutEffect } from "../vendor/preact.js";

const GAP = 4, EDGE = 8;

function place(anchor, box, { end, fit, above }) {
  const from = anchor.getBoundingClientRect();
  if (fit) box.style.width = `${Math.max(from.width, 200)}px`;
  box.style.maxHeight = "";
  const { offsetWidth: wide, offsetHeight: high } = box;
  const under = innerHeight - from.bottom - GAP - EDGE;
  const over = from.top - GAP - EDGE;
  const up = above ? over >= Math.min(high, 160) || over > under : high > under && over > under;
  const room = up ? over : under;
  box.style.maxHeight = `${Math.max(room, 80)}px`;
  const left = end ? from.right - wide : from.left;
  box.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - wide - EDGE))}px`;
  box.style.top = up ? `${from.top - GAP - Math.min(high, room)}px` : `${from.bottom + GAP}px`;
}

// `end`: both end at the same edge. `fit`: as wide as the anchor. `above`: over it, where there is room.
// `follow` is whatever changes the size of the box.
export function useFloat(anchor, box, open, options = {}, follow = null) {
  useLayoutEffect(() => {
    if (!open || !box.current) return undefined;
    const held = box.current;
    held.popover = "manual";
    held.showPopover?.();
    const again = () => anchor.current && place(anchor.current, held, options);
    again();
    addEventListener("resize", again);
    addEventListener("scroll", again, true);
    return () => {
      removeEventListener("resize", again);
      removeEventListener("scroll", again, true);
    };
  }, [open]);
  useLayoutEffect(() => {
    if (open && box.current && anchor.current) place(anchor.current, box.current, options);
  }, [open, follow]);
}
