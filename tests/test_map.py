"""The code, the manifest, the README and the five rules of the house agree."""

import ast
import inspect
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.kwargs_injection.args import Args

from bot import manifest
from bot.features import ECHOES, FEATURES, HOMES
from bot.features import home as front

ROOT = Path(__file__).parent.parent
OURS = {"store", "clock", "settings", "me", "spoken", "after", "homes", "wake", "bring", "takers"}
OURS |= {"houses"}
OFFERED = OURS | set(inspect.signature(Args.__init__).parameters) - {"self"}
FEATURE_NAMES = {feature.__name__.rsplit(".", 1)[-1] for feature in FEATURES}


@pytest.fixture(scope="module")
def listeners() -> list[tuple[str, Any, Any]]:
    return manifest.registered().listeners


def test_the_manifest_promises_what_the_code_answers() -> None:
    assert manifest.problems(ROOT / "manifest.yml") == []


def test_a_manifest_that_promises_more_is_named(tmp_path: Path) -> None:
    wrong = (ROOT / "manifest.yml").read_text().replace("callback_id: log_win", "callback_id: x")
    (tmp_path / "m.yml").write_text(wrong)
    found = manifest.problems(tmp_path / "m.yml")
    assert found == [
        "A listener takes shortcut log_win, the manifest has none.",
        "The manifest has shortcut x, no listener does.",
    ]


def test_clicks_and_forms_have_one_listener_each(listeners: list[tuple[str, Any, Any]]) -> None:
    """Bolt runs only the first listener that matches; a second would never be heard."""
    keys = [(kind, str(name)) for kind, name, _ in listeners if kind not in ("command", "event")]
    assert len(keys) == len(set(keys))


def test_listeners_ask_only_for_what_is_offered(listeners: list[tuple[str, Any, Any]]) -> None:
    """A misspelt name would arrive as None, and a keyword-only one not at all."""
    for _, name, listener in listeners:
        parameters = inspect.signature(listener).parameters
        assert set(parameters) <= OFFERED, f"{name}: {set(parameters) - OFFERED}"
        assert all(p.kind is not p.KEYWORD_ONLY for p in parameters.values()), name


def test_every_feature_module_is_on_the_map() -> None:
    folder = ROOT / "bot/features"
    modules = {p.stem for p in folder.glob("*.py")} | {p.parent.name for p in folder.glob("*/*.py")}
    assert modules - {"__init__", "features"} == FEATURE_NAMES


def test_every_part_of_home_is_shown() -> None:
    parts = {f.home for f in FEATURES if hasattr(f, "home")}
    assert set(HOMES) == parts | {front.main_actions}


def test_every_feature_that_holds_messages_hears_what_becomes_of_them() -> None:
    assert set(ECHOES) == {f.echo for f in FEATURES if hasattr(f, "echo")}


def test_kinds_of_messages_are_named_once() -> None:
    kinds = [due.kind for feature in FEATURES for due in getattr(feature, "DUE", ())]
    assert len(kinds) == len(set(kinds))


MAY_IMPORT = {
    "storage": {"storage", "sqlmodel", "sqlalchemy", "alembic", "pydantic", "pyrage", "sqlcipher3"},
    "bot/career": {
        *("bot.career", "bot.errors", "storage.records"),
        *("storage.records_credentials", "storage.records_people"),
        *("yaml", "rapidfuzz", "markdown_it", "holidays"),
    },
    "bot/slack": {"bot.slack", "slack_sdk"},
    "bot/badges": {
        *("bot.badges", "bot.career.credentials", "bot.errors"),
        *("jwt", "cryptography", "defusedxml", "httpcore2", "typst", "pyld", "rfc8785"),
    },
    "bot/exports": {
        "bot.exports",
        "bot.career",
        "bot.errors",
        "storage.records",
        "storage.records_credentials",
        "storage.records_people",
        "docx",
        "docxtpl",
        "jinja2",
        "lxml",
        "typst",
        "icalendar",
    },
    "playground": {
        "playground",
        "bot.clock",
        "starlette",
        "uvicorn",
        "websockets",
        "yaml",
        "slackblocks",
        "anyio",
    },
}


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_nobody_reaches_across(folder: str) -> None:
    for path in python_files(folder):
        for name in imports(path):
            allowed = MAY_IMPORT[folder] | set(sys.stdlib_module_names)
            assert is_within(name, allowed), f"{path.relative_to(ROOT)} imports {name}"


