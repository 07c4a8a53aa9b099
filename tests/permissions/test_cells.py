"""Every cell of the table: what is denied changes nothing, reads like missing, and is noted."""

import json
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App, BoltRequest
from sqlalchemy import select
from sqlmodel import SQLModel

from bot import manifest
from bot.app import build
from bot.clock import MovableClock
from bot.dropped import Takers
from bot.installs import Alone
from playground.server import Playground
from storage import Store
from storage.records import Workspace
from tests.conftest import NOW, ROOT, settings_for
from tests.permissions.table import (
    ACTIONS,
    ADMIN,
    COMMANDS,
    EVENTS,
    KINDS,
    OWN,
    ROLES,
    SHORTCUTS,
    SHUT_OUT,
    VIEWS,
    Row,
    may,
    page,
)
from tests.permissions.world import FORGED, USERS, populate

QUICK = ("stranger", "former reader", "sponsor")  # denied roles that every change tries
UNSEEN = {"audit", "auditseal", "typed", "why", "inbox"}


class Heard(list[Any]):
    """What an answer would have done after it was acknowledged."""

    def __call__(self, do: Any, *args: Any, **more: Any) -> None:
        said = [arg for arg in args if isinstance(arg, str)]
        self.append([getattr(do, "__name__", "call"), said])


class Quiet:
    """Nobody looks at Home in these tests."""

    def stale(self, me: Any) -> None:
        return None


class Desk:
    """The bot without its loops: one request in, its answer and its effects out."""

    def __init__(
        self, app: App, store: Store, heard: Heard, ids: dict[str, str], team: str
    ) -> None:
        self.app, self.store, self.heard, self.ids, self.team = app, store, heard, ids, team

    def ask(self, kind: str, name: str, row: Row, role: str, ids: dict[str, str]) -> str:
        """The whole answer, with the ids that were sent in taken out of it."""
        self.heard.clear()
        body = payload(kind, name, row, role, ids, self.team)
        response = self.app.dispatch(BoltRequest(body=body, mode="socket_mode"))
        said = json.dumps([response.status, response.body, self.heard], default=str)
        for one in filter(None, ids.values()):
            said = said.replace(one, "ID")
        return said

    def rows(self) -> dict[str, list[Any]]:
        """Everything of the owner's, as the database has it."""
        found = {}
        with self.store._database.reading() as session:
            for name, held in SQLModel.metadata.tables.items():
                column = held.c.get("owner", held.c.get("user"))
                if column is None or name in UNSEEN:
                    continue
                mine = select(held).where(column == USERS["owner"])
                found[name] = [tuple(row) for row in session.execute(mine).all()]
        return found

    def denials(self) -> int:
        verbs = [row.verb for row in self.store.audits.of(self.team)]
        return sum(verb.startswith(("refused", "turned away")) for verb in verbs)


@pytest.fixture
def desk(slack: Playground, store: Store, database: Path, clock: MovableClock) -> Desk:
    here = Workspace(id=slack.team, bot_user=slack.bot_user, created_at=NOW)
    store.workspaces.save(here)
    heard = Heard()
    offered = {"after": heard, "homes": Quiet(), "seen": lambda *_: None, "wake": lambda: None}
    given = settings_for(slack, database)
    app = build(
        given,
        Alone(given, here, store, clock),
        store=store,
        clock=clock,
        takers=Takers(()),
        **offered,
    )
    return Desk(app, store, heard, populate(store, slack.team), slack.team)


def payload(
    kind: str, name: str, row: Row, role: str, ids: dict[str, str], team: str
) -> dict[str, Any]:
    """As Slack would send it, signed as this person."""
    home = "T0ELSEWHERE" if role in ("external", "other workspace") else team
    actor = {"id": USERS[role], "team_id": home}
    body: dict[str, Any] = {"user": actor, "team": {"id": team}, "trigger_id": "1.2"}
    view = {"id": "V1", "type": "modal", "callback_id": name, "state": {"values": {}}}
    view |= {"private_metadata": filled(row.kept, ids), "blocks": [], "previous_view_id": ""}
    if row.picked:
        view["state"] = {"values": {"win": {"answer": {"value": row.picked}}}}
    where = {"response_url": "https://hooks.example/x", "container": {"message_ts": "9.9"}}
    if kind == "view":
        return body | {"type": "view_submission", "view": view}
    if kind == "shortcut":
        message = {"ts": "9.9", "user": USERS["owner"], "text": "words"}
        kinds = {"type": "message_action", "message": message, "channel": {"id": "C1"}}
        return (
            body
            | (where | kinds if name.startswith("save") else {"type": "shortcut"})
            | {"callback_id": name}
        )
    if kind == "command":
        line = {"user_id": actor["id"], "team_id": home, "text": row.value, "channel_id": "C1"}
        return {"command": name, "trigger_id": "1.2", **where, **line}
    value = filled(row.value, ids)
    action = {"action_id": name, "block_id": filled(row.block, ids) or "b", "value": value}
    action |= {"type": "button", "action_ts": "9.9"}
    if row.block:
        action |= {"type": "datepicker", "selected_date": "2026-12-04"}
        action.pop("value")
    shown = (
        {"view": view} if row.kept else where | {"channel": {"id": "D1"}, "message": {"ts": "9.9"}}
    )
    return body | {"type": "block_actions", "actions": [action]} | shown


