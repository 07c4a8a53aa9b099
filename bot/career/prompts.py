"""When people are asked: local months, local mornings, never twice, never a burst."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.career import window
from bot.errors import Refused
from storage.records import Delivery, Person

AHEAD = timedelta(hours=36)
LIVES = timedelta(days=7)
NUDGE_DAY = 15
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MONTHLY, NUDGE, SNOOZED = "monthly", "nudge", "snoozed"
SNOOZE = timedelta(days=3)
UNASKED = (MONTHLY, NUDGE)
EXPIRY = "credential_expiry"  # unasked as well, by its own days
EVERY_UNASKED = (*UNASKED, EXPIRY)
LATER = (NUDGE, EXPIRY, SNOOZED)  # what may still come in a month that was asked about
EVERY_KIND = (*EVERY_UNASKED, SNOOZED)
UNTIL = ("%B", "%b", "%B %d", "%b %d", "%d %B", "%d %b")
PATIENCE = 2  # unanswered in a row
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def month_before(day: date) -> date:
    """The first day of the month before this one."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def zone_of(person: Person, default: str) -> ZoneInfo:
    """The chosen zone, else Slack's, else the workspace's; never today's offset."""
    for name in (person.ask_zone, person.zone, default):
        try:
            if name:
                return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return ZoneInfo("UTC")


def local(person: Person, now: datetime, default: str) -> datetime:
    return now.astimezone(zone_of(person, default))


def today(person: Person, now: datetime, default: str) -> date:
    return local(person, now, default).date()


def month_of(day: date) -> str:
    """A local month as a key: `2026-03`."""
    return f"{day:%Y-%m}"


def ask_on(rule: str, year: int, month: int) -> date:
    """The working day of this month that the rule names: "1".."28", last, last-friday, …

    A weekend moves to the next working day, or back where that would leave the month.
    """
    first, last = date(year, month, 1), _last_day(year, month)
    which, _, weekday = rule.partition("-")
    if weekday in WEEKDAYS:
        return _weekday(first, last, which, WEEKDAYS.index(weekday))
    day = last if rule == "last" else first.replace(day=min(int(rule), last.day))
    forward = day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)
    return forward if forward.month == month else day - timedelta(days=day.weekday() - 4)


def asked_at(person: Person, day: date, default: str) -> datetime:
    """The chosen local time on that day, in UTC. A gap moves on, a fold takes the first."""
    hour, minute = (int(part) for part in person.ask_time.split(":"))
    when = datetime.combine(day, time(hour, minute), zone_of(person, default))
    return when.replace(fold=0).astimezone(UTC)


def monthly(people: Sequence[Person], now: datetime, default: str) -> list[Delivery]:
    """One question per person and local month, from overdue but alive to 36 hours ahead."""
    rows = [_question(person, day, now, default) for person in people for day in _months(now)]
    return [row for row in rows if row is not None]


def nudges(people: Sequence[Person], now: datetime, default: str) -> list[Delivery]:
    """At most one more, mid-month, for those asked early enough that it is not a second at once."""
    rows: list[Delivery] = []
    for person in people:
        for first in _months(now):
            asked = ask_on(person.ask_day, first.year, first.month)
            day = ask_on(str(NUDGE_DAY), first.year, first.month)
            if abs(day - asked) > LIVES:
                rows += filter(None, [_row(person, NUDGE, 2, day, now, default)])
    return rows


def replanned(
    person: Person, rows: Sequence[Delivery], now: datetime, default: str
) -> list[tuple[Delivery, datetime]]:
    """Unsent rows whose time is another one now; the key of the month stays."""
    moved = []
    for row in rows:
        year, month = (int(part) for part in row.period.split("-"))
        rule = person.ask_day if row.kind == MONTHLY else str(NUDGE_DAY)
        due = asked_at(person, ask_on(rule, year, month), default)
        if row.state == "pending" and due != row.due:
            moved.append((row, max(due, now)))
    return moved


def is_silent(person: Person, now: datetime, default: str) -> bool:
    """No unasked message now: not chosen, off, paused, or this month skipped."""
    day = today(person, now, default)
    paused = person.paused_until is not None and day < person.paused_until
    return person.rhythm != "monthly" or paused or person.skipped_month == month_of(day)


def unanswered(person: Person, sent: Sequence[Delivery]) -> int:
    """Unasked messages sent since the person last did anything."""
    heard = person.acted_at or person.created_at
    return sum(1 for row in sent if row.state == "sent" and row.sent_at and row.sent_at > heard)


