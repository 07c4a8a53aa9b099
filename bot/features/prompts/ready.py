"""Readiness: one message when the file shows all that the level aimed for asks, with the ask."""

from bot import coverage, rubrics
from bot.career import gaps, offers, prompts
from bot.due import Due, Sending
from bot.slack import blocks, text
from bot.slack.messages import Message

READY = "ready"
ASK = (
    "I would like to be put forward for {level} in the next cycle. In the last {months} months my "
    "record shows every dimension that the level asks for, each with {wins} or more wins in "
    "different months, a colleague's words and figures. The packet is attached. Would you support "
    "it, and is there anything you would want to see first?"
)


def announce(sending: Sending) -> None:
    """Plan the message, once per level aimed for; it takes the place of this month's nudge."""
    person, store, me = sending.person, sending.store, sending.me
    target = _target(sending)
    sent = store.deliveries.planned(me.workspace, me.user, [READY])
    if not target or any(row.about == [target] and row.ts for row in sent):
        return
    month = prompts.month_of(prompts.today(person, sending.now, sending.settings.zone))
    period = f"{month}:{target}"[:80]
    store.deliveries.plan([offers.message(me[:2], READY, period, [target], sending.now)])


def ready(sending: Sending) -> Message | None:
    """What the file shows, and words for the sponsor that only wait to be sent."""
    standings = coverage.when_sent(sending)
    if any(one.is_thin for one in standings) or sending.delivery.about != [_target(sending)]:
        return None
    level = rubrics.of(sending.store, sending.me).level(sending.person.level_next).name
    point = f"Every dimension that {text.escape(level)} asks for is consistent."
    counts = f"{text.count(sum(s.wins for s in standings), 'win')} counted in {gaps.WINDOW} months."
    drafted = ASK.format(level=level, months=gaps.WINDOW, wins=gaps.WINS)
    shown = [
        blocks.section(f"*{point}* {counts} Time to ask for it.", "ready"),
        blocks.section("Words for your sponsor or manager, to copy and change:", "ready_how"),
        blocks.plain_section(drafted, "ready_ask"),
        blocks.actions(
            blocks.button("Build Packet", "packet_open", style="primary"),
            blocks.button("Show Gaps", "gaps_show"),
            block_id="ready_do",
        ),
        blocks.context("Only you can see this. Nothing was sent to anybody.", block_id="audience"),
    ]
    return Message(f"{point} Time to ask for it.", shown)


def _target(sending: Sending) -> str:
    """The level aimed for as its rubric knows it; "" while none is known."""
    rubric, level = rubrics.of(sending.store, sending.me), sending.person.level_next
    return f"{rubric.key}/{level}" if rubric.knows(level) else ""


DUE = (Due(READY, ready, unasked=True),)
