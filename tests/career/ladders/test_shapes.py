"""Each shape a ladder comes in, read into one form: what is in it and what is said of it."""

import pytest

from bot.career import ladders
from bot.career.ladders import Found, Ladder
from tests.career.ladders.reading import FILES, ladder, read

FAMILY, OLD = "a Financial Times job family", "a Financial Times list of competencies"
MONZO, SNOWFLAKE = "a Monzo framework", "Snowflake tracks"
SKILLS, POSITION = "lists of skills with levels", "engineering ladders by position"
PAGE, MATRIX = "a page of headings", "a matrix of levels and dimensions"
LIST, OURS = "a list of criteria", "Winbook's own form"

# file -> shape, levels, dimensions, criteria, criteria with examples
COUNTS = {
    "bakery-family.yml": (FAMILY, 5, 3, 6, 1),
    "old-competencies.yml": (OLD, 2, 2, 2, 1),
    "gardening.md": (MONZO, 4, 2, 4, 1),
    "prose.md": (PAGE, 2, 2, 4, 0),
    "tracks.js": (SNOWFLAKE, 2, 2, 4, 3),
    "tracks.json": (SNOWFLAKE, 2, 1, 2, 0),
    "missing-commas.js": (SNOWFLAKE, 2, 1, 2, 2),
    "topics-push.js": (SKILLS, 3, 2, 6, 0),
    "skill-areas.js": (SKILLS, 3, 2, 5, 0),
    "departments.js": (SKILLS, 2, 2, 4, 0),
    "positions.md": (POSITION, 2, 5, 10, 0),
    "axes.md": (POSITION, 3, 2, 6, 0),
    "titles.md": (PAGE, 3, 0, 5, 0),
    "skills-table.md": (MATRIX, 2, 2, 4, 0),
    "matrix.md": (MATRIX, 3, 3, 9, 0),
    "labels.md": (PAGE, 2, 2, 4, 0),
    "bold-lines.md": (PAGE, 2, 2, 5, 0),
    "by-dimension.md": (PAGE, 2, 2, 4, 0),
    "page.html": (MATRIX, 3, 2, 8, 0),
    "page-lists.html": (PAGE, 2, 2, 5, 1),
    "matrix.csv": (MATRIX, 3, 2, 7, 0),
    "rows-are-levels.csv": (MATRIX, 2, 2, 5, 0),
    "list.csv": (LIST, 3, 2, 4, 2),
    "list.tsv": (LIST, 2, 1, 2, 0),
    "ours.yml": (OURS, 3, 2, 3, 1),
    "short-form.yml": (OURS, 2, 2, 4, 1),
    "ours.json": (OURS, 2, 1, 2, 1),
}
ALONE = {"old-levels.yml", "general.md"}  # bases, read with others


def test_every_file_has_its_counts() -> None:
    assert {path.name for path in FILES.iterdir()} == COUNTS.keys() | ALONE


@pytest.mark.parametrize("name", COUNTS)
def test_a_shape_is_recognised_and_counted(name: str) -> None:
    found = read(name)
    assert [str(problem) for problem in found.problems] == []
    assert found.ladder is not None
    made = found.ladder
    with_examples = sum(bool(one.examples) for one in made.criteria)
    counts = (len(made.levels), len(made.dimensions), len(made.criteria), with_examples)
    assert (found.shape, *counts) == COUNTS[name]


@pytest.mark.parametrize("name", COUNTS)
def test_everything_a_ladder_names_is_there(name: str) -> None:
    made = ladder(name)
    levels, dimensions = {v.id for v in made.levels}, {d.id for d in made.dimensions}
    assert len(levels) == len(made.levels)
    assert len({one.id for one in made.criteria}) == len(made.criteria)
    assert all(one.level in levels and one.text for one in made.criteria)
    assert all(one.dimension in dimensions | {""} for one in made.criteria)
    assert [v.rank for v in made.levels] == sorted(v.rank for v in made.levels)
    assert made.name


