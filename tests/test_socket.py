"""The link to Slack: stopped at any moment, it ends at once and leaves nothing open."""

import gc
import json
import socket
import threading
from collections.abc import Iterator

import pytest
from slack_bolt import App

from bot.clock import WallClock
from bot.socket import Link


class Silent:
    """Slack as far as the address of the link; whoever dials there is never answered."""

    def __init__(self) -> None:
        self.dialled = threading.Event()
        self._open: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        for line in (self._door, *self._open):
            line.close()

    def _serve(self) -> None:
        body = json.dumps({"ok": True, "url": f"ws://127.0.0.1:{self.port}/link"}).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        while (line := self._next()) is not None:
            if line.recv(4096).startswith(b"POST"):
                line.sendall(head.encode() + body)
                line.close()
            else:
                self._open.append(line)
                self.dialled.set()

    def _next(self) -> socket.socket | None:
        try:
            return self._door.accept()[0]
        except OSError:
            return None


@pytest.fixture
def silent() -> Iterator[Silent]:
    server = Silent()
    yield server
    server.close()


def test_stopped_while_it_dials_it_ends_at_once_and_closes_its_socket(silent: Silent) -> None:
    app = App(token="xoxb-1", token_verification_enabled=False, request_verification_enabled=False)
    app.client.base_url = f"http://127.0.0.1:{silent.port}/"
    clock = WallClock()
    link = Link(app, "xapp-1", inbox=None, clock=clock)  # type: ignore[arg-type] - never reached
    link.open()
    assert silent.dialled.wait(5)
    began = clock.monotonic()
    link.shut()
    assert clock.monotonic() - began < 2  # else it gave up waiting for the reader
    gc.collect()  # an open socket is an error here
