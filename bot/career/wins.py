"""How a win is read from a line, a form or a message, and how strong it is."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple, Protocol

from bot.career import bullets, dimensions, filing
from bot.career.days import months_back, spelled
from bot.career.learning import NOTHING, Taught
from bot.career.metrics import find
from bot.errors import Refused
from storage.records import Praise, Win

LONGEST = 3000  # characters a win holds
LONGEST_LINE = 2000  # characters a typed line may have before the form is the better place
MOST_LINKS = 20
RECENT = 12  # months
EXAMPLE = "Cut deploy time from 40 to 9 minutes"
LINK = re.compile(r"https?://[^\s<>|/]+\S*")
USER = re.compile(r"[UW][A-Z0-9]+")


class Owner(Protocol):
    """What we need to know of the person whose win it is."""

    @property
    def workspace(self) -> str: ...
    @property
    def user(self) -> str: ...
    @property
    def locale(self) -> str: ...


class Tick(NamedTuple):
    """One visible part of a win's strength."""

    name: str
    met: bool


def from_line(
    line: str,
    person: Owner,
    now: datetime,
    source: str,
    names: Mapping[str, str] | None = None,
    taught: Taught = NOTHING,
) -> Win:
    """An unsaved win from what was typed after `/win`, in Slack's escaped form.

    `now` is aware, in the person's zone; `taught` is what their corrections say of dimensions.
    Refused: nothing said, too long, a day to come.
    """
    filed = filing.take_apart(filing.clean(line), now, person.locale, names or {})
    return _win(filed, person, now, source, taught=taught)


def from_message(
    text: str,
    person: Owner,
    said_on: date,
    source: str,
    now: datetime,
    names: Mapping[str, str] | None = None,
    taught: Taught = NOTHING,
) -> Win:
    """An unsaved win from a message of theirs; days in it count from the day it was said."""
    said_at = datetime.combine(said_on, time(12), now.tzinfo)
    words = filing.clean(text)
    try:
        filed = filing.take_apart(words, said_at, person.locale, names or {})
    except Refused:  # it was never meant for us: a day to come is part of the message
        filed = filing.Filed(said_on, filing.tidy(filing.plain(words, names or {})))
    return _win(filed, person, now, source, taught=taught)


def from_form(
    answers: Mapping[str, Any],
    person: Owner,
    now: datetime,
    source: str,
    taught: Taught = NOTHING,
) -> Win:
    """An unsaved win from the form; Refused names the field: what, happened, dimensions, links.

    `happened` is an ISO date ("" = today), `links` has one per line, the others are as chosen.
    """
    filed = filing.Filed(
        happened=_happened(str(answers.get("happened") or ""), now.date()),
        text=filing.tidy(filing.clean(str(answers.get("what") or ""))),
        dimensions=_chosen(answers.get("dimensions") or []),
        credited=[user for user in answers.get("credited") or [] if USER.fullmatch(user)],
        links=_links(str(answers.get("links") or "")),
    )
    outcome = filing.tidy(filing.clean(str(answers.get("outcome") or "")))
    fits(outcome, "outcome")
    return _win(filed, person, now, source, outcome, taught)


def reread(win: Win) -> dict[str, Any]:
    """What changes with the words of a win: its figures and the state of its outcome."""
    figures = [figure.as_dict() for figure in find(words_of(win))]
    if win.outcome or bullets.read(words_of(win)).has_outcome:
        return {"figures": figures, "outcome_state": "found"}
    state = "not asked" if win.outcome_state == "found" else win.outcome_state
    return {"figures": figures, "outcome_state": state}


def words_of(win: Win) -> str:
    """What happened and its outcome, as they are read."""
    return f"{win.text}\n{win.outcome}".strip()


def reworded(win: Win, text: str, field: str) -> dict[str, Any]:
    """What changes when one bullet takes the place of text and outcome; Refused names `field`."""
    said = filing.tidy(filing.clean(text))
    _says_something(said, field)
    fits(said, field)
    after = Win(**{**win.model_dump(), "text": said, "outcome": ""})
    return {"text": said, "outcome": "", **reread(after)}


