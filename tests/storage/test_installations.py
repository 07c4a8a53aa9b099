"""Where the bot is installed: one row each, renewed by one, and nothing left of who leaves."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from storage import Store, open_store
from storage.records import Workspace
from storage.records_installs import Installation
from tests.storage.said import NOW, at_once

SOON, LATER = timedelta(hours=2), timedelta(hours=12)


def installation(workspace: str = "T1", **more: Any) -> Installation:
    given = {"workspace": workspace, "app": "A1", "team": workspace, "token": "t", "refresh": "r"}
    return Installation(**given | {"expires_at": NOW + LATER, "installed_at": NOW} | more)


def here(team: str = "T1", **more: Any) -> Workspace:
    return Workspace(id=team, name="One", zone="UTC", created_at=NOW, **more)


@pytest.fixture
def two(url: str) -> Iterator[tuple[Store, Store]]:
    stores = open_store(url), open_store(url)
    yield stores
    for store in stores:
        store.close()


def test_twelve_at_once_make_one_row(two: tuple[Store, Store]) -> None:
    at_once(12, lambda k: two[k % 2].installations.install(installation(token=f"t{k}"), here()))
    [row] = two[0].installations.all()
    assert row.token.startswith("t")
    assert len({one.id for one in two[1].installations.all()}) == 1


def test_an_organisation_and_its_workspace_are_two(store: Store) -> None:
    store.installations.install(installation(), here())
    org = installation("E1", enterprise="E1", team="")
    store.installations.install(org, here("E1"))
    assert {(row.enterprise, row.team) for row in store.installations.all()} == {
        ("", "T1"),
        ("E1", ""),
    }


def test_again_keeps_what_the_workspace_had_chosen(store: Store) -> None:
    store.installations.install(installation(), here())
    known = store.workspaces.get("T1")
    assert known is not None
    known.zone = "Europe/Berlin"
    store.workspaces.save(known)
    store.workspaces.leave("T1", NOW)
    store.installations.install(installation(token="new"), here(bot_user="U2"))
    again = store.workspaces.get("T1")
    assert again is not None
    assert (again.zone, again.state, again.left_at, again.bot_user) == (
        *("Europe/Berlin", "active", None),
        "U2",
    )


def test_one_of_many_renews_and_the_others_find_nothing(two: tuple[Store, Store]) -> None:
    for team in ("T1", "T2"):
        two[0].installations.install(installation(team), here(team))
    late = NOW + LATER - SOON
    until = late + timedelta(seconds=60)
    claimed = at_once(8, lambda k: two[k % 2].installations.claim(late, late + SOON, until))
    assert sorted(row.workspace for row in claimed if row) == ["T1", "T2"]
    assert two[0].installations.claim(until, until + SOON, until) is not None  # whoever had it died


def test_what_was_claimed_by_another_since_is_not_saved(store: Store) -> None:
    store.installations.install(installation(), here())
    late, soon = NOW + LATER, NOW + LATER + SOON
    first = store.installations.claim(late, soon, late)
    second = store.installations.claim(late, soon, soon)
    assert first is not None
    assert second is not None
    new = {"token": "t2", "refresh": "r2", "expires_at": soon + LATER}
    assert store.installations.renewed(second, **new)
    assert not store.installations.renewed(first, token="dead", refresh="dead")
    assert store.installations.claim(late, soon, soon) is None
    assert [row.token for row in store.installations.all()] == ["t2"]


def test_who_was_frozen_too_long_still_saves_the_only_pair_there_is(store: Store) -> None:
    """Slack gave it for a token that works once: the second who asked got nothing."""
    store.installations.install(installation(), here())
    late, soon = NOW + LATER, NOW + LATER + SOON
    first = store.installations.claim(late, soon, late)
    second = store.installations.claim(late, soon, soon)
    assert first is not None
    assert second is not None
    store.installations.postpone(second, soon)
    assert store.installations.renewed(first, token="t2", refresh="r2", expires_at=soon + LATER)
    assert [row.refresh for row in store.installations.all()] == ["r2"]


@pytest.mark.promise(56)
@pytest.mark.parametrize("how", ["leave", "close"])
def test_who_is_out_has_no_tokens_and_gets_none_from_a_late_answer(store: Store, how: str) -> None:
    store.installations.install(installation(), here())
    claimed = store.installations.claim(NOW + LATER, NOW + LATER, NOW + LATER + SOON)
    assert claimed is not None
    if how == "leave":
        store.workspaces.leave("T1", NOW)
    else:
        store.workspaces.close("T1")
    assert not store.installations.renewed(claimed, token="t2", refresh="r2")
    row = store.installations.of("T1")
    assert row is not None
    assert (row.token, row.refresh) == ("", "")
    assert store.installations.claim(NOW + LATER * 2, NOW + LATER * 2, NOW + LATER * 3) is None


def test_sealed_anew_only_what_is_still_the_same(store: Store) -> None:
    store.installations.install(installation(), here())
    [row] = store.installations.all()
    assert store.installations.reseal(row, "t-new", "r-new")
    assert not store.installations.reseal(row, "t-other", "r-other")
    assert [one.token for one in store.installations.all()] == ["t-new"]


def test_what_comes_back_comes_back_once(two: tuple[Store, Store]) -> None:
    assert sum(at_once(8, lambda k: two[k % 2].installations.come_back("s1", NOW))) == 1
    assert two[0].installations.prune(NOW + SOON) == 1
