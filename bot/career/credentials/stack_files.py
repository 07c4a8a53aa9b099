"""A ladder of credentials as a file: read with every problem's line, as docs say."""

import hashlib
import re
from typing import NamedTuple

from bot.career.credentials import stacks
from bot.career.credentials.stacks import ALL, ANY, SOME, Piece, Rung, Stack
from bot.career.ladders import json_reading, nodes, yaml_reading
from bot.career.ladders.found import TOP, Problem, Report, Spot, Stop
from bot.career.ladders.nodes import Fields, Node
from bot.career.ladders.opening import MOST, text_of

KEY = "credential ladder"
MARK = re.compile(rb"""^\s*["'{]?\s*["']?credential ladder["']?\s*:""", re.MULTILINE)
TOPS = (KEY, "about", "credentials", "milestones")
PIECE = ("id", "name", "badge", "issuer", "lasts", "verified")
RUNG = ("id", "name", "all of", "any of", "n of", "steps")
LASTS = re.compile(r"(\d{1,3}) (month|year)s?")
LIMIT = 200  # credentials and milestones together

__all__ = ["KEY", "MOST", "Read", "is_one", "read"]


class Read(NamedTuple):
    """`stack` is None when there are problems: then nothing of the file is used."""

    file: str
    digest: str
    stack: Stack | None
    problems: tuple[Problem, ...]


def is_one(data: bytes) -> bool:
    """Does the file say that it is a ladder of credentials?"""
    return MARK.search(data[:4096]) is not None


def read(name: str, data: bytes) -> Read:
    """The stack, or every problem with its line."""
    report = Report(name)
    stack = None
    try:
        text = text_of(report, data)
        is_json = name.lower().endswith(".json")
        root = json_reading.tree(report, text) if is_json else yaml_reading.tree(report, text)
        stack = _stack(report, root)
    except Stop:
        pass
    digest = hashlib.sha256(data).hexdigest()
    return Read(name, digest, None if report.problems else stack, tuple(report.problems))


def _stack(report: Report, root: Node | None) -> Stack:
    if not isinstance(root, Fields):
        raise report.stop(TOP, "This is no ladder of credentials.", f"Begin with `{KEY}: NAME`.")
    nodes.unknown(report, root, TOPS, "The ladder")
    name = nodes.needed(report, root, KEY, "The ladder")
    about = nodes.text(report, root.get("about"), "`about`")
    listed = nodes.items(report, root.get("credentials"), "`credentials`")
    pieces = [(_piece(report, one), one) for one in nodes.fields_of(report, listed, "A credential")]
    raised = nodes.items(report, root.get("milestones"), "`milestones`")
    found = [(_rung(report, one), one) for one in nodes.fields_of(report, raised, "A milestone")]
    if not pieces:
        report.wrong(root.spot, "The ladder names no credentials.", "List them: `credentials:`.")
    if len(pieces) + len(found) > LIMIT:
        report.wrong(root.spot, f"The ladder has more than {LIMIT} steps.", "Split it in two.")
    _refuse_doubles(report, [*pieces, *found])
    rungs = [rung for rung, _ in found]
    if not found:  # credentials alone are a ladder, a rung each
        rungs = [Rung(f"have {p.id}", p.name, ALL, (p.id,), 1) for p, _ in pieces]
    _refuse_unknown(report, [piece.id for piece, _ in pieces], found)
    if not report.problems:
        _refuse_cycle(report, found)
    return Stack(name, about, tuple(piece for piece, _ in pieces), tuple(rungs))


def _piece(report: Report, fields: Fields) -> Piece:
    nodes.unknown(report, fields, PIECE, "A credential")
    said = {
        key: nodes.text(report, fields.get(key), f"`{key}`") for key in ("badge", "issuer", "lasts")
    }
    sure = nodes.text(report, fields.get("verified"), "`verified`").lower()
    spot = fields.keys.get("verified", fields.spot)
    if sure:
        nodes.one_of(report, sure, ["yes", "no", "true", "false"], spot, "The word", "words")
    return Piece(
        nodes.needed(report, fields, "id", "A credential"),
        nodes.needed(report, fields, "name", "A credential"),
        said["badge"],
        said["issuer"],
        _months(report, said["lasts"], fields.keys.get("lasts", fields.spot)),
        sure in ("yes", "true"),
    )


