"""Which events are kept: never too little, and unwanted ones leave no trace."""

from typing import Any

import pytest

from bot.slack.events import complete
from bot.wanted import IF_HELD, NO, YES, Known, message_of, wanted

KNOWN = Known("UBOT", frozenset({"trophy", "checkered_flag"}), lambda user: user == "UDANA")
KUDOS = "Kudos to <@UDANA> for the rollout"


def message(text: str = KUDOS, **more: Any) -> dict[str, Any]:
    base = {"type": "message", "channel": "C1", "channel_type": "channel", "user": "UBEN"}
    return base | {"ts": "1.1", "text": text} | more


def change(subtype: str, new: str, old: str, **more: Any) -> dict[str, Any]:
    inner = {"user": "UBEN", "ts": "1.1"}
    event = {"type": "message", "subtype": subtype, "channel": "C1", "channel_type": "channel"}
    if subtype == "message_changed":
        event["message"] = inner | {"text": new}
    return event | {"previous_message": inner | {"text": old}} | more


def reaction(emoji: str, user: str = "UDANA") -> dict[str, Any]:
    item = {"type": "message", "channel": "C1", "ts": "1.1"}
    return {"type": "reaction_added", "reaction": emoji, "user": user, "item": item}


@pytest.mark.promise(53)
@pytest.mark.parametrize(
    ("event", "verdict"),
    [
        (message(), YES),
        (message("lunch?"), NO),
        (message("lunch with <@UDANA>?"), NO),
        (message(subtype="thread_broadcast"), YES),
        (message(subtype="file_share"), YES),
        (message(subtype="channel_join"), NO),
        (message(subtype="bot_message"), NO),
        (message(bot_id="B9"), NO),
        (message(user="UBOT"), NO),
        (message("anything", channel_type="im"), YES),
        (message(text=None), NO),
        (reaction("trophy"), YES),
        (reaction("trophy::skin-tone-2"), YES),
        (reaction("eyes"), NO),
        (reaction("trophy", user="UBOT"), NO),
        (change("message_changed", "same", "same"), NO),
        (change("message_changed", "new", "old"), IF_HELD),
        (change("message_changed", KUDOS, "old"), YES),
        (change("message_deleted", "", KUDOS), YES),
        (change("message_deleted", "", "old"), IF_HELD),
        ({"type": "user_change", "user": {"id": "UDANA"}}, YES),
        ({"type": "user_change", "user": {"id": "UELSE"}}, NO),
        ({"type": "user_change"}, NO),
        ({"type": "app_home_opened", "user": "UDANA"}, YES),
        ({"type": "tokens_revoked"}, YES),
        ({"type": "channel_created"}, NO),
        ({}, NO),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_kept(event: dict[str, Any], verdict: str) -> None:
    assert wanted(event, KNOWN) == verdict


@pytest.mark.parametrize(
    ("event", "where"),
    [
        (message(), ("C1", "1.1")),
        (reaction("trophy"), ("C1", "1.1")),
        (change("message_changed", "new", "old"), ("C1", "1.1")),
        (change("message_deleted", "", "old", deleted_ts="1.1"), ("C1", "1.1")),
        ({"type": "app_home_opened", "channel": "D1"}, ("D1", "")),
    ],
    ids=["message", "reaction", "edit", "deletion", "home"],
)
def test_the_message_an_event_is_about(event: dict[str, Any], where: tuple[str, str]) -> None:
    assert message_of(event) == where


def test_what_an_imitation_leaves_out_is_filled_in() -> None:
    words = {"type": "message", "channel": "D1", "ts": "5.1", "text": "Fixed it", "user": "U1"}
    complete({}, words)
    assert (words["channel_type"], words["event_ts"]) == ("im", "5.1")
    reaction = {"type": "reaction_added", "item": {"channel": "C1", "ts": "5.1"}}
    complete({"event_time": 7}, reaction)
    assert reaction["event_ts"] == "7"


def test_a_message_of_nobody_is_nobodys_praise() -> None:
    said = {"type": "message", "channel": "C1", "ts": "1.1", "text": "Kudos to <@U1>"}
    assert wanted(said, KNOWN) == NO
    assert wanted(said | {"user": "U2"}, KNOWN) == YES