class TestFinancialTimes:
    def test_levels_fork_where_only_the_branch_differs(self) -> None:
        made = ladder("bakery-family.yml")
        assert [(v.id, v.rank, v.branch) for v in made.levels] == [
            ("apprentice", 0, ""),
            ("baker", 1, ""),
            ("senior-ic", 2, "ic"),
            ("senior-pm", 2, "pm"),
            ("head", 3, ""),
        ]

    def test_the_fork_and_the_holes_are_said(self) -> None:
        said = " ".join(read("bakery-family.yml").notes)
        assert "The levels fork at rung 3" in said
        assert "“Business Impact” asks nothing at “Apprentice Baker”, “Baker”" in said
        assert "1 supporting link is not kept" in said

    def test_own_ids_examples_and_several_lines_are_kept(self) -> None:
        first, second = ladder("bakery-family.yml").criteria[:2]
        assert first.id == "0b6a1f0e-0d5f-4b6c-9d1d-3f2f1f7b0a01"
        assert first.text == "Follows a recipe to the gram.\nAsks before changing it."
        assert second.proficiency == "Working knowledge"
        assert second.examples == (
            "Added water on a dry day and said so",
            "Kept a log: flour, water, hours",
        )

    def test_one_proficiency_for_all_says_nothing_and_is_left_out(self) -> None:
        text = (FILES / "bakery-family.yml").read_text("utf-8")
        for said in ("Awareness", "Working knowledge", "Practitioner"):
            text = text.replace(f"proficiency: {said}", "proficiency: Expert")
        found = ladders.read("family.yml", text.encode())
        assert found.ladder is not None
        assert {one.proficiency for one in found.ladder.criteria} == {""}
        assert any("“Expert”, so it says nothing" in note for note in found.notes)

    def test_old_lists_take_their_levels_from_the_second_file_in_either_order(self) -> None:
        one = ladder("old-competencies.yml", "old-levels.yml")
        other = ladder("old-levels.yml", "old-competencies.yml")
        assert [v.name for v in one.levels] == ["Apprentice", "Baker", "Senior Baker 1"]
        assert one.criteria == other.criteria
        assert "The levels' order is that of the file" in " ".join(
            read("old-competencies.yml").notes
        )


class TestMonzo:
    def test_a_title_left_empty_is_said_and_the_name_serves(self) -> None:
        found = read("gardening.md")
        assert found.ladder is not None
        assert [d.name for d in found.ladder.dimensions] == ["talking", "🌿 Leading"]
        assert "“talking” has no title; the name serves." in " ".join(found.notes)

    def test_the_general_framework_gives_title_and_criteria_to_its_own_topics(self) -> None:
        made = ladder("gardening.md", "general.md")
        assert [d.name for d in made.dimensions] == ["💬 Talking", "🌿 Leading"]
        assert [(c.text, c.inherited_from) for c in made.at("1", "talking")] == [
            ("Answers within a day", "the general framework"),
            ("Says what they planted", ""),
        ]
        assert "Never taken over" not in [one.text for one in made.criteria]

    def test_a_level_that_asks_nothing_is_there_and_said(self) -> None:
        found = read("gardening.md")
        assert found.ladder is not None
        assert [v.name for v in found.ladder.levels][-1] == "Level 4"
        assert "Level “Level 4” asks nothing." in found.notes

    def test_the_prose_below_is_the_introduction(self) -> None:
        made = ladder("gardening.md")
        assert made.introduction == "Roses are pruned in March.\n\nAsk before you cut."

    def test_prose_under_headings_is_marked_as_prose(self) -> None:
        made = ladder("prose.md")
        assert all(one.is_prose for one in made.criteria)
        assert made.name == "Illustration"
        assert made.at("level-2", "knowledge")[0].text == (
            "You choose the technique.\n\nYou say why, and you are usually right."
        )


