"""When a person may be written to: working days, working hours, not on holidays, not while away."""

from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from bot.career.tables import typed
from bot.errors import Refused
from storage.records import Person

OPENS, CLOSES = time(9, 0), time(17, 0)
STATUSES = Path(__file__).parent / "data" / "away.yml"


def opens(here: datetime, person: Person) -> datetime | None:
    """When the person's window opens next, in the zone of `here`; None when it is open now.

    Away without an end is looked at again on the next working day.
    """
    start = _back(here, person)
    if _is_working(start.date(), person.country) and OPENS <= start.time() < CLOSES:
        return None if start == here else start
    day = start.date() + timedelta(days=0 if start.time() < OPENS else 1)
    while not _is_working(day, person.country):
        day += timedelta(days=1)
    return datetime.combine(day, OPENS, here.tzinfo)


def working_days_after(here: datetime, person: Person, days: int) -> datetime:
    """The same local time so many of the person's working days later.

    Days away do not count, as far as an end of them is known.
    """
    at, day = here, here.date()
    back = person.away_until if person.is_away else None
    while days:
        day += timedelta(days=1)
        at = datetime.combine(day, here.time(), here.tzinfo)
        if _is_working(day, person.country) and not (back and at < back):
            days -= 1
    return at


def says_away(words: str, emoji: str) -> bool:
    """Whether a Slack status means that the person is not working: on leave, ill, out of office."""
    known = _statuses()
    said = f" {' '.join(words.lower().replace('-', ' ').split())} "
    return emoji.strip(": ") in known["emoji"] or any(
        f" {word} " in said for word in known["words"]
    )


def read_country(words: str) -> str:
    """`DE`, `DEU` or `Germany` as the two letters of ISO 3166, "" for nothing said, or Refused."""
    name = words.strip()
    if not name:
        return ""
    found = _country(name.upper()) or _country(name.title().replace(" ", ""))
    if not found:
        said = f"“{name[:40]}” is no country whose holidays are known."
        raise Refused(f"{said} Write it as DE or Germany.", "country")
    return found


def _back(here: datetime, person: Person) -> datetime:
    """From when on the person is there."""
    if not person.is_away or (person.away_until and person.away_until <= here):
        return here
    if person.away_until:
        return person.away_until.astimezone(here.tzinfo)
    return datetime.combine(here.date() + timedelta(days=1), time(0), here.tzinfo)


def _is_working(day: date, country: str) -> bool:
    return day.weekday() < 5 and not (country and day in _holidays(country, day.year))


@cache
def _holidays(country: str, year: int) -> frozenset[date]:
    """The public holidays of the whole country, by the library of that name."""
    import holidays  # noqa: PLC0415 - 0.1 s, only for those who named a country

    return frozenset(holidays.country_holidays(country, years=year))


def _country(name: str) -> str:
    import holidays  # noqa: PLC0415 - as above

    code = getattr(getattr(holidays, name, None), "country", "") if name.isidentifier() else ""
    return code if code in holidays.list_supported_countries() else ""


@cache
def _statuses() -> dict[str, list[str]]:
    said: dict[str, list[str]] = typed(STATUSES)
    return said
