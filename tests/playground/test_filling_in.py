"""What Slack adds by itself: ids, the conversation a form came from, addresses to answer at."""

from typing import Any

from slack_sdk import WebClient

from playground.driver import Visitor
from playground.server import Playground
from tests.playground.conftest import Recorder, actions, asking, modal, plain


def place(dana: Visitor) -> str:
    return next(c["id"] for c in dana.seen()["channels"] if c["name"] == "general")


def test_elements_without_an_id_get_one(client: WebClient, dana: Visitor) -> None:
    nameless = {"type": "button", "text": plain("Go")}
    inner = {"type": "section", "text": plain("Hm"), "accessory": nameless}
    container = {"type": "container", "title": plain("More"), "child_blocks": [inner]}
    client.chat_postMessage(
        channel=place(dana), text="?", blocks=[actions(nameless, nameless), container]
    )
    row, box = dana.messages("#general")[0]["blocks"]
    ids = [element["action_id"] for element in row["elements"]]
    assert len(set(ids)) == 2
    assert box["child_blocks"][0]["accessory"]["action_id"] not in ids
    assert box["child_blocks"][0]["block_id"]


def conversation(bot: Recorder, client: WebClient, dana: Visitor, **more: Any) -> dict[str, Any]:
    """Open a form with one list of conversations from #general, and submit it as it is."""
    command = next(c["command"] for c in dana.seen()["commands"])
    element = {"type": "conversations_select", **more}

    @bot.app.command(command)
    def begin(ack: Any, body: dict[str, Any]) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(asking("where", element)))
        ack()

    @bot.app.view("form")
    def take(ack: Any) -> None:
        ack()

    dana.command(command, "#general")
    dana.submit()
    submitted: dict[str, Any] = bot.bodies[-1]
    return submitted


def test_a_form_can_start_with_where_it_was_opened(
    bot: Recorder, client: WebClient, dana: Visitor
) -> None:
    sent = conversation(bot, client, dana, default_to_current_conversation=True)
    chosen = sent["view"]["state"]["values"]["where"]["in"]
    assert chosen == {"type": "conversations_select", "selected_conversation": place(dana)}
    assert sent["response_urls"] == []


def test_a_chosen_conversation_can_be_answered_without_a_token(
    slack: Playground, bot: Recorder, client: WebClient, dana: Visitor
) -> None:
    asked = {"default_to_current_conversation": True, "response_url_enabled": True}
    [held] = conversation(bot, client, dana, **asked)["response_urls"]
    assert (held["block_id"], held["action_id"]) == ("where", "in")
    assert held["channel_id"] == place(dana)
    assert held["response_url"].startswith(slack.url)
