"""Brag documents of any maker become wins: days, figures, doubles, and what cannot be read."""

import contextlib
import json
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.career import brags
from bot.errors import Refused

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
TODAY = NOW.date()
ANA = SimpleNamespace(workspace="T1", user="UANA", locale="en-US")
LADDERS = Path(__file__).parent / "ladders" / "files"

BRAGBIT = {
    "version": 1,
    "exportedAt": "2026-06-01T10:00:00.000Z",
    "workspace": {"name": "Mine", "type": "personal"},
    "account": {"email": "a@x.example", "displayName": None},
    "documents": [
        {
            "id": "d",
            "title": "2026",
            "brags": [
                {
                    "id": "b",
                    "date": "2026-05-04",
                    "title": "Cut deploy time from 40 to 9 minutes",
                    "category": "technical",
                    "descriptionMd": "Moved the build to one machine.",
                    "impactMd": "Forty engineers wait **31 minutes** less.",
                    "collaborators": ["Ben"],
                    "tags": ["scope"],
                    "links": [{"url": "https://x.example/pr/1", "label": None, "position": 0}],
                    "attachments": [],
                }
            ],
        }
    ],
}
BRAGDOC = {
    "version": "1.0",
    "exportedAt": "2026-06-01T10:00:00.000Z",
    "userId": "u",
    "companies": [],
    "projects": [],
    "achievements": [
        {
            "id": "a",
            "title": "Halved the on-call load",
            "summary": "Three teams sleep through.",
            "details": "Alert by alert.",
            "eventStart": "2026-03-09T00:00:00.000Z",
            "eventEnd": None,
            "isArchived": False,
            "impact": 3,
        },
        {"id": "z", "title": "Old", "isArchived": True, "eventStart": None, "impact": 1},
    ],
    "documents": [],
}
BRAGBIT_MD = """# 2026

_Jan 1, 2026 — Jun 30, 2026_

## Goals & focus areas

Be heard.

---

## May 2026

### Cut deploy time from 40 to 9 minutes

**May 4, 2026** · Technical · Shipped

> Forty engineers wait 31 minutes less.

Moved the build to [one machine](https://x.example/pr/1).

- step one
- step two

**Collaborators:** Ben

#scope

### Halved the on-call load

**May 2, 2026**
"""
EVANS = """# Brag document

## Q3 2026
- Led the **on-call** rota for 3 teams
  - and wrote the runbook
- 2026-08-02: Cut the bill by 40% ([post](https://x.example/b))
* [x] Mentored two interns (Sep 12, 2026)

## Undated things
- Spoke at a meetup
"""


def read(name: str, text: str) -> list[tuple[date | None, str]]:
    found = brags.read(name, text.encode(), TODAY, day_first=False)
    return [(entry.happened, entry.text.split("\n")[0]) for entry in found.entries]


def test_bragbits_own_export() -> None:
    found = brags.read("a.json", json.dumps(BRAGBIT).encode(), TODAY, day_first=False)
    [win] = brags.found(found, [], ANA, NOW).new
    assert found.kind == "bragbit"
    assert win.happened == date(2026, 5, 4)
    assert win.text.startswith("Cut deploy time from 40 to 9 minutes\nMoved the build")
    assert win.outcome.startswith("Forty engineers")
    assert win.links == ["https://x.example/pr/1"]
    assert win.dimensions == ["scope"]
    assert (win.figures[0]["before"], win.figures[0]["after"]) == (40, 9)


def test_bragdocs_own_export_without_what_was_archived() -> None:
    found = brags.read("a.json", json.dumps(BRAGDOC).encode(), TODAY, day_first=False)
    [win] = brags.found(found, [], ANA, NOW).new
    assert (found.kind, win.happened, win.outcome) == ("bragdoc", date(2026, 3, 9), "")
    assert win.text.startswith("Halved the on-call load\n")


def test_bragbits_markdown() -> None:
    found = brags.read("a.md", BRAGBIT_MD.encode(), TODAY, day_first=False)
    first, second = found.entries
    assert (first.happened, second.happened) == (date(2026, 5, 4), date(2026, 5, 2))
    assert first.outcome == "Forty engineers wait 31 minutes less."
    assert "one machine." in first.text
    assert "step two" in first.text
    assert first.tags == ("scope",)
    assert first.links == ("https://x.example/pr/1",)


def test_bullets_under_quarters() -> None:
    found = brags.read("a.md", EVANS.encode(), TODAY, day_first=False)
    told = [(e.happened, e.is_rough, e.text.split("\n")[0]) for e in found.entries]
    assert told == [
        (date(2026, 9, 30), True, "Led the on-call rota for 3 teams"),
        (date(2026, 8, 2), False, "Cut the bill by 40% (post)"),
        (date(2026, 9, 12), False, "Mentored two interns"),
        (None, False, "Spoke at a meetup"),
    ]
    assert found.entries[0].text.endswith("and wrote the runbook")


