"""HTTP mode: one ASGI app with our own signature check and the inbox in front of Bolt."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_bolt import App, BoltRequest

from bot.clock import Clock
from bot.health import Health
from bot.inbox import Inbox
from bot.metrics import KIND, Metrics
from bot.pace import AT_ONCE
from bot.problems import note

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Answer = tuple[Any, ...]  # status, body, its kind, perhaps further headers
Pages = Mapping[str, Callable[[str, bytes, Mapping[str, str]], Answer]]

LARGEST = 1024 * 1024  # bytes of body
SKEW = 300  # seconds a signature stays good, either way
TEXT, JSON = "text/plain; charset=utf-8", "application/json"
OK: Answer = (200, b"", TEXT)
WATCHED = ("/livez", "/readyz", "/healthz", "/metrics")


class Web:
    """Slack's requests at POST /slack/events; the rest is for whoever watches.

    `/livez` says that the process lives, `/readyz` that it may be sent requests: restarting us
    does not bring a database back. `/healthz` tells of every part that can fail, for people.
    """

    def __init__(
        self,
        app: App,
        inbox: Inbox,
        secret: str,
        clock: Clock,
        is_ready: Callable[[], bool],
        metrics: Metrics | None = None,
        health: Health | None = None,
        pages: Pages | None = None,
    ) -> None:
        """`pages` answers the addresses in it: how a workspace installs us."""
        self._app, self._inbox, self._clock = app, inbox, clock
        self._secret, self._is_ready, self._metrics = secret.encode(), is_ready, metrics
        self._health = health
        self._pages = pages or {}
        self.is_leaving = False  # still answers, but wants no more requests
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="slack")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "http":
            begun = self._clock.monotonic()
            answer = await self._answer(scope, receive)
            await _send(send, answer)
            if self._metrics and scope["path"] == "/slack/events":
                self._metrics.answered("slack", answer[0], self._clock.monotonic() - begun)

    async def _watched(self, path: str) -> Answer:
        asked = asyncio.get_running_loop().run_in_executor
        if path == "/metrics" and self._metrics:
            return 200, await asked(None, self._metrics.text), KIND
        if path == "/healthz" and self._health:
            is_good, page = await asked(None, self._health.page)
            return 200 if is_good else 503, page, JSON
        if path == "/readyz":
            if self.is_leaving or not await asked(None, self._is_ready):
                return 503, b"leaving" if self.is_leaving else b"database", TEXT
        elif path != "/livez":
            return 404, b"", TEXT
        return 200, b"ok", TEXT

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        if scope["path"] in WATCHED:
            return await self._watched(scope["path"])
        headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        if scope["path"] in self._pages and scope["method"] == "GET":
            return await self._page(scope["path"], scope["query_string"], headers)
        is_asked = scope["path"] == "/slack/events" and scope["method"] == "POST"
        if not is_asked or not self._secret:  # without a secret anybody could sign
            return 404, b"", TEXT
        body = await _body(receive)
        if body is None:
            return 413, b"", TEXT
        if not is_signed(headers, body, self._secret, self._clock.now().timestamp()):
            return 401, b"", TEXT
        return await self._trusted(headers, body)

    async def _trusted(self, headers: dict[str, str], body: bytes) -> Answer:
        if not headers.get("content-type", "").startswith("application/json"):
            return await self._in_thread(self._through_bolt, headers, body)
        try:
            said = json.loads(body)
        except ValueError:
            return 400, b"", TEXT
        if not isinstance(said, dict):
            return 400, b"", TEXT
        if said.get("type") == "url_verification":
            return 200, json.dumps({"challenge": said.get("challenge")}).encode(), JSON
        if not self._inbox.wants(said):  # the hot path: nothing is stored, no thread is woken
            return OK
        return await self._in_thread(self._keep, said)

    async def _page(self, path: str, query: bytes, headers: dict[str, str]) -> Answer:
        try:
            return await self._in_thread(self._pages[path], path, query, headers)
        except Exception as error:  # noqa: BLE001 - a browser gets a sentence, the log the place
            said = f"That did not work. Try again; if it stays, quote {note(error)}."
            return 500, said.encode(), TEXT

    async def _in_thread(self, do: Callable[..., Answer], *args: Any) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._pool, do, *args)

    def _keep(self, said: dict[str, Any]) -> Answer:
        """503 when it could not be kept: Slack sends it again."""
        try:
            self._inbox.offer(said)
        except Exception as error:  # noqa: BLE001 - not kept, so not acknowledged
            note(error)
            return 503, b"", TEXT
        return OK

    def _through_bolt(self, headers: dict[str, str], body: bytes) -> Answer:
        answer = self._app.dispatch(BoltRequest(body=body.decode("utf-8"), headers={**headers}))
        kind = answer.headers.get("content-type", [TEXT])[0]
        return answer.status, (answer.body or "").encode(), kind


def is_signed(headers: dict[str, str], body: bytes, secret: bytes, now: float) -> bool:
    """Slack's signature over timestamp and raw body; every oddity is a no."""
    stamp, given = (
        headers.get("x-slack-request-timestamp", ""),
        headers.get("x-slack-signature", ""),
    )
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12 and given.isascii()):
        return False
    if abs(now - int(stamp)) > SKEW:
        return False
    mac = hmac.new(secret, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256)
    return hmac.compare_digest("v0=" + mac.hexdigest(), given)


async def _body(receive: Receive) -> bytes | None:
    """The whole body, None when it is larger than we take."""
    parts, size = [], 0
    while True:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size > LARGEST:
            return None
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


async def _send(send: Send, answer: Answer) -> None:
    status, body, kind, *more = answer
    headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
    headers += [(k.encode(), v.encode()) for said in more for k, v in said.items()]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return
