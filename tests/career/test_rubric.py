"""A company's ladder seen through the five dimensions: levels, branches, cells, and words."""

from datetime import date

import pytest

from bot.career import rubric
from bot.errors import Refused
from storage.records import ManagerWords
from tests.career.ladders.reading import ladder
from tests.conftest import NOW


def bakery(branch: str = "") -> rubric.Rubric:
    meant = {"dough": "none", "people": "influence", "shop": "blast_radius"}
    return rubric.through(ladder("bakery-family.yml"), meant, "bakery", branch)


def test_what_a_dimension_asks_is_what_its_sources_ask() -> None:
    found = bakery().asks("influence", "head")
    assert found.asks == "Is asked for advice by other shops"
    assert found.is_asked


def test_a_level_that_asks_nothing_is_told_from_a_level_that_is_unknown() -> None:
    company = bakery()
    assert company.asks("scope", "head").is_asked is False
    assert company.asked("head") == ["influence", "blast_radius"]
    assert company.asked("nowhere") == list(company.dimensions)
    assert (company.knows("head"), company.knows("senior")) == (True, False)


def test_several_sources_of_one_dimension_stand_together() -> None:
    company = rubric.through(
        ladder("bakery-family.yml"), dict.fromkeys(("dough", "people", "shop"), "scope"), "b"
    )
    assert len(company.asks("scope", "head").criteria) == 2
    assert company.names("scope") == [
        "Dough & Ovens",
        "Leadership of Self and Others",
        "Business Impact",
    ]


def test_the_next_level_stays_on_its_branch() -> None:
    assert bakery().after("baker").id == "senior-ic"
    assert bakery("pm").after("baker").id == "senior-pm"
    assert bakery().after("senior-pm").id == "head"
    assert bakery().after("head").id == "head"


def test_what_nobody_mapped_is_none_and_named() -> None:
    company = rubric.through(ladder("bakery-family.yml"), {"people": "influence"}, "b")
    assert company.unmapped == ["dough", "shop"]
    assert company.asks("blast_radius", "head").is_asked is False


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("baker", "baker"),
        ("Head", "head"),
        ("senior-pm", "senior-pm"),
        ("apprentice", "apprentice"),
    ],
)
def test_a_level_is_meant_by_id_name_or_a_unique_beginning(words: str, level: str) -> None:
    assert bakery().named(words).id == level


def test_an_ambiguous_level_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused) as refused:
        bakery().named("senior")
    assert "The levels are Apprentice Baker, Baker, Senior Baker (Individual" in str(refused.value)


def test_a_managers_words_stand_beside_what_the_ladder_asks() -> None:
    words = ManagerWords(
        workspace="T1",
        owner="U1",
        source="view:1",
        text="Run the shop alone for a week",
        said_on=date(2026, 11, 3),
        key="bakery",
        level="head",
        dimension="scope",
        created_at=NOW,
    )
    made = ladder("bakery-family.yml")
    company = rubric.through(made, {"people": "influence"}, "bakery", "", [words])
    (found,) = company.asks("scope", "head").criteria
    assert (found.text, found.inherited_from) == (
        "Run the shop alone for a week",
        "your manager, Nov 3, 2026",
    )
