"""A book of a year, as the tests of packets read it. Everybody in it is invented."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.career.metrics import find
from bot.career.packet import Book, Span
from storage.records import Person, Praise, Win

TODAY = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
YEAR = Span(date(2025, 11, 25), TODAY, "the last 12 months")
NAMES = {"UBEN": "Ben Okafor", "UCLEO": "Cleo Marsh", "UOTIS": "Otis Lund"}
DANA = Person(
    workspace="T1",
    user="UDANA",
    name="Dana Ito",
    level_now="mid",
    level_next="senior",
    created_at=AT,
)


def win(number: int, text: str, on: str = "2026-11-20", *dims: str, **more: Any) -> Win:
    outcome = str(more.pop("outcome", ""))
    figures = [figure.as_dict() for figure in find(f"{text}\n{outcome}")]
    given: dict[str, Any] = {
        "id": number,
        "public_id": f"{'w' * 18}{number:04}",
        "workspace": "T1",
        "owner": "UDANA",
        "number": number,
        "source": f"command:{number}",
        "text": text,
        "outcome": outcome,
        "outcome_state": "found" if outcome or figures else "not asked",
        "happened": date.fromisoformat(on),
        "dimensions": list(dims),
        "figures": figures,
        "created_at": AT,
        "updated_at": AT,
    }
    return Win(**(given | more))


def praise(number: int, win_id: int, author: str, quote: str, on: str, **more: Any) -> Praise:
    given: dict[str, Any] = {
        "id": number,
        "public_id": f"{'p' * 18}{number:04}",
        "workspace": "T1",
        "owner": "UDANA",
        "author": author,
        "channel": "C0ENG",
        "ts": f"17955144{number:02}.000001",
        "said_at": datetime.fromisoformat(f"{on}T12:00:00+00:00"),
        "quote": quote,
        "state": "kept",
        "win_id": win_id,
        "permalink": f"https://example.slack.com/archives/C0ENG/p17955144{number:02}000001",
        "noticed_at": AT,
        "updated_at": AT,
    }
    return Praise(**(given | more))


def book(wins: Sequence[Win], praises: Sequence[Praise] = (), **more: Any) -> Book:
    behind: dict[int, list[Praise]] = {}
    for row in praises:
        behind.setdefault(row.win_id or 0, []).append(row)
    return Book(wins, behind, {**NAMES}, **more)


def a_year() -> Book:
    """Scope and influence are strong, blast radius is one month's work, direction is bare."""
    return book(
        [
            win(
                3,
                "Owned the checkout rewrite from the first sketch to the last customer.",
                "2026-02-12",
                "scope",
                outcome="Cut checkout time from 40 to 9 seconds for all customers.",
                because={"scope": ["Owned the"]},
                credited=["UBEN"],
                links=["https://wiki.example.com/checkout"],
            ),
            win(
                5,
                "Moved four services to one sign-in, end to end.",
                "2026-05-20",
                "scope",
                "influence",
                outcome="Support tickets about passwords fell from 120 to 31 a week.",
                because={"scope": ["end to end"]},
            ),
            win(7, "Wrote the release guide that three teams now use.", "2026-03-03", "influence"),
            win(
                8,
                "Mentored two new colleagues until they led releases alone.",
                "2026-06-30",
                "influence",
                because={"influence": ["Mentored"]},
            ),
            win(
                9,
                "Taught the on-call rota to read its own dashboards.",
                "2026-09-09",
                "influence",
                outcome="Pages at night fell by 60%.",
            ),
            win(
                10,
                "Found that nobody knew why exports failed on Mondays, and traced it to a lock.",
                "2026-08-14",
                "ambiguity",
                because={"ambiguity": ["nobody knew"]},
            ),
            win(
                11,
                "Added a check that stopped a bad release before it reached customers.",
                "2026-10-06",
                "blast_radius",
                outcome="An outage of the size of March was prevented.",
                because={"blast_radius": ["customers", "prevented"]},
            ),
            win(
                12,
                "Cut the cloud bill by a third, from $21,400 to $14,200 a month.",
                "2026-10-21",
                "blast_radius",
            ),
            win(
                13,
                "Shipped the invoice export with two of the billing team.",
                "2026-10-29",
                "scope",
            ),
            win(14, "Took minutes in the architecture round.", "2026-04-02"),
            win(2, "Set up the build for the old app.", "2025-06-01", "scope"),
        ],
        [
            praise(
                1,
                3,
                "UBEN",
                "Kudos to <@UDANA|dana>: checkout is &lt;b&gt;fast&lt;/b&gt; &amp; calm now, "
                "and she owned all of it.",
                "2026-02-13",
            ),
            praise(
                2, 3, "UCLEO", "Our shop partners noticed within a day. Thank you!", "2026-02-16"
            ),
            praise(
                3,
                5,
                "UOTIS",
                "One sign-in for everything. My team stopped writing password guides.",
                "2026-05-28",
                edited_at=AT,
            ),
            praise(
                4, 9, "UBEN", "I slept through my week on call, for the first time.", "2026-09-15"
            ),
            praise(5, 12, "UCLEO", "a third off the bill, no drama", "2026-10-22"),
            praise(6, 8, "UCLEO", "these words were taken back", "2026-07-02", state="withdrawn"),
            praise(7, 9, "UDANA", "my own words about myself", "2026-03-04"),
        ],
    )