def test_features_never_import_each_other() -> None:
    for path in python_files("bot/features"):
        own = path.relative_to(ROOT / "bot/features").parts[0].removesuffix(".py")
        for name in imports(path):
            other = name.split(".")[2] if name.startswith("bot.features.") else own
            assert own in (other, "__init__"), f"{path.relative_to(ROOT)} imports {name}"


WAITING = {"threading", "time", "asyncio", "socket", "os", "subprocess", "urllib", "http"}


def test_the_rules_import_nothing_that_waits() -> None:
    for path in python_files("bot/career"):
        taken = {name.split(".")[0] for name in imports(path)} & WAITING
        assert not taken, f"{path.relative_to(ROOT)} imports {taken}"


def test_the_bot_never_imports_the_playground_but_to_start_the_demo() -> None:
    for path in python_files("bot"):
        if path.name != "serving.py":
            assert not any(name.split(".")[0] == "playground" for name in imports(path)), path


def test_no_sql_outside_storage() -> None:
    for folder in ("bot", "playground"):
        for path in python_files(folder):
            taken = {name.split(".")[0] for name in imports(path)} & {"sqlalchemy", "sqlmodel"}
            assert not taken, f"{path.relative_to(ROOT)} imports {taken}"


TABLES_OF_DATA = {"storage/records.py"}


def test_functions_and_files_stay_short() -> None:
    for folder in ("bot", "storage", "playground"):
        for path in python_files(folder):
            text = path.read_text(encoding="utf-8")
            is_data = path.relative_to(ROOT).as_posix() in TABLES_OF_DATA
            assert is_data or len(text.splitlines()) <= 250, f"{path.relative_to(ROOT)}: too long"
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    length = (node.end_lineno or 0) - node.lineno + 1
                    assert length <= 40, f"{path.relative_to(ROOT)}: {node.name} has {length} lines"


def test_every_module_begins_with_a_line_for_a_newcomer() -> None:
    for folder in ("bot", "storage", "playground", "tests", "bench"):
        for path in python_files(folder):
            text = path.read_text(encoding="utf-8")
            assert not text or ast.get_docstring(ast.parse(text)), path.relative_to(ROOT)


def test_the_readme_lists_every_command_and_scope() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    from bot.career.commands import RESERVED  # noqa: PLC0415 - only this test asks

    for word in RESERVED:
        assert f"/win {word}" in readme, word
    scopes = re.findall(r"^      - ([a-z:]+)$", (ROOT / "manifest.yml").read_text(), re.MULTILINE)
    for scope in [s for s in scopes if ":" in s or s == "commands"]:
        assert f"`{scope}`" in readme, scope


UNSAID = ("TICK_SECONDS", "LEASE_SECONDS", "INFO")  # for tests with several processes


def test_every_setting_stands_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    source = (ROOT / "bot/settings.py").read_text(encoding="utf-8")
    for name in re.findall(r'"([A-Z][A-Z_]{3,})"', source):
        if not name.startswith("SLACK_CLI") and name not in UNSAID:
            assert f"{name}=" in example, name


def python_files(folder: str) -> list[Path]:
    return [p for p in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in p.parts]


def is_within(name: str, prefixes: set[str]) -> bool:
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


def imports(path: Path) -> list[str]:
    """Every module a file imports, relative ones aside, as dotted names."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = node.module in ("bot", "storage", "bot.features", "bot.slack", "bot.career")
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found += names if whole else [node.module]
    return found
