"""What is stored is said, deleting everything deletes everything, and leaving stops everything."""

import json
from typing import Any

import pytest

from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal

LINE = "Halved the on-call load of three teams"


@pytest.fixture
def me(slack: Playground) -> Principal:
    user = next(p.id for p in slack.world.people.values() if p.name == "dana")
    return Principal(slack.team, user)


def privacy(visitor: Visitor) -> dict[str, Any]:
    response: dict[str, Any] = visitor.command("/win privacy")["response"]
    assert response["is_ephemeral"]
    return response


def ask_to_delete(visitor: Visitor) -> dict[str, Any]:
    page = privacy(visitor)
    clicked = visitor.click("privacy_delete_open", channel="@winbook", ts=page["ts"])
    view: dict[str, Any] = clicked["view"]
    return view


def test_it_counts_what_is_stored_and_says_who_can_read_it(dana: Visitor) -> None:
    dana.command(f"/win {LINE}")
    page = privacy(dana)
    said = json.dumps(page, ensure_ascii=False)
    assert "*Stored about you now*: 1 win, 0 earlier versions" in said
    assert "Whoever runs the server can read" in said
    assert "a copy in Slack is Slack's" in said
    assert len(page["blocks"]) <= 6


def test_the_words_must_be_typed(dana: Visitor, store: Store, me: Principal) -> None:
    dana.command(f"/win {LINE}")
    ask_to_delete(dana)
    refused = dana.submit({"phrase": "yes"})
    assert "Type “delete everything”" in str(refused["errors"]["phrase"])
    assert store.wins.count(me) == 1


def test_typed_everything_goes_and_what_remains_is_said(
    dana: Visitor, store: Store, me: Principal
) -> None:
    dana.command(f"/win {LINE}")
    dana.command("/win edit 1")
    dana.submit({"what": f"{LINE} within a month"})
    ask_to_delete(dana)
    done = dana.submit({"phrase": "Delete everything"})
    said = json.dumps(done["view"], ensure_ascii=False)
    assert "*Deleted*: 1 win, 1 earlier version" in said
    assert "*What remains*" in said
    assert sum(store.erasure.count(me).values()) == 0
    assert store.people.get(me) is None


def test_home_shows_the_deleted_book_no_longer(dana: Visitor) -> None:
    dana.command(f"/win {LINE}")
    dana.home()
    dana.settle()
    assert LINE in json.dumps(dana.seen()["home"])
    ask_to_delete(dana)
    dana.submit({"phrase": "delete everything"})
    dana.settle()
    assert LINE not in json.dumps(dana.seen()["home"])


def test_others_keep_their_books(dana: Visitor, ben: Visitor, store: Store) -> None:
    ben.command(f"/win {LINE}")
    ask_to_delete(dana)
    dana.submit({"phrase": "delete everything"})
    assert "1 win" in json.dumps(privacy(ben))


def test_from_home_the_form_opens_on_top_of_the_page(dana: Visitor) -> None:
    dana.home()
    dana.settle()
    page = dana.click("privacy_open", home=True)["view"]
    assert page["title"]["text"] == "Privacy"
    form = dana.click("privacy_delete_open", view_id=page["id"])["view"]
    assert form["title"]["text"] == "Delete Everything"


def test_uninstalled_nothing_is_processed_any_more(
    dana: Visitor, store: Store, me: Principal
) -> None:
    dana.send("uninstall")
    dana.settle()
    workspace = store.workspaces.get(me.workspace)
    assert workspace is not None
    assert workspace.state == "leaving"
