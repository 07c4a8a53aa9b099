"""The WebSockets of Socket Mode: the next link is open before the last one is closed."""

import contextlib
import json
import logging
import random
import re
import socket
import threading
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.interval_runner import IntervalRunner
from slack_sdk.socket_mode.websocket_client import SocketModeClient
from websocket import WebSocketApp, WebSocketException

from bot.clock import Clock
from bot.errors import Refused
from bot.slack.trouble import is_slacks

PING = 10  # seconds between pings
SILENT = 60.0  # seconds without a pong before a link is replaced
LOOK = 0.02  # seconds between two looks at the links
PATIENCE = 10.0  # seconds for a link to open and for Slack to say hello
LEAP = 30.0  # seconds between two looks: the clock was moved, or the process slept
LINGER = 10.0  # seconds a replaced link is still read: what is under way to us must arrive
LONGEST_WAIT = 60.0  # seconds between two dials while Slack cannot be reached
SIGNAL = re.compile(r'"type"\s*:\s*"(?:hello|disconnect)"')
STORM = frozenset({"too_many_websockets", "link_disabled"})  # dialling at once makes it worse

TROUBLE = (SlackClientError, OSError, HTTPException)

log = logging.getLogger(__name__)


class Session:
    """One WebSocket, and the thread that reads it."""

    def __init__(self, app: WebSocketApp, now: float) -> None:
        self.app, self.until = app, now + PATIENCE
        self.pong, self.heard = 0.0, now  # its last pong by the socket's own clock, and by ours
        how = {"ping_interval": PING, "skip_utf8_validation": True}  # decoding looks too
        self.reader = threading.Thread(target=app.run_forever, kwargs=how, daemon=True)

    def is_over(self) -> bool:
        return not self.reader.is_alive()

    def is_silent(self, now: float) -> bool:
        """No pong for a minute: neither a new one, nor the first since it was opened."""
        if self.app.last_pong_tm != self.pong:
            self.pong, self.heard = self.app.last_pong_tm, now
        return now - self.heard > SILENT

    def hang_up(self) -> None:
        """Wake the reader, which says goodbye and closes the socket."""
        if self.app.sock is None or self.app.sock.sock is None:
            return
        self.app.keep_running = False
        with contextlib.suppress(OSError, AttributeError):  # closed between two looks
            self.app.sock.sock.shutdown(socket.SHUT_RD)


