"""What a company's dimension may mean here: proposed with a reason, and `none` is an answer."""

import pytest

from bot.career.ladders import proposing, target, telling
from tests.career.ladders.reading import ladder, read

NAMES = {
    "Scope": "scope",
    "Ownership & Delivery": "scope",
    "Planning and Organising": "scope",
    "Problem Solving & Decision Making": "ambiguity",
    "Judgement": "ambiguity",
    "Communication": "influence",
    "Technical Leadership": "influence",
    "Mentorship": "influence",
    "Business Impact": "blast_radius",
    "Blast radius": "blast_radius",
    "Strategy & Vision": "direction",
    "Curiosity & Learning": "direction",
    "Technical": "none",
    "🛠️ Mastery": "none",
    "Reliability": "blast_radius",
}


def named(name: str) -> proposing.Proposal:
    dimension = target.Dimension("d", name)
    return proposing.proposals(target.Ladder("x", dimensions=(dimension,)))["d"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_understood_and_the_word_is_said(name: str) -> None:
    found = named(name)
    assert found.dimension == NAMES[name]
    assert "its name says “" in found.because


def test_a_name_that_says_nothing_is_read_by_its_criteria() -> None:
    dimension = target.Dimension("d", "Sparkle")
    texts = ["Mentors two colleagues", "Mentored the team", "Bakes bread"]
    criteria = tuple(target.Criterion(str(at), "l", "d", text) for at, text in enumerate(texts))
    made = target.Ladder("x", dimensions=(dimension,), criteria=criteria)
    found = proposing.proposals(made)["d"]
    assert found.dimension == "influence"
    assert found.because.startswith("2 of its 3 criteria say such as “ment")


def test_what_says_nothing_at_all_is_proposed_as_none() -> None:
    assert named("Zebra") == proposing.Proposal(
        "none", "nothing in its words points to one of the five"
    )


def test_what_the_file_says_goes_before_everything_else() -> None:
    found = proposing.proposals(ladder("ours.yml"))
    assert found["craft"] == proposing.Proposal("none", "the file says so")
    assert found["reach"] == proposing.Proposal("blast_radius", "the file says so")


def test_criteria_without_a_dimension_are_proposed_one_by_one() -> None:
    made = ladder("titles.md")
    found = proposing.proposals(made)
    assert list(found) == [one.id for one in made.criteria]
    assert found[made.criteria[4].id].dimension in ("direction", "ambiguity")


def test_a_dry_run_says_counts_levels_and_notes() -> None:
    assert telling.report(read("bakery-family.yml"))[:3] == [
        "bakery-family.yml is a Financial Times job family: 5 levels, 3 dimensions, 6 criteria, "
        "1 of them with examples.",
        "Levels: Apprentice Baker → Baker → Senior Baker (Individual Contributor) or "
        "Senior Baker (People Manager) → Head of Baking",
        "Dimensions: Dough & Ovens (3), Leadership of Self and Others (2) and Business Impact (1)",
    ]


def test_a_dry_run_of_a_broken_file_counts_what_it_leaves_out() -> None:
    from bot.career import ladders  # noqa: PLC0415 - only this case reads a text of its own

    broken = "level,dimension,criterion\n" + ",Craft,Writes\n" * 20
    said = telling.report(ladders.read("b.csv", broken.encode()), most=3)
    assert said[0] == "b.csv: 20 problems, so nothing can be imported."
    assert said[-1] == "… and 17 more."
    assert len(said) == 5
