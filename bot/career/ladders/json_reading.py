"""JSON as nodes: strict, and with every problem that the tolerant reader can place."""

import json

from bot.career.ladders import js_reading
from bot.career.ladders.found import TOP, Report, Spot
from bot.career.ladders.nodes import Node

FIXES = (
    ("property name", "Put the field's name in double quotes; no comma before a closing bracket."),
    ("trailing comma", "Remove the comma before the closing bracket."),
    ("control character", "Write \\n for a line break inside a text."),
    ("escape", "Write two backslashes."),
    ("Extra data", "One value per file: remove what follows it."),
    ("Expecting value", "Write a text in double quotes, a list or an object."),
)


def tree(report: Report, text: str) -> Node | None:
    """The one value of the file; what is wrong goes into the report, or raises Stop."""
    before = len(report.problems)
    found = js_reading.strict_values(report, text)
    if len(report.problems) == before:
        _check(report, text)
    return found.entries.get("1")


def _check(report: Report, text: str) -> None:
    """Comments, single quotes and trailing commas are JavaScript, not JSON."""
    try:
        # Numbers stay words: a number of 5,000 digits is a ValueError otherwise.
        json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        fix = next((fix for word, fix in FIXES if word in error.msg), "Write it as JSON wants it.")
        spot = Spot(error.lineno, error.colno) if error.pos else TOP
        report.wrong(spot, f"This is not JSON: {error.msg[:1].lower()}{error.msg[1:]}.", fix)
