"""Files that cannot be imported: every problem at once, each with its place and what to write."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.career import ladders
from tests.career.ladders.reading import FILES, told

FAMILY = """name: Data
levels:
  - id: analyst
    name: Analyst
  - id: analyst
    name: Again
themes:
  - id: craft
    name: Craft
  - name: No id
competencies:
  - {id: 1, level: analist, theme: craft, summary: A, proficiency: Awareness}
  - {id: 1, level: analyst, theme: crafts, summary: B}
  - {id: 3, level: analyst, theme: craft, proficiency: Expertt}
  - id: 4
    level: [analyst]
    theme: craft
    summary: Works well: always
"""
TOPICS = """---
title: "X"
levels: six
topics:
  - name: "a"
    content:
      - level: one
        criteria:
          - "x"
      - level: 2
        criteria:
          - Works: hard
      - level: 2
        criteria: ["y"]
  - name: "a"
    content: []
  - title: no name
    content:
      - criteria: [z]
---
"""
OURS = """rubric: {name: Acme}
levels: [{id: mid, name: Mid}]
dimensions: [{id: reach, name: Reach, means: cheese}]
criteria:
  - {level: mid, dimension: reach, text: Writes, exampels: [a]}
  - {level: snr, dimension: reech, text: Leads}
  - {dimension: reach, text: Leads}
  - {level: mid}
"""
POSITIONS = """## D1 - Developer 1
* **Adopts**: a
* **Enhances**: b
* **Learns**: c
* **Follows**: d