CASES = {
    "dates at the front": (
        "a.md",
        "- Nov 3, 2025: Shipped it\n- **3 Oct 2025** – Fixed it\n- [2025-09-01] Began it",
        [
            (date(2025, 11, 3), "Shipped it"),
            (date(2025, 10, 3), "Fixed it"),
            (date(2025, 9, 1), "Began it"),
        ],
    ),
    "a month as heading": ("a.md", "## March 2026\n1. Did it", [(date(2026, 3, 31), "Did it")]),
    "this month ends today": ("a.md", "# November 2026\n- Did it", [(TODAY, "Did it")]),
    "plain text": ("a.txt", "- 2026-01-02 Did it", [(date(2026, 1, 2), "Did it")]),
    "our own sheet": (
        "wins.csv",
        "number,date,what happened,outcome,state\n1,2026-01-02,'=1+1 done,Less,kept\n",
        [(date(2026, 1, 2), "=1+1 done")],
    ),
    "semicolons and other names": (
        "a.csv",
        "When;Accomplishment;Impact\n11/03/2025;Did it;Fast\n",
        [(date(2025, 11, 3), "Did it")],
    ),
    "objects in a list": (
        "a.json",
        '[{"date": "2026-01-02", "win": "Did it"}, {"date": "2026-13-40", "win": "x"}]',
        [(date(2026, 1, 2), "Did it")],
    ),
    "objects under a name": (
        "a.json",
        '{"wins": [{"when": "January 2026", "text": "Did it"}]}',
        [(date(2026, 1, 31), "Did it")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_days_are_read_where_they_stand(case: str) -> None:
    name, text, told = CASES[case]
    assert read(name, text) == told


def test_what_cannot_be_read_is_named_with_its_line() -> None:
    sheet = "date,title\n2027-01-01,Not yet\n2026-01-01,\nsoon,When\n"
    found = brags.read("a.csv", sheet.encode(), TODAY, day_first=False)
    assert found.entries == []
    assert [tuple(problem) for problem in found.problems] == [
        (2, "“2027-01-01” is no day that has come yet"),
        (3, "says nothing"),
        (4, "“soon” is no day that has come yet"),
    ]


def test_too_long_a_win_is_a_problem_and_the_others_go_on() -> None:
    text = f"- 2026-01-01 {'long ' * 700}\n- 2026-01-02 Short"
    found = brags.found(brags.read("a.md", text.encode(), TODAY, day_first=False), [], ANA, NOW)
    assert [win.text for win in found.new] == ["Short"]
    assert [problem.line for problem in found.problems] == [1]


def test_doubles_are_found_in_the_book_and_in_the_document() -> None:
    text = (
        "- 2026-01-01 Cut deploy time from 40 to 9 minutes\n"
        "- 2026-01-05 Cut deploy times from 40 to 9 minutes\n"
        "- 2026-01-05 Cut deploy time from 90 to 20 minutes\n"
        "- 2026-06-05 Cut deploy time from 40 to 9 minutes\n"
    )
    document = brags.read("a.md", text.encode(), TODAY, day_first=False)
    found = brags.found(document, [], ANA, NOW)
    assert [win.happened for win in found.new] == [
        date(2026, 1, 1),
        date(2026, 1, 5),
        date(2026, 6, 5),
    ]
    assert [entry.line for entry, _ in found.doubles] == [2]
    again = brags.found(document, found.new, ANA, NOW)
    assert (again.new, len(again.doubles)) == ([], 4)


def test_a_win_without_a_day_is_filed_under_today_and_counted() -> None:
    found = brags.found(brags.read("a.md", EVANS.encode(), TODAY, day_first=False), [], ANA, NOW)
    assert found.new[-1].happened == TODAY
    assert (found.undated, found.rough) == (1, 1)


@pytest.mark.parametrize("path", sorted(LADDERS.glob("*.*")), ids=lambda path: path.name)
def test_no_ladder_is_taken_for_a_brag_document(path: Path) -> None:
    if path.suffix in (".json", ".csv", ".md"):
        assert not brags.looks_like_one(path.name, path.read_bytes(), TODAY)


@pytest.mark.parametrize(
    ("name", "text"), [("a.md", EVANS), ("a.json", json.dumps(BRAGBIT)), ("a.md", BRAGBIT_MD)]
)
def test_a_brag_document_is_known(name: str, text: str) -> None:
    assert brags.looks_like_one(name, text.encode(), TODAY)


REFUSED = {
    "not text": ("a.md", b"\xff\xfe\x00"),
    "no json": ("a.json", b"{"),
    "deep": ("a.json", b"[" * 100_000),
    "other json": ("a.json", b'{"a": 1}'),
    "other sheet": ("a.csv", b"level,criterion\nx,y\n"),
    "too large": ("a.md", b"- x\n" * 300_000),
    "too many": ("a.md", b"- x\n" * 2001),
}


@pytest.mark.parametrize("case", REFUSED)
def test_no_document_at_all_is_refused_with_a_reason(case: str) -> None:
    with pytest.raises(Refused):
        brags.read(*REFUSED[case], TODAY, day_first=False)


@pytest.mark.promise(45)
@given(st.sampled_from(["a.md", "a.csv", "a.json", "a.txt"]), st.binary(max_size=300) | st.text())
def test_whatever_comes_it_is_read_or_refused(name: str, said: bytes | str) -> None:
    data = said if isinstance(said, bytes) else said.encode("utf-8", "replace")
    with contextlib.suppress(Refused):
        brags.found(brags.read(name, data, TODAY, day_first=False), [], ANA, NOW)
