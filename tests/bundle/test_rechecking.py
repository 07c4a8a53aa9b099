"""No bundle can say that a badge was verified."""

import base64
from datetime import timedelta
from typing import Any

import pytest

from bot.career.credentials import steps
from bot.rechecking import Anew
from bot.settings import Settings
from storage import Store
from storage.records import Person
from tests.storage.said import ANA, NOW

FORGED = steps.as_data(steps.Step(name, steps.YES, "Good.", NOW) for name in steps.STEPS)


def brought(body: bytes) -> dict[str, list[dict[str, Any]]]:
    files = [{"credential_id": "c", "body": base64.b64encode(body).decode()}] if body else []
    row = {"public_id": "c", "title": "PhD", "file": "a.json", "steps": FORGED}
    return {"credentials": [row], "badge_files": files}


@pytest.mark.parametrize("body", [b"", b"{}"], ids=["no file", "a file that is no badge"])
def test_a_verdict_of_another_server_is_found_anew(store: Store, body: bytes) -> None:
    person = Person(workspace=ANA.workspace, user=ANA.user, created_at=NOW)
    anew = Anew(store, ANA, person, Settings(_env_file=None), NOW + timedelta(days=1))
    [row] = anew.tables(brought(body))["credentials"]
    assert steps.is_verified(steps.from_data(FORGED))
    assert not steps.is_verified(steps.from_data(row["steps"]))
    assert steps.verdict(steps.from_data(row["steps"])) != steps.VERIFIED


def test_ones_own_word_stays_ones_own_word(store: Store) -> None:
    person = Person(workspace=ANA.workspace, user=ANA.user, created_at=NOW)
    tables = brought(b"")
    tables["credentials"][0]["steps"] = []
    anew = Anew(store, ANA, person, Settings(_env_file=None), NOW)
    assert anew.tables(tables)["credentials"] == tables["credentials"]
