"""Real ladders as their companies published them, read where they lie; they are not copied here."""

from pathlib import Path

import pytest

from bot.career import ladders
from bot.career.ladders import Found, Ladder

SAMPLES = Path(__file__).parents[4] / "shared" / "ladders"
pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason=f"the sample ladders do not lie in {SAMPLES.name} beside this one"
)


def sample(name: str, mend: tuple[str, str] | None = None) -> Found:
    data = (SAMPLES / name).read_bytes()
    if mend:
        assert mend[0].encode() in data
        data = data.replace(mend[0].encode(), mend[1].encode())
    return ladders.read(name, data)


def whole(found: Found) -> Ladder:
    assert found.problems == ()
    assert found.ladder is not None
    return found.ladder


def test_the_financial_times_engineering_family() -> None:
    made = whole(sample("financial-times/engineering.yml"))
    assert [v.rank for v in made.levels] == [0, 1, 2, 3, 3, 4, 4, 5]
    assert [v.branch for v in made.levels] == ["", "", "", "ic", "pm", "ic", "pm", ""]
    assert (len(made.dimensions), len(made.criteria)) == (9, 72)
    cells = {(one.level, one.dimension) for one in made.criteria}
    assert len(cells) == 72
    assert not any(one.examples for one in made.criteria)


def test_monzo_backend_without_its_base_file() -> None:
    found = sample("monzo/backend.md")
    made = whole(found)
    plain = [one for one in made.criteria if not one.examples]
    assert (len(made.levels), len(made.dimensions)) == (6, 5)
    assert (len(plain), len(made.criteria) - len(plain)) == (121, 14)
    assert made.introduction
    said = " ".join(found.notes)
    assert "“communication” and “impact” have no title; the name serves." in said
    assert "Leadership” asks nothing at “Level 1” and “Level 2”." in said


def test_monzo_product_design_is_prose_and_never_nothing() -> None:
    made = whole(sample("monzo/product-design.md"))
    assert (len(made.levels), len(made.dimensions), len(made.criteria)) == (6, 3, 18)
    assert all(one.is_prose for one in made.criteria)


def test_monzo_people_is_refused_for_its_tab_and_read_once_it_is_mended() -> None:
    found = sample("monzo/people.md")
    assert [str(problem) for problem in found.problems] == [
        "people.md:205:12: A tab stands here after the dash, where YAML wants a blank. "
        "Write a blank."
    ]
    made = whole(sample("monzo/people.md", ("-\t", "- ")))
    assert (len(made.levels), len(made.dimensions), len(made.criteria)) == (7, 5, 146)
    long = made.dimensions[0]
    assert long.name == "communication: transparent communication; giving and receiving feedback"
    assert long.title == "communication"
