"""What Slack would send: plausible channel talk, kudos and commands, as many as are asked for."""

import hashlib
import hmac
import itertools
import json
import time
from typing import Any

TEAM, BOT, CHANNEL, SECRET = "TBENCH", "UBENCHBOT", "CBENCH", "bench-signing-secret"
Json = dict[str, Any]

TALK = (
    "Lunch at 12:30?",
    "the staging cluster is back, I restarted the ingress and the queue drained by itself",
    "<@U0BENCH7> can you look at the failing job when you are back from lunch?",
    "Reminder: the retro moves to Thursday 15:00, same room. Please add your cards before that.",
    "deployed 4.2.1 to canary, error rate flat, p95 at 180 ms; will go on to 25% after the standup",
    "ok",
    "see <https://example.com/runbooks/queue|the runbook>, step 4 is the one that people forget",
    "Does somebody know why the nightly export writes two files since Monday? The second one is "
    "empty, has the same name with a suffix, and the importer on the other side chokes on it. I "
    "can add a check, but I would rather know where it comes from before I paper over it.",
    "<@U0BENCH3> <@U0BENCH4> the design review is in ten minutes :eyes:",
    "merged :tada:",
)
KUDOS = (
    "Kudos to <@{}> for getting the deploy time under ten minutes!",
    "Huge shout-out to <@{}> for untangling the billing import last night",
    "props to <@{}> for the calm handling of the outage",
)
LINES = (
    "Cut deploy time from 40 to 9 minutes #scope on friday",
    "Moved 14 teams to one sign-in #influence yesterday",
    "Wrote the recovery guide that on-call used twice this week",
    "Reduced the nightly export from 3 h to 25 min #impact",
)

_numbers = itertools.count(1)
_run = hashlib.sha256(str(time.time_ns()).encode()).hexdigest()[:8].upper()


def fresh(letter: str) -> str:
    """An id that no other payload of this run has."""
    return f"{letter}{_run}{next(_numbers):06d}"


def person(number: int) -> str:
    return f"U0BENCH{number}"


def stamp() -> str:
    return f"{int(time.time())}.{next(_numbers):06d}"


def message(text: str, author: str) -> Json:
    """An event callback of a channel message, with all that Slack puts around it."""
    ts = stamp()
    words = [{"type": "text", "text": text}]
    rich = {"type": "rich_text_section", "elements": words}
    event = {
        "type": "message",
        "user": author,
        "ts": ts,
        "client_msg_id": fresh("c"),
        "text": text,
        "team": TEAM,
        "blocks": [{"type": "rich_text", "block_id": "bench", "elements": [rich]}],
        "channel": CHANNEL,
        "event_ts": ts,
        "channel_type": "channel",
    }
    return _callback(event)


def talk(count: int) -> list[Json]:
    """Messages that nothing is done with."""
    return [message(TALK[n % len(TALK)], person(n % 40)) for n in range(count)]


def kudos(count: int, people: int) -> list[Json]:
    """Praise, each for the next of so many people."""
    said = (KUDOS[n % len(KUDOS)].format(person(n % people)) for n in range(count))
    return [message(text, person(people + 1)) for text in said]


def home_opened(user: str) -> Json:
    """Somebody looks at the app's Home."""
    event = {"type": "app_home_opened", "user": user, "channel": f"D{user}", "tab": "home"}
    return _callback(event | {"event_ts": stamp()})


def command(text: str, user: str) -> Json:
    return {
        "token": "bench",
        "team_id": TEAM,
        "team_domain": "bench",
        "channel_id": CHANNEL,
        "channel_name": "eng",
        "user_id": user,
        "user_name": user.lower(),
        "command": "/win",
        "text": text,
        "api_app_id": "ABENCH",
        "is_enterprise_install": "false",
        "response_url": "http://127.0.0.1:9/response",
        "trigger_id": fresh("1."),
    }


def wins(count: int, people: int) -> list[Json]:
    return [command(LINES[n % len(LINES)], person(n % people)) for n in range(count)]


def signed(body: bytes) -> dict[str, str]:
    """The headers with which Slack signs this body."""
    moment = str(int(time.time()))
    base = b"v0:" + moment.encode() + b":" + body
    mac = hmac.new(SECRET.encode(), base, hashlib.sha256).hexdigest()
    return {
        "content-type": "application/json",
        "x-slack-request-timestamp": moment,
        "x-slack-signature": f"v0={mac}",
    }


def envelope(kind: str, payload: Json) -> Json:
    return {
        "envelope_id": fresh("E"),
        "payload": payload,
        "type": kind,
        "accepts_response_payload": kind == "slash_commands",
    }


def as_bytes(payload: Json) -> bytes:
    return json.dumps(payload).encode()


def _callback(event: Json) -> Json:
    bot = {"team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}
    return {
        "token": "bench",
        "team_id": TEAM,
        "api_app_id": "ABENCH",
        "event": event,
        "type": "event_callback",
        "event_id": fresh("Ev"),
        "event_time": int(time.time()),
        "authorizations": [{"enterprise_id": None, **bot}],
        "is_ext_shared_channel": False,
        "event_context": f"4-message-{TEAM}-{CHANNEL}",
    }
