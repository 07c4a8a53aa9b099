"""Who may be asked to confirm a win, when the reminder comes, and how close somebody stands."""

from datetime import UTC, datetime

import pytest

from bot.career import confirming, independence
from bot.errors import Refused
from storage.records import Person

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


def person(user: str = "UBEN", **more: object) -> Person:
    return Person(
        workspace="T1", user=user, name="Ben", zone="America/New_York", created_at=NOW, **more
    )


@pytest.mark.parametrize(
    ("picked", "known", "why"),
    [
        ([], {}, "at least one"),
        (["UME"], {}, "your own word"),
        ([f"U{n}" for n in range(6)], {}, "at most 5"),
        (["UBEN"], {}, "Slack does not say"),
        (["UBEN"], {"UBEN": person(is_bot=True)}, "is a bot"),
        (["UBEN"], {"UBEN": person(is_gone=True)}, "belongs to another company"),
        (["UBEN"], {"UBEN": person(takes_requests=False)}, "does not take such requests"),
    ],
)
def test_some_cannot_be_asked(picked: list[str], known: dict[str, Person], why: str) -> None:
    with pytest.raises(Refused) as refused:
        confirming.checked("UME", picked, known, "peers")
    assert why in refused.value.sentence
    assert refused.value.field == "peers"


def test_the_same_person_twice_is_asked_once() -> None:
    assert confirming.checked("UME", ["UBEN", "UBEN"], {"UBEN": person()}, "peers") == ["UBEN"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "2026-12-01T14:00:00+00:00"),  # Tuesday to Tuesday
        ({"country": "US"}, "2026-12-02T14:00:00+00:00"),  # Thanksgiving does not count
        (
            {"is_away": True, "away_until": datetime(2026, 11, 27, 5, 0, tzinfo=UTC)},
            "2026-12-03T14:00:00+00:00",
        ),
        ({"is_away": True}, "2026-12-01T14:00:00+00:00"),  # no end known: looked at when sent
    ],
)
def test_the_reminder_counts_the_peers_own_working_days(
    more: dict[str, object], expected: str
) -> None:
    assert confirming.reminded_at(NOW, person(**more), "UTC").isoformat() == expected


def test_the_sponsor_of_the_plan_is_the_sponsor_whatever_they_said() -> None:
    known = independence.ties("UBEN", {"UBEN": "team", "UCLEO": "other", "UEVE": "nonsense"})
    assert known == {"UBEN": "sponsor", "UCLEO": "other"}
    assert independence.summary(["UCLEO", "UBEN", "UX"], known) == "sponsor, other team"


@pytest.mark.parametrize(
    ("users", "close"), [(["UBEN"], True), (["UBEN", "UCLEO"], False), (["UX"], False), ([], False)]
)
def test_all_close_only_when_it_is_known_of_everybody(users: list[str], close: bool) -> None:
    known = {"UBEN": "team", "UCLEO": "other"}
    assert independence.are_all_close(users, known) is close
