"""What a message costs that nothing is done with: our filter against a bare Bolt."""

import json
import time
from collections.abc import Callable

from slack_bolt import BoltRequest

from bench import bare, http
from bench.figures import Figure
from bench.payloads import BOT, SECRET, as_bytes, signed, talk
from bench.rounds import side_by_side
from bot.wanted import NO, Known, wanted
from bot.web import is_signed

ROUNDS, MESSAGES = 11, 500


def figures() -> list[Figure]:
    return [_processor_time(), *http.figures()]


def _processor_time() -> Figure:
    """CPU time of the whole process, with Bolt's own threads in it."""
    bodies = [as_bytes(body) for body in talk(MESSAGES)]
    requests = [(signed(body), body) for body in bodies]
    known, app, now = (
        Known(BOT, frozenset({"trophy"}), lambda user: False),
        bare.noop(),
        time.time(),
    )
    secret = SECRET.encode()

    def ours() -> None:
        for headers, body in requests:
            assert is_signed(headers, body, secret, now)
            assert wanted(json.loads(body).get("event") or {}, known) == NO

    def theirs() -> None:
        for headers, body in requests:
            assert app.dispatch(BoltRequest(body=body.decode(), headers=headers)).status == 200

    found = side_by_side("unwanted, CPU", ROUNDS, lambda: _spent(ours), lambda: _spent(theirs))
    seen = f"{found.ours:.1f} µs a message against {found.theirs:.1f} µs"
    return Figure("CPU, ours : bare Bolt", found.ratio, aim=0.25, at_most=True, seen=seen)


def _spent(work: Callable[[], None]) -> float:
    """Microseconds of CPU for each message."""
    began = time.process_time()
    work()
    return (time.process_time() - began) / MESSAGES * 1e6
