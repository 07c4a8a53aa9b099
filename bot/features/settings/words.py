"""What people type after `remind`, read as choices."""

import re
from datetime import date, timedelta
from typing import Any
from zoneinfo import available_timezones

from bot.career import prompts, window
from bot.career.days import months_back
from bot.errors import Refused
from storage.records import Person

NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def read_reminder(args: str, person: Person, now: Any, default: str) -> dict[str, Any]:
    """The words after `remind` as choices, or Refused."""
    first, _, rest = args.strip().lower().rstrip(".!? ").partition(" ")
    if first in ("monthly", "on", "resume") and not rest:
        return {"rhythm": "monthly"}
    if first in ("off", "never", "stop"):
        return {"rhythm": "off"}
    if first == "skip":
        return {"skipped_month": prompts.month_of(prompts.today(person, now, default))}
    if first == "pause":
        here = prompts.today(person, now, default)
        if rest.startswith("until "):
            return {"paused_until": prompts.read_until(rest.removeprefix("until "), here)}
        return {"paused_until": _pause_ends(rest, here)}
    if first in ("time", "at"):
        return {"rhythm": "monthly", "ask_time": prompts.read_time(rest)}
    if first in ("day", "on"):
        return {"rhythm": "monthly", "ask_day": prompts.read_day(_bare_day(rest))}
    if first == "zone":
        return {"ask_zone": read_zone(args.strip().partition(" ")[2])}
    if first == "country":
        return {"country": window.read_country("" if rest in ("none", "off") else rest)}
    if first == "discreet" and rest in ("", "on", "off"):
        return {"is_discreet": rest != "off"}
    raise Refused(
        "Say `remind monthly`, `remind off`, `remind pause 3 months`, `remind time 16:00`, "
        "`remind day 15`, `remind zone Europe/Paris`, `remind country DE` or `remind discreet on`."
    )


def read_zone(words: str) -> str:
    """An IANA zone by its name, in any capitals, or Refused."""
    name = words.strip().replace(" ", "_").lower()
    for known in available_timezones():
        if known.lower() == name:
            return known
    raise Refused(f"“{words.strip()[:40]}” is no time zone. Write it as Europe/Paris.", "zone")


def _bare_day(words: str) -> str:
    """`the 15th` as 15, `last day` as last."""
    bare = words.removeprefix("the ").replace("-", " ").removesuffix(" day")
    return re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", bare)


def _pause_ends(rest: str, here: date) -> date:
    """The day after a pause of so many days, weeks or calendar months; two years at most."""
    found = re.fullmatch(r"(?:for\s+)?(\w+)?\s*(day|week|month)s?", rest.strip().lower())
    if rest.strip() and not found:
        raise Refused("Say how long, like `remind pause 3 months` or `remind pause 2 weeks`.")
    number = found.group(1) if found and found.group(1) else "3" if not rest.strip() else "1"
    count = NUMBERS.get(number, 0) or (int(number[:3]) if number.isdecimal() else 0)
    if not count:
        raise Refused("Say how long, like `remind pause 3 months` or `remind pause 2 weeks`.")
    if days := {"day": 1, "week": 7}.get(found.group(2) if found else ""):
        return here + timedelta(days=min(count * days, 730))
    return months_back(here, -min(count, 24))
