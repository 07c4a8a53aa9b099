"""What `/metrics` tells: counts and ages, for everybody at once. No person, no workspace, no id."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from bot.clock import Clock
from bot.inbox import Inbox
from storage import Store

KIND = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Counted while serving, asked of the store when somebody looks."""

    def __init__(self, store: Store, inbox: Inbox, clock: Clock) -> None:
        self._store, self._inbox, self._clock = store, inbox, clock
        self._answers: Counter[tuple[str, int]] = Counter()
        self._seconds: Counter[str] = Counter()

    def answered(self, what: str, status: int, seconds: float) -> None:
        self._answers[what, status] += 1
        self._seconds[what] += seconds  # type: ignore[assignment]  # a sum, not a count

    def text(self) -> bytes:
        from prometheus_client import CollectorRegistry  # noqa: PLC0415 - 60 ms, if ever asked
        from prometheus_client.exposition import generate_latest  # noqa: PLC0415

        registry = CollectorRegistry()
        registry.register(self)
        return generate_latest(registry)

    def collect(self) -> Iterator[Any]:
        """As prometheus-client asks for it."""
        from prometheus_client import core  # noqa: PLC0415 - as above

        labels = ["what", "status"]
        answers = core.CounterMetricFamily("winbook_answers", "Requests answered", labels=labels)
        for (what, status), count in sorted(self._answers.items()):
            answers.add_metric([what, str(status)], count)
        yield answers
        spent = core.CounterMetricFamily(
            "winbook_answer_seconds", "Seconds spent on them", labels=["what"]
        )
        for what, seconds in sorted(self._seconds.items()):
            spent.add_metric([what], seconds)
        yield spent
        now = self._clock.now()
        oldest = self._store.inbox.oldest(now)
        for name, said, value in (
            ("winbook_inbox_waiting", "Events kept and not done", self._store.inbox.waiting(now)),
            ("winbook_inbox_parked", "Events that failed", len(self._store.inbox.parked())),
            (
                "winbook_inbox_oldest_seconds",
                "Age of the oldest event that waits",
                max(0.0, (now - oldest).total_seconds()) if oldest else 0.0,
            ),
            ("winbook_unheard", "Events that no listener took", self._inbox.unheard),
        ):
            yield core.GaugeMetricFamily(name, said, value=value)
