"""A person's own word beside their file: where the two differ, and where they say the same."""

import pytest

from bot.career import assessing, rubric
from bot.career.gaps import CONSISTENT, NEVER, SOMETIMES, Standing
from storage.records import SelfAssessment
from tests.career.ladders.reading import ladder
from tests.conftest import NOW

DIFFERENCES = {
    ("already", NEVER): "You say already; your file shows nothing yet.",
    ("already", SOMETIMES): "You say already; your file is thin (2 wins).",
    ("already", CONSISTENT): "",
    ("sometimes", NEVER): "You say sometimes; your file shows nothing yet.",
    ("sometimes", SOMETIMES): "",
    ("sometimes", CONSISTENT): "You say sometimes; your file is consistent (2 wins).",
    ("never", NEVER): "",
    ("never", SOMETIMES): "You say never; your file shows 2 wins.",
    ("never", CONSISTENT): "You say never; your file shows 2 wins.",
    ("not_applicable", NEVER): "",
    ("not_applicable", SOMETIMES): "You say it does not apply; your file shows 2 wins.",
}


def company() -> rubric.Rubric:
    made = ladder("list.csv")
    return rubric.through(made, {"craft": "none", "talk": "influence"}, "acme")


def standing(level: str) -> Standing:
    wins = 0 if level == NEVER else 2
    return Standing("influence", level, wins, wins, 0, 0, None, ())


@pytest.mark.parametrize(("answer", "level"), DIFFERENCES)
def test_where_word_and_file_differ_it_says_so(answer: str, level: str) -> None:
    asked = [one for one in assessing.expectations(company(), "junior") if one.group == "Talk"]
    said = SelfAssessment(
        workspace="T1", owner="U1", key="acme", criterion="k3", number=1, answer=answer, at=NOW
    )
    (found,) = assessing.beside(asked, {"k3": said}, [standing(level)])
    assert (found.shown, found.differs) == (level, DIFFERENCES[answer, level])


def test_what_is_none_of_the_five_cannot_be_compared() -> None:
    asked = assessing.expectations(company(), "senior")
    said = SelfAssessment(
        workspace="T1", owner="U1", key="acme", criterion="k2", number=1, answer="already", at=NOW
    )
    (found,) = assessing.beside(asked, {"k2": said}, [standing(NEVER)])
    assert (found.asked.meant, found.shown, found.differs) == ("none", "", "")


def test_pages_keep_dimensions_together_and_cut_only_what_is_too_long() -> None:
    asked = [
        one._replace(group=group)
        for group, number in (("a", 2), ("b", 2), ("c", 3), ("d", 7))
        for one in assessing.expectations(company(), "mid")[:1] * number
    ]
    sizes = [[one.group for one in page] for page in assessing.pages(asked, 5)]
    assert sizes == [list("aabb"), list("ccc"), list("ddddd"), list("dd")]