def filled(template: str, ids: dict[str, str]) -> str:
    for name, one in ids.items():
        template = template.replace(f"@{name}@", one)
    return template


Cell = tuple[str, str, Row]


def with_ids() -> list[Cell]:
    """(kind, name, row) of everything that carries an id."""
    return [cell for cell in everything() if cell[2].who not in (OWN, ADMIN)]


def everything() -> list[Cell]:
    kinds = ("action", ACTIONS), ("view", VIEWS), ("shortcut", SHORTCUTS), ("command", COMMANDS)
    return [(kind, name, row) for kind, some in kinds for name, row in sorted(some.items())]


def named(cell: Any) -> str:
    return "" if isinstance(cell, Row) else str(cell)


def test_the_page_is_what_the_table_says() -> None:
    assert (ROOT / "docs/permissions.md").read_text(encoding="utf-8") == page()


def test_everything_that_is_registered_has_a_row_and_nothing_else_has() -> None:
    found = manifest.registered()
    for kind, rows in zip(("action", "view", "shortcut", "command"), KINDS, strict=True):
        assert found.names(kind) == set(rows[1]), kind
    assert found.names("event") == set(EVENTS)


@pytest.mark.promise(34)
@pytest.mark.promise(36)
@pytest.mark.promise(40)
@pytest.mark.parametrize("role", QUICK)
def test_denied_and_missing_answer_alike_change_nothing_and_are_noted(
    desk: Desk, role: str
) -> None:
    for kind, name, row in with_ids():
        if may(role, row.who) == "–":
            tried(desk, kind, name, row, role, dict.fromkeys(desk.ids, FORGED))
    assert desk.store.audits.broken(desk.team) == []


@pytest.mark.slow
@pytest.mark.promise(34)
@pytest.mark.parametrize("role", [r for r in ROLES if r not in (*SHUT_OUT, *QUICK)])
def test_every_other_role_is_denied_alike(desk: Desk, role: str) -> None:
    for kind, name, row in with_ids():
        if may(role, row.who) == "–":
            tried(desk, kind, name, row, role, dict.fromkeys(desk.ids, FORGED))


# Longer than Slack carries one is refused before anybody looks: tests/permissions/test_unwritten.py
@pytest.mark.slow
@pytest.mark.promise(34)
@pytest.mark.parametrize("strange", ["", "x" * 200, "' OR 1=1 --", "a:b:c", "🏴"])
def test_every_strange_id_is_denied_alike(desk: Desk, strange: str) -> None:
    for kind, name, row in with_ids():
        tried(desk, kind, name, row, "stranger", dict.fromkeys(desk.ids, strange))


def tried(desk: Desk, kind: str, name: str, row: Row, role: str, forged: dict[str, str]) -> None:
    before, noted = desk.rows(), desk.denials()
    missing = desk.ask(kind, name, row, role, forged)
    others = desk.ask(kind, name, row, role, desk.ids)
    assert others == missing, (kind, name)
    assert desk.rows() == before, (kind, name)
    assert desk.denials() == noted + 2, (kind, name)


@pytest.mark.promise(34)
@pytest.mark.parametrize(("kind", "name", "row"), with_ids(), ids=named)
def test_whoever_may_is_not_told_that_it_is_missing(
    desk: Desk, kind: str, name: str, row: Row
) -> None:
    """The proof that the others were denied for who they are."""
    missing = desk.ask(kind, name, row, row.who, dict.fromkeys(desk.ids, FORGED))
    noted = desk.denials()
    assert desk.ask(kind, name, row, row.who, desk.ids) != missing
    assert desk.denials() == noted


@pytest.mark.promise(37)
@pytest.mark.parametrize("role", SHUT_OUT)
def test_whoever_is_none_of_ours_can_use_nothing(desk: Desk, role: str) -> None:
    for kind, name, row in everything():
        before, noted = desk.rows(), desk.denials()
        said = desk.ask(kind, name, row, role, desk.ids)
        assert desk.heard == [], (kind, name)
        assert ("answers only people of the workspace" in said) == (kind == "command"), name
        assert desk.rows() == before, (kind, name)
        assert desk.denials() == noted + 1, (kind, name)


@pytest.mark.promise(39)
def test_a_share_that_was_revoked_reads_like_one_that_never_was(desk: Desk) -> None:
    ids = desk.ids | {"share": desk.ids["revoked"]}
    row = ACTIONS["share_open"]
    forged = dict.fromkeys(ids, FORGED)
    missing = desk.ask("action", "share_open", row, "former reader", forged)
    assert desk.ask("action", "share_open", row, "former reader", ids) == missing


@pytest.mark.parametrize("name", [name for name, row in ACTIONS.items() if row.who == ADMIN])
def test_only_an_admin_of_this_moment_does_something_for_everybody(desk: Desk, name: str) -> None:
    tried(desk, "action", name, ACTIONS[name], "stranger", dict.fromkeys(desk.ids, FORGED))
