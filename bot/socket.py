"""Socket Mode: one link to Slack, with the inbox in front of Bolt."""

import contextlib
import json
import logging
import socket
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk.socket_mode.interval_runner import IntervalRunner
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.clock import Clock
from bot.inbox import Inbox
from bot.problems import note

SILENT = 60.0  # seconds without a pong before the link is replaced
log = logging.getLogger(__name__)


class Link(SocketModeHandler):
    """The stock handler, but for events: those are kept before they are acknowledged."""

    def __init__(
        self, app: App, app_token: str, inbox: Inbox, clock: Clock, concurrency: int = 32
    ) -> None:
        super().__init__(app, app_token, concurrency=concurrency)
        self._inbox, self._clock = inbox, clock
        self._watched: Any = None  # the session that was there at the last look
        self._pong: float = 0  # its last pong, by the socket's own clock
        self._opened = clock.monotonic()
        self._greeted: Any = None  # the session on which Slack said hello
        self.client.message_listeners.append(self._greet)
        self._connect_sooner()

    def handle(self, client: Any, req: SocketModeRequest) -> None:
        if req.type != "events_api":
            super().handle(client, req)
            return
        try:
            self._inbox.offer(req.payload)
        except Exception as error:  # noqa: BLE001 - not kept, so not acknowledged: Slack sends it again
            note(error)
            return
        client.send_socket_mode_response(SocketModeResponse(envelope_id=req.envelope_id))

    def open(self) -> None:
        self.client.connect()
        self.client.current_session_runner.start()

    def shut(self) -> None:
        """Close at once: the stock client waits a second for its next message, and up to ten for
        a selector that a socket closed under it never wakes."""
        client = self.client
        client.closed, client.auto_reconnect_enabled = True, False
        client.message_queue.put(None)
        client.current_session_runner.event.set()  # or it would dial again
        session = client.current_session
        sock = session.sock.sock if session and session.sock else None
        if session is not None and sock is not None:
            session.keep_running = False
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RD)  # wakes its reader, which says goodbye
            client.current_session_runner.thread.join(2)
        client.close()

    def is_open(self) -> bool:
        """Slack has said hello on the link that is there now."""
        session = self.client.current_session
        return session is not None and session is self._greeted

    def _greet(self, client: Any, message: dict[str, Any], raw: str | None = None) -> None:
        if message.get("type") == "hello":
            self._greeted = client.current_session

    def _connect_sooner(self) -> None:
        """The stock client looks for a session to run twice a second, and takes a session that
        is still opening for a dead one, so that each start would make two."""
        client = self.client
        client.current_session_runner.shutdown()  # type: ignore[no-untyped-call]
        client.current_session_runner = IntervalRunner(self._listen, 0.02)
        client.current_app_monitor = IntervalRunner(self._watch, client.ping_interval)

    def _listen(self) -> None:
        """As the stock client does, without what it pays for every message: one more thread on its
        way, and a check of each byte in Python although decoding checks them too."""
        session = self.client.current_session
        if session is None:
            return
        session.on_message = self._heard
        try:
            session.run_forever(ping_interval=self.client.ping_interval, skip_utf8_validation=True)
        except Exception as error:  # noqa: BLE001 - whatever it was, the watch opens another link
            log.warning("The link to Slack broke: %s", type(error).__name__)
            session.close()

    def _heard(self, session: Any, said: bytes) -> None:
        text = said.decode()
        message = json.loads(text) if text.startswith("{") else {}
        if not self.client.closed:
            self.client.message_workers.submit(self.client.run_message_listeners, message, text)

    def _watch(self) -> None:
        """Replace a link that closed, or from which no pong came for a minute."""
        session = self.client.current_session
        if session is None or session is not self._watched:
            self._watched, self._opened = session, self._clock.monotonic()
            return
        silent = self._pong_age(session) > SILENT
        if session.sock is None or silent:
            log.warning(
                "The link to Slack %s; opening another.", "is silent" if silent else "closed"
            )
            self.client.connect_to_new_endpoint(force=silent)

    def _pong_age(self, session: Any) -> float:
        """Seconds of the monotonic clock since a new pong was seen, or since the link was made."""
        if session.last_pong_tm != self._pong:
            self._pong, self._opened = session.last_pong_tm, self._clock.monotonic()
        return self._clock.monotonic() - self._opened
