"""A case for an opening: its text taken apart, each requirement laid beside the wins."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.career import rubric
from bot.career.packet import Curation, Packet, build_for_opening, openings
from bot.errors import Refused
from tests.career.books import DANA, TODAY, a_year, book

LADDER = rubric.default()
POSTING = """
About us
We are a happy company with a kitchen.

**Requirements:**
- 5+ years of experience running checkout systems
* Mentoring colleagues until they lead releases
3) Reducing cloud cost
• Fluent in Haskell; owns problems nobody knew about
- Can convince suppliers

Benefits
- free lunch and a kitchen
"""


def case(text: str, kept: object = None) -> Packet:
    whole = a_year() if kept is None else kept
    asked = openings.read(text)
    return build_for_opening(whole, LADDER, DANA, "Engineer, Payments", asked, Curation(), TODAY)  # type: ignore[arg-type]


def test_bullets_headings_and_what_is_not_about_the_person_are_told_apart() -> None:
    assert openings.read(POSTING) == (
        "5+ years of experience running checkout systems",
        "Mentoring colleagues until they lead releases",
        "Reducing cloud cost",
        "Fluent in Haskell",
        "owns problems nobody knew about",
        "Can convince suppliers",
    )


def test_prose_is_read_by_sentences_and_a_line_said_twice_once() -> None:
    prose = "You will run the checkout of our shop. " * 2 + "You will teach others to write. " * 8
    assert openings.read(prose) == (
        "You will run the checkout of our shop.",
        "You will teach others to write.",
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x" * 20_001, "That is 20,001 characters. Paste at most 20,000"),
        ("", "Paste what the opening asks for"),
        ("Requirements:\n\n- \n", "Paste what the opening asks for"),
        ("\n".join(f"run system number{n}x" for n in range(101)), "Those are 101 requirements."),
    ],
    ids=["too long", "nothing", "headings alone", "too many"],
)
def test_what_cannot_be_mapped_is_refused_with_the_fix(text: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        openings.read(text)
    assert says in refused.value.sentence
    assert refused.value.field == "requirements"


def test_twenty_thousand_characters_are_taken() -> None:
    text = "\n".join(f"- Run the checkout of shop {n}, day and night" for n in range(90))
    assert len(openings.read(text + " " * (20_000 - len(text)))) == 90


def test_each_requirement_says_what_shows_it_and_why() -> None:
    found = {s.title: s for s in case(POSTING).sections}
    cloud = found["Reducing cloud cost"]
    assert (cloud.standing, [e.number for e in cloud.evidence]) == ("shown", [12])
    assert cloud.evidence[0].because == "shares “cloud”"
    assert [e.number for e in found["Mentoring colleagues until they lead releases"].evidence] == [
        8
    ]


def test_years_are_never_shown_by_wins() -> None:
    years = case(POSTING).sections[0]
    assert [e.number for e in years.evidence] == [3]
    assert (years.standing, years.missing) == (
        "perhaps",
        ("wins cannot show how many years",),
    )


def test_the_same_dimension_alone_is_only_a_perhaps_and_says_so() -> None:
    supplier = case(POSTING).sections[-1]
    assert supplier.standing == "perhaps"
    assert supplier.evidence[0].because == (
        "both are about influence (the opening says “convince”)"
    )


def test_the_unproven_is_listed_and_asked_about() -> None:
    found = case(POSTING)
    [haskell] = [s for s in found.sections if s.standing == "unproven"]
    assert (haskell.title, haskell.evidence) == ("Fluent in Haskell", ())
    assert [q.asks for q in found.questions] == ["What shows this: Fluent in Haskell"]
    assert found.summary.endswith(
        "Of 6 requirements, 3 are shown by wins, 2 perhaps, and 1 is not."
    )


def test_a_book_that_shows_nothing_is_still_an_answer() -> None:
    found = case("- Fluent in Haskell")
    assert not found.is_empty
    assert found.summary.startswith("No win shows what this opening asks.")


def test_without_a_win_it_helps() -> None:
    found = case(POSTING, book([]))
    assert found.is_empty
    assert any("One line is enough" in line for line in found.help)


@given(st.text(max_size=600))
@settings(max_examples=60)
def test_any_text_is_mapped_or_refused(text: str) -> None:
    try:
        found = case(text)
    except Refused:
        return
    assert len(found.sections) <= openings.MOST
    assert all(section.title.strip() for section in found.sections)
