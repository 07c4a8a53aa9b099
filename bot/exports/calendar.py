"""A calendar file: the check-ins of a plan, until the day of the decision."""

from datetime import date, datetime, timedelta

from bot.exports.printable import printable

MOST = 60  # events


def write(ref: str, title: str, first: date, every: int, last: date, now: datetime) -> bytes:
    """All-day events from `first`, `every` so many days up to `last`, and the decision itself.

    One event each, because a moved day must be movable in any calendar. `ref` names them, so that
    importing a newer file changes the events instead of doubling them.
    """
    from icalendar import Calendar, Event  # noqa: PLC0415 - 0.1 s, only for those who ask

    calendar = Calendar()
    calendar.add("prodid", "-//Winbook//Check-ins//EN")
    calendar.add("version", "2.0")
    for number, on in enumerate(_days(first, every, last)):
        event = Event()
        event.add("uid", f"{ref}-{number}@winbook")
        event.add("dtstamp", now)
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))
        event.add("summary", printable(title) if on != last else "Decision")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _days(first: date, every: int, last: date) -> list[date]:
    days = [first]
    while (following := days[-1] + timedelta(days=every)) < last and len(days) < MOST:
        days.append(following)
    return [*days, last] if last > days[-1] else days
