"""When a person may be written to, as tables of cases."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.career import window
from bot.errors import Refused
from storage.records import Person

BERLIN = ZoneInfo("Europe/Berlin")


def at(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=BERLIN)


def person(**facts: object) -> Person:
    return Person(**({"workspace": "T1", "user": "U1", "created_at": at("2026-01-01")} | facts))


@pytest.mark.parametrize(
    ("here", "facts", "opens"),
    [
        ("2026-11-24T09:00", {}, None),
        ("2026-11-24T16:59", {}, None),
        ("2026-11-24T08:59", {}, "2026-11-24T09:00"),
        ("2026-11-24T17:00", {}, "2026-11-25T09:00"),
        ("2026-11-28T11:00", {}, "2026-11-30T09:00"),
        ("2026-10-02T18:00", {"country": "DE"}, "2026-10-05T09:00"),
        ("2026-12-25T11:00", {"country": "DE"}, "2026-12-28T09:00"),
        ("2026-12-25T11:00", {}, None),
        ("2026-11-26T11:00", {"country": "US"}, "2026-11-27T09:00"),
        ("2026-11-24T11:00", {"is_away": True}, "2026-11-25T09:00"),
        ("2026-11-27T11:00", {"is_away": True}, "2026-11-30T09:00"),
        (
            "2026-11-24T11:00",
            {"is_away": True, "away_until": at("2026-11-26T13:00")},
            "2026-11-26T13:00",
        ),
        (
            "2026-11-24T11:00",
            {"is_away": True, "away_until": at("2026-11-26T23:59")},
            "2026-11-27T09:00",
        ),
        ("2026-11-24T11:00", {"is_away": True, "away_until": at("2026-11-24T10:59")}, None),
    ],
    ids=[
        "on the stroke of nine",
        "just before five",
        "before nine",
        "after five",
        "on a Saturday",
        "a holiday on a Saturday is a weekend",
        "on a holiday of one's country",
        "no country, no holidays",
        "another country's holiday",
        "away without an end",
        "away over the weekend",
        "away until the early afternoon",
        "away until midnight",
        "back again",
    ],
)
def test_the_window(here: str, facts: dict[str, object], opens: str | None) -> None:
    assert window.opens(at(here), person(**facts)) == (at(opens) if opens else None)


@pytest.mark.parametrize(
    ("words", "emoji", "is_away"),
    [
        ("Vacationing", ":palm_tree:", True),
        ("Out sick", ":face_with_thermometer:", True),
        ("", ":palm_tree:", True),
        ("OOO until Monday", "", True),
        ("Out-of-office, back on Dec 3", "", True),
        ("Parental leave", ":heart:", True),
        ("im Urlaub", "", True),
        ("In a meeting", ":spiral_calendar_pad:", False),
        ("Working remotely", ":house_with_garden:", False),
        ("Commuting", ":bus:", False),
        ("Sicknotes team", "", False),
        ("", "", False),
    ],
)
def test_a_status_that_means_away(words: str, emoji: str, is_away: bool) -> None:
    assert window.says_away(words, emoji) is is_away


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("DE", "DE"),
        ("de", "DE"),
        ("DEU", "DE"),
        ("Germany", "DE"),
        ("united kingdom", "GB"),
        ("", ""),
    ],
)
def test_a_country_by_code_or_name(words: str, code: str) -> None:
    assert window.read_country(words) == code


@pytest.mark.parametrize("words", ["Narnia", "ZZ", "HolidayBase", "os.system", "<b>", "x" * 300])
def test_no_country_is_refused_with_the_way_to_write_one(words: str) -> None:
    with pytest.raises(Refused, match="Write it as DE or Germany"):
        window.read_country(words)
