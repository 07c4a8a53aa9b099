"""Cells that nobody wrote: any button or form that is registered, with whatever may be sent."""

import json
import random
import re
from functools import cache
from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot import manifest
from tests.conftest import ROOT
from tests.permissions.table import Row
from tests.permissions.test_cells import Desk, desk, payload
from tests.permissions.world import FORGED

__all__ = ["desk"]

HUGE = "x" * 10_000_000
ODD: tuple[Any, ...] = (
    *("", FORGED, "a:b:c", "🏴", "' OR 1=1 --", "\x00", "\ud800", "-1", "9" * 400, "null", "[]"),
    *(None, 7, -1.5, True, [], {}, ["x"], {"id": "x"}, [[[]]], {"value": {}}),
)
HINTS = ("id", "win", "ref", "kind", "version", "revision", "piece", "items", "praise", "renews",
         "rubric", "key", "body", "shown", "view_id", "more", "mark")  # fmt: skip
WORDS = [one for one in ODD if isinstance(one, str) and len(one) < 80]
BOXES = ("value", "selected_option", "selected_options", "selected_date", "selected_users",
         "selected_user", "rich_text_value", "selected_time")  # fmt: skip


def registered(kind: str) -> list[str]:
    return sorted(name for name in manifest.registered().names(kind) if isinstance(name, str))


def metadata(roll: random.Random) -> Any:
    hints = {name: roll.choice(ODD) for name in roll.sample(HINTS, 6)}
    return roll.choice((json.dumps(hints), roll.choice(WORDS), "{" * 3000, f"[{'[' * 999}"))


def fitting(roll: random.Random) -> dict[str, Any]:
    """An answer of a type that Slack sends, and of no use."""
    word = roll.choice([one for one in ODD if isinstance(one, str)])
    shapes = ({"value": word}, {"selected_option": {"value": word}}, {"selected_users": [word]},
              {"selected_date": word}, {"selected_option": None}, {"selected_user": word},
              {"selected_options": [{"value": word}]}, {"value": None})  # fmt: skip
    return dict(roll.choice(shapes))


def state(roll: random.Random, *, is_fitting: bool) -> Any:
    boxes = {
        name: {"answer": fitting(roll) if is_fitting else {roll.choice(BOXES): roll.choice(ODD)}}
        for name in fields()
    }
    return boxes if is_fitting else roll.choice((boxes, boxes, roll.choice(ODD)))


@cache
def fields() -> tuple[str, ...]:
    """Every name that a form of ours may give a field."""
    text = "".join(path.read_text() for path in (ROOT / "bot/features").rglob("*.py"))
    return tuple(sorted(set(re.findall(r'"([a-z_]{2,20})"', text))))


def forged(kind: str, name: str, roll: random.Random, desk: Desk) -> dict[str, Any]:
    kept = "x" if kind == "view" or roll.random() < 0.5 else ""
    body = payload(kind, name, Row("own", kept=kept), "stranger", desk.ids, desk.team)
    body.setdefault("view", {"id": "V1", "type": "modal", "blocks": []})
    body["view"]["private_metadata"] = metadata(roll)
    is_fitting = roll.random() < 0.7
    body["view"]["state"] = {"values": state(roll, is_fitting=is_fitting)}
    for action in body.get("actions", []):
        more = fitting(roll) if is_fitting else {roll.choice(BOXES): roll.choice(ODD)}
        action |= {"value": FORGED if is_fitting else roll.choice(ODD)} | more
        action["block_id"] = ":".join(roll.choices(WORDS, k=3)) if is_fitting else roll.choice(ODD)
    return body


@pytest.mark.promise(34)
@pytest.mark.promise(36)
@pytest.mark.parametrize("kind", ["action", "view"])
def test_whatever_is_sent_nothing_of_anybody_elses_changes_and_nothing_breaks(
    desk: Desk, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    roll, before = random.Random(34), desk.rows()
    for name in registered(kind):
        for _ in range(8):
            body = forged(kind, name, roll, desk)
            answer = desk.app.dispatch(BoltRequest(body=body, mode="socket_mode"))
            assert answer.status == 200, name
            assert not _known(desk, answer.body), name
    assert desk.rows() == before
    assert sorted({one.partition(": ")[2] for one in caplog.messages if "Slack" not in one}) == []


@pytest.mark.promise(34)
@pytest.mark.parametrize("kind", ["action", "view"])
def test_what_slack_could_not_have_sent_is_refused_and_noted(desk: Desk, kind: str) -> None:
    for name in registered(kind):
        noted, before = desk.denials(), desk.rows()
        body = payload(kind, name, Row("own", value=HUGE, kept=HUGE), "owner", {}, desk.team)
        answer = desk.app.dispatch(BoltRequest(body=body, mode="socket_mode"))
        assert answer.status == 200, name
        assert len(str(answer.body)) < 1000, name
        assert desk.denials() == noted + 1, name
        assert desk.rows() == before, name


def _known(desk: Desk, said: Any) -> bool:
    return any(one in json.dumps(said, default=str) for one in desk.ids.values() if len(one) > 2)
