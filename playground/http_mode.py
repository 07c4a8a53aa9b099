"""HTTP mode: the same payloads as signed requests to the bot's request URL."""

import asyncio
import hashlib
import hmac
import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from playground.delivery import Answer
from playground.state import Json, World

REASONS = {TimeoutError: "http_timeout", ConnectionError: "connection_failed"}


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes
    headers: dict[str, str]


class HttpMode:
    """The carrier that posts each payload to one address."""

    def __init__(self, world: World, request_url: str, timeout: float = 3.0) -> None:
        self.world = world
        self.request_url = request_url
        self.timeout = timeout
        self._pool = ThreadPoolExecutor(16, thread_name_prefix="playground-http")

    async def send(self, kind: str, payload: Json, attempt: int, reason: str) -> Answer:
        headers, body = self.request(kind, payload)
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        sent = self.world.ledger.note("request", what=kind, payload=payload, attempt=attempt)
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            reply = await asyncio.wait_for(
                loop.run_in_executor(self._pool, self._post, headers, body), self.timeout
            )
        except (OSError, http.client.HTTPException) as problem:
            said = _reason(problem)
            self.world.ledger.note("not_acked", of=sent["n"], problem=said)
            return Answer(False, problem=said)
        took = round((loop.time() - began) * 1000, 1)
        return self._judge(reply, of=sent["n"], took_ms=took)

    def request(self, kind: str, payload: Json) -> tuple[dict[str, str], bytes]:
        """The signed headers and the body of a request."""
        if kind == "events_api":
            body, content = json.dumps(payload).encode(), "application/json"
        else:
            form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
            body, content = urlencode(form).encode(), "application/x-www-form-urlencoded"
        moment = str(self.world.seconds())
        base = f"v0:{moment}:".encode() + body
        digest = hmac.new(self.world.signing_secret.encode(), base, hashlib.sha256).hexdigest()
        return {
            "Content-Type": content,
            "X-Slack-Request-Timestamp": moment,
            "X-Slack-Signature": f"v0={digest}",
        }, body

    def _post(self, headers: dict[str, str], body: bytes) -> Reply:
        address = urlsplit(self.request_url)
        link = http.client.HTTPConnection(address.netloc, timeout=self.timeout)
        try:
            link.request("POST", address.path or "/", body, headers)
            answer = link.getresponse()
            named = {k.lower(): v for k, v in answer.getheaders()}
            return Reply(answer.status, answer.read(), named)
        finally:
            link.close()

    def _judge(self, reply: Reply, **facts: Any) -> Answer:
        body = reply.body.decode(errors="replace")
        self.world.ledger.note("ack", status=reply.status, body=body, **facts)
        if not 200 <= reply.status < 300:
            may_retry = reply.headers.get("x-slack-no-retry") != "1"
            return Answer(False, problem="http_error", may_retry=may_retry)
        return Answer(True, _payload(reply))

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


def _payload(reply: Reply) -> Json | None:
    if not reply.body:
        return None
    try:
        value = json.loads(reply.body)
    except ValueError:
        return {"text": reply.body.decode(errors="replace")}
    return value if isinstance(value, dict) else None


def _reason(problem: Exception) -> str:
    for kind, reason in REASONS.items():
        if isinstance(problem, kind):
            return reason
    return "unknown_error"
