"""Planned messages under every fault of Slack: once if it can be known, never twice."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.clock import MovableClock
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.promises.sending import KIND, RICH, SILENT, UNASKED, Sender, at

LEASE_AND_GRACE = 200


@pytest.fixture
def sender(
    slack: Playground, store: Store, database: Path, clock: MovableClock
) -> Iterator[Sender]:
    made = Sender(slack, store, database, clock)
    yield made
    made.stop()


@pytest.mark.promise(13)
@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("drop_before", {}),
        ("drop_after", {}),
        ("500", {}),
        ("empty", {}),
        ("html", {}),
        ("internal_error_after", {}),
        ("slow", {"seconds": 0.4}),
        ("429", {"retry_after": 30}),
        ("error:internal_error", {}),
        ("error:fatal_error", {}),
    ],
)
def test_a_message_is_posted_once_whatever_happens_to_its_first_post(
    sender: Sender, kind: str, more: dict[str, Any]
) -> None:
    sender.fault("chat.postMessage", kind, **more)
    sender.plan()
    sender.send()
    assert sender.row().state in ("unknown", "pending")
    for _ in range(3):
        sender.after(LEASE_AND_GRACE)
    assert sender.row().state == "sent"
    assert list(sender.posts().values()) == [1]


@pytest.mark.promise(13)
def test_a_message_in_doubt_is_not_sent_again_before_it_was_looked_for(sender: Sender) -> None:
    sender.fault("chat.postMessage", "drop_after")
    sender.plan()
    sender.send()
    sender.fault("conversations.history", "500", times=2)
    for _ in range(2):
        sender.after(LEASE_AND_GRACE)
        assert sender.row().state == "unknown"
    sender.after(LEASE_AND_GRACE)
    assert sender.row().state == "sent"
    assert len(sender.calls()) == 1


@pytest.mark.promise(13)
def test_it_is_found_behind_pages_of_other_messages(sender: Sender) -> None:
    sender.fault("chat.postMessage", "drop_after")
    sender.plan()
    sender.send()
    for number in range(40):
        sender.hand.post("@winbook", f"word {number}")
    sender.after(LEASE_AND_GRACE)
    assert sender.row().state == "sent"
    assert len(sender.calls()) == 1


@pytest.mark.promise(14)
@pytest.mark.parametrize("lost", ["drop_before", "drop_after"])
@pytest.mark.parametrize("refusal", ["missing_scope", "channel_not_found", "no_permission"])
def test_what_cannot_be_looked_for_is_given_up(sender: Sender, lost: str, refusal: str) -> None:
    sender.fault("chat.postMessage", lost)
    sender.plan(month="2026-11", slot=1)
    sender.send()
    sender.fault("conversations.history", f"error:{refusal}", times=99)
    for _ in range(3):
        sender.after(LEASE_AND_GRACE)
    assert sender.row().state == "abandoned"
    assert sender.row().slot == 1, "it may have arrived, so it counts"
    assert len(sender.calls()) == 1


@pytest.mark.promise(13)
def test_a_sender_that_died_before_the_dm_was_known_has_sent_nothing(sender: Sender) -> None:
    sender.plan()
    sender.store.deliveries.claim(sender.clock.now(), 1, timedelta(seconds=120))
    sender.after(LEASE_AND_GRACE)
    sender.after(1)
    assert sender.row().state == "sent"
    assert list(sender.posts().values()) == [1]


@pytest.mark.promise(25)
@pytest.mark.slow
def test_after_a_429_nothing_goes_to_that_method_before_it_may(sender: Sender) -> None:
    sender.fault("chat.postMessage", "429", retry_after=30)
    sender.plan(period="1")
    sender.plan(period="2")
    for outbox in sender.outboxes:
        outbox.loop.wake()
    wait(lambda: bool(sender.calls()))
    wait(lambda: len(sender.calls()) > 1, 0.3)
    for _ in range(2):
        sender.clock.advance(16)
        sender.outboxes[0].loop.wake()
        wait(lambda: len(sender.calls()) > 1, 0.3)
    sender.after(5)
    [limited, *others] = sender.calls()
    assert len(others) == 2
    assert all(at(call) - at(limited) >= timedelta(seconds=30) for call in others)


def wait(is_true: Any, seconds: float = 3.0) -> None:
    """Give a thread the time to do what it should, or should not."""
    pause = threading.Event()
    for _ in range(int(seconds / 0.01)):
        if is_true():
            return
        pause.wait(0.01)


FINAL = (
    "user_disabled",
    "channel_not_found",
    "cannot_dm_bot",
    "is_archived",
    "msg_too_long",
    "no_text",
    "missing_scope",
    "restricted_action",
    "messages_tab_disabled",
)


@pytest.mark.promise(28)
@pytest.mark.parametrize("code", FINAL)
def test_a_refusal_is_final_and_gives_the_slot_back(sender: Sender, code: str) -> None:
    sender.fault("chat.postMessage", f"error:{code}", times=99)
    sender.plan(month="2026-11", slot=1)
    sender.send()
    sender.after(LEASE_AND_GRACE)
    assert (sender.row().state, sender.row().reason) == ("failed", code)
    assert sender.row().slot is None
    assert len(sender.calls()) == 1


@pytest.mark.promise(28)
@pytest.mark.parametrize("code", ["account_inactive", "token_revoked", "invalid_auth"])
def test_a_closed_workspace_gets_nothing_more(sender: Sender, code: str) -> None:
    sender.fault("chat.postMessage", f"error:{code}")
    sender.plan(period="1")
    sender.plan(period="2")
    sender.send()
    assert sender.store.workspaces.active() == []
    assert len(sender.calls()) == 1


@pytest.mark.promise(28)
def test_refused_blocks_are_replaced_by_plainer_ones_and_that_is_remembered(
    sender: Sender,
) -> None:
    sender.slack.world.refused_blocks = {"data_visualization"}
    for period in ("1", "2"):
        sender.plan(RICH, period)
        sender.send()
    types = [[b["type"] for b in call["arguments"]["blocks"]] for call in sender.calls()]
    rich, plain = ["section", "data_visualization"], ["section", "section"]
    assert types == [rich, plain, plain]
    shown = sender.calls()[-1]["arguments"]["blocks"][1]["text"]["text"]
    assert shown == "`▰▰▰▰▰` Scope: 2\n`▰▰▱▱▱` Direction: 1"


@pytest.mark.promise(28)
def test_a_message_whose_blocks_are_refused_for_another_reason_is_sent_as_words(
    sender: Sender,
) -> None:
    sender.fault("chat.postMessage", "error:invalid_blocks")
    sender.plan()
    sender.send()
    assert sender.row().state == "sent"
    assert sender.calls()[-1]["arguments"]["blocks"][0]["text"]["text"] == "A word."


@pytest.mark.promise(28)
def test_plainer_blocks_that_are_refused_too_end_it(sender: Sender) -> None:
    sender.fault("chat.postMessage", "error:invalid_blocks", times=99)
    sender.plan(RICH)
    sender.send()
    sender.after(LEASE_AND_GRACE)
    assert sender.row().state == "failed"
    assert len(sender.calls()) == 3


@pytest.mark.promise(13)
@pytest.mark.parametrize("kind", ["500", "html", "drop_before", "429", "error:internal_error"])
@pytest.mark.parametrize("method", ["conversations.open", "users.info"])
def test_trouble_before_the_post_delays_it_and_loses_nothing(
    sender: Sender, method: str, kind: str
) -> None:
    sender.fault(method, kind, times=7)
    sender.plan()
    sender.send()
    assert sender.row().state == "pending"
    for _ in range(8):
        sender.after(11 * 60)
    assert sender.row().state == "sent"
    assert list(sender.posts().values()) == [1]


@pytest.mark.promise(18)
@pytest.mark.parametrize("kind", [KIND, UNASKED])
@pytest.mark.parametrize("change", ["gone", "bot", "left", "expired"])
def test_nobody_is_sent_what_is_wrong_by_now(sender: Sender, change: str, kind: str) -> None:
    sender.know()
    sender.plan(kind, expires=sender.clock.now() + timedelta(days=1), month="2026-11", slot=1)
    if change == "left":
        sender.store.workspaces.leave(sender.slack.team, sender.clock.now())
    elif change == "expired":
        sender.clock.advance(86_400)
    else:
        sender.know(**{f"is_{change}": True})
    sender.send()
    assert sender.row().state == "dropped"
    assert sender.row().slot is None
    assert sender.calls() == []


@pytest.mark.promise(18)
@pytest.mark.parametrize(
    "choice",
    [{"rhythm": "off"}, {"rhythm": "monthly", "paused_until": date(2027, 1, 1)}],
)
def test_who_opted_out_is_sent_nothing_unasked(sender: Sender, choice: dict[str, Any]) -> None:
    sender.know()
    me = Principal(sender.slack.team, sender.user)
    sender.store.people.choose(me, sender.clock.now(), rhythm="monthly")
    sender.plan(UNASKED)
    sender.store.people.choose(me, sender.clock.now(), **choice)
    sender.send()
    assert (sender.row().state, sender.row().reason) == ("dropped", "opted out")
    assert sender.calls() == []


@pytest.mark.promise(18)
def test_nothing_to_say_is_not_said(sender: Sender) -> None:
    sender.plan(SILENT)
    sender.send()
    assert sender.row().state == "dropped"
    assert sender.calls() == []


@pytest.mark.promise(16)
def test_what_was_in_doubt_past_its_expiry_is_not_sent_late(sender: Sender) -> None:
    sender.fault("chat.postMessage", "drop_before")
    sender.plan(expires=sender.clock.now() + timedelta(minutes=1))
    sender.send()
    sender.after(LEASE_AND_GRACE)
    sender.after(1)
    assert sender.row().state == "dropped"
    assert sender.posts() == {}


@pytest.mark.promise(19)
@pytest.mark.parametrize("to", [(1970, 1, 2), (2026, 11, 23), (2026, 11, 25), (2038, 1, 20)])
@pytest.mark.parametrize("fault", [None, "drop_after"])
def test_a_clock_that_jumps_sends_nothing_again(
    sender: Sender, fault: str | None, to: tuple[int, int, int]
) -> None:
    if fault:
        sender.fault("chat.postMessage", fault)
    sender.plan()
    sender.send()
    sender.clock.jump(datetime(*to, 10, tzinfo=UTC))
    sender.send()
    sender.after(LEASE_AND_GRACE)
    assert list(sender.posts().values()) == [1]


def many_under_trouble(sender: Sender, count: int, rounds: int) -> None:
    shares = {"429": 0.15, "drop_after": 0.08, "drop_before": 0.05, "500": 0.05}
    for seed, (kind, share) in enumerate(shares.items()):
        sender.fault("chat.postMessage", kind, share=share, seed=seed)
    sender.fault("chat.postMessage", "internal_error_after", share=0.04, seed=9)
    sender.know()
    for number in range(count):
        sender.plan(period=str(number))
    for _ in range(rounds):
        while sender.store.deliveries.is_any_due(sender.clock.now()):
            sender.after_a_moment()
        sender.after(LEASE_AND_GRACE)


@pytest.mark.promise(13)
@pytest.mark.parametrize("count", [12, pytest.param(200, marks=pytest.mark.long)])
def test_two_senders_on_one_database_post_each_message_once(
    slack: Playground, store: Store, database: Path, clock: MovableClock, count: int
) -> None:
    sender = Sender(slack, store, database, clock, more=1)
    try:
        many_under_trouble(sender, count, 12)
    finally:
        sender.stop()
    rows = store.deliveries.planned(slack.team, sender.user, [KIND])
    assert {row.state for row in rows} == {"sent"}
    assert set(sender.posts().values()) == {1}
    assert len(sender.posts()) == count


@pytest.mark.promise(28)
def test_without_the_right_to_open_a_message_it_waits_until_the_person_is_known(
    sender: Sender,
) -> None:
    sender.fault("conversations.open", "error:missing_scope", times=99)
    sender.plan()
    for _ in range(9):
        sender.after(11 * 60)
    assert sender.row().state == "pending"
    room = sender.hand.post("@winbook", "Hello")["channel"]
    me = Principal(sender.slack.team, sender.user)
    sender.store.people.meet(me, sender.clock.now(), room)
    sender.after(11 * 60)
    assert sender.row().state == "sent"
