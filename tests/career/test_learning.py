"""What corrections of dimensions teach, and how the suggestions follow them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.career import dimensions
from bot.career.learning import corrected, lessons, words_of
from storage.records import Correction, Win

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def moved(to: str, *words: str, away: str = "scope", win_id: int = 1) -> Correction:
    names = {"workspace": "T1", "owner": "U1", "win_id": win_id, "at": NOW}
    return Correction(moved_from=away, moved_to=to, words=[*words], **names)


def win(text: str, **more: Any) -> Win:
    said = {"happened": date(2026, 11, 24), "created_at": NOW, "updated_at": NOW, "id": 7, **more}
    return Win(workspace="T1", owner="U1", number=1, source="view:1", text=text, **said)


def test_once_can_be_a_fluke_and_twice_is_followed() -> None:
    text = "Owned the summer rota end to end"
    once = lessons([moved("influence", "rota")])
    assert dimensions.suggest(text, once)[0].dimension == "scope"
    twice = lessons([moved("influence", "rota"), moved("influence", "rota", "winter")])
    [first, second] = dimensions.suggest(text, twice)
    assert (first.dimension, first.words) == ("influence", ["rota"])
    assert first.reasons == ["you moved “rota” to Influence twice"]
    assert (second.dimension, second.reasons) == ("scope", ["end to end", "Owned the"])


def test_three_times_says_so() -> None:
    taught = lessons([moved("influence", "rota")] * 3)
    assert dimensions.suggest("The rotas", taught)[0].reasons == [
        "you moved “rota” to Influence 3 times"
    ]


@pytest.mark.parametrize(
    "corrections",
    [
        [],
        [moved("influence", "rota")],
        [moved("influence", "rota"), moved("direction", "rota")],
        [moved("influence", "rota"), moved("influence", "rota"), moved("direction", "rota")],
        [moved("influence", "rota"), moved("scope", "rota", away="influence")],
    ],
    ids=["none", "one", "two that differ", "two and one that differs", "there and back"],
)
def test_corrections_that_do_not_agree_teach_nothing(corrections: list[Correction]) -> None:
    assert lessons(corrections) == {}


def test_a_lesson_works_where_we_were_not_sure() -> None:
    taught = lessons([moved("influence", "rota", away="")] * 2)
    assert dimensions.suggest("Did the rota", taught)[0].dimension == "influence"
    assert dimensions.suggest("Did the rota") == []


def test_only_what_a_win_is_about_is_remembered() -> None:
    text = "Led the 12 nurses of the ward end to end through the rota's timetable, rotas and all"
    assert words_of(text) == ["ward", "rota", "timetable"]
    assert (
        len(words_of(" ".join(f"abc{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(99))))
        == 40
    )


SUGGESTED = {"dimensions": ["scope"], "because": {"scope": ["Owned the"]}}


def test_a_changed_suggestion_is_remembered_with_its_words() -> None:
    found = corrected(win("Owned the rota", **SUGGESTED), "influence", None, NOW)
    assert found is not None
    assert (found.moved_from, found.moved_to, found.words) == ("scope", "influence", ["rota"])
    assert (found.workspace, found.owner, found.win_id) == ("T1", "U1", 7)


@pytest.mark.parametrize(
    ("filed", "chosen"),
    [
        (SUGGESTED, "scope"),
        ({"dimensions": ["scope"]}, "influence"),
        ({"unsorted": ["wat"]}, "influence"),
    ],
    ids=["the same", "filed by hand", "an unknown tag"],
)
def test_what_was_not_suggested_or_not_changed_teaches_nothing(
    filed: dict[str, Any], chosen: str
) -> None:
    assert corrected(win("Owned the rota", **filed), chosen, None, NOW) is None


def test_a_second_change_of_mind_counts_from_what_was_suggested() -> None:
    before = moved("influence", "rota")
    now = win("Owned the rota", dimensions=["influence"])
    again = corrected(now, "direction", before, NOW)
    assert again is not None
    assert (again.moved_from, again.moved_to) == ("scope", "direction")
    assert corrected(now, "scope", before, NOW) is None