## D2 - Developer 2
* **Adopts**: a
* **Supports**: c
* **Designs**: b
* **Enforces**: d
* **Team**: e
"""


def test_a_job_family_names_all_its_problems_at_once() -> None:
    assert told("f.yml", FAMILY) == [
        "f.yml:5:5: The level “analyst” is given twice. Give it its own id.",
        "f.yml:10:5: A theme has no `id`. Write `id: …`.",
        "f.yml:12:20: The level “analist” is not among the levels. Did you mean “analyst”?",
        "f.yml:13:5: The id “1” is given twice; the first is in line 12. "
        "Give each criterion its own id.",
        "f.yml:13:36: The theme “crafts” is not among the themes. Did you mean “craft”?",
        "f.yml:14:5: A competency has no `summary`. Write `summary: …`.",
        "f.yml:14:56: The proficiency “Expertt” is not among the five. Did you mean “Expert”?",
        "f.yml:16:12: `level` must be a text, not a list. Write a text.",
        "f.yml:18:24: A colon and a blank stand inside a text without quotes. "
        "Put the whole text in quotes.",
    ]


def test_a_framework_counts_its_lines_from_the_top_of_the_file() -> None:
    assert told("t.md", TOPICS) == [
        "t.md:3:9: `levels` is “six”. Write how many there are, such as 6.",
        "t.md:7:16: The level “one” is no number. Write `level: 1`.",
        "t.md:12:13: An entry of `criteria` must be a text, not fields with values. "
        "Put the whole text in quotes: “Works: …” reads as a field.",
        "t.md:13:9: Level 2 is given twice in one topic; the first is in line 10. Join the two.",
        "t.md:15:5: The topic “a” is given twice; the first is in line 5. "
        "Join the two, or give the second its own name.",
        "t.md:17:5: A topic has no `name`. Write `name: …`.",
        "t.md:19:9: An entry has no `level`. Write `level: 1`.",
    ]


def test_our_own_form_is_read_strictly() -> None:
    assert told("o.yml", OURS) == [
        "o.yml:3:46: The meaning “cheese” is not among the five or `none`. Write one of scope, "
        "ambiguity, influence, blast_radius, direction, none.",
        "o.yml:5:50: A criterion has a field `exampels` that is not read. Did you mean `examples`?",
        "o.yml:6:13: The level “snr” is not among the levels. Write one of mid.",
        "o.yml:6:29: The dimension “reech” is not among the dimensions. Did you mean “reach”?",
        "o.yml:7:5: A criterion has no `level`. Write `level: …`.",
        "o.yml:8:5: A criterion has no `text`. Write `text: …`.",
    ]


def test_positions_must_be_five_and_in_order() -> None:
    order = "Technology, System, People, Process and Influence"
    assert told("p.md", POSITIONS) == [
        "p.md:1:1: “D1 - Developer 1” has 4 entries, five are needed. Influence is missing. "
        f"Give one each for {order}, in this order.",
        "p.md:9:1: “Supports” is a step of People, but stands in the place of System. "
        f"Put the entries in the order {order}.",
    ]


# name of the file, its text, what its only (or first) problem begins with
YAML = {
    "a tab after the dash": (
        "t.yml",
        "topics:\n  -\tname: a\n",
        "t.yml:2:4: A tab stands here after the dash, where YAML wants a blank. Write a blank.",
    ),
    "a tab for indentation": ("t.yml", "levels:\n\t- id: a\n", "t.yml:2:1: A tab stands here,"),
    "an open quote": (
        "q.yml",
        'levels:\n  - id: a\n    name: "A\nthemes: []\n',
        "q.yml:3:11: The quote that opens here is never closed. Close it.",
    ),
    "indentation": (
        "i.yml",
        "levels:\n  - id: a\n    name: A\n   - id: b\n",
        "i.yml:4:4: The indentation does not fit the lines above it.",
    ),
    "an alias": (
        "a.yml",
        "rubric: &r {name: A}\nlevels: *r\ncriteria: []\n",
        "a.yml:1:9: `&r` is an anchor of YAML, which is not followed.",
    ),
    "a tag": (
        "a.yml",
        "rubric: !!python/object:os.system {name: A}\nlevels: []\n",
        "a.yml:1:9: `tag:yaml.org,2002:python/object:os.system` is a tag of YAML",
    ),
    "a key twice": (
        "d.yml",
        "rubric:\n  name: A\n  name: B\nlevels: []\n",
        "d.yml:3:3: `name` stands twice in one place; the first is in line 2.",
    ),
    "two documents": ("d.yml", "---\na: 1\n---\nb: 2\n", "d.yml:3:1: A second document begins"),
    "too deep": ("d.yml", "[" * 30, "d.yml:1:21: More than 20 levels stand inside each other"),
    "a sign at the start": ("s.yml", "a: @me\n", "s.yml:1:4: This sign cannot begin a text"),
    "another form": ("c.yml", "jobs: {build: [a]}\n", "c.yml:1:1: This YAML is no ladder that is"),
    "levels alone": (
        "l.yml",
        "- {id: a, name: A}\n",
        "l.yml:1:1: This is a list of levels alone. Give the list of competencies with it.",
    ),
    "nothing asked": (
        "n.yml",
        "rubric: {name: A}\nlevels: [{id: a, name: A}]\ncriteria: []\n",
        "n.yml:1:1: No expectation was found in this file.",
    ),
}
SCRIPTS = {
    "an open quote": (
        "q.js",
        'const tracks = {\n A: { milestones: [{summary: "one}, {summary: "two"}] },\n};',
        "q.js:2:30: The text that begins here has no closing quote on its line.",
    ),
    "an open bracket": (
        "b.js",
        'const tracks = {\n A: { milestones: [{summary: "a"},\n B: { milestones: [] },\n}',
        "b.js:2:19: The `[` that opens here is not closed: the field `B` comes first in line 3.",
    ),
    "a call": (
        "c.js",
        'const tracks = {A: {milestones: [{summary: translate("a")}, {summary: "b"}]}}',
        "c.js:1:44: `translate` is no text and no number. "
        "Write the text itself in quotes: the file is read, never run.",
    ),
    "a template": (
        "t.js",
        "const tracks = {A: {milestones: [{summary: `a ${b}`}]}}",
        "t.js:1:44: `${…}` is filled in only when a file is run.",
    ),
    "a key twice": (
        "k.js",
        'const tracks = {A: {milestones: [{summary: "a"}]}, A: {milestones: [{summary: "b"}]}}',
        "k.js:1:52: `A` stands twice in one place",
    ),
    "a milestone without a summary": (
        "m.js",
        'const tracks = {A: {milestones: [{sumary: "a"}]}}',
        "m.js:1:34: Milestone 1 has no `summary`. Is `sumary` meant for it?",
    ),
    "no data": ("n.js", "export const f = () => 1;\n", "n.js:1:1: No value that could be a ladder"),
    "JSON without a comma": (
        "j.json",
        '{"rubric": {"name": "A"}\n "levels": []}',
        "j.json:1:25: A comma is missing after `}`. Write a comma there.",
    ),
    "JSON with a trailing comma": (
        "j.json",
        '{"rubric": {"name": "A"},\n "levels": [{"id": "a", "name": "A"},]}',
        "j.json:2:38: This is not JSON",
    ),
    "JSON in single quotes": ("j.json", "{'rubric': {}}", "j.json:1:2: This is not JSON"),
}
SHEETS = {
    "an open quote": (
        "q.csv",
        'Skill,Junior,Senior\nTalk,says,more\n"Walk,a,b\n',
        "q.csv:3:1: A quote opens in this row and is never closed.",
    ),
    "a comma too many": (
        "c.csv",
        "Skill,Junior,Senior\nTalk,says, a lot,more\n",
        "c.csv:2:4: The row has 4 cells, the first row has 3. "
        "Put a cell that contains a comma in quotes.",
    ),
    "no column of levels": (
        "l.csv",
        "dimension,criterion\nCraft,Writes\n",
        "l.csv:1:1: No column says which level a row is for. Add a column named `level`.",
    ),
    "a slip in the head": (
        "l.csv",
        "levle,dimension,criterion\nMid,Craft,Writes\n",
        "l.csv:1:1: No column says which level a row is for. Is “levle” meant? Write `level`.",
    ),
    "a row without its level": (
        "r.csv",
        "level,dimension,criterion\nMid,Craft,Writes\n,Craft,Leads\n",
        "r.csv:3:1: The row has no level. Write it in every row: merged cells come out empty.",
    ),
    "a column twice": (
        "d.csv",
        "Skill,Junior,Senior,Senior\nTalk,a,b,c\n",
        "d.csv:1:4: The level “Senior” stands in column 3 and in 4.",
    ),
    "an id twice": (
        "i.csv",
        "level,dimension,criterion,id\nMid,Craft,Writes,k\nMid,Craft,Leads,k\n",
        "i.csv:3:4: The id “k” is given twice; the first is in line 2.",
    ),
    "only signs": ("s.csv", ",,,\n,,,\n", "s.csv:1:1: The sheet has no words."),
}
PAGES = {
    "no heading": ("p.md", "- one\n- two\n", "p.md:1:1: No heading stands above what the levels"),
    "open front matter": (
        "p.md",
        "---\ntitle: x\ntopics: []\n",
        "p.md:1:1: The data that opens with `---` is never closed.",
    ),
    "words alone": ("p.md", "# A page\n\nWith words.\n", "p.md:1:1: No"),
}
BYTES = {
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "This is a PDF, whatever its name says."),
    "a workbook": (b"PK\x03\x04\x14\x00", "This is an Excel, Word or ZIP file"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1", "This is an old Excel or Word file"),
    "Latin-1": ("name: café\n".encode("latin-1"), "The byte 0xE9 is not UTF-8."),
    "UTF-16": ("level".encode("utf-16"), "The file is in UTF-16, not in UTF-8."),
    "UTF-16 without a mark": ("level,a".encode("utf-16-le"), "The file is in UTF-16, not in UTF-8"),
    "a NUL": (b"name: a\x00b", "The character U+0000 does not belong into a text."),
    "nothing": (b" \n ", "The file is empty."),
    "too much": (b"a" * 65537, "The file has 64 KB, and 64 KB is the limit."),
    "far too much": (b"a" * 300000, "The file has 293 KB, and 64 KB is the limit."),
}
CASES = {
    f"{kind}: {what}": case
    for kind, cases in (("YAML", YAML), ("script", SCRIPTS), ("sheet", SHEETS), ("page", PAGES))
    for what, case in cases.items()
}


@pytest.mark.parametrize("what", CASES)
def test_a_problem_says_where_and_what_to_write(what: str) -> None:
    name, text, begins = CASES[what]
    said = told(name, text)
    assert said, "nothing was found wrong"
    assert any(one.startswith(begins) for one in said), said
    assert all(one.startswith(f"{name}:") and one.endswith((".", "?")) for one in said), said


@pytest.mark.parametrize("what", BYTES)
def test_what_is_no_text_is_refused_in_one_sentence(what: str) -> None:
    data, begins = BYTES[what]
    (said,) = told("ladder.yml", data)
    assert said.startswith(("ladder.yml:1:1: ", "ladder.yml:1:8", "ladder.yml:1:10: "))
    assert begins in said
    assert said.endswith((".", ")."))


def test_the_place_of_a_wrong_byte_counts_characters() -> None:
    (said,) = told("l.csv", "level;naïve\r\n".encode() + b"Mid;caf\xe9\r\n")
    assert said.startswith("l.csv:2:8: The byte 0xE9 is not UTF-8.")


def test_a_problem_in_the_second_file_bears_its_name() -> None:
    text = (FILES / "gardening.md").read_text("utf-8")
    said = told("gardening.md", text, ("general.md", "---\ntopics:\n  -\tname: a\n---\n"))
    assert said[0].startswith("general.md:3:4: A tab stands here after the dash")


def test_a_name_with_a_folder_is_shown_without_it() -> None:
    (said,) = told("C:\\private\\me\\ladder.yml", b"")
    assert said.startswith("ladder.yml:1:1:")


@pytest.mark.parametrize("scrap", ["<![doctype x>", "<![if !IE]>", "<!ELEMENT a>", "<?php ?>", "<"])
def test_what_is_no_tag_is_a_word(scrap: str) -> None:
    page = f"<h2>Level 1</h2><ul><li>Learns {scrap} things</ul><h2>Level 2</h2><ul><li>Leads</ul>"
    assert told("x.html", page) == []


def test_an_echo_of_an_open_quote_is_not_said() -> None:
    name, text, _ = SCRIPTS["an open quote"]
    assert len(told(name, text)) == 1


NAMES = ("f.yml", "f.json", "f.js", "f.md", "f.csv", "f.html", "f")
WHOLE = [path.read_text("utf-8") for path in sorted(FILES.iterdir())]
SCRAPS = [
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    "`",
    ",",
    ":",
    "- ",
    "\n",
    "\t",
    "|",
    "#",
    "**",
    "<td>",
    "&a",
]


@given(
    st.sampled_from(NAMES),
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.integers(0, 4000), st.sampled_from(SCRAPS) | st.text(max_size=6))),
)
@settings(max_examples=150)
def test_no_text_makes_it_raise(name: str, text: str, scraps: list[tuple[int, str]]) -> None:
    for at, scrap in scraps[:6]:
        text = text[: at % (len(text) + 1)] + scrap + text[at % (len(text) + 1) :]
    found = ladders.read(name, text.encode("utf-8", "replace"))
    assert (found.ladder is None) == bool(found.problems)
    lines = text.count("\n") + text.count("\r") + 2
    assert all(0 < one.line <= lines and one.column > 0 and one.wrong for one in found.problems)


@given(st.sampled_from(NAMES), st.binary(max_size=200))
@settings(max_examples=150)
def test_no_bytes_make_it_raise(name: str, data: bytes) -> None:
    found = ladders.read(name, data)
    assert (found.ladder is None) == bool(found.problems)
