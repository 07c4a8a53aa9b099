"""A plan's check-ins: the next date, the agenda, and what the windows about them look like."""

from datetime import date, datetime, timedelta
from typing import Any

from bot import rubrics
from bot.career import agenda, gaps, plans
from bot.career.agenda import Item
from bot.errors import Missing
from bot.features.plan import planbook
from bot.features.plan.planbook import today
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.text import count, day, escape
from storage import Store
from storage.records import Principal
from storage.records_people import CheckIn, Plan

CHOOSE, FORM, REVIEW = "checkin_choose", "checkin_form", "checkin_review"
MOVE, SKIP, NOTE, NOTED, CALENDAR = (
    *("checkin_move", "checkin_skip", "checkin_note", "checkin_noted"),
    "checkin_calendar",
)
BACK = "checkin_back"
ITEMS, MORE, WORDS = "items", "more", "note"
GONE = "That check-in is no longer here. `/win checkin` shows what is."
PAST = 6  # talks shown


def mine(store: Store, me: Principal, public_id: str) -> CheckIn:
    talk = store.check_ins.get(me, public_id)
    if talk is None:
        raise Missing(GONE)
    return talk


def scheduled(store: Store, me: Principal, plan: Plan, now: datetime, settings: Any) -> Plan:
    """The plan with a next date: the first one follows from its cadence."""
    if plan.next_on is not None:
        return plan
    return onwards(store, me, plan, now, settings)


def onwards(store: Store, me: Principal, plan: Plan, now: datetime, settings: Any) -> Plan:
    here = today(store, me, now, settings)
    following = plans.next_day(max(here, plan.next_on or here), plan.cadence)
    return store.plans.change(me, plan.public_id, plan.revision, now, next_on=following)


def talk_of(plan: Plan, on: date, now: datetime) -> CheckIn:
    return CheckIn(
        workspace="",
        owner="",
        sponsor=plan.sponsor,
        plan_ref=plan.public_id,
        day=on,
        updated_at=now,
    )


def items(store: Store, me: Principal, plan: Plan, now: datetime, settings: Any) -> list[Item]:
    """What is new since the last talk in which something was shared."""
    here, kept = today(store, me, now, settings), planbook.kept(store, me, plan)
    person = store.people.get(me) or store.people.acted(me, now)
    wins = gaps.of_this_file(store.wins.of(me), person)
    backing = store.praise.backing(me, [win.id for win in wins if win.id])
    asked = rubrics.of(store, me).asked(person.level_next)
    thin = gaps.thin(gaps.coverage(asked, wins, backing, here))
    held = [t.shared_at.date() for t in store.check_ins.of(me, plan.public_id) if t.shared_at]
    since = max(held) if held else here - timedelta(days=plans.CADENCES[plan.cadence][1])
    return agenda.draft(wins, backing, thin, kept.shown, since)


def window(store: Store, me: Principal, plan: Plan) -> Block:
    """The next date, and the talks there were, with notes by both."""
    talks = [t for t in store.check_ins.of(me, plan.public_id) if t.state == "shared"]
    ref = plan.public_id
    when = day(plan.next_on) if plan.next_on else "not set"
    picker = blocks.date_picker(plan.next_on.isoformat() if plan.next_on else "")
    head = blocks.section(
        f"*Next check-in: {when}.* {plans.CADENCES[plan.cadence][0]}.",
        f"checkin:{ref}",
        accessory=picker | {"action_id": MOVE},
    )
    do = blocks.actions(
        blocks.button("Choose Items", CHOOSE, ref, says="Choose what to share"),
        blocks.button("Skip", SKIP, ref, says="Skip the next check-in"),
        blocks.button("Calendar File", CALENDAR, ref),
        block_id="checkin:do",
    )
    shown = [head, do, *(block for talk in talks[:PAST] for block in _talk(talk))]
    note = "Your sponsor sees only the items you share, and the notes of both."
    shown.append(blocks.context(note, block_id="checkin:audience"))
    return blocks.modal("checkin_window", "Check-ins", shown, submit="", close="Done")


def form(plan: Plan, offered: list[Item]) -> Block:
    options = [(item.label, item.key) for item in offered]
    shown = []
    if options:
        picker = blocks.multi_select("answer", options, placeholder="Choose items")
        hint = "Nothing is shared that is not chosen here. You see it once more before."
        shown = [blocks.field(ITEMS, "Items to share", picker, optional=True, hint=hint)]
    box = blocks.text_area(most=1000)
    shown.append(blocks.field(MORE, "Something else to raise", box, optional=True))
    kept = forms.packed(id=plan.public_id)
    return blocks.modal(FORM, "Choose Items", shown, submit="Review", kept=kept)


def told(chosen: list[Item], said: str) -> str:
    """The items as the sponsor reads them."""
    return "\n".join(f"• {words}" for words in [*(one.text for one in chosen), said] if words)


def review(store: Store, me: Principal, plan: Plan, chosen: list[Item], said: str) -> Block:
    sponsor = store.people.get(Principal(me.workspace, plan.sponsor)) if plan.sponsor else None
    name = escape(planbook.name(sponsor))
    text = told(chosen, said)
    pieces = [text[at : at + 2900] for at in range(0, len(text), 2900)]
    shown = [
        blocks.section(f"*{name} will read exactly this, and nothing else:*", "exactly"),
        *(blocks.plain_section(piece, f"items:{at}") for at, piece in enumerate(pieces)),
    ]
    keys, mark = [one.key for one in chosen], plans.digest(text)[:16]
    kept = forms.packed(id=plan.public_id, items=keys, more=said, mark=mark)
    return blocks.modal(REVIEW, "Share with Your Sponsor", shown, submit="Share", kept=kept)


def picked(
    store: Store, me: Principal, plan: Plan, keys: list[str], now: datetime, settings: Any
) -> list[Item]:
    """The items as they are today; what is gone meanwhile is not shared."""
    return [one for one in items(store, me, plan, now, settings) if one.key in keys]


def _talk(talk: CheckIn) -> list[Block]:
    shared = f"{count(len(talk.items), 'item')} shared"
    note = blocks.button("Notes", NOTE, talk.public_id, says=f"Notes of {day(talk.day)}")
    back = blocks.button("Take Back", BACK, talk.public_id, says=f"Take back {day(talk.day)}")
    shown = [
        blocks.section(f"*{day(talk.day)}*: {shared}", f"talk:{talk.public_id}"),
        blocks.actions(note, back, block_id=f"talk:do:{talk.public_id}"),
    ]
    for whose, words in (("You", talk.note), ("Your sponsor", talk.sponsor_note)):
        if words:
            said = f"{whose}: {blocks.cut(words, 2500)}"
            shown.append(blocks.plain_section(said, f"note:{talk.public_id}:{whose}"))
    return shown


def over(said: str) -> Block:
    shown = [blocks.section(said, "over")]
    return blocks.modal("checkin_over", "Check-in", shown, submit="", close="Done")
