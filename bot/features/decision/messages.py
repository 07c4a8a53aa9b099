"""The two reminders of a decision, on the dates its owner set: the checkpoint and the end."""

from datetime import datetime, timedelta

from bot.career import prompts
from bot.due import Due, Sending
from bot.slack import blocks
from bot.slack.messages import Message
from bot.slack.text import count, day, escape
from storage import Store
from storage.records import Delivery, Principal
from storage.records_people import Decision

CHECKPOINT, END = "decision_checkpoint", "decision_end"
LIVES = timedelta(days=5)


def plan_dates(store: Store, now: datetime) -> list[Delivery]:
    rows = []
    for workspace in store.workspaces.active():
        until = (now + prompts.AHEAD + timedelta(days=1)).date()
        for row in store.decisions.open_until(workspace.id, until):
            rows += _dates(store, row, now, workspace.zone)
    return rows


def checkpoint(sending: Sending) -> Message | None:
    """Half way: the gap in its own words, what was linked, and what is left."""
    row = _row(sending)
    if row is None or row.by is None or _is_moved(sending, row.checkpoint):
        return None
    whose = "both confirmed" if _is_confirmed(sending, row) else "wrote down"
    head = f"*Half way to {day(row.by)}.* The gap you {whose}:"
    return _message(row, head, f"Half way to {day(row.by)}: {_linked(row)}")


def end(sending: Sending) -> Message | None:
    row = _row(sending)
    if row is None or _is_moved(sending, row.by):
        return None
    point = f"Today is the day you {'agreed on' if _is_confirmed(sending, row) else 'set'}."
    return _message(row, f"*{point}* The gap was:", f"{point} {_linked(row)}")


DUE = (
    Due(CHECKPOINT, checkpoint, plan_dates, discreet="A date you set is here"),
    Due(END, end, discreet="A date you set is here"),
)


def _message(row: Decision, head: str, notice: str) -> Message:
    words = row.gap or row.said or "No gap was named."
    do = [blocks.button("Open", "decision_open", row.public_id, says="Open the decision")]
    if row.gap:
        do.insert(0, blocks.button("Link Wins", "decision_link", row.public_id))
    shown = [
        blocks.section(head, "decision:head"),
        blocks.plain_section(words, "decision:gap"),
        blocks.section(_linked(row), "decision:linked"),
        blocks.actions(*do, block_id="decision:do"),
        blocks.context("Only you can see this.", block_id="decision:audience"),
    ]
    return Message(escape(notice), shown)


def _is_confirmed(sending: Sending, row: Decision) -> bool:
    """Whether the sponsor confirmed what was written down."""
    papers = sending.store.papers.of(sending.me, row.public_id)
    return any(paper.state == "confirmed" for paper in papers)


def _linked(row: Decision) -> str:
    if not row.wins:
        return "No win is linked to it yet."
    return f"{count(len(row.wins), 'win')} linked to it so far."


def _row(sending: Sending) -> Decision | None:
    row = sending.store.decisions.get(sending.me, sending.delivery.about[0])
    return row if row is not None and row.state == "open" else None


def _is_moved(sending: Sending, to: object) -> bool:
    return sending.delivery.period.rpartition(":")[2] != str(to)


def _dates(store: Store, row: Decision, now: datetime, zone: str) -> list[Delivery]:
    person = store.people.get(Principal(row.workspace, row.owner))
    if person is None:
        return []
    found = []
    for kind, short, on in ((CHECKPOINT, "cp", row.checkpoint), (END, "end", row.by)):
        due = prompts.asked_at(person, on, zone) if on else None
        if on and due and now - LIVES < due <= now + prompts.AHEAD:
            found.append(
                Delivery(
                    workspace=row.workspace,
                    owner=row.owner,
                    kind=kind,
                    period=f"{short}:{row.public_id}:{on.isoformat()}",
                    about=[row.public_id],
                    due=due,
                    expires=due + LIVES,
                    created_at=now,
                )
            )
    return found
