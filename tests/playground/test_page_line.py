"""The line to the page: the newest part first, then what changed, and older words on demand."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import websockets
from slack_sdk import WebClient

from playground.driver import Visitor, ask
from playground.server import Playground
from tests.playground.conftest import Recorder, actions, button, plain

Hear = Callable[[], Awaitable[dict[str, Any]]]


def watch(slack: Playground, user: str, steps: Callable[[Any, Hear], Awaitable[Any]]) -> Any:
    """Run `steps` with the page's own line open; `hear` answers what comes next."""
    address = f"{slack.url.replace('http', 'ws')}/page/socket?user={user}&changes=1"

    async def run() -> Any:
        async with websockets.connect(address, max_size=None) as line:

            async def hear() -> dict[str, Any]:
                heard: dict[str, Any] = json.loads(await asyncio.wait_for(line.recv(), 5))
                return heard

            return await steps(line, hear)

    return asyncio.run(run())


def general(dana: Visitor) -> dict[str, Any]:
    return next(c for c in dana.seen()["channels"] if c["name"] == "general")


def test_after_the_first_word_only_what_changed_is_said(slack: Playground, dana: Visitor) -> None:
    said = dana.post("#general", "first")

    async def steps(line: Any, hear: Hear) -> Any:
        whole = await hear()
        await asyncio.to_thread(dana.react, "#general", said["ts"], "tada")
        return whole, await hear()

    whole, change = watch(slack, dana.seen()["me"]["id"], steps)
    place = general(dana)["id"]
    assert whole["channels"][place]["messages"][said["ts"]]["text"] == "first"
    assert "people" not in change
    assert list(change["channels"]) == [place]
    assert list(change["channels"][place]["messages"]) == [said["ts"]]


def test_a_deleted_message_is_named_as_gone(slack: Playground, dana: Visitor) -> None:
    said = dana.post("#general", "oops")

    async def steps(line: Any, hear: Hear) -> Any:
        await hear()
        await asyncio.to_thread(dana.delete, "#general", said["ts"])
        return await hear()

    change = watch(slack, dana.seen()["me"]["id"], steps)
    assert change["channels"][general(dana)["id"]]["gone"] == [said["ts"]]


def test_older_messages_come_when_they_are_asked_for(slack: Playground, dana: Visitor) -> None:
    for number in range(80):
        dana.post("#general", f"message {number}")
    place = general(dana)["id"]

    async def steps(line: Any, hear: Hear) -> Any:
        whole = (await hear())["channels"][place]
        await line.send(json.dumps({"earlier": place}))
        return whole, (await hear())["channels"][place]

    whole, older = watch(slack, dana.seen()["me"]["id"], steps)
    assert (len(whole["messages"]), whole["earlier"]) == (60, True)
    assert (len(older["messages"]), older["earlier"]) == (20, False)


def test_nonsense_on_the_line_is_ignored(slack: Playground, dana: Visitor) -> None:
    async def steps(line: Any, hear: Hear) -> Any:
        await hear()
        await line.send(json.dumps({"earlier": "C404", "since": {"a": []}}))
        await asyncio.to_thread(dana.post, "#general", "still here")
        return await hear()

    assert "channels" in watch(slack, dana.seen()["me"]["id"], steps)


def test_search_finds_words_authors_and_places(dana: Visitor, ben: Visitor) -> None:
    dana.post("#general", "The rollout is done")
    ben.post("#general", "Which rollout")
    root = ben.post("#quiet", "Lunch")
    ben.post("#quiet", "about the ROLLOUT", thread_ts=root["ts"])
    texts = lambda **wish: [h["message"]["text"] for h in dana.send("search", **wish)["found"]]  # noqa: E731
    assert texts(text="rollout") == ["about the ROLLOUT", "Which rollout", "The rollout is done"]
    assert texts(text="rollout from:dana") == ["The rollout is done"]
    assert texts(text="rollout in:quiet") == ["about the ROLLOUT"]
    assert texts(text="  ") == []


def test_nobody_finds_what_others_say_elsewhere(dana: Visitor, ben: Visitor) -> None:
    dana.post("#secret", "the plan")
    assert ben.send("search", text="plan")["count"] == 0


def test_a_message_can_be_marked_unread(dana: Visitor, ben: Visitor) -> None:
    said = [ben.post("#general", word)["ts"] for word in ("one", "two", "three")]
    dana.send("read", channel="#general")
    dana.send("read", channel="#general", before=said[1])
    assert general(dana)["unread"] == 2


def test_an_acknowledgement_says_how_long_it_took(
    slack: Playground, bot: Recorder, dana: Visitor
) -> None:
    dana.post("#general", "hello")
    dana.settle()
    [ack] = ask(f"{slack.url}/control/log?entry=ack")["log"]
    assert 0 <= ack["took_ms"] < 3000


def test_what_was_chosen_in_a_message_travels_with_the_next_press(
    slack: Playground, bot: Recorder, client: WebClient, dana: Visitor
) -> None:
    offered = [{"text": plain(name), "value": name} for name in ("low", "high")]
    pick = {"type": "static_select", "action_id": "level", "options": offered}
    place = general(dana)["id"]
    client.chat_postMessage(channel=place, text="?", blocks=[actions(pick, button())])
    dana.click("level", value="high")
    dana.click("go")
    chosen = [body["state"]["values"]["acts"]["level"]["selected_option"] for body in bot.bodies]
    assert chosen == [offered[1], offered[1]]


def test_one_fault_is_switched_off_and_the_other_stays(slack: Playground, dana: Visitor) -> None:
    dana.send("faults", method="chat.postMessage", kind="429", share=1)
    dana.send("faults", method="*", kind="slow", share=1, seconds=0.1)
    dana.send("faults", off={"on": "call", "kind": "429", "method": "chat.postMessage"})
    assert [fault["kind"] for fault in ask(f"{slack.url}/control/faults")["active"]] == ["slow"]
