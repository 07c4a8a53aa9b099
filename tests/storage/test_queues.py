"""Conversations with the store about what comes in and what goes out."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event as hear

from storage import Store
from storage.records import Workspace
from tests.storage.said import BEN, HOUR, LEASE, NOW, at_once, delivery, event

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.mark.promise(10)
def test_sixteen_threads_that_keep_one_event_make_one_row(store: Store) -> None:
    assert sorted(at_once(16, lambda _: store.inbox.keep(event()))) == [False] * 15 + [True]
    assert store.inbox.waiting(NOW) == 1


@pytest.mark.promise(3)
def test_what_sixteen_threads_keep_together_is_all_there(store: Store) -> None:
    def some(k: int) -> list[bool]:
        return [store.inbox.keep(event(f"Ev{k}-{n}")) for n in range(10)]

    assert at_once(16, some) == [[True] * 10] * 16
    assert store.inbox.waiting(NOW) == 160


def test_one_event_that_cannot_be_kept_does_not_spoil_the_others(store: Store) -> None:
    rows = [event(f"Ev{n}") for n in range(8)]
    rows[3].workspace = None  # type: ignore[assignment]
    said = at_once(8, lambda k: store.inbox.keep(rows[k]))
    assert [k for k, outcome in enumerate(said) if outcome is not True] == [3]
    assert isinstance(said[3], Exception)


def test_an_event_is_claimed_by_one_and_its_body_is_gone_when_it_is_done(store: Store) -> None:
    store.inbox.keep(event())
    claimed = [row for rows in at_once(4, lambda _: store.inbox.claim(NOW)) for row in rows]
    assert [row.body for row in claimed] == [{"text": "hi"}]
    assert store.inbox.done(claimed) == 1
    assert store.inbox.keep(event()) is False
    assert (store.inbox.waiting(NOW), store.inbox.oldest(NOW)) == (0, None)


def test_a_lease_that_is_over_lets_another_take_the_event(store: Store) -> None:
    store.inbox.keep(event())
    (lost,) = store.inbox.claim(NOW)
    assert store.inbox.claim(NOW + SECOND) == []
    (taken,) = store.inbox.claim(NOW + LEASE)
    assert store.inbox.done([lost]) == 0
    assert store.inbox.done([taken]) == 1


def test_only_our_failures_use_up_attempts(store: Store) -> None:
    store.inbox.keep(event())
    for count, attempts in ((False, 0), (True, 1)):
        (row,) = store.inbox.claim(NOW)
        assert store.inbox.later(row, NOW, "OSError", count)
        (again,) = store.inbox.claim(NOW)
        assert again.attempts == attempts
        store.inbox.later(again, NOW, "OSError", False)


@pytest.mark.promise(7)
def test_a_parked_event_waits_for_an_operator(store: Store) -> None:
    store.inbox.keep(event())
    store.inbox.park(store.inbox.claim(NOW)[0], "ValueError")
    assert [(row.error, row.event_id) for row in store.inbox.parked()] == [("ValueError", "Ev1")]
    assert store.inbox.claim(NOW + DAY) == []
    assert store.inbox.retry("Ev1")
    assert [row.attempts for row in store.inbox.claim(NOW)] == [0]


def test_events_of_a_workspace_that_left_are_dropped(store: Store) -> None:
    store.inbox.keep(event())
    store.workspaces.leave("T1", NOW)
    assert (store.inbox.claim(NOW), store.inbox.waiting(NOW)) == ([], 0)
    assert [workspace.id for workspace in store.workspaces.active()] == ["T2"]
    store.workspaces.save(Workspace(id="T1", created_at=NOW))
    assert [workspace.id for workspace in store.workspaces.active()] == ["T1", "T2"]


@pytest.mark.promise(58)
def test_ids_are_kept_for_a_week_and_parked_events_for_a_month(store: Store) -> None:
    store.inbox.keep(event("Ev1"))
    store.inbox.done(store.inbox.claim(NOW))
    store.inbox.keep(event("Ev2"))
    store.inbox.park(store.inbox.claim(NOW)[0], "ValueError")
    store.inbox.keep(event("Ev3"))
    gone = [store.inbox.prune(NOW + days * DAY + SECOND) for days in (6, 7, 29, 30, 300)]
    assert gone == [0, 1, 0, 1, 0]


def test_a_period_is_planned_once(store: Store) -> None:
    planned = at_once(8, lambda _: store.deliveries.plan([delivery(), delivery(owner=BEN)]))
    assert sum(planned) == 2


@pytest.mark.promise(17)
def test_a_slot_of_the_month_is_taken_once_and_given_back(store: Store) -> None:
    first = delivery("2026-03", month="2026-03", slot=1)
    second = delivery("other", kind="nudge", month="2026-03", slot=1)
    assert store.deliveries.plan([first, second]) == 1
    assert store.deliveries.drop_pending("T1", "UANA", ["monthly"], "opted out") == 1
    again = delivery("other", kind="nudge", month="2026-03", slot=1)
    assert store.deliveries.plan([again]) == 1


@pytest.mark.promise(13)
def test_a_message_is_claimed_by_one(store: Store) -> None:
    store.deliveries.plan([delivery(str(n)) for n in range(5)])
    taken = at_once(4, lambda _: store.deliveries.claim(NOW, 2, LEASE))
    assert sorted(row.period for rows in taken for row in rows) == list("01234")


def test_only_the_holder_of_the_token_settles(store: Store) -> None:
    store.deliveries.plan([delivery()])
    (old,) = store.deliveries.claim(NOW, 1, LEASE)
    assert store.deliveries.settle(old, NOW, state="pending")
    (new,) = store.deliveries.claim(NOW, 1, LEASE)
    assert not store.deliveries.settle(old, NOW, state="sent", ts="1.0")
    assert store.deliveries.settle(new, NOW, state="sent", ts="2.0", sent_at=NOW)
    assert not store.deliveries.settle(new, NOW, state="pending")
    assert [row.attempts for row in store.deliveries.planned("T1", "UANA", ["monthly"])] == [2]


def test_a_proof_that_it_was_sent_counts_after_the_lease(store: Store) -> None:
    store.deliveries.plan([delivery()])
    (row,) = store.deliveries.claim(NOW, 1, LEASE)
    assert (store.deliveries.expire(NOW), store.deliveries.expire(NOW + LEASE)) == (0, 1)
    assert store.deliveries.unknown(NOW + LEASE + 59 * SECOND) == []
    assert len(store.deliveries.unknown(NOW + LEASE + 60 * SECOND)) == 1
    assert not store.deliveries.settle(row, NOW, state="pending")
    assert store.deliveries.settle(row, NOW, state="sent", ts="1.0", sent_at=NOW)


def test_a_sent_message_whose_content_grew_is_shown_again(store: Store) -> None:
    store.deliveries.plan([delivery("praise:a", kind="praise", about=["a"])])
    (row,) = store.deliveries.claim(NOW, 1, LEASE)
    store.deliveries.settle(row, NOW, state="sent", ts="1.0", sent_at=NOW, shown=0)
    assert not store.deliveries.is_any_due(NOW)
    for _ in range(2):
        fresh = delivery("praise:b", kind="praise", about=["b"])
        store.deliveries.join("T1", "UANA", "praise", "b", fresh, NOW)
    (again,) = store.deliveries.claim(NOW, 5, LEASE)
    assert (again.about, again.revision, again.ts) == (["a", "b"], 1, "1.0")


def test_an_hour_later_a_new_message_is_planned(store: Store) -> None:
    store.deliveries.plan([delivery("praise:a", kind="praise", about=["a"])])
    (row,) = store.deliveries.claim(NOW, 1, LEASE)
    store.deliveries.settle(row, NOW, state="sent", ts="1.0", sent_at=NOW)
    later = NOW + HOUR + SECOND
    fresh = delivery("praise:b", kind="praise", about=["b"], due=later)
    assert store.deliveries.join("T1", "UANA", "praise", "b", fresh, later).about == ["b"]


def test_only_what_is_not_sent_gets_another_time(store: Store) -> None:
    store.deliveries.plan([delivery()])
    (row,) = store.deliveries.of_kind("monthly", NOW)
    assert store.deliveries.replan(row.id or 0, NOW + HOUR, NOW + DAY)
    assert store.deliveries.claim(NOW, 1, LEASE) == []
    assert len(store.deliveries.claim(NOW + HOUR, 1, LEASE)) == 1
    assert not store.deliveries.replan(row.id or 0, NOW, NOW + DAY)


@pytest.mark.promise(58)
def test_settled_messages_are_kept_for_thirteen_months(store: Store) -> None:
    store.deliveries.plan([delivery("1"), delivery("2", kind="nudge")])
    store.deliveries.drop_pending("T1", "UANA", ["nudge"], "off")
    assert (store.deliveries.prune(NOW + 395 * DAY), store.deliveries.prune(NOW + 397 * DAY)) == (
        0,
        1,
    )


def test_what_is_dropped_while_somebody_counts_on_it_is_looked_at_again(store: Store) -> None:
    store.deliveries.plan([delivery("1", kind="nudge", about=["w1"])])
    (row,) = store.deliveries.claim(NOW, 1, LEASE)
    store.deliveries.repaint("T1", "UANA", ["nudge"], "w1")
    assert store.deliveries.settle(row, NOW, state="dropped", reason="nothing to say", slot=None)
    (again,) = store.deliveries.claim(NOW, 1, LEASE)
    assert (again.id, again.revision) == (row.id, 1)
    assert store.deliveries.settle(again, NOW, state="dropped", reason="nothing to say", slot=None)
    assert store.deliveries.claim(NOW, 1, LEASE) == []


def test_looking_for_what_is_due_reads_no_message_that_was_sent_and_stands(
    store: Store, file: Path
) -> None:
    """Else each look would read a year of them."""
    asked: list[str] = []
    database = store._database
    hear.listen(database.reader, "before_cursor_execute", lambda *said: asked.append(said[2]))
    store.deliveries.is_any_due(NOW)
    look = asked[-1].replace("?", "'x'")
    with closing(sqlite3.connect(file)) as raw:
        plan = " ".join(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {look}"))
    assert "ix_delivery_stale" in plan
    assert "ix_delivery_due (state=? AND due<?)" in plan
