"""`winbook rubric`: what it prints of a ladder, what it refuses, and what it imports."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from typer.testing import CliRunner

from bot.career import ladders, rubric
from bot.cli import app
from bot.errors import Refused
from bot.rubrics import judged
from storage import Store, open_store
from storage.records import Principal, Workspace
from tests.career.ladders.reading import FILES
from tests.conftest import NOW
from tests.test_cli import ROOT, winbook

SCHEMA = json.loads((ROOT / "docs/rubric.schema.json").read_text("utf-8"))
BEN = Principal("T1", "UBEN")


def run(*words: str, database: Path | None = None) -> tuple[int, str, str]:
    """(exit, printed, said on the side) of a command, without a process of its own."""
    environment = {"DATABASE_URL": f"sqlite:///{database}"} if database else {}
    done = CliRunner().invoke(app, ["rubric", *words], env=environment)
    if isinstance(done.exception, Refused):
        return 1, done.stdout, done.exception.sentence
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A database with one workspace in it."""
    path = tmp_path / "winbook.db"
    store = opened(path)
    store.workspaces.save(Workspace(id="T1", created_at=NOW))
    store.close()
    return path


def opened(path: Path) -> Store:
    return open_store(f"sqlite:///{path}")


def brought(database: Path, *words: str, where: str = "T1") -> tuple[int, str, str]:
    """What importing the map makers' table says."""
    file = str(FILES / "skills-table.md")
    return run("import", file, "--workspace", where, *words, database=database)


class TestCheck:
    def test_a_whole_file_is_counted_and_its_mapping_proposed(self) -> None:
        code, said, wrong = run("check", str(FILES / "bakery-family.yml"))
        assert (code, wrong) == (0, "")
        assert "bakery-family.yml is a Financial Times job family: 5 levels, 3 dimensions" in said
        assert "Note: The levels fork at rung 3" in said
        assert "  people = influence, because its name says “leadership”" in said
        assert said.endswith("Nothing was imported.\n")

    def test_a_broken_file_names_file_line_and_column_and_exits_with_one(
        self, tmp_path: Path
    ) -> None:
        (tmp_path / "x.csv").write_text("level,dimension,criterion\n,Craft,Writes\n")
        code, said, wrong = run("check", str(tmp_path / "x.csv"))
        assert (code, said) == (1, "")
        assert wrong.splitlines() == [
            "x.csv: 1 problem, so nothing can be imported.",
            "x.csv:2:1: The row has no level. Write it in every row: merged cells come out empty.",
        ]

    def test_a_second_file_may_be_given(self) -> None:
        code, said, _ = run("check", str(FILES / "gardening.md"), str(FILES / "general.md"))
        assert code == 0
        assert "💬 Talking" in said

    def test_a_file_that_is_not_there_is_one_sentence(self) -> None:
        code, _, wrong = run("check", "nowhere.yml")
        assert (code, wrong) == (1, "nowhere.yml cannot be read: No such file or directory.")

    @pytest.mark.slow
    def test_as_a_command_of_its_own(self, tmp_path: Path) -> None:
        (tmp_path / "ladder.yml").write_bytes(b"%PDF-1.7")
        done = winbook(tmp_path, "rubric", "check", "ladder.yml")
        assert done.returncode == 1
        assert "ladder.yml:1:1: This is a PDF, whatever its name says." in done.stderr
        assert "Traceback" not in done.stderr