class TestSnowflake:
    def test_milestones_stand_as_levels_and_it_is_said(self) -> None:
        found = read("tracks.js")
        assert found.ladder is not None
        assert [v.name for v in found.ladder.levels] == ["Milestone 1", "Milestone 2"]
        said = " ".join(found.notes)
        assert "steps of a track, not levels" in said
        assert "levels 1.1 to 5.3" in said

    def test_comments_types_functions_and_joined_texts_are_understood(self) -> None:
        made = ladder("tracks.js")
        assert [d.name for d in made.dimensions] == ["Sailing", "Knots & ropes"]
        first, second = made.at("1", "SAILING")[0], made.at("2", "SAILING")[0]
        assert second.text == "Plans a day's trip and brings everybody home"
        assert first.examples[-2:] == ("Crossed the bay", "Came back")

    def test_a_missing_comma_is_read_and_its_line_said(self) -> None:
        found = read("missing-commas.js")
        assert found.ladder is not None
        assert found.ladder.criteria[0].examples == ("Stands still", "Breathes out")
        assert [note for note in found.notes if "comma" in note] == [
            "missing-commas.js:6:23: A comma is missing after `Stands still`. "
            "It is read as if it stood there.",
            "missing-commas.js:8:10: A comma is missing after `}`. "
            "It is read as if it stood there.",
        ]


class TestSkillLists:
    def test_levels_come_in_the_order_all_skills_agree_on(self) -> None:
        assert [v.name for v in ladder("topics-push.js").levels] == [
            "Beginner",
            "Fluent",
            "Expert",
        ]

    def test_a_role_goes_before_its_skills_and_is_said(self) -> None:
        found = read("departments.js")
        assert found.ladder is not None
        assert [d.name for d in found.ladder.dimensions] == ["Ownership", "Zoo Keeper: Feeding"]
        assert "choose “none” for those that are not yours" in " ".join(found.notes)
        assert [v.name for v in found.ladder.levels] == ["1 Learning", "2 Competent"]


class TestPages:
    def test_position_alone_gives_the_dimension(self) -> None:
        made = ladder("positions.md")
        assert [d.name for d in made.dimensions] == [
            "Technology",
            "System",
            "People",
            "Process",
            "Influence",
        ]
        last = made.criteria[-1]
        assert (last.dimension, last.proficiency) == ("influence", "Multiple Teams")
        assert last.text == "is heard in other lighthouses"

    def test_links_and_overviews_are_no_levels(self) -> None:
        assert [v.name for v in ladder("positions.md").levels] == [
            "K1 - Keeper 1",
            "K2 - Keeper 2",
        ]

    def test_axes_turned_on_their_side_keep_the_names_of_their_steps(self) -> None:
        made = ladder("axes.md")
        assert [(c.level, c.proficiency) for c in made.criteria[:3]] == [
            ("1", "Copies"),
            ("2", "Chooses"),
            ("3", "Invents"),
        ]
        assert made.dimensions[0].summary == "how you move"

    def test_bullets_without_a_dimension_wait_for_a_person(self) -> None:
        found = read("titles.md")
        assert found.ladder is not None
        assert {one.dimension for one in found.ladder.criteria} == {""}
        assert "5 criteria have no dimension: you assign each." in found.notes
        assert len(found.ladder.sources) == 5

    def test_labels_that_come_back_are_dimensions(self) -> None:
        made = ladder("labels.md")
        assert [d.name for d in made.dimensions] == ["Language", "Reach"]
        assert [v.name for v in made.levels] == ["Senior Translator (T3)", "Staff Translator (T4)"]

    def test_bold_lines_head_what_follows_them(self) -> None:
        made = ladder("bold-lines.md")
        assert [d.name for d in made.dimensions] == ["Scope", "Craft"]
        assert [c.text for c in made.at("w1-junior-watch", "craft")] == [
            "Knows the keys",
            "Writes the log",
        ]

    def test_dimensions_above_and_levels_below_are_turned_round(self) -> None:
        made = ladder("by-dimension.md")
        assert [v.name for v in made.levels] == ["Junior", "Senior"]
        assert [d.name for d in made.dimensions] == ["Communication", "Craft"]


