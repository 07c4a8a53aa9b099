"""The plan with a sponsor: the evidence agreed, what is shown of it, what is missing, the text."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from bot.career import dimensions, gaps
from bot.career.days import spelled
from bot.errors import Refused
from storage.records import Person, Praise, Win
from storage.records_people import Plan

Evidence = dict[str, Any]  # id, dimension, text, wins: public ids of those that show it
TAG = re.compile(r"(?<!\S)#([\w-]+)")
BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
ALIKE = 60  # of 100: how alike a reworded piece and the one before must be
MOST, LONGEST = 12, 300  # pieces of evidence, characters of each
FARTHEST = timedelta(days=3 * 366)
CADENCES = {
    "weekly": ("Every week", 7),
    "fortnightly": ("Every two weeks", 14),
    "monthly": ("Every four weeks", 28),
    "quarterly": ("Every thirteen weeks", 91),
}


class Progress(NamedTuple):
    """One piece of evidence: the wins that show it, and how many a colleague backs."""

    id: str
    dimension: str
    text: str
    wins: tuple[Win, ...]
    backed: int

    @property
    def is_shown(self) -> bool:
        return bool(self.wins)


def read_evidence(text: str, before: Sequence[Evidence] = (), field: str = "evidence") -> list[Any]:
    """One piece a line, with an optional `#dimension`.

    A piece keeps its id, and the wins linked to it, as long as its words can be recognised.
    """
    found = [_piece(line) for line in text.splitlines() if BULLET.sub("", line).strip()]
    unique = {one["id"]: one for one in found}
    if not unique:
        raise Refused(
            "Write at least one piece of evidence that would be enough, a line each.", field
        )
    if len(unique) > MOST:
        raise Refused(f"Write at most {MOST} pieces: a plan with more is no plan.", field)
    long = next((one for one in unique.values() if len(one["text"]) > LONGEST), None)
    if long is not None:
        raise Refused(f"“{long['text'][:40]}…” is too long. Keep each within {LONGEST}.", field)
    return _continued(list(unique.values()), before)


def _continued(found: list[Evidence], before: Sequence[Evidence]) -> list[Evidence]:
    """Those that continue a piece of before carry its id: the same words first, then the likest."""
    left = {str(one["id"]): str(one["text"]).lower() for one in before}
    linked = {str(one["id"]): list(one["wins"]) for one in before}
    kept: dict[int, str] = {}
    for least in (100, ALIKE):
        for at, one in enumerate(found):
            said = one["text"].lower()
            match = process.extractOne(said, left, scorer=fuzz.token_sort_ratio, score_cutoff=least)
            if at not in kept and match is not None:
                kept[at] = match[2]
                del left[match[2]]
    taken, pieces = set(kept.values()), []
    for at, one in enumerate(found):
        name = kept.get(at) or (f"{one['id']}-{at}" if one["id"] in taken else one["id"])
        pieces.append(one | {"id": name, "wins": linked.get(name, []) if at in kept else []})
    return pieces


def typed(evidence: Sequence[Evidence]) -> str:
    """As it goes into the form again."""
    return "\n".join(
        f"{one['text']} #{one['dimension']}" if one["dimension"] else one["text"]
        for one in evidence
    )


def read_cycle(said: str, today: date, field: str = "cycle") -> date:
    """The day the decision is made: in the future, and not beyond three years."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise Refused("Choose the day of the decision.", field) from None
    if day <= today:
        raise Refused(f"{spelled(day)} is not in the future. Choose a later day.", field)
    if day > today + FARTHEST:
        raise Refused("Choose a day within three years.", field)
    return day


def unfit(person: Person | None, me: str) -> str:
    """Why somebody cannot be a sponsor or be shown something; "" when they can."""
    if person is None:
        return "Slack does not say who that is just now. Try again in a minute."
    name = person.name or "That account"
    if person.user == me:
        return "Choose somebody else: a case is argued by another person."
    if person.is_bot:
        return f"{name} is a bot. Choose a person."
    if person.is_gone:
        return f"{name} is not in this workspace any more. Choose somebody else."
    if person.is_guest:
        return f"{name} is a guest here. Choose a member of this workspace."
    return ""


def progress(
    plan: Plan, wins: Mapping[str, Win], backing: Mapping[int, Sequence[Praise]]
) -> list[Progress]:
    """Per piece of evidence, in the plan's order; wins that are gone or drafts show nothing."""
    return [_progress(one, wins, backing) for one in plan.evidence]


def missing(found: Sequence[Progress]) -> list[str]:
    """The evidence nothing shows yet, word for word as it was agreed."""
    return [one.text for one in found if not one.is_shown]


def next_day(after: date, cadence: str) -> date:
    """The next check-in: so many days on, moved from a weekend to Monday."""
    day = after + timedelta(days=CADENCES[cadence][1])
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)


def text(plan: Plan) -> str:
    """What both confirm, the same for the same plan. No name: names stand beside it."""
    lines = [
        f"Target: {plan.target_name or plan.target}",
        f"Decision: {spelled(plan.cycle)}",
        f"Check-ins: {CADENCES[plan.cadence][0].lower()}",
        "Evidence that would be enough:",
        *(f"{at}. {_line(one)}" for at, one in enumerate(plan.evidence, 1)),
    ]
    said = [f"Missing today, in the sponsor's words: {plan.missing}"] if plan.missing else []
    return "\n".join([*lines, *said])


def digest(words: str) -> str:
    return hashlib.sha256(words.encode(errors="replace")).hexdigest()


def _line(one: Evidence) -> str:
    title = dimensions.TITLES.get(str(one["dimension"]), "")
    return f"{one['text']} ({title.lower()})" if title else str(one["text"])


def _piece(line: str) -> Evidence:
    words = BULLET.sub("", line).strip()
    tags = [key for tag in TAG.findall(words) if (key := dimensions.by_tag(tag))]
    said = " ".join(TAG.sub(lambda m: "" if dimensions.by_tag(m[1]) else m[0], words).split())
    suggested = [one.dimension for one in dimensions.suggest(said)[:1]]
    dimension = next(iter([*tags, *suggested]), "")
    name = hashlib.sha256(said.lower().encode(errors="replace")).hexdigest()[:12]
    return {"id": name, "dimension": dimension, "text": said or words, "wins": []}


def _progress(
    one: Evidence, wins: Mapping[str, Win], backing: Mapping[int, Sequence[Praise]]
) -> Progress:
    linked = [wins[ref] for ref in one["wins"] if ref in wins]
    backed = sum(gaps.is_corroborated(win, backing.get(win.id or 0, ())) for win in linked)
    return Progress(str(one["id"]), str(one["dimension"]), str(one["text"]), tuple(linked), backed)