class TestImport:
    def test_it_serves_the_whole_workspace_once_everything_is_mapped(self, workspace: Path) -> None:
        maps = ["--map", "scope=scope", "--map", "mentorship=influence"]
        code, said, _ = brought(workspace, *maps)
        assert code == 0
        assert "Imported Map makers, version 1, for everybody who chose nothing else." in said
        store = opened(workspace)
        found = judged(store, BEN).rubric
        assert found.asks("influence", "2").asks == "May show a newcomer around"
        assert found.unmapped == []
        store.close()

    def test_for_one_person_alone(self, workspace: Path) -> None:
        brought(workspace, "--owner", "UBEN", "--accept-proposals")
        store = opened(workspace)
        assert judged(store, BEN).version is not None
        assert judged(store, Principal("T1", "UANA")).version is None
        store.close()

    def test_what_is_not_mapped_is_never_guessed_silently(self, workspace: Path) -> None:
        code, _, wrong = brought(workspace)
        assert code == 1
        assert wrong == (
            "Say what each dimension means, or pass --accept-proposals. Proposed: "
            "--map scope=scope --map mentorship=influence"
        )

    def test_a_mapping_that_means_nothing_is_named(self, workspace: Path) -> None:
        _, _, wrong = brought(workspace, "--map", "scope=cheese")
        assert wrong.startswith("--map scope=cheese: cheese is none of scope, ambiguity")
        _, _, wrong = brought(workspace, "--map", "nope=scope")
        assert "the file has no dimension nope. It has scope, mentorship." in wrong

    def test_an_unknown_workspace_is_named_with_those_that_are_known(self, workspace: Path) -> None:
        _, _, wrong = brought(workspace, "--accept-proposals", where="T9")
        assert wrong == "Name the workspace with --workspace. Known here: T1."

    def test_the_same_file_twice_is_one_version(self, workspace: Path) -> None:
        for _ in range(2):
            _, said, _ = brought(workspace, "--accept-proposals")
        assert "version 1" in said

    def test_a_broken_file_imports_nothing(self, workspace: Path, tmp_path: Path) -> None:
        (tmp_path / "x.csv").write_text("level,dimension,criterion\n,Craft,Writes\n")
        code, _, _ = run("import", str(tmp_path / "x.csv"), "--workspace", "T1", database=workspace)
        assert code == 1
        store = opened(workspace)
        assert store.rubrics.offered(BEN) == []
        store.close()


class TestTemplate:
    def test_each_template_can_be_read_and_says_the_same(self) -> None:
        for form, name in (("yaml", "a.yml"), ("list", "a.csv"), ("matrix", "a.csv")):
            code, printed, _ = run("template", "--as", form)
            assert code == 0
            found = ladders.read(name, printed.encode())
            assert found.problems == ()
            assert found.ladder is not None
            assert "Finds the problem worth designing for" in [
                one.text for one in found.ladder.criteria
            ]

    def test_the_lists_open_in_a_sheet(self) -> None:
        _, printed, _ = run("template", "--as", "list")
        rows = list(csv.DictReader(io.StringIO(printed)))
        assert rows[0]["level"] == "Designer"

    def test_the_template_fits_the_schema(self) -> None:
        _, printed, _ = run("template")
        jsonschema.validate(yaml.safe_load(printed), SCHEMA)


@pytest.mark.parametrize("name", ["ours.yml", "short-form.yml", "ours.json"])
def test_what_is_read_fits_the_published_schema(name: str) -> None:
    jsonschema.validate(yaml.safe_load((FILES / name).read_text("utf-8")), SCHEMA)


def test_the_rubric_that_ships_fits_the_schema_and_is_read_by_the_same_reader() -> None:
    path = ROOT / "bot/career/data/rubric_default.yml"
    jsonschema.validate(yaml.safe_load(path.read_text("utf-8")), SCHEMA)
    ships = rubric.default()
    assert [level.name for level in ships.levels] == [
        "Junior",
        "Mid",
        "Senior",
        "Staff",
        "Principal",
    ]
    assert ships.unmapped == []


def test_the_examples_in_the_docs_can_be_read() -> None:
    page = (ROOT / "docs/rubrics.md").read_text("utf-8")
    examples = [part.split("```")[0] for part in page.split("```yaml\n")[1:]]
    assert len(examples) == 2
    for example in examples:
        found = ladders.read("docs.yml", example.encode())
        assert found.problems == ()
        jsonschema.validate(yaml.safe_load(example), SCHEMA)


@pytest.mark.parametrize(
    "wrong",
    [
        {"rubric": {"name": "A"}, "levels": [], "criteria": [{"level": "a", "text": "b"}]},
        {"rubric": {"name": "A"}, "levels": [{"name": "A"}], "criteria": [{"text": "b"}]},
        {"rubric": {"name": "A", "nme": "B"}, "levels": [{"name": "A"}], "criteria": []},
    ],
)
def test_what_the_schema_refuses_the_reader_refuses_as_well(wrong: dict[str, object]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, SCHEMA)
    assert ladders.read("x.json", json.dumps(wrong).encode()).ladder is None