class TestTables:
    def test_a_table_across_blank_lines_with_lists_in_cells(self) -> None:
        made = ladder("skills-table.md")
        assert [v.name for v in made.levels] == ["Level 1", "Level 2"]
        assert [c.text for c in made.at("2", "scope")] == [
            "Draws a quarter & its parks",
            "Checks it on foot",
        ]
        assert "“Mentorship” asks nothing at “Level 1”." in read("skills-table.md").notes

    def test_tables_with_the_same_rows_are_told_apart_by_their_heading(self) -> None:
        assert [d.name for d in ladder("matrix.md").dimensions] == [
            "Depth: Weaving",
            "Dyeing",
            "Delivery: Weaving",
        ]

    def test_scripts_and_styles_say_nothing_and_spans_repeat(self) -> None:
        made = ladder("page.html")
        assert [c.text for c in made.at("mid", "people")] == ["Is on time & warm"]
        assert [c.text for c in made.at("senior", "people")] == ["Mentors", "Recruits"]
        assert made.name == "Choir ladder"


class TestSheets:
    def test_bom_semicolons_and_line_breaks(self) -> None:
        made = ladder("matrix.csv")
        assert [v.name for v in made.levels] == ["Junior", "Mid", "Senior"]
        assert made.dimensions[0].summary == "What you make"
        assert [c.text for c in made.at("junior", "craft")] == ["Learns", "Asks"]
        assert [c.text for c in made.at("senior", "craft")] == ["Leads, owns"]
        assert [c.text for c in made.at("senior", "influence")] == ["Teaches", "Hires"]

    def test_rows_may_be_the_levels(self) -> None:
        made = ladder("rows-are-levels.csv")
        assert [v.name for v in made.levels] == ["Bronze", "Silver"]
        assert [d.name for d in made.dimensions] == ["Kneading", "Selling"]

    def test_a_list_orders_its_levels_by_what_each_dimension_says(self) -> None:
        made = ladder("list.csv")
        assert [v.name for v in made.levels] == ["Junior", "Mid", "Senior"]
        assert [one.id for one in made.criteria] == ["k1", "k2", "k3", "k4"]
        assert made.criteria[1].text == "Leads\nand follows"


class TestOurs:
    def test_what_the_file_says_is_taken_as_it_stands(self) -> None:
        made = ladder("ours.yml")
        assert (made.name, made.version, made.licence) == ("Acme engineering", "4", "internal")
        assert made.source == "The people team's handbook"
        assert [(v.rank, v.branch) for v in made.levels] == [(0, ""), (1, "ic"), (1, "pm")]
        assert made.mapping == {"craft": "none", "reach": "blast_radius"}
        assert made.criteria[1].id == "r1"
        assert made.criteria[2].dimension == ""

    def test_scalars_stay_as_they_are_written(self) -> None:
        assert ladder("short-form.yml").version == "1.10"

    def test_the_short_form_maps_what_bears_our_names(self) -> None:
        made = ladder("short-form.yml")
        assert made.mapping == {"scope": "scope", "handwriting": "none"}
        assert made.at("b", "scope")[0].examples == ("A move without a gap",)


def found_in(name: str, text: str) -> tuple[Found, Ladder]:
    found = ladders.read(name, text.encode())
    assert found.ladder is not None, found.problems
    return found, found.ladder


