"""The manifest is read strictly: what is wrong is said in one sentence with its place."""

from pathlib import Path

import pytest
import yaml

from playground import manifest
from tests.playground.conftest import MANIFEST


def test_commands_events_and_scopes_come_from_the_file() -> None:
    read = manifest.load(MANIFEST)
    assert [c.command for c in read.commands] == ["/do", "/raw"]
    assert read.commands[0].should_escape
    assert "message.im" in read.events
    assert read.optional_scopes == {"reactions:read"}


BROKEN = {
    "$.display_information.name": {"display_information": {"name": None}},
    "$.features.slash_commands[0].command": {
        "features": {"slash_commands": [{"command": "do", "description": "Do it"}]}
    },
    "$.features.slash_commands": {"features": {"slash_commands": "all"}},
    "$.features.shortcuts[0].callback_id": {
        "features": {"shortcuts": [{"name": "x", "type": "y"}]}
    },
    "$.oauth_config.scopes.bot[0]": {"oauth_config": {"scopes": {"bot": [7]}}},
    "$.oauth_config.scopes.bot": {"oauth_config": {"scopes": {"bot": ["chat:write"]}}},
}


@pytest.mark.parametrize("culprit", BROKEN)
def test_a_wrong_manifest_names_the_culprit(culprit: str, tmp_path: Path) -> None:
    tree = yaml.safe_load(MANIFEST.read_text(encoding="utf-8")) | BROKEN[culprit]
    path = tmp_path / "manifest.yml"
    path.write_text(yaml.safe_dump(tree), encoding="utf-8")
    with pytest.raises(ValueError) as refusal:
        manifest.load(path)
    assert str(refusal.value).startswith((culprit, "$.settings"))


def test_an_event_needs_the_scope_that_delivers_it(tmp_path: Path) -> None:
    tree = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    tree["oauth_config"]["scopes"]["bot_optional"] = []
    path = tmp_path / "manifest.yml"
    path.write_text(yaml.safe_dump(tree), encoding="utf-8")
    with pytest.raises(ValueError, match="'reaction_added' needs the scope reactions:read"):
        manifest.load(path)


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        manifest.load(tmp_path / "nothing.yml")