def strength(
    win: Win,
    praises: Iterable[Praise],
    today: date,
    asked: Collection[str] = dimensions.KEYS,
) -> list[Tick]:
    """Five visible ticks instead of a score; `praises` are those attached to this win.

    `asked` are the dimensions in which the level it is measured by expects something.
    """
    kept = [praise for praise in praises if praise.state == "kept"]
    others = [praise for praise in kept if praise.author not in ("", win.owner)]  # "": erased
    return [
        Tick("outcome stated", states_outcome(win)),
        Tick("figure", bool(win.figures)),
        Tick("corroborated", bool(others)),
        Tick("level-shaped", not set(asked).isdisjoint(win.dimensions)),
        Tick("recent", win.happened >= months_back(today, RECENT)),
    ]


def states_outcome(win: Win) -> bool:
    """What changed is said: found when the win was last read, which is at every save and edit.

    A win the coach never came to is read now; a book of thousands is not read again for its ticks.
    """
    if win.outcome or win.outcome_state == "found":
        return True
    return win.outcome_state == "not asked" and bullets.read(win.text).has_outcome


def suggested(text: str, taught: Taught = NOTHING) -> tuple[list[str], dict[str, list[str]]]:
    """The dimension the words point to most, with the reason; two empties when not sure."""
    found = dimensions.suggest(text, taught)[:1]
    return [one.dimension for one in found], {one.dimension: one.reasons for one in found}


def _win(
    filed: filing.Filed,
    person: Owner,
    now: datetime,
    source: str,
    outcome: str = "",
    taught: Taught = NOTHING,
) -> Win:
    _says_something(filed.text)
    fits(filed.text, "what")
    keys, because = filed.dimensions, dict[str, list[str]]()
    if not keys and not filed.unsorted:
        keys, because = suggested(f"{filed.text}\n{outcome}", taught)
    at = now.astimezone(UTC)
    win = Win(
        workspace=person.workspace,
        owner=person.user,
        number=0,
        source=source,
        text=filed.text,
        outcome=outcome,
        happened=filed.happened,
        dimensions=keys,
        because=because,
        unsorted=filed.unsorted,
        credited=[user for user in dict.fromkeys(filed.credited) if user != person.user],
        links=filed.links[:MOST_LINKS],
        created_at=at,
        updated_at=at,
    )
    for name, value in reread(win).items():
        setattr(win, name, value)
    return win


def _says_something(text: str, field: str = "what") -> None:
    if not any(sign.isalnum() for sign in text):
        raise Refused(f"Say what happened, for example: {EXAMPLE}.", field)


def fits(text: str, field: str) -> None:
    """Refused when a win does not hold that many characters."""
    if len(text) > LONGEST:
        raise Refused(
            f"That is {len(text):,} characters. Use at most {LONGEST:,}, and a link for the rest.",
            field,
        )


def _happened(day: str, today: date) -> date:
    if not day:
        return today
    try:
        found = date.fromisoformat(day)
    except ValueError:
        raise Refused("That is not a date. Use one like 2026-11-03.", "happened") from None
    if found > today:
        said = f"{spelled(found)} is in the future. Use today or an earlier date."
        raise Refused(said, "happened")
    return found


def _chosen(keys: Iterable[str]) -> list[str]:
    chosen = list(dict.fromkeys(keys))
    if any(key not in dimensions.KEYS for key in chosen):
        raise Refused("Choose dimensions from the list.", "dimensions")
    return chosen


def _links(typed: str) -> list[str]:
    lines = [line.strip() for line in filing.clean(typed).splitlines() if line.strip()]
    wrong = next((line for line in lines if not LINK.fullmatch(line)), None)
    if wrong is not None:
        said = f"“{wrong[:40]}” is not a link. Use one per line, like https://example.com/doc."
        raise Refused(said, "links")
    if len(lines) > MOST_LINKS:
        raise Refused(f"A win holds {MOST_LINKS} links. Keep the ones that show it best.", "links")
    return list(dict.fromkeys(lines))