class TestOddities:
    def test_a_file_from_high_to_low_is_turned_round_and_it_is_said(self) -> None:
        found, made = found_in("x.csv", "Skill,Senior,Mid,Junior\nCraft,Leads,Ships,Learns\n")
        assert [v.name for v in made.levels] == ["Junior", "Mid", "Senior"]
        assert "The file begins with the highest level, “Senior”: turned round." in found.notes

    def test_numbers_alone_turn_nothing_round(self) -> None:
        _, made = found_in("x.csv", "Skill,Grade 7,Grade 6\nCraft,Learns well,Leads well\n")
        assert [v.name for v in made.levels] == ["Grade 7", "Grade 6"]

    def test_a_title_above_the_sheet_is_no_row(self) -> None:
        found, made = found_in("x.csv", "Our ladder\nSkill,Junior,Senior\nCraft,Learns,Leads\n")
        assert [v.name for v in made.levels] == ["Junior", "Senior"]
        assert "The first row, “Our ladder”, is taken as a title." in found.notes

    def test_a_category_beside_the_skill_goes_before_it(self) -> None:
        _, made = found_in("x.csv", "Skill,Category,IC1,IC2\nMentoring,People,Asks,Teaches\n")
        assert [d.name for d in made.dimensions] == ["People: Mentoring"]

    def test_a_level_may_have_its_title_in_the_next_column(self) -> None:
        text = "Level,Title,Scope\nL3,Software Engineer,Tasks\nL4,Senior Engineer,Features\n"
        _, made = found_in("x.csv", text)
        assert [v.name for v in made.levels] == ["L3: Software Engineer", "L4: Senior Engineer"]

    def test_a_heading_across_the_table_is_no_dimension(self) -> None:
        rows = "<tr><th>Skill</th><th>IC1</th><th>IC2</th></tr><tr><td colspan=3>Craft</td></tr>"
        _, made = found_in("x.html", f"<table>{rows}<tr><td>Code<td>Learns<td>Leads</table>")
        assert [d.name for d in made.dimensions] == ["Code"]

    def test_tables_of_two_columns_under_levels(self) -> None:
        page = "".join(
            f"## {level} Analyst\n\n|Area|Asks|\n|---|---|\n|SQL|{asks}|\n|Story|{asks} too|\n\n"
            for level, asks in (("Junior", "Reads"), ("Senior", "Designs"))
        )
        _, made = found_in("x.md", page)
        assert [d.name for d in made.dimensions] == ["SQL", "Story"]
        assert made.at("senior-analyst", "story")[0].text == "Designs too"

    def test_headings_with_levels_of_their_own_are_branches(self) -> None:
        page = (
            "# Roles\n## Technical\n### Junior Engineer\n- Learns\n### Engineer\n- Ships\n"
            "## Management\n### Engineering Manager\n- Grows people\n"
        )
        found, made = found_in("x.md", page)
        assert [(v.name, v.branch) for v in made.levels] == [
            ("Junior Engineer", "ic"),
            ("Engineer", "ic"),
            ("Engineering Manager", "pm"),
        ]
        assert "“Technical” and “Management” have different levels" in found.notes[0]

    def test_chapters_and_the_word_level_are_no_part_of_a_name(self) -> None:
        _, made = found_in("x.md", "## 1. Level: Junior\n- Learns\n## 2. Level: Senior\n- Leads\n")
        assert [v.name for v in made.levels] == ["Junior", "Senior"]

    def test_code_where_nobody_reads_it_is_no_problem(self) -> None:
        _, made = found_in(
            "x.ts",
            "export const tracks: Tracks = { [Ids.SAILING]: { displayName: 'Sailing', "
            "category: Category.A, color: pick('red'), milestones: [{ summary: 'Steers' }] } }",
        )
        assert [(d.id, d.name) for d in made.dimensions] == [("SAILING", "Sailing")]

    def test_a_label_under_a_dimension_is_no_level(self) -> None:
        page = "".join(
            f"## {name}\n**Why:** it matters\n### Junior\n- Learns {name}\n"
            f"### Senior\n- Leads {name}\n"
            for name in ("Craft", "People")
        )
        _, made = found_in("x.md", page)
        assert [v.name for v in made.levels] == ["Junior", "Senior"]
        assert made.dimensions[0].summary == "Why: it matters"

    def test_paragraphs_beside_a_list_are_counted_as_left_out(self) -> None:
        page = "".join(
            f"## Level {n}\n### Craft\nA word before.\n- Does {n}\n### People\n- Helps {n}\n"
            for n in (1, 2)
        )
        found, _ = found_in("x.md", page)
        assert "2 paragraphs beside lists: not kept." in found.notes

    def test_whatever_the_name_says_a_text_is_read_by_how_it_begins(self) -> None:
        for name, source in (("ladder", "matrix.md"), ("x.txt", "ours.json"), ("y", "tracks.js")):
            found = ladders.read(name, (FILES / source).read_bytes())
            assert found.shape == COUNTS[source][0], name
