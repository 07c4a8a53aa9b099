"""Fetching a shared file: our token goes to Slack alone, and no more is read than was agreed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.slack import files

Answer = tuple[int, dict[str, str], bytes]


@contextmanager
def serving(answer: Answer) -> Iterator[tuple[str, list[str]]]:
    """(address, the tokens it was shown) of a server that always answers the same."""
    shown: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
            shown.append(self.headers.get("Authorization", ""))
            status, headers, body = answer
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", shown
        server.shutdown()


def client(base: str) -> WebClient:
    return WebClient(token="xoxb-1", base_url=f"{base}/api/")


def test_the_bytes_come_with_our_token() -> None:
    with serving((200, {"Content-Type": "text/csv"}, b"a,b")) as (base, shown):
        file = {"name": "a.csv", "size": 3, "url_private": f"{base}/files/a.csv"}
        assert files.fetch(client(base), file, 10) == b"a,b"
        assert shown == ["Bearer xoxb-1"]


def test_a_redirect_is_not_followed_and_the_token_stays_here() -> None:
    with serving((200, {}, b"stolen")) as (elsewhere, shown):
        away = (302, {"Location": f"{elsewhere}/x"}, b"")
        with serving(away) as (base, _), pytest.raises(files.NotAllowed):
            files.fetch(client(base), {"name": "a.csv", "url_private": f"{base}/a.csv"}, 10)
        assert shown == []


@pytest.mark.parametrize(
    "url",
    [
        "{elsewhere}/a.csv",
        "http://files.slack.com/a.csv",
        "https://slack.com.evil.example/a.csv",
        "https://evilslack.com/a.csv",
        "file:///etc/passwd",
        "",
    ],
)
def test_no_other_address_is_asked_whatever_a_message_says(url: str) -> None:
    with serving((200, {}, b"x")) as (elsewhere, shown):
        file = {"name": "a.csv", "url_private": url.format(elsewhere=elsewhere)}
        with pytest.raises(files.NotAllowed):
            files.fetch(client("https://slack.com"), file, 10)
        assert shown == []


def test_a_file_that_lies_with_another_service_is_not_asked_for() -> None:
    with serving((200, {}, b"x")) as (base, shown):
        file = {"name": "a.csv", "is_external": True, "url_private": f"{base}/a"}
        with pytest.raises(files.Elsewhere):
            files.fetch(client(base), file, 10)
        assert shown == []


def test_a_sign_in_page_is_no_file() -> None:
    with serving((200, {"Content-Type": "text/html; charset=utf-8"}, b"<p>Sign in")) as (base, _):
        with pytest.raises(files.NotAllowed):
            files.fetch(client(base), {"name": "a.csv", "url_private": f"{base}/a"}, 100)
        page = {"name": "a.html", "url_private": f"{base}/a"}
        assert files.fetch(client(base), page, 100) == b"<p>Sign in"


def test_more_than_was_agreed_is_not_kept_whatever_the_size_says() -> None:
    with serving((200, {}, b"x" * 100)) as (base, shown):
        for size in (0, 10):
            file = {"name": "a.csv", "size": size, "url_private": f"{base}/a"}
            with pytest.raises(files.TooLarge):
                files.fetch(client(base), file, 50)
        with pytest.raises(files.TooLarge):
            files.fetch(client(base), {"name": "a", "size": 60, "url_private": f"{base}/a"}, 50)
        assert len(shown) == 2


def test_trouble_of_slacks_is_tried_again() -> None:
    with serving((503, {}, b"")) as (base, _), pytest.raises(OSError, match="503"):
        files.fetch(client(base), {"name": "a.csv", "url_private": f"{base}/a"}, 50)
