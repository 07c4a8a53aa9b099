"""Retention deletes what the privacy text says, when it says, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chores import DRAFTS, GRACE, tidy
from bot.features import privacy
from bot.settings import Settings
from storage import Store
from storage.records import Principal, Workspace
from tests.storage.said import NOW, delivery, event, praise, win

DAY = timedelta(days=1)
ages = st.integers(0, 500)
kinds = st.sampled_from(
    ["win", "binned", "draft", "kept", "declined", "typed", "done", "parked", "new", "sent", "open"]
)
# What goes, after how many days: the table of docs/privacy.md.
GOES = {
    "binned": 30,
    "draft": 30,
    "declined": 30,
    "typed": 30,
    "done": 7,
    "parked": 30,
    "sent": 396,
}


def put(store: Store, me: Principal, kind: str, key: str, age: int) -> None:
    """One thing of that kind, `age` days old."""
    then = NOW - age * DAY - timedelta(minutes=1)
    if kind in ("win", "binned"):
        added = store.wins.add(me, win(key, created_at=then, updated_at=then)).win
        if kind == "binned":
            store.wins.bin(me, added.public_id, then)
    elif kind in ("draft", "kept", "declined"):
        row = praise(me, ts=key, noticed_at=then)
        store.praise.notice([row], [])
        if kind == "kept":
            store.praise.keep(me, row.public_id, then, None, [])
        elif kind == "declined":
            store.praise.set_state(me, row.public_id, "declined", then)
    elif kind == "typed":
        store.typed.keep(me, key, {"a": "b"}, then)
    elif kind in ("done", "parked", "new"):
        store.inbox.keep(event(key, workspace=me.workspace, received=then, state=kind))
    else:
        state = "sent" if kind == "sent" else "pending"
        row = delivery(key, me, state=state)
        row.created_at = then
        store.deliveries.plan([row])


def there(store: Store, me: Principal) -> dict[str, int]:
    return {what: n for what, n in store.erasure.count(me).items() if n}


@pytest.mark.promise(58)
@given(things=st.lists(st.tuples(kinds, ages), min_size=1, max_size=12))
@settings(max_examples=40)
def test_exactly_what_is_due_goes(store: Store, things: list[tuple[str, int]]) -> None:
    run = getattr(test_exactly_what_is_due_goes, "runs", 0) + 1
    test_exactly_what_is_due_goes.runs = run  # type: ignore[attr-defined]
    old, kept = Principal("T1", f"UOLD{run}"), Principal("T1", f"UKEPT{run}")
    for n, (kind, age) in enumerate(things):
        put(store, old, kind, f"{run}.{n}", age)
        if age < GOES.get(kind, 10**6):
            put(store, kept, kind, f"{run}.k{n}", age)
    before = held(store, things, run, "", everything=False)
    tidy(store, NOW)
    assert held(store, things, run, "", everything=True) == before
    assert there(store, old) == there(store, kept)


def held(store: Store, things: Any, run: int, mark: str, *, everything: bool) -> set[str]:
    """The inbox's ids that are there, or that should be after tidying."""
    of_inbox = [(n, k, a) for n, (k, a) in enumerate(things) if k in ("done", "parked", "new")]
    if not everything:
        return {f"{run}.{n}" for n, k, a in of_inbox if a < GOES.get(k, 10**6)}
    with store._database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT event_id FROM inbox").scalars()
        return {id_ for id_ in rows if id_ in {f"{run}.{n}" for n, _, _ in of_inbox}}


@pytest.mark.promise(56)
def test_a_workspace_that_left_is_purged_after_the_grace_and_the_other_stays(store: Store) -> None:
    for team in ("T1", "T3"):
        store.workspaces.save(Workspace(id=team, created_at=NOW))
        put(store, Principal(team, "UA"), "win", "1.0", 1)
        put(store, Principal(team, "UA"), "kept", "1.0", 1)
        put(store, Principal(team, "UA"), "sent", "1.0", 1)
    store.workspaces.leave("T3", NOW)
    tidy(store, NOW + GRACE - DAY)
    assert store.wins.count(Principal("T3", "UA")) == 1
    tidy(store, NOW + GRACE + DAY)
    assert there(store, Principal("T3", "UA")) == {}
    assert store.workspaces.get("T3") is None
    assert store.wins.count(Principal("T1", "UA")) == 1


def test_who_comes_back_within_the_grace_keeps_everything(store: Store) -> None:
    store.workspaces.save(Workspace(id="T1", created_at=NOW))
    put(store, Principal("T1", "UA"), "win", "1.0", 1)
    store.workspaces.leave("T1", NOW)
    store.workspaces.save(Workspace(id="T1", created_at=NOW))
    tidy(store, NOW + 2 * GRACE)
    assert store.wins.count(Principal("T1", "UA")) == 1


def test_the_privacy_text_says_the_same() -> None:
    said = str(privacy.page({}, Settings(_env_file=None)))
    assert f"{DRAFTS.days} days" in said
    assert "13 months" in said
    assert f"{GRACE.days} days after" in said
