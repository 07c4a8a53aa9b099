"""The plan in Home: one line for its owner, with one button."""

from bot.career import plans
from bot.due import HomeBlocks, Visiting
from bot.features.plan import planbook, window
from bot.slack import blocks
from bot.slack.text import day, escape

WORDS = {
    "draft": "not sent to your sponsor yet",
    "sent": "waits for your sponsor",
    "corrected": "your sponsor asks for a change",
}


def home(visiting: Visiting) -> HomeBlocks:
    kept = planbook.running(visiting.store, visiting.me)
    if kept is None:
        return []
    plan, bare = kept.plan, len(plans.missing(kept.shown))
    parts = [f"*Plan for {escape(plan.target_name)}*, {day(plan.cycle)}"]
    parts.append(f"{len(kept.shown) - bare} of {len(kept.shown)} shown")
    parts += [WORDS[plan.state]] if plan.state in WORDS else []
    if plan.next_on is not None and plan.state == "agreed":
        parts.append(f"check-in {day(plan.next_on)}")
    open_it = blocks.button("Open Plan", window.OPEN)
    return [blocks.section(" · ".join(parts), "plan:home", accessory=open_it)]
