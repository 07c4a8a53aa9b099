"""Events: is it wanted? Keep it, let it be acknowledged, hand it to Bolt, retry, park."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_bolt import App, BoltRequest

from bot.clock import Clock
from bot.loops import Loop
from bot.slack.events import complete
from bot.slack.people import workspace_of
from bot.slack.trouble import is_slacks
from bot.wanted import IF_HELD, NO, Known, message_of, wanted
from storage import Store
from storage.records import Event

log = logging.getLogger(__name__)

Whose = Callable[[dict[str, Any]], Known | None]  # what is known where an event comes from
OURS = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600))  # then parked
SLACKS = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600))  # the last one again and again
SLACK_DOWN = timedelta(hours=24)
BATCH = 32  # a thread for each, so that what they save comes to disk in one commit


class Inbox:
    """Stands in front of Bolt, which acknowledges an event before its listener runs."""

    def __init__(
        self, app: App, store: Store, clock: Clock, known: Whose, lease: timedelta
    ) -> None:
        self._app, self._store, self._clock, self._known = app, store, clock, known
        self._lease = lease
        self._pool = ThreadPoolExecutor(BATCH, thread_name_prefix="inbox")
        self._done = list[Event]()  # settled with the next claim: one commit instead of two
        self.loop = Loop("inbox", self._drain)
        self.unheard = 0  # events the filter wanted and no listener took

    def wants(self, body: dict[str, Any]) -> bool:
        """False for what is dropped without looking anything up."""
        known = self._known(body)
        return known is not None and wanted(body.get("event") or {}, known) != NO

    def offer(self, body: dict[str, Any]) -> None:
        """Returns when the event may be acknowledged; raises when it could not be kept."""
        event, known = body.get("event") or {}, self._known(body)
        verdict = wanted(event, known) if known else NO
        if known is None or verdict == NO:
            return
        complete(body, event)
        channel, ts = message_of(event)
        if verdict == IF_HELD and not self._store.praise.holds(place(body, known), channel, ts):
            return
        if self._store.inbox.keep(self._row(body, event, channel, ts, place(body, known))):
            self.loop.wake()

    def stop(self) -> None:
        self.loop.stop()
        self._pool.shutdown(wait=True)
        with suppress(Exception):  # they would be done once more, which changes nothing
            self._store.inbox.done(self._done)

    def _row(
        self, body: dict[str, Any], event: dict[str, Any], channel: str, ts: str, workspace: str
    ) -> Event:
        now = self._clock.now()
        return Event(
            event_id=str(body.get("event_id") or f"{event.get('type')}:{channel}:{ts}"),
            workspace=workspace,
            kind=str(event.get("type")),
            received=now,
            not_before=now,
            channel=channel,
            ts=ts,
            body=body,
        )

    def _drain(self) -> bool:
        """One claimed batch through Bolt."""
        batch = self._store.inbox.claim(self._clock.now(), BATCH, self._lease, self._done)
        self._done = []
        if not batch:
            return False
        lanes: dict[tuple[str, str, str], list[Event]] = {}
        for row in batch:
            lanes.setdefault((row.workspace, row.channel, row.ts or row.event_id), []).append(row)
        outcomes = [one for lane in self._pool.map(self._in_turn, lanes.values()) for one in lane]
        self._done = [row for row, error in outcomes if error is None]
        for row, error in outcomes:
            if error is not None:
                self._again(row, error)
        return True

    def _in_turn(self, rows: list[Event]) -> list[tuple[Event, Exception | None]]:
        """What happened to one message, one after the other: an edit must not overtake it."""
        return [self._through_bolt(row) for row in rows]

    def _through_bolt(self, row: Event) -> tuple[Event, Exception | None]:
        report: dict[str, Exception] = {}
        request = BoltRequest(mode="socket_mode", body=row.body or {}, context={"report": report})
        answer = self._app.dispatch(request)
        if answer.status == 404:
            self.unheard += 1
            log.warning("No listener took a %s event that the filter wanted", row.kind)
        failed = answer.status not in (200, 404)
        return row, report.get("error", RuntimeError("dispatch")) if failed else None

    def _again(self, row: Event, error: Exception) -> None:
        now, name = self._clock.now(), type(error).__name__
        if is_slacks(error):
            if now - _aware(row.received) >= SLACK_DOWN:
                self._store.inbox.park(row, name)
            else:
                self._store.inbox.later(row, now + _backoff(row, now), name, False)
        elif row.attempts >= len(OURS):
            log.error("Parked a %s event after %d attempts: %s", row.kind, row.attempts + 1, name)
            self._store.inbox.park(row, name)
        else:
            self._store.inbox.later(row, now + OURS[row.attempts], name, True)


def place(body: dict[str, Any], known: Known) -> str:
    """Whose event it is."""
    return known.workspace if known.is_for_all else workspace_of(body) or known.workspace


def _backoff(row: Event, now: datetime) -> timedelta:
    """Longer the longer it lasts, at most ten minutes."""
    waited = now - _aware(row.received)
    return next((step for step in SLACKS if step > waited), SLACKS[-1])


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
