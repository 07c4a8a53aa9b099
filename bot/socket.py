"""Socket Mode: links to Slack, with the inbox in front of Bolt."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.clock import Clock
from bot.inbox import Inbox
from bot.links import Links
from bot.pace import AT_ONCE
from bot.problems import note


class Link(SocketModeHandler):
    """The stock handler, but for events: those are kept before they are acknowledged."""

    def __init__(
        self, app: App, app_token: str, inbox: Inbox, clock: Clock, concurrency: int = AT_ONCE
    ) -> None:
        self.app, self.app_token, self._inbox = app, app_token, inbox
        self.client: Links = Links(app_token, app.client, app.logger, clock, concurrency)
        self.client.socket_mode_request_listeners.append(self.handle)

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
        self.client.start()

    def shut(self) -> None:
        self.client.close()

    def is_open(self) -> bool:
        return self.client.is_connected()


class Several:
    """A few links at once: while one is renewed, or silent and not yet found out, the others hear.

    Slack sends each payload to one of them, and what was not acknowledged once more to another.
    """

    def __init__(self, app: App, app_token: str, inbox: Inbox, clock: Clock, number: int) -> None:
        self.links = [Link(app, app_token, inbox, clock) for _ in range(number)]

    @property
    def client(self) -> Links:
        return self.links[0].client

    def open(self) -> None:
        for link in self.links:
            link.open()

    def shut(self) -> None:
        """All at once: each may have to wait for its reader."""
        with ThreadPoolExecutor(len(self.links)) as pool:
            list(pool.map(Link.shut, self.links))

    def is_open(self) -> bool:
        return any(link.is_open() for link in self.links)
