"""Dimensions by name, and by the words of a win."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.career import dimensions

SUGGESTED = [
    ("Owned the billing migration end to end across three teams", "scope"),
    ("Rebuilt the importer from scratch", "scope"),
    ("Led the redesign of onboarding emails", "scope"),
    ("Figured out why checkout was flaky, nobody knew the cause", "ambiguity"),
    ("Wrote the RFC for an undefined problem and scoped it", "ambiguity"),
    ("Found the root cause of the intermittent timeouts", "ambiguity"),
    ("Mentored two new hires until they shipped alone", "influence"),
    ("Convinced platform to adopt our retry playbook", "influence"),
    ("Ran a workshop on incident writing, two guilds adopted it", "influence"),
    ("Cut deploy time from 40 to 9 minutes for every team", "blast_radius"),
    ("Prevented an outage that would have hit all customers", "blast_radius"),
    ("Saved $120k a year on the cloud bill", "blast_radius"),
    ("Noticed that reviews were the bottleneck before anyone asked", "direction"),
    ("Made the case for sunsetting v1, now on the roadmap", "direction"),
    ("Spotted the risk early and flagged it unprompted", "direction"),
]


@pytest.mark.parametrize(
    ("tag", "key"),
    [
        ("scope", "scope"),
        ("SCOPE", "scope"),
        ("s", "scope"),
        ("blast", "blast_radius"),
        ("blast-radius", "blast_radius"),
        ("blast_radius", "blast_radius"),
        ("b", "blast_radius"),
        ("impact", "blast_radius"),
        ("i", "influence"),
        ("mentoring", "influence"),
        ("strat", "direction"),
        ("amb", "ambiguity"),
        ("scopes", None),
        ("flaky", None),
        ("", None),
        ("_", None),
    ],
)
def test_a_tag_is_a_name_an_alias_or_a_beginning_of_only_one(tag: str, key: str | None) -> None:
    assert dimensions.by_tag(tag) == key


@pytest.mark.parametrize(
    ("tag", "key"),
    [("scoop", "scope"), ("directoin", "direction"), ("blastrad1us", "blast_radius")],
)
def test_the_nearest_two_are_offered_for_a_slip(tag: str, key: str) -> None:
    offered = dimensions.nearest(tag)
    assert offered[0] == key
    assert len(set(offered)) == 2


@pytest.mark.parametrize(("text", "key"), SUGGESTED, ids=[text for text, _ in SUGGESTED])
def test_a_suggestion_names_the_words_that_caused_it(text: str, key: str) -> None:
    best = dimensions.suggest(text)[0]
    assert best.dimension == key
    assert best.words
    assert all(word in text for word in best.words)


@pytest.mark.parametrize("text", ["Had a good lunch", "Closed #123", "", "Shipped it", "scopeless"])
def test_not_sure_is_an_answer(text: str) -> None:
    assert dimensions.suggest(text) == []


def test_every_dimension_has_a_title_and_no_two_share_a_name() -> None:
    assert dimensions.KEYS == ("scope", "ambiguity", "influence", "blast_radius", "direction")
    assert dimensions.TITLES["blast_radius"] == "Blast radius"
    names = [name for about in dimensions.DIMENSIONS.values() for name in about["aliases"]] + list(
        dimensions.KEYS
    )
    assert len(names) == len(set(names))


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_text_is_weighed_without_breaking(text: str) -> None:
    assert all(one.words for one in dimensions.suggest(text))
    assert dimensions.by_tag(text) in (None, *dimensions.KEYS)