def _months(report: Report, said: str, spot: Spot) -> int:
    if not said:
        return 0
    found = LASTS.fullmatch(said.lower())
    months = int(found[1]) * (12 if found[2] == "year" else 1) if found else 0
    if not 0 < months <= 600:
        report.wrong(spot, f"“{nodes.short(said)}” is no length of time.", "Write `24 months`.")
    return months


def _rung(report: Report, fields: Fields) -> Rung:
    nodes.unknown(report, fields, RUNG, "A milestone")
    id_ = nodes.needed(report, fields, "id", "A milestone")
    name = nodes.needed(report, fields, "name", "A milestone")
    kinds = [key for key in ("all of", "any of", "n of") if key in fields.keys]
    if len(kinds) != 1:
        fix = "Write one of `all of: […]`, `any of: […]`, or `n of: 2` with `steps: […]`."
        report.wrong(fields.spot, "A milestone says in one way what it takes.", fix)
        return Rung(id_, name, ALL, (), 0)
    kind = kinds[0]
    of = [part for part, _ in _parts(report, fields, kind)]
    if len(set(of)) != len(of):
        report.wrong(fields.spot, "A milestone names a step twice.", "Keep one of them.")
    if not of:
        report.wrong(fields.keys[kind], f"`{kind}` names no steps.", "List their ids.")
    if kind == "n of":
        least = _number(report, fields, len(of))
        return Rung(id_, name, SOME, tuple(of), least)
    return Rung(id_, name, ALL if kind == "all of" else ANY, tuple(of), _least(kind, of))


def _least(kind: str, of: list[str]) -> int:
    return len(of) if kind == "all of" else 1


def _number(report: Report, fields: Fields, most: int) -> int:
    said = nodes.text(report, fields.entries["n of"], "`n of`")
    number = int(said) if said.isdecimal() and len(said) < 4 else 0
    if not 1 <= number <= max(most, 1):
        fix = f"Write a number from 1 to {most}."
        report.wrong(fields.keys["n of"], f"`n of` is “{nodes.short(said)}”.", fix)
    return number


def _parts(report: Report, fields: Fields, kind: str) -> list[tuple[str, Spot]]:
    name = "steps" if kind == "n of" else kind
    return nodes.texts(report, fields.get(name), f"`{name}`")


def _refuse_doubles(report: Report, found: list[tuple[Piece | Rung, Fields]]) -> None:
    first: dict[str, int] = {}
    for part, fields in found:
        spot = fields.keys.get("id", fields.spot)
        if part.id and part.id in first:
            wrong = f"The id `{nodes.short(part.id)}` stands twice; first in line {first[part.id]}."
            report.wrong(spot, wrong, "Give one of them another id.")
        first.setdefault(part.id, spot.line)


def _refuse_unknown(report: Report, pieces: list[str], found: list[tuple[Rung, Fields]]) -> None:
    known = [*pieces, *(rung.id for rung, _ in found)]
    for _, fields in found:
        kind = next((key for key in ("all of", "any of", "n of") if key in fields.keys), "")
        for part, spot in _parts(report, fields, kind) if kind else []:
            nodes.one_of(report, part, known, spot, "The step", "steps")


def _refuse_cycle(report: Report, found: list[tuple[Rung, Fields]]) -> None:
    circle = stacks.cycle(rung for rung, _ in found)
    if circle:
        spot = next(fields.keys["id"] for rung, fields in found if rung.id == circle[0])
        way = " → ".join(circle[:8])
        report.wrong(spot, f"Milestones stand on each other in a circle: {way}.", "Break it.")
