"""What a file would bring into a book: looked at first, kept as plain data, then brought in."""

import hashlib
from datetime import datetime
from typing import Any, NamedTuple

from bot import bundle, rechecking
from bot.career import brags, days, prompts
from bot.errors import Refused
from bot.settings import Settings
from bot.slack.text import count, listed
from storage import Store
from storage.book import BOOK
from storage.records import Person, Principal, Win
from storage.records_data import BookImport

SHOWN = 5
NOUNS = {
    "wins": ("win", "wins"),
    "versions": ("earlier version", "earlier versions"),
    "praise": ("piece of praise", "pieces of praise"),
    "packets": ("packet", "packets"),
    "rubrics": ("rubric", "rubrics"),
    "assessments": ("assessment", "assessments"),
    "credentials": ("credential", "credentials"),
    "manager_words": ("note of your manager's words", "notes of your manager's words"),
}
KINDS = {
    "bragbit": "an export of BragBit",
    "bragdoc": "an export of bragdoc",
    "json": "a list of wins as JSON",
    "csv": "a sheet of wins",
    "markdown": "a brag document in Markdown",
}


class Looked(NamedTuple):
    """A dry run: `lines` are what a person reads, `kept` what bringing it in will need."""

    lines: list[str]
    kept: dict[str, Any]
    new: int  # wins, and other rows of a bundle


class Reader(NamedTuple):
    """For whom, and when."""

    store: Store
    me: Principal
    person: Person
    now: datetime
    zone: str  # the workspace's, for whoever has none

    @property
    def local(self) -> datetime:
        return prompts.local(self.person, self.now, self.zone)


def is_brags(name: str, data: bytes, now: datetime) -> bool:
    return brags.looks_like_one(name, data, now.date())


def look(who: Reader, name: str, data: bytes, bounds: bundle.Bounds = bundle.IN_SLACK) -> Looked:
    """Read the file and change nothing; Refused says why it cannot be brought in."""
    if bundle.is_bundle(data) or name.lower().endswith(".zip"):
        return _look_at_bundle(who, name, bundle.read(data, bounds))
    today, is_day_first = who.local.date(), days.day_first(who.person.locale)
    document = brags.read(name, data, today, day_first=is_day_first)
    rows = who.store.bundles.take(who.me)["wins"]
    book = [Win.model_validate(row | {"workspace": "", "owner": ""}) for row in rows]
    found = brags.found(document, book, who.person, who.local)
    if not document.entries:
        raise Refused(f"{_short(name)} holds no wins that can be read. Nothing was imported.")
    kept = {
        "kind": found.kind,
        "file": name[:200],
        "source": hashlib.sha256(data).hexdigest(),
        "wins": [win.model_dump(mode="json") for win in found.new],
    }
    return Looked(_told(name, found), kept, len(found.new))


def bring(who: Reader, kept: dict[str, Any], settings: Settings) -> tuple[int, BookImport]:
    """(rows that are new now, the import that Undo takes out again). A second time adds nothing."""
    brought = BookImport(
        workspace=who.me.workspace,
        owner=who.me.user,
        source=kept["source"],
        file=kept["file"],
        kind=kept["kind"],
        at=who.now,
    )
    if kept["kind"] == "bundle":
        anew = rechecking.Anew(who.store, who.me, who.person, settings, who.now)
        tables = anew.tables(kept["tables"])
        new = who.store.bundles.put(who.me, brought, tables, kept["names"])
    else:
        found = [Win.model_validate(row) for row in kept["wins"]]
        new = who.store.bundles.add(who.me, brought, found)
    there = [one for one in who.store.bundles.imports(who.me) if one.source == kept["source"]]
    return new, there[0]


def _look_at_bundle(who: Reader, name: str, found: bundle.Bundle) -> Looked:
    counts = [count(found.counts[kind], *nouns) for kind, nouns in NOUNS.items()]
    mine = who.store.bundles.take(who.me)
    known = sum(_same(mine[kind], found.tables.get(kind, [])) for kind in BOOK)
    lines = [f"{_short(name)} is a bundle of Winbook: {listed(counts)}.", "Every hash is right."]
    if known:
        lines.append(f"{count(known, 'row')} of it are here already and stay as they are.")
    kept = {
        "kind": "bundle",
        "file": name[:200],
        "source": found.digest,
        "tables": found.tables,
        "names": found.names,
    }
    return Looked(lines, kept, sum(found.counts.values()) - known)


def _same(mine: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> int:
    ids = {row.get("public_id") for row in mine} - {None}
    return sum(row.get("public_id") in ids or row in mine[:200] for row in theirs)


def _told(name: str, found: brags.Found) -> list[str]:
    """What was found, what is doubtful, and the first few."""
    figures = sum(bool(win.figures) for win in found.new)
    lines = [
        f"{_short(name)} is {KINDS[found.kind]}: {count(len(found.new), 'new win')}, "
        f"{figures} with a figure."
    ]
    if found.doubles:
        lines.append(f"Left out: {count(len(found.doubles), 'win')} that you have already.")
    if found.rough:
        lines.append(
            f"{count(found.rough, 'win')} with only a month or quarter: filed under its last day."
        )
    if found.undated:
        lines.append(f"{count(found.undated, 'win')} without a date: filed under today.")
    for problem in found.problems[:SHOWN]:
        lines.append(f"Not read, line {problem.line}: {problem.said.rstrip('.')}.")
    if len(found.problems) > SHOWN:
        lines.append(f"{count(len(found.problems) - SHOWN, 'more line')} could not be read.")
    for win in found.new[:SHOWN]:
        lines.append(f"• {days.spelled(win.happened)}: {_short(win.text, 90)}")
    if len(found.new) > SHOWN:
        lines.append(f"• and {len(found.new) - SHOWN} more")
    return lines


def _short(words: str, most: int = 60) -> str:
    first = words.strip().partition("\n")[0]
    return first if len(first) <= most else f"{first[: most - 1]}…"
