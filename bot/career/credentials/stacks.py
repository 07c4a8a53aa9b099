"""Ladders and stacks: all of, any of, n of. Milestones are derived, never claimed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from bot.career.credentials import steps
from bot.career.credentials.counting import is_current
from bot.career.credentials.logging import slug
from bot.career.days import months_back
from storage.records_credentials import Credential

ALL, ANY, SOME = "all", "any", "some"


@dataclass(frozen=True)
class Piece:
    """A credential that a stack asks for. `lasts` is in months; 0: as long as it says itself."""

    id: str
    name: str
    badge: str = ""  # the badge's own id of the achievement
    issuer: str = ""
    lasts: int = 0
    verified: bool = False  # a person's own word is not enough


@dataclass(frozen=True)
class Rung:
    """A milestone over pieces and other rungs; `least` is how many of them it takes."""

    id: str
    name: str
    kind: str  # all | any | some
    of: tuple[str, ...]
    least: int


@dataclass(frozen=True)
class Stack:
    """`rungs` stand in the order of the file, the lowest first."""

    name: str
    about: str
    pieces: tuple[Piece, ...]
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class State:
    """One rung or piece as it is: `have` of `needed` parts; `missing` are names."""

    id: str
    name: str
    is_met: bool
    have: int
    needed: int
    missing: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()  # held once, expired since


@dataclass(frozen=True)
class Standing:
    """Where somebody stands on a ladder."""

    stack: Stack
    states: tuple[State, ...]

    @property
    def reached(self) -> State | None:
        """The highest rung that is met."""
        return next((state for state in reversed(self.states) if state.is_met), None)

    @property
    def next(self) -> State | None:
        """The lowest that is not."""
        return next((state for state in self.states if not state.is_met), None)


def standing(stack: Stack, held: Sequence[Credential], now: datetime, today: date) -> Standing:
    """Derived from what is held today; an expired piece re-opens whatever stands on it."""
    met = {piece.id: _is_held(piece, held, now, today) for piece in stack.pieces}
    once = {piece.id: _was_held(piece, held) and not met[piece.id] for piece in stack.pieces}
    names = {one.id: one.name for one in stack.pieces} | {one.id: one.name for one in stack.rungs}
    for rung in _lowest_first(stack):
        met[rung.id] = sum(met[part] for part in rung.of) >= rung.least
    return Standing(stack, tuple(_state(rung, met, once, names, stack) for rung in stack.rungs))


def fits(piece: Piece, one: Credential) -> bool:
    """Is this what the stack asks for? By the badge's own id, else by its name, and its issuer."""
    if piece.badge and one.achievement:
        return piece.badge == one.achievement
    is_issuers = not piece.issuer or slug(piece.issuer) in (slug(one.issuer), slug(one.issuer_id))
    return slug(piece.name) == slug(one.title) and is_issuers


def as_data(stack: Stack) -> dict[str, Any]:
    return asdict(stack)


def from_data(said: Mapping[str, Any]) -> Stack:
    pieces = tuple(Piece(**one) for one in said["pieces"])
    rungs = tuple(Rung(**{**one, "of": tuple(one["of"])}) for one in said["rungs"])
    return Stack(said["name"], said["about"], pieces, rungs)


def cycle(rungs: Iterable[Rung]) -> list[str]:
    """Ids that stand on each other in a circle, the first again at the end; empty when none do."""
    over = {rung.id: list(rung.of) for rung in rungs}
    done: set[str] = set()
    for start in over:
        if found := _circle(start, over, done):
            return found
    return []


def _circle(start: str, over: Mapping[str, Sequence[str]], done: set[str]) -> list[str]:
    """Depth first, on a stack of our own: a file may nest as deep as it is long."""
    path, waiting = [start], [iter(over[start])]
    while path:
        part = next(waiting[-1], None)
        if part is None:
            done.add(path.pop())
            waiting.pop()
        elif part in path:
            return [*path[path.index(part) :], part]
        elif part in over and part not in done:
            path.append(part)
            waiting.append(iter(over[part]))
    return []


def _lowest_first(stack: Stack) -> list[Rung]:
    """A rung comes after those it stands on; there are no circles in what was read."""
    left, done = list(stack.rungs), {piece.id for piece in stack.pieces}
    ordered: list[Rung] = []
    while left:
        ready = [rung for rung in left if set(rung.of) <= done]
        ordered += ready
        done |= {rung.id for rung in ready}
        left = [rung for rung in left if rung.id not in done]
    return ordered


def _state(
    rung: Rung,
    met: Mapping[str, bool],
    once: Mapping[str, bool],
    names: Mapping[str, str],
    stack: Stack,
) -> State:
    missing = [part for part in rung.of if not met[part]]
    lapsed = [names[part] for part in _pieces_under(rung, stack) if once.get(part)]
    return State(
        rung.id,
        rung.name,
        met[rung.id],
        sum(met[part] for part in rung.of),
        rung.least,
        tuple(names[part] for part in missing) if not met[rung.id] else (),
        tuple(lapsed) if not met[rung.id] else (),
    )


def _pieces_under(rung: Rung, stack: Stack) -> list[str]:
    """Every piece it rests on, also through other rungs."""
    rungs = {one.id: one for one in stack.rungs}
    found: dict[str, None] = {}
    waiting, seen = list(rung.of), set()
    while waiting:
        part = waiting.pop(0)
        if part in seen:
            continue
        seen.add(part)
        if part in rungs:
            waiting += rungs[part].of
        else:
            found[part] = None
    return list(found)


def _is_held(piece: Piece, held: Sequence[Credential], now: datetime, today: date) -> bool:
    return any(
        fits(piece, one) and is_current(one, now, today) and _lasts(piece, one, today)
        and (not piece.verified or steps.is_verified(steps.from_data(one.steps)))
        for one in held
    )  # fmt: skip


def _was_held(piece: Piece, held: Sequence[Credential]) -> bool:
    return any(fits(piece, one) for one in held)


def _lasts(piece: Piece, one: Credential, today: date) -> bool:
    if not piece.lasts:
        return True
    return one.issued is not None and today < months_back(one.issued, -piece.lasts)
