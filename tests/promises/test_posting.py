"""One post, and every way in which its answer can be broken on the way back."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from slack_sdk import WebClient

from bot.posting import Outcome, post

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@contextmanager
def answering(raw: bytes) -> Iterator[str]:
    """A server that reads one request, says these bytes and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            talk, _ = server.accept()
            with talk:
                talk.recv(65_536)
                talk.sendall(raw)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/api/"
        thread.join(5)


def whole(body: bytes) -> bytes:
    return HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body


@pytest.mark.promise(13)
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\x01 no HTTP at all\r\n\r\n",
        HEAD + b'Content-Length: 100\r\n\r\n{"ok": true, "ts"',
        HEAD + b'Transfer-Encoding: chunked\r\n\r\nzz\r\n{"ok',
        whole(b""),
        whole(b"{}"),
        whole(b"[]"),
        whole(b"null"),
        whole(b'"ok"'),
        whole(b'{"ok": true}'),
        whole(b'{"ok": false}'),
        whole(b'{"ok": false, "error": null}'),
        whole(b'{"ok": true, "ts": ""}'),
        whole(b"\xff\xfe{}"),
        b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 503 Busy\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 502 Bad\r\nContent-Length: 6\r\n\r\n<html>",
    ],
)
def test_an_answer_that_is_not_understood_leaves_the_outcome_open(raw: bytes) -> None:
    with answering(raw) as url:
        client = WebClient("xoxb-1", base_url=url, timeout=2, retry_handlers=[])
        assert post(client, "chat.postMessage", channel="C1", text="hi").outcome is Outcome.UNKNOWN


@pytest.mark.promise(13)
def test_what_was_refused_before_it_could_be_read_was_not_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    client = WebClient("xoxb-1", base_url=f"http://127.0.0.1:{port}/", retry_handlers=[])
    assert post(client, "chat.postMessage", channel="C1", text="hi").outcome is Outcome.NOT_SENT


@pytest.mark.promise(25)
@pytest.mark.parametrize(
    ("header", "wait"),
    [(b"Retry-After: 7\r\n", 7.0), (b"", 30.0), (b"Retry-After: soon\r\n", 30.0)],
)
@pytest.mark.parametrize("body", [b'{"ok": false, "error": "ratelimited"}', b"slow down"])
def test_a_429_says_how_long_to_wait(header: bytes, wait: float, body: bytes) -> None:
    raw = b"HTTP/1.1 429 Too Many Requests\r\n" + header
    with answering(raw + b"Content-Length: %d\r\n\r\n" % len(body) + body) as url:
        client = WebClient("xoxb-1", base_url=url, timeout=2, retry_handlers=[])
        posted = post(client, "chat.postMessage", channel="C1", text="hi")
    assert (posted.outcome, posted.wait) == (Outcome.LATER, wait)