class Links(SocketModeClient):
    """The stock client with other legs: it dials by itself, one link at a time, and waits longer
    each time that Slack cannot be reached. The stock one closes a link before the next is open,
    takes one that is opening for a dead one, and never waits.
    """

    def __init__(
        self, app_token: str, client: WebClient, logger: logging.Logger, clock: Clock, threads: int
    ) -> None:
        self._clock = clock
        self._here: Session | None = None  # what we answer on
        self._next: Session | None = None  # dialled, not yet greeted
        self._old: list[Session] = []  # replaced, still read for a moment
        self._is_wanted, self._failures, self._not_before = False, 0, 0.0
        self._looked = clock.monotonic()
        super().__init__(
            app_token, logger, client, auto_reconnect_enabled=False, concurrency=threads
        )
        self.current_session_runner.shutdown()  # type: ignore[no-untyped-call]

    def start(self) -> None:
        """Dial, and keep a link from now on. Refused when Slack does not take the token; without
        an answer it goes on trying."""
        now = self._clock.monotonic()
        try:
            self._open(self._address(), now)
        except TROUBLE as error:
            if isinstance(error, SlackApiError) and not is_slacks(error):
                raise Refused(_refused(str(error.response.get("error")))) from None
            self._wait_longer(now)
        self.current_session_runner = IntervalRunner(self._look, LOOK).start()

    def is_connected(self) -> bool:
        """Slack has said hello on a link that is still read."""
        return self._here is not None and not self._here.is_over()

    def connect_to_new_endpoint(self, force: bool = False) -> None:
        """Another link, at the next look."""
        self._is_wanted = True

    def send_message(self, message: str) -> None:
        """On the link that is there; what cannot be sent is not acknowledged, so it comes again."""
        try:
            assert self.current_session is not None
            self.current_session.send(message)
        except (WebSocketException, OSError) as error:
            log.warning("An answer found no link (%s).", type(error).__name__)

    def close(self) -> None:
        """Hang up at once; what is being answered is finished."""
        self.closed = True
        self.current_session_runner.event.set()  # or it would dial again
        self.message_queue.put(None)  # wakes the reader of messages, which looks once a second
        end = self._clock.monotonic() + 2
        while (busy := self._busy()) and self._clock.monotonic() < end:
            for session in self._all():  # again and again: one may still be dialling
                session.hang_up()
            busy[0].join(0.02)
        self.message_processor.shutdown()  # type: ignore[no-untyped-call]
        self.message_workers.shutdown()

    def _look(self) -> None:
        """Is there a link, and is it alive? Else dial, but not too often."""
        now = self._clock.monotonic()
        self._forgive(now)
        self._let_go(now)
        if self._next is not None:
            self._await(self._next, now)
        elif (self._is_wanted or not self._is_well(now)) and now >= self._not_before:
            self._dial(now)

    def _forgive(self, now: float) -> None:
        """After a leap in time nobody has had a chance to say anything: wait from now on."""
        if now - self._looked > LEAP:
            for session in self._all():
                session.heard, session.until = now, now + PATIENCE
        self._looked = now

    def _is_well(self, now: float) -> bool:
        if self._here is None or self._here.is_over():
            return False
        if not self._here.is_silent(now):
            return True
        log.warning("The link to Slack is silent; opening another.")
        self._here.hang_up()
        return False

    def _await(self, session: Session, now: float) -> None:
        if session.is_over() or now > session.until:
            self._next = None
            session.hang_up()
            self._wait_longer(now)

    def _let_go(self, now: float) -> None:
        for session in self._old:
            if now > session.until:
                session.hang_up()
        self._old = [session for session in self._old if not session.is_over()]

    def _dial(self, now: float) -> None:
        try:
            self._open(self._address(), now)
        except TROUBLE as error:
            log.warning("Slack gives no link (%s).", type(error).__name__)
            self._wait_longer(now)

    def _address(self) -> str:
        return str(self.web_client.apps_connections_open(app_token=self.app_token)["url"])

    def _open(self, address: str, now: float) -> None:
        self._is_wanted = False
        self._next = Session(WebSocketApp(address, on_message=self._hear), now)
        self._next.reader.start()  # only now: Slack's hello must find it here

    def _wait_longer(self, now: float) -> None:
        wait = min(LONGEST_WAIT, 2.0**self._failures)
        self._failures = min(self._failures + 1, 6)
        self._not_before = now + wait * random.uniform(0.8, 1.2)  # noqa: S311 - spread, not secrecy

    def _hear(self, app: WebSocketApp, message: bytes) -> None:
        """On the reader's own thread: hello and goodbye are for us, the rest is for the workers,
        without the thread between that the stock client has."""
        text = message.decode()
        said = json.loads(text) if text.startswith("{") else {}
        if SIGNAL.search(text):
            if said.get("type") == "hello":
                self._greeted(app)
                return
            if said.get("type") == "disconnect":
                self._parting(app, str(said.get("reason")))
                return
        if not self.closed:
            self.message_workers.submit(self.run_message_listeners, said, text)

    def _greeted(self, app: WebSocketApp) -> None:
        session, now = self._next, self._clock.monotonic()
        if session is None or session.app is not app:
            return
        if self._here is not None:
            self._here.until = now + LINGER
            self._old.append(self._here)
        session.heard, self._failures, self._not_before = now, 0, now
        self._here, self._next, self.current_session = session, None, app

    def _parting(self, app: WebSocketApp, reason: str) -> None:
        """Slack is about to close the link. It goes on until it is closed."""
        if any(session.app is app for session in self._old):
            return  # replaced already
        if reason in STORM:
            self._wait_longer(self._clock.monotonic())
        self._is_wanted = True

    def _busy(self) -> list[threading.Thread]:
        threads = [self.current_session_runner.thread, *(s.reader for s in self._all())]
        return [thread for thread in threads if thread is not None and thread.is_alive()]

    def _all(self) -> list[Session]:
        return [s for s in (*self._old, self._next, self._here) if s is not None]


def _refused(code: str) -> str:
    where = "Basic Information of your app, under App-Level Tokens"
    advice = {
        "invalid_auth": f"SLACK_APP_TOKEN is not a token Slack knows. Copy it again from {where}.",
        "not_allowed_token_type": "SLACK_APP_TOKEN must begin with xapp-.",
        "missing_scope": f"SLACK_APP_TOKEN lacks connections:write. Make another at {where}.",
    }
    return advice.get(code, f"Slack refused SLACK_APP_TOKEN ({code}). Make another at {where}.")
