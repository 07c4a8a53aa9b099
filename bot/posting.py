"""One post to Slack, without automatic retry, and what its outcome means."""

import socket
import ssl
from enum import Enum
from typing import Any, NamedTuple
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

GONE = frozenset({"account_inactive", "token_revoked", "invalid_auth", "not_authed"})
LIMITED = frozenset({"ratelimited", "rate_limited"})
DOUBTFUL = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})


class Outcome(Enum):
    """What we know after a call."""

    DONE = "done"
    LATER = "later"  # Slack asked us to wait
    NOT_SENT = "not sent"  # never left this machine
    BLOCKS = "blocks"  # Slack refused the blocks
    REFUSED = "refused"  # final
    CLOSED = "closed"  # the workspace is gone
    UNKNOWN = "unknown"  # it may have arrived


class Posted(NamedTuple):
    outcome: Outcome
    ts: str = ""
    reason: str = ""
    wait: float = 0.0  # seconds, for LATER
    complaints: tuple[str, ...] = ()  # what Slack has against the blocks


def post(client: WebClient, method: str, **arguments: Any) -> Posted:
    """Call `chat.postMessage` or `chat.update` once."""
    try:
        answer = client.api_call(method, json=arguments)
    except SlackApiError as error:
        return _refused(error)
    except Exception as error:  # noqa: BLE001 - half an answer or a strange one: it may be there
        return _broken(error)
    ts = answer.get("ts") if isinstance(answer.data, dict) else None
    return Posted(Outcome.DONE, str(ts)) if ts else Posted(Outcome.UNKNOWN, reason="no ts")


def share(client: WebClient, channel: str, files: str, comment: str) -> Posted:
    """Call `files.completeUploadExternal` once: the files stand in the conversation after it."""
    arguments = {"files": files, "channel_id": channel, "initial_comment": comment}
    try:
        client.api_call("files.completeUploadExternal", params=arguments)
    except SlackApiError as error:
        return _refused(error)
    except Exception as error:  # noqa: BLE001 - half an answer: they may be there
        return _broken(error)
    return Posted(Outcome.DONE)


def _refused(error: SlackApiError) -> Posted:
    answer = error.response
    status = int(getattr(answer, "status_code", 200) or 200)
    data = getattr(answer, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    if status == 429 or code in LIMITED:
        return Posted(Outcome.LATER, reason="ratelimited", wait=retry_after(answer))
    if status != 200 or not isinstance(code, str) or " " in code or code in DOUBTFUL:
        return Posted(Outcome.UNKNOWN, reason=code if code in DOUBTFUL else f"status {status}")
    if code == "token_expired":
        return Posted(Outcome.NOT_SENT, reason=code)
    if code == "invalid_blocks":
        return Posted(Outcome.BLOCKS, reason=code, complaints=complaints(error))
    return Posted(Outcome.CLOSED if code in GONE else Outcome.REFUSED, reason=code[:60])


def complaints(error: SlackApiError) -> tuple[str, ...]:
    """Slack's own words about blocks or views it refuses, each with a pointer to the culprit."""
    said = error.response.get("response_metadata") or {}
    return tuple(str(message) for message in said.get("messages") or ())


def retry_after(answer: Any) -> float:
    """Seconds that Slack asks to wait; half a minute when it does not say."""
    headers = {str(k).lower(): v for k, v in (getattr(answer, "headers", None) or {}).items()}
    value = headers.get("retry-after", "30")
    text = str(value[0] if isinstance(value, list) else value)
    return float(text) if text.isdigit() else 30.0


def _broken(error: Exception) -> Posted:
    """Refused before it could be read, or lost somewhere on the way."""
    cause = error.reason if isinstance(error, URLError) else error
    before = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
    kind = Outcome.NOT_SENT if isinstance(cause, before) else Outcome.UNKNOWN
    return Posted(kind, reason=type(cause).__name__)
