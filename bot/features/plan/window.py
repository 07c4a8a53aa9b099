"""What a plan looks like: its state, its progress piece by piece, and what both confirmed."""

from datetime import date, timedelta

from bot.career import dimensions, plans
from bot.career.plans import Progress
from bot.features.plan import planbook
from bot.features.plan.planbook import Kept
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.text import count, day, escape
from storage.records_people import Paper

OPEN, EDIT, SEND, SENDING = "plan_open", "plan_edit", "plan_send", "plan_sending"
END, HISTORY, LINK, CHECKINS = "plan_end", "plan_history", "plan_link", "plan_checkins"
WINDOW = "plan_window"
STATES = {
    "draft": "Not sent yet: only you know of it.",
    "sent": "Sent to {sponsor}, who has not answered yet.",
    "agreed": "You both confirmed it.",
    "corrected": "{sponsor} asks for a change. Edit it, then send it again.",
    "ended": "This plan is over.",
}


def window(kept: Kept, here: date) -> Block:
    """Where the plan stands, piece by piece."""
    plan = kept.plan
    name = escape(planbook.name(kept.sponsor))
    state = STATES[plan.state].format(sponsor=name[:1].upper() + name[1:])
    if gone := kept.sponsor is None or kept.sponsor.is_gone:
        state = "Your sponsor is not here any more. Edit the plan and choose somebody else."
    left = (plan.cycle - here) // timedelta(days=7)
    until = f"in {count(left, 'week')}" if left > 0 else "now"
    head = f"*{escape(plan.target_name or plan.target)}*, decided on {day(plan.cycle)}, {until}. "
    head += f"Sponsor: {name}.\n{state}"
    shown = [
        blocks.section(head, "plan:head"),
        *_missing(kept),
        *(block for one in kept.shown for block in _evidence(one, plan.public_id)),
        *_agreed(kept),
        _buttons(kept, is_sendable=not gone),
        blocks.context(_audience(kept, name), block_id="plan:audience"),
    ]
    return blocks.modal(WINDOW, "Plan", shown, submit="", close="Done")


def review(kept: Kept) -> Block:
    name = escape(planbook.name(kept.sponsor))
    shown = [
        blocks.section(f"*{name} will read exactly this*, with Confirm and Correct:", "exactly"),
        blocks.plain_section(plans.text(kept.plan), "text"),
        blocks.context(
            f"Sending it is your own confirmation, dated today. {name} sees nothing else of your "
            "book: no win, no praise.",
            block_id="note",
        ),
    ]
    hint = forms.packed(id=kept.plan.public_id, revision=kept.plan.revision)
    return blocks.modal(SENDING, "Send to Your Sponsor", shown, submit="Send", kept=hint)


def _missing(kept: Kept) -> list[Block]:
    """What is missing: the sponsor's words, then agreed evidence that nothing shows, verbatim."""
    bare = plans.missing(kept.shown)
    said = f"*{len(kept.shown) - len(bare)} of {count(len(kept.shown), 'piece')} shown.*"
    if bare:
        said += " Still missing:"
    shown = [blocks.section(said, "plan:progress")]
    if bare:
        shown.append(blocks.plain_section("\n".join(f"• {one}" for one in bare), "plan:bare"))
    if kept.plan.missing:
        shown.append(blocks.section("*In your sponsor's words, missing:*", "plan:words"))
        shown.append(blocks.plain_section(f"“{blocks.cut(kept.plan.missing, 2900)}”", "plan:said"))
    return shown


def _evidence(one: Progress, plan: str) -> list[Block]:
    title = dimensions.TITLES.get(one.dimension, "no dimension").lower()
    wins = ", ".join(f"{win.number}" for win in one.wins)
    said = f"✓ {escape(one.text)}" if one.is_shown else f"○ {escape(one.text)}"
    about = f"wins {wins}, {one.backed} backed" if one.wins else "no win linked yet"
    link = blocks.button("Link Wins", LINK, f"{plan}:{one.id}", says=f"Link wins to: {one.text}")
    line = f"{said}\n_{title}: {about}_"
    return [blocks.section(line, f"evidence:{one.id}", accessory=link)]


def _agreed(kept: Kept) -> list[Block]:
    """The dated text that both confirmed, whole."""
    row = kept.agreed
    if row is None or row.other_at is None:
        return []
    head = f"*Confirmed by you on {day(row.owner_at.date())}, by your sponsor on "
    head += f"{day(row.other_at.date())}* (version {row.number}):"
    return [blocks.section(head, "agreed"), blocks.plain_section(row.text, "agreed:text")]


def _buttons(kept: Kept, *, is_sendable: bool) -> Block:
    ref, state = kept.plan.public_id, kept.plan.state
    sure = blocks.sure("End this plan?", "What you both confirmed stays as it is.", "End Plan")
    send = (
        [blocks.button("Send to Sponsor", SEND, ref)] if is_sendable and state != "agreed" else []
    )
    return blocks.actions(
        *send,
        blocks.button("Edit", EDIT, ref, says="Edit the plan"),
        blocks.button("Check-ins", CHECKINS, ref),
        blocks.button("History", HISTORY, ref, says="History of the plan"),
        blocks.button("End Plan", END, ref, confirm=sure),
        block_id="plan:do",
    )


def _audience(kept: Kept, name: str) -> str:
    if not kept.papers:
        return "Only you can see this."
    return f"{name} sees the text you sent, and what you share in check-ins. Nothing else."


ASKED = {"sent": "not answered yet", "confirmed": "supported", "corrected": "not yet"}


def past(row: Paper) -> list[Block]:
    said = {
        "sent": "waits to be confirmed",
        "confirmed": "confirmed by both",
        "corrected": "corrected by the sponsor",
        "replaced": "replaced by a newer one",
        "recalled": "taken back",
    }[row.state]
    named = f"Version {row.number}" if row.kind == "plan" else "What you asked"
    if row.kind != "plan" and row.state in ASKED:
        said = ASKED[row.state]
    head = f"*{named}*, {day(row.owner_at.date())}: {said}"
    head += f" on {day(row.other_at.date())}" if row.other_at else ""
    shown = [blocks.section(head, f"past:{row.public_id}")]
    shown += [blocks.plain_section(row.text, f"text:{row.public_id}")]
    if row.correction:
        words = f"“{blocks.cut(row.correction, 2900)}”"
        shown.append(blocks.plain_section(words, f"correction:{row.public_id}"))
    return shown
