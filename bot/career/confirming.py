"""Asking peers to confirm a win: who may be asked, when to remind, what an answer becomes."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from bot.career import prompts, window
from bot.errors import Refused
from storage.records import Delivery, Person, Praise, Win
from storage.records_people import Confirmation

ASK, AGAIN, TOLD = "confirm", "confirm_again", "confirm_told"  # kinds of messages
YES, MORE, DIFFERS, NOT_MINE = "yes", "more", "differs", "not_mine"
BUTTONS = {
    YES: "Yes, I Saw This",
    MORE: "Yes, and…",
    DIFFERS: "Not Quite",
    NOT_MINE: "Not Mine to Say",
}
SPEAKS = frozenset({YES, MORE})  # answers that back the win
SEEN = "Yes, I saw this."  # what pressing the first button says
AT_ONCE = 5  # people asked together
A_WEEK = 5  # requests that one person gets within seven days, from everybody
LONGEST = 3000  # characters of an answer
PATIENCE = 5  # working days until the one reminder
LIVES = timedelta(days=14)


def words(win: Win) -> str:
    """What a peer is asked about: the win as its owner wrote it."""
    return "\n".join(filter(None, [win.text, win.outcome]))


def outdated(rows: Sequence[Confirmation], wins: Sequence[Win]) -> set[str]:
    """Corroborations, by public id, that speak of other words than their win says now."""
    now = {win.public_id: words(win) for win in wins}
    return {
        row.praise_ref
        for row in rows
        if row.state == "answered" and row.praise_ref
        if now.get(row.win_ref, row.words) != row.words
    }


def checked(me: str, peers: Sequence[str], known: Mapping[str, Person], field: str) -> list[str]:
    """Whom it may go to, each once; Refused with the first who cannot be asked, and why."""
    asked = list(dict.fromkeys(peers))
    if not asked:
        raise Refused("Choose at least one person who saw it.", field)
    if me in asked:
        raise Refused("Choose somebody else: your own word does not back your win.", field)
    if len(asked) > AT_ONCE:
        raise Refused(f"Choose at most {AT_ONCE} people at once.", field)
    for user in asked:
        if why := _unfit(known.get(user)):
            raise Refused(why, field)
    return asked


def reminded_at(sent: datetime, person: Person, default: str) -> datetime:
    """Five working days of the peer's own after it was sent, in UTC."""
    here = prompts.local(person, sent, default)
    return window.working_days_after(here, person, PATIENCE).astimezone(UTC)


def reminder(row: Confirmation, due: datetime, now: datetime) -> Delivery:
    """The one reminder; its key lets there be no second."""
    return planned(row, AGAIN, f"ask:{row.public_id}:r1", due, now)


def planned(row: Confirmation, kind: str, period: str, due: datetime, now: datetime) -> Delivery:
    """A message to the peer about one request."""
    return Delivery(
        workspace=row.workspace,
        owner=row.peer,
        kind=kind,
        period=period,
        about=[row.public_id],
        due=due,
        expires=due + LIVES,
        created_at=now,
    )


def told(row: Confirmation, now: datetime, what: str = "") -> Delivery:
    """The message to the owner about an answer, or about one taken back."""
    return Delivery(
        workspace=row.workspace,
        owner=row.owner,
        kind=TOLD,
        period=f"told:{row.public_id}{what}",
        about=[row.public_id],
        due=now,
        expires=now + LIVES,
        created_at=now,
    )


def corroboration(row: Confirmation, win: Win, quote: str, digest: str, now: datetime) -> Praise:
    """An answer that speaks for the win, as kept praise is: the peer's words, dated, in the book.

    `quote` is in Slack's escaped form, as every quote is.
    """
    return Praise(
        workspace=row.workspace,
        owner=row.owner,
        author=row.peer,
        channel="",
        ts=f"confirm:{row.public_id}",
        said_at=now,
        quote=quote,
        digest=digest,
        state="kept",
        win_id=win.id,
        because=["you asked whether they saw it"],
        kept_at=now,
        noticed_at=now,
        updated_at=now,
    )


def _unfit(person: Person | None) -> str:
    """Why this person cannot be asked; "" when they can."""
    if person is None:
        return "Slack does not say who that is just now. Try again in a minute."
    name = person.name or "That account"
    if person.is_bot:
        return f"{name} is a bot. Choose a colleague who saw it."
    if person.is_gone:
        return f"{name} is not in this workspace any more, or belongs to another company."
    if not person.takes_requests:
        return f"{name} does not take such requests. Choose somebody else."
    return ""
