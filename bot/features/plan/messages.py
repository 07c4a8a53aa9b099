"""The messages of a plan: the day of a check-in, what a sponsor is shown, a calendar file."""

from datetime import date, datetime, timedelta
from typing import Any

from slack_sdk import WebClient

from bot.career import plans, prompts
from bot.due import Due, Sending
from bot.features.plan import planbook
from bot.slack import blocks, messages
from bot.slack.messages import Message
from bot.slack.text import count, day, escape
from bot.slack.uploads import Upload
from storage import Store
from storage.records import Delivery, Principal
from storage.records_people import CheckIn, Plan

ASK, SHARED, CALENDAR = "checkin", "checkin_shared", "checkin_calendar"
LIVES = timedelta(days=3)
TAKEN_BACK = "What was shared with you here for a check-in was taken back."
NO_FILES = (
    "The calendar file could not be sent: Winbook may not upload files in this workspace. Whoever "
    "manages the app can add the scope `files:write`."
)


def plan_checkins(store: Store, now: datetime) -> list[Delivery]:
    """On the day itself, at the owner's own hour; only for plans that were agreed once."""
    rows = []
    for workspace in store.workspaces.active():
        until = (now + prompts.AHEAD + timedelta(days=1)).date()
        for plan in store.plans.due(workspace.id, until):
            if (row := _asked(store, plan, now, workspace.zone)) is not None:
                rows.append(row)
    return rows


def ask(sending: Sending) -> Message | None:
    """The agenda waits; nothing when it was moved, skipped or held meanwhile."""
    plan = sending.store.plans.running(sending.me)
    on = sending.delivery.period.rpartition(":")[2]
    if plan is None or plan.next_on is None or plan.next_on.isoformat() != on:
        return None
    kept = planbook.kept(sending.store, sending.me, plan)
    bare = len(plans.missing(kept.shown))
    name = escape(planbook.name(kept.sponsor))
    head = f"*Your check-in with {name} is today.*"
    said = f"{len(kept.shown) - bare} of {count(len(kept.shown), 'agreed piece')} shown. "
    said += f"The agenda is drafted; {name} sees only what you choose."
    do = blocks.actions(
        blocks.button("Choose Items", "checkin_choose", plan.public_id),
        blocks.button("Skip", "checkin_skip", plan.public_id, says="Skip this check-in"),
        blocks.button("Move", "plan_checkins", plan.public_id, says="Move this check-in"),
        block_id="checkin:ask",
    )
    shown = [blocks.section(f"{head}\n{said}", "checkin:head"), do]
    return Message(f"Your check-in with {name} is today. {said}", shown)


def shared(sending: Sending) -> Message | None:
    """To the sponsor: what the owner chose, and a place for a note."""
    talk = sending.store.check_ins.with_me(sending.me, sending.delivery.about[0])
    if talk is None:
        over = Message(TAKEN_BACK, [blocks.section(TAKEN_BACK, "talk:over")])
        return over if sending.delivery.ts else None
    name = escape(sending.names([talk.owner]).get(talk.owner, "A colleague"))
    head = f"*{name} shares this with you for your check-in* of {day(talk.day)}:"
    note = blocks.button("Add a Note", "talk_note", talk.public_id, says=f"Add a note for {name}")
    said = f"Only you and {name} can see this. Your note is read by {name} alone. Winbook is where "
    said += f"{name} keeps their own record of work; nothing has to be answered."
    shown = [
        blocks.section(head, "talk:head"),
        *item_blocks(talk),
        blocks.actions(note, block_id="talk:do"),
        blocks.context(said, block_id="talk:audience"),
    ]
    count_ = count(len(talk.items), "item")
    return Message(f"{name} shares {count_} with you for your check-in.", shown)


def calendar(sending: Sending) -> Message | None:
    """The next date and the ones after it, by the agreed cadence."""
    plan = sending.store.plans.running(sending.me)
    if plan is None or plan.next_on is None:
        return None
    from bot.exports import calendar as writer  # noqa: PLC0415 - 0.1 s, only for those who ask

    name = planbook.name(planbook.kept(sending.store, sending.me, plan).sponsor)
    days = plans.CADENCES[plan.cadence][1]
    body = writer.write(
        plan.public_id, f"Check-in with {name}", plan.next_on, days, plan.cycle, sending.now
    )
    file = Upload("check-ins.ics", "Check-ins", body)
    instead = Message(NO_FILES, [blocks.section(NO_FILES, "no_files")])
    return Message("Your check-ins as a calendar file.", [], files=(file,), instead=instead)


DUE = (
    Due(ASK, ask, plan_checkins, discreet="Your check-in is today"),
    Due(SHARED, shared, discreet="A colleague shares something with you"),
    Due(CALENDAR, calendar, any_hour=True),
)


def item_blocks(talk: CheckIn) -> list[dict[str, Any]]:
    """Each item on a line, word for word; plain, so that nothing in it can mention or link."""
    text = "\n".join(f"• {one['text']}" for one in talk.items)
    pieces = [text[at : at + 2900] for at in range(0, len(text), 2900)]
    return [blocks.plain_section(piece, f"talk:items:{at}") for at, piece in enumerate(pieces)]


def shared_row(talk: CheckIn, now: datetime) -> Delivery:
    return _row(
        talk.workspace, talk.sponsor, SHARED, f"{SHARED}:{talk.public_id}", talk.public_id, now
    )


def calendar_row(plan: Plan, now: datetime) -> Delivery:
    period = f"{CALENDAR}:{plan.public_id}:{now:%Y%m%d%H%M}"
    return _row(plan.workspace, plan.owner, CALENDAR, period, plan.public_id, now)


def replace_in_message(body: dict[str, Any], client: WebClient, said: str) -> None:
    """The buttons go and the outcome stands, where they stood in a message."""
    if not (body.get("view") or {}):
        messages.replace(body, client, said, [blocks.section(said, "checkin:over")])


def _asked(store: Store, plan: Plan, now: datetime, zone: str) -> Delivery | None:
    me = Principal(plan.workspace, plan.owner)
    person = store.people.get(me)
    on: date | None = plan.next_on
    if person is None or on is None:
        return None
    due = prompts.asked_at(person, on, zone)
    is_agreed = any(row.state == "confirmed" for row in store.papers.of(me, plan.public_id))
    if not is_agreed or not now - LIVES < due <= now + prompts.AHEAD:
        return None
    period = f"plan:{plan.public_id}:{on.isoformat()}"
    return _row(plan.workspace, plan.owner, ASK, period, plan.public_id, due, now)


def _row(
    workspace: str,
    owner: str,
    kind: str,
    period: str,
    about: str,
    due: datetime,
    now: datetime | None = None,
) -> Delivery:
    return Delivery(
        workspace=workspace,
        owner=owner,
        kind=kind,
        period=period,
        about=[about],
        due=due,
        expires=due + LIVES,
        created_at=now or due,
    )
