"""Readiness: one message when the file shows all that the plan, or else the level, requires."""

from typing import NamedTuple

from bot import coverage, papers, rubrics
from bot.career import dimensions, gaps, offers, plans, prompts
from bot.career.gaps import Standing
from bot.due import Due, Sending
from bot.slack import blocks, text
from bot.slack.blocks import Block
from bot.slack.messages import Message
from storage import Store
from storage.records import Principal
from storage.records_people import Paper, Plan

READY, ASK = "ready", "ready_ask"
ONLY_YOU = "Only you can see this. Nothing was sent to anybody."
WORDS = (
    "I would like to be put forward for {level} in the next cycle. In the last {months} months my "
    "record shows every dimension that the level asks for, each with {wins} or more wins in "
    "different months, a colleague's words and figures. The packet is attached. Would you support "
    "it, and is there anything you would want to see first?"
)
AGREED = (
    "I would like to be put forward for {level} on {day}. On {since} we agreed what would be "
    "enough. In the last {months} months my record shows it for {dimensions}: {wins} or more wins "
    "in different months, a colleague's words and figures. I can share the packet with you. Would "
    "you support it, and is there anything you would want to see first?"
)
ANSWERS = {
    "sent": "You asked {name} on {day}, who has not answered yet.",
    "confirmed": "You asked {name} on {day}, who supports it.",
    "corrected": "You asked {name} on {day}, who says not yet.",
}


class Agreed(NamedTuple):
    """A plan that both confirmed as it stands, and what it requires."""

    plan: Plan
    paper: Paper

    @property
    def dimensions(self) -> list[str]:
        found = {str(one["dimension"]) for one in self.plan.evidence}
        return [key for key in dimensions.KEYS if key in found]


def announce(sending: Sending) -> bool:
    """Plan the message, once per plan or level; it takes the place of this month's nudge."""
    person, store, me = sending.person, sending.store, sending.me
    target = _target(sending)
    standings = required(sending)
    sent = store.deliveries.planned(me.workspace, me.user, [READY])
    is_said = any(row.about == [target] and row.ts for row in sent)
    if not target or is_said or not standings or gaps.thin(standings):
        return False
    month = prompts.month_of(prompts.today(person, sending.now, sending.settings.zone))
    period = f"{month}:{target}"[:80]
    store.deliveries.plan([offers.message(me[:2], READY, period, [target], sending.now)])
    return True


def required(sending: Sending) -> list[Standing]:
    """What has to be consistent: what the agreed plan names, else all that the level asks."""
    found = agreed(sending.store, sending.me)
    return coverage.when_sent(sending, found.dimensions if found else None)


def agreed(store: Store, me: Principal) -> Agreed | None:
    """The plan in force, when both confirmed it as it stands and its evidence names dimensions."""
    plan = store.plans.running(me)
    if plan is None or plan.state != "agreed":
        return None
    rows = store.papers.of(me, plan.public_id)
    paper = next((row for row in rows if row.state == "confirmed"), None)
    found = Agreed(plan, paper) if paper else None
    return found if found and found.dimensions else None


def ready(sending: Sending) -> Message | None:
    """What the file shows, and words for the sponsor that only wait to be sent."""
    standings = required(sending)
    if gaps.thin(standings) or sending.delivery.about != [_target(sending)]:
        return None
    found = agreed(sending.store, sending.me)
    counts = f"{text.count(sum(s.wins for s in standings), 'win')} counted in {gaps.WINDOW} months."
    return _by_plan(sending, found, counts) if found else _by_level(sending, counts)


def draft(found: Agreed) -> str:
    named = [dimensions.TITLES[key].lower() for key in found.dimensions]
    return AGREED.format(
        level=found.plan.target_name or found.plan.target,
        day=text.day(found.plan.cycle),
        since=text.day((found.paper.other_at or found.paper.owner_at).date()),
        months=gaps.WINDOW,
        dimensions=text.listed(named),
        wins=gaps.WINS,
    )


def mark(found: Agreed) -> str:
    """What the message is about, once per version that both confirmed."""
    return f"plan/{found.paper.public_id}"


def _by_plan(sending: Sending, found: Agreed, counts: str) -> Message:
    store, me = sending.store, sending.me
    sponsor = found.plan.sponsor
    name = sending.names([sponsor]).get(sponsor, "your sponsor") if sponsor else "your sponsor"
    point = f"Every dimension that your plan with {text.escape(name)} requires is consistent."
    asked = store.papers.of(me, papers.asked_about(found.plan.public_id))[:1]
    said = [ANSWERS[row.state] for row in asked if row.state in ANSWERS]
    note = said[0].format(name=text.escape(name), day=_day(asked[0])) if said else ONLY_YOU
    ask = blocks.button("Ask Your Sponsor", ASK, style="primary")
    shown = [
        blocks.section(f"*{point}* {counts} Time to ask for it.", "ready"),
        *_unlinked(store, me, found.plan),
        blocks.plain_section(draft(found), "ready_ask"),
        blocks.actions(*([] if said else [ask]), *_buttons(), block_id="ready_do"),
        blocks.context(note, block_id="audience"),
    ]
    return Message(f"{point} Time to ask for it.", shown)


def _by_level(sending: Sending, counts: str) -> Message:
    level = rubrics.of(sending.store, sending.me).level(sending.person.level_next).name
    point = f"Every dimension that {text.escape(level)} asks for is consistent."
    drafted = WORDS.format(level=level, months=gaps.WINDOW, wins=gaps.WINS)
    shown = [
        blocks.section(f"*{point}* {counts} Time to ask for it.", "ready"),
        blocks.section("Words for your sponsor or manager, to copy and change:", "ready_how"),
        blocks.plain_section(drafted, "ready_ask"),
        blocks.actions(*_buttons(), block_id="ready_do"),
        blocks.context(ONLY_YOU, block_id="audience"),
    ]
    return Message(f"{point} Time to ask for it.", shown)


def _unlinked(store: Store, me: Principal, plan: Plan) -> list[Block]:
    """Agreed evidence that no win is linked to: said before the sponsor says it."""
    wins = {win.public_id: win for win in store.wins.of(me)}
    bare = plans.missing(plans.progress(plan, wins, {}))
    if not bare:
        return []
    said = "Agreed, and not linked to a win yet:\n" + "\n".join(f"• {one}" for one in bare)
    return [blocks.plain_section(said, "ready_bare")]


def _buttons() -> list[Block]:
    return [
        blocks.button("Build Packet", "packet_open"),
        blocks.button("Show Gaps", "gaps_show"),
    ]


def _day(row: Paper) -> str:
    return text.day(row.owner_at.date())


def _target(sending: Sending) -> str:
    """The plan in force, else the level aimed for as its rubric knows it; "" while neither is."""
    if found := agreed(sending.store, sending.me):
        return mark(found)
    rubric, level = rubrics.of(sending.store, sending.me), sending.person.level_next
    return f"{rubric.key}/{level}" if rubric.knows(level) else ""


DUE = (Due(READY, ready, unasked=True),)
