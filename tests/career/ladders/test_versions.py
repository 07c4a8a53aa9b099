"""Ids that survive a re-import, what a new version changed, and the way into JSON and back."""

import json

from bot.career import ladders
from bot.career.ladders import Ladder, changes
from tests.career.ladders.reading import FILES, ladder


def read(name: str, text: str) -> Ladder:
    found = ladders.read(name, text.encode())
    assert found.ladder is not None, found.problems
    return found.ladder


def test_ids_made_of_words_do_not_depend_on_order_capitals_or_punctuation() -> None:
    text = (FILES / "titles.md").read_text("utf-8")
    moved = text.replace("* Runs one station alone.", "* New first.\n* runs one Station, alone")
    before, now = ladder("titles.md"), read("titles.md", moved)
    kept = {one.id for one in before.criteria} & {one.id for one in now.criteria}
    assert len(kept) == len(before.criteria)
    found = changes.differences(before, now)
    assert [one.text for one in found.added] == ["New first."]
    assert (found.removed, found.changed) == ((), ())


def test_the_same_file_again_changes_nothing() -> None:
    for path in sorted(FILES.glob("*.*")):
        if path.name not in ("old-levels.yml",):
            again = ladder(path.name)
            found = changes.differences(again, ladder(path.name))
            assert found.is_empty, path.name
            assert changes.sentence(found) == "Nothing changed."


def test_own_ids_tell_a_changed_text_from_a_new_one() -> None:
    text = (FILES / "bakery-family.yml").read_text("utf-8")
    now = read("bakery-family.yml", text.replace("Grows two bakers", "Grows three bakers"))
    found = changes.differences(ladder("bakery-family.yml"), now)
    ((was, one),) = found.changed
    assert (was.text, one.text) == (
        "Grows two bakers to their next level",
        "Grows three bakers to their next level",
    )
    assert changes.sentence(found) == "Criteria: 1 changed."


def test_reworded_criteria_without_ids_are_found_in_their_cell() -> None:
    text = (FILES / "matrix.csv").read_text("utf-8-sig")
    text = text.replace("Leads, owns", "Leads and owns it").replace("Hires", "Sings at the door")
    found = changes.differences(ladder("matrix.csv"), read("matrix.csv", text))
    assert [(was.text, one.text) for was, one in found.changed] == [
        ("Leads, owns", "Leads and owns it")
    ]
    assert [one.text for one in found.added] == ["Sings at the door"]
    assert [one.text for one in found.removed] == ["Hires"]
    assert changes.sentence(found) == "Criteria: 1 added, 1 removed and 1 changed."


def test_new_dimensions_and_levels_are_named_and_wins_to_look_at_found() -> None:
    text = (FILES / "list.csv").read_text("utf-8") + "Staff,Reach,Changes two teams,,k5\n"
    found = changes.differences(ladder("list.csv"), read("list.csv", text))
    assert (found.new_levels, found.new_sources) == (("staff",), ("reach",))
    assert changes.sentence(found) == "Criteria: 1 added. 1 new level and 1 new dimension."
    mapping = {"craft": "none", "talk": "influence", "reach": "blast_radius"}
    assert changes.dimensions_touched(found, mapping) == ["blast_radius"]


def test_a_ladder_goes_into_json_and_back() -> None:
    for name in ("ours.yml", "prose.md", "tracks.js", "bakery-family.yml"):
        made = ladder(name)
        written = json.dumps(ladders.as_data(made))
        assert ladders.from_data(json.loads(written)) == made
