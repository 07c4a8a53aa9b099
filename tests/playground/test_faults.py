"""Every fault that can be switched on does what its name says, as often as it was asked to."""

from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.driver import CannotDo, Visitor, ask
from playground.faults import Fault, Faults
from playground.server import Playground


def post(slack: Playground, dana: Visitor) -> tuple[int, dict[str, str], bytes]:
    """A raw call, so that nothing is repeated or read into."""
    user = dana.seen()["me"]["id"]
    bearer = {"Authorization": f"Bearer {slack.bot_token}"}
    request = Request(f"{slack.api_url}chat.postMessage?channel={user}&text=hi", b"", bearer)
    try:
        with urlopen(request) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except HTTPError as problem:
        with problem:
            return problem.code, dict(problem.headers), problem.read()


def switch_on(dana: Visitor, kind: str, **more: Any) -> None:
    dana.send("faults", method="chat.postMessage", kind=kind, **more)


def test_a_rate_limit_says_when_to_come_back(slack: Playground, dana: Visitor) -> None:
    switch_on(dana, "429", retry_after=5)
    status, headers, _ = post(slack, dana)
    assert (status, headers["retry-after"]) == (429, "5")
    assert post(slack, dana)[0] == 200


@pytest.mark.parametrize(
    ("kind", "status", "body"),
    [("500", 500, b"Internal"), ("empty", 200, b""), ("html", 200, b"<html>")],
)
def test_server_trouble_takes_nothing_in(
    slack: Playground, dana: Visitor, kind: str, status: int, body: bytes
) -> None:
    switch_on(dana, kind)
    answer = post(slack, dana)
    assert answer[0] == status
    assert answer[2].startswith(body)
    assert dana.messages("@tester") == []


@pytest.mark.parametrize(("kind", "kept"), [("drop_before", 0), ("drop_after", 1)])
def test_a_lost_reply_may_hide_a_message_that_is_there(
    slack: Playground, dana: Visitor, kind: str, kept: int
) -> None:
    switch_on(dana, kind)
    with pytest.raises((OSError, HTTPException)):
        post(slack, dana)
    assert len(dana.messages("@tester")) == kept


def test_an_internal_error_may_come_after_the_deed(slack: Playground, dana: Visitor) -> None:
    switch_on(dana, "internal_error_after")
    assert b"internal_error" in post(slack, dana)[2]
    assert len(dana.messages("@tester")) == 1


def test_a_named_error_is_answered(client: WebClient, dana: Visitor) -> None:
    dana.send("faults", method="auth.test", kind="error:account_inactive")
    with pytest.raises(SlackApiError, match="account_inactive"):
        client.auth_test()


def test_slow_answers_outlast_the_clients_patience(slack: Playground, dana: Visitor) -> None:
    dana.send("faults", method="auth.test", kind="slow", seconds=0.3)
    client = WebClient(slack.bot_token, base_url=slack.api_url, timeout=0.1, retry_handlers=[])  # type: ignore[arg-type]
    with pytest.raises(TimeoutError):
        client.auth_test()
    assert dana.settle()


def test_a_share_is_seeded_and_comes_out_the_same() -> None:
    def struck() -> list[bool]:
        fault = Fault("429", share=0.3, seed=7)
        return [fault.strikes("x") for _ in range(50)]

    assert struck() == struck()
    assert 5 < sum(struck()) < 25


def test_faults_are_listed_and_cleared(slack: Playground, dana: Visitor) -> None:
    switch_on(dana, "500", times=3)
    assert [f["times"] for f in ask(f"{slack.url}/control/faults")["active"]] == [3]
    dana.send("faults", clear=True)
    assert ask(f"{slack.url}/control/faults")["active"] == []
    assert post(slack, dana)[0] == 200


def test_an_unknown_fault_is_refused_with_a_sentence(dana: Visitor) -> None:
    with pytest.raises(CannotDo, match="There is no fault 'fire'"):
        switch_on(dana, "fire")
    with pytest.raises(ValueError, match="there are duplicate, swap, no_ack"):
        Faults().add({"events": "lost"})


def test_the_ledger_tells_accepted_posts_from_refused_ones(
    slack: Playground, dana: Visitor
) -> None:
    switch_on(dana, "500")
    post(slack, dana)
    post(slack, dana)
    calls = ask(f"{slack.url}/control/log?entry=api")["log"]
    assert [(c["fault"], c["accepted"]) for c in calls] == [("500", False), ("", True)]
