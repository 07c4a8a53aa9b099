"""What follows `/win packet`: a period, a target, or what to do with the packet at hand."""

import re
from datetime import date
from typing import NamedTuple

from bot.career import gaps, periods
from bot.career.ladders import Level
from bot.career.packet.shape import Span
from bot.career.rubric import Rubric
from bot.errors import Refused

DEEDS = ("curate", "freeze", "versions", "send")
OPENING = re.compile(r"(?:for )?an? opening", re.IGNORECASE)
TARGET = re.compile(
    r"(?:(?P<period>.+?) )?for (?:level )?(?P<target>(?!the\b|an?\b|my\b|our\b|all\b|every\b)"
    r"[^\W\d_][\w+-]*(?: (?:i|ii|iii|iv|v|\d))?)",
    re.IGNORECASE,
)
USUAL = f"the last {gaps.WINDOW} months"


class Asked(NamedTuple):
    """`deed` is one of DEEDS, "opening" or ""; `period` and `target` as typed, "" for the usual."""

    deed: str
    period: str
    target: str


def read(args: str) -> Asked | None:
    """What the words after `packet` ask for; None when they are prose."""
    said = " ".join(args.split()).rstrip(".!?")
    if said.lower() in DEEDS:
        return Asked(said.lower(), "", "")
    if OPENING.fullmatch(said):
        return Asked("opening", "", "")
    found = TARGET.fullmatch(said)
    period, target = (found["period"] or "", found["target"]) if found else (said, "")
    is_period = not period or periods.read(period, date(2026, 12, 31)) is not None
    return Asked("", period, target) if is_period else None


def span(period: str, today: date) -> Span:
    """The stretch a period names, seen from `today`; the usual window for none."""
    if not period:
        return Span(gaps.since(today), today, USUAL)
    found = periods.read(period, today)
    if found is not None and found.name == USUAL:
        return span("", today)
    if found is None:
        raise Refused(f"“{period[:40]}” is no period. Write one like Q3, 2026 or last quarter.")
    return Span(*found)


def level(target: str, rubric: Rubric, usual: str) -> Level:
    """The level a target names; the person's own target for none. Refused for a strange one."""
    return rubric.named(target) if target else rubric.level(usual)
