"""Puts a bullet together from four boxes, in the writer's own words and no others."""

import re
from typing import NamedTuple

from bot.career import wins
from bot.errors import Refused

CONNECTING = frozenset({"credited", "by"})  # all the words that may be added
ENDS = ".!?…"
# A measure that begins like this goes on with the sentence; any other stands behind a colon.
GOES_ON = re.compile(
    r"(?:from|to|by|down|up|so|which|now|instead|rather|and|saving|cutting|leaving|with)\b", re.I
)


class Boxes(NamedTuple):
    """What the person typed; any may be empty."""

    noticed: str = ""  # what I noticed and owned
    did: str = ""  # what I did
    measured: str = ""  # the measured before and after
    credits: str = ""  # who credits it


def compose(boxes: Boxes) -> str:
    """One bullet: noticed, did and measured, credited. "" when nothing was typed.

    Every word is the writer's, in their order; only "Credited by" is added. What a later box
    repeats of an earlier one is said once.
    """
    noticed, did, measured, credits = (_tidy(said) for said in boxes)
    measured = "" if _says(f"{noticed} {did}", measured) else measured
    credits = "" if _says(f"{noticed} {did} {measured}", credits) else credits
    deed = _joined(did, measured)
    named = f"Credited by: {credits}" if credits else ""
    return " ".join(_sentence(said) for said in (noticed, deed, named) if said)


def bullet(boxes: Boxes) -> str:
    """As `compose`; Refused names the field when there is no deed, or more than a win holds."""
    if not any(sign.isalnum() for sign in boxes.did):
        raise Refused("Say what you did. The other boxes may stay empty.", "did")
    made = compose(boxes)
    wins.fits(made, "did")
    return made


def _tidy(said: str) -> str:
    return " ".join(said.split())


def _says(text: str, part: str) -> bool:
    """Whether these very words stand there already, in a row."""
    return f" {_bare(part)} " in f" {_bare(text)} "


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _joined(did: str, measured: str) -> str:
    if not (did and measured):
        return did or measured
    return f"{did.rstrip(ENDS + ',;: ')}{', ' if GOES_ON.match(measured) else ': '}{measured}"


def _sentence(said: str) -> str:
    """With a full stop, and a capital where the first word is a plain one."""
    first = said.split(" ", 1)[0]
    if first.isascii() and first.isalpha() and first.islower():
        said = said[0].upper() + said[1:]
    return said if said.endswith(tuple(ENDS)) else f"{said}."