def next_opening(person: Person, now: datetime, default: str) -> datetime | None:
    """When the person's window opens next, in UTC; None when it is open."""
    found = window.opens(local(person, now, default), person)
    return found.astimezone(UTC) if found else None


def snoozed(person: Person, now: datetime, default: str) -> Delivery:
    """The same question once more in three days, when the person's day is open."""
    due = next_opening(person, now + SNOOZE, default) or now + SNOOZE
    return Delivery(
        workspace=person.workspace,
        owner=person.user,
        kind=SNOOZED,
        period=today(person, due, default).isoformat(),
        due=due,
        expires=due + LIVES,
        created_at=now,
    )


def read_until(words: str, today: date) -> date:
    """`March`, `March 15`, `15 Mar 2027` or ISO as the next such day, or Refused."""
    said = " ".join(words.replace(",", " ").split())
    for year in (today.year, today.year + 1):
        for form in UNTIL:
            try:
                found = datetime.strptime(f"{year} {said} +0000", f"%Y {form} %z").date()
            except ValueError:
                continue
            if found > today:
                return found
    try:
        named = date.fromisoformat(said)
    except ValueError:
        named = None
    if named is not None and today < named <= today + timedelta(days=730):
        return named
    raise Refused("Say until when, like `remind pause until March` or `until 2027-03-15`.")


def read_time(text: str) -> str:
    """`16:00`, `4pm` or `9` as `HH:MM` inside the hours in which I write, or Refused."""
    digits = text.strip().lower().replace(".", ":")
    afternoon = digits.endswith("pm")
    hour, _, minute = digits.removesuffix("pm").removesuffix("am").strip().partition(":")
    if not hour.isdecimal() or (minute and not minute.isdecimal()):
        raise Refused(f"“{text[:40]}” is not a time. Write it as 16:00.", "time")
    at = int(hour[:3]) % 12 + 12 if afternoon else int(hour[:3])
    if not (9 <= at < 17 and int(minute[:3] or 0) < 60):
        raise Refused("I write between 09:00 and 16:59. Choose a time in between.", "time")
    return f"{at:02}:{int(minute or 0):02}"


def read_day(text: str) -> str:
    """`1`..`28`, `last`, `last friday`, `first monday` as a rule, or Refused."""
    rule = "-".join(text.strip().lower().split())
    which, _, weekday = rule.partition("-")
    if rule == "last" or (which in ("first", "last") and weekday in WEEKDAYS[:5]):
        return rule
    if rule.isdecimal() and 1 <= int(rule[:4]) <= 28:
        return str(int(rule))
    raise Refused("Choose a day from 1 to 28, `last`, or like `last friday`.", "day")


def said(rule: str) -> str:
    """The rule in words: `on the 1st`, `on the last Friday`."""
    which, _, weekday = rule.partition("-")
    if weekday:
        return f"on the {which} {weekday.title()}"
    if rule == "last":
        return "on the last working day"
    number = int(rule)
    ending = "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"on the {number}{ending}"


def _question(person: Person, first: date, now: datetime, default: str) -> Delivery | None:
    day = ask_on(person.ask_day, first.year, first.month)
    return _row(person, MONTHLY, 1, day, now, default)


def _row(
    person: Person, kind: str, slot: int, day: date, now: datetime, default: str
) -> Delivery | None:
    due = asked_at(person, day, default)
    since = person.rhythm_at or person.created_at
    alive = now - LIVES < due <= now + AHEAD
    if not alive or due < since or is_silent(person, due, default):
        return None
    key = month_of(day)
    return Delivery(
        workspace=person.workspace,
        owner=person.user,
        kind=kind,
        period=key,
        due=due,
        expires=due + LIVES,
        month=key,
        slot=slot,
        created_at=now,
    )


def _months(now: datetime) -> list[date]:
    """First days of the months that anything due now could belong to, in any zone."""
    days = (now - LIVES - timedelta(days=1), now, now + AHEAD + timedelta(days=1))
    return sorted({day.date().replace(day=1) for day in days})


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _weekday(first: date, last: date, which: str, weekday: int) -> date:
    if which == "first":
        return first + timedelta(days=(weekday - first.weekday()) % 7)
    return last - timedelta(days=(last.weekday() - weekday) % 7)
