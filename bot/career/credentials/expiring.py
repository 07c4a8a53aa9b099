"""What expires when: told 60, 30 and 7 days before, within the budget of messages."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from bot.career import prompts
from bot.career.credentials.counting import is_current
from bot.career.prompts import zone_of
from storage.records import Delivery, Person
from storage.records_credentials import Credential

KIND = prompts.EXPIRY
MARKS = (60, 30, 7)  # days
MERGES = timedelta(days=7)  # a review this near carries it instead


def soon(
    held: Iterable[Credential], now: datetime, today: date, days: int = MARKS[0]
) -> list[Credential]:
    """Current ones that expire within so many days, the first to go first."""
    near = [one for one in held if one.expires and one.expires <= today + timedelta(days=days)]
    left = [one for one in near if is_current(one, now, today) and not _is_renewed(one, held)]
    return sorted(left, key=lambda one: (one.expires or date.max, one.number))


def planned(
    person: Person, held: Sequence[Credential], now: datetime, default: str
) -> list[Delivery]:
    """At most one message of its own per mark; where a review is near it says so itself.

    It takes the second place of the month's two. None once that is taken: then Home, the review
    and the nudge say it.
    """
    if prompts.is_silent(person, now, default):
        return []
    today = prompts.today(person, now, default)
    rows = [
        _row(person, one, mark, now, default)
        for one in soon(held, now, today, MARKS[0] + 2)
        for mark in MARKS
    ]
    return [row for row in rows if row is not None]


def ends_at(person: Person, one: Credential, default: str) -> datetime:
    """When it is over: the moment that a badge names, else midnight after its last day there."""
    assert one.expires is not None
    midnight = datetime.combine(one.expires + timedelta(days=1), time(), zone_of(person, default))
    whole = midnight.astimezone(UTC)
    return min(one.expires_at, whole) if one.expires_at else whole


def left(one: Credential, today: date) -> int:
    """Days until its last day."""
    assert one.expires is not None
    return (one.expires - today).days


def _row(
    person: Person, one: Credential, mark: int, now: datetime, default: str
) -> Delivery | None:
    assert one.expires is not None
    day = one.expires - timedelta(days=mark)
    due = prompts.asked_at(person, day, default)
    is_near = now - prompts.LIVES < due <= now + prompts.AHEAD
    if not is_near or due < one.created_at or _has_review(person, day, one.expires):
        return None
    return Delivery(
        workspace=person.workspace,
        owner=person.user,
        kind=KIND,
        period=f"cred:{one.public_id}:{one.expires.isoformat()}:{mark}d",
        about=[one.public_id],
        due=due,
        expires=due + prompts.LIVES,
        month=prompts.month_of(day),
        slot=2,
        created_at=now,
    )


def _has_review(person: Person, day: date, end: date) -> bool:
    """Does the monthly question come within a week of that day, and before it is too late?"""
    months = {(one.year, one.month) for one in (day - MERGES, day, day + MERGES)}
    asked = [prompts.ask_on(person.ask_day, year, month) for year, month in months]
    return any(abs(one - day) <= MERGES and one < end for one in asked)


def _is_renewed(one: Credential, held: Iterable[Credential]) -> bool:
    return any(other.renews == one.public_id for other in held)
