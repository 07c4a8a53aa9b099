"""Two years in one run: events, people and months, and whether anything grows, is lost or doubled.

`python -m bench.soak` runs 100,000 events, 1,000 people, 24 months; other figures can be given in
that order. The whole bot runs in this process, on a clock that is moved; what stands in for Slack
runs beside it, so its handles and memory count as well.
"""

import argparse
import asyncio
import gc
import os
import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from pydantic import SecretStr

from bench.payloads import KUDOS, TALK, TEAM, Json, home_opened, message, person
from bench.rounds import progress
from bench.stub import Stub
from bot.clock import MovableClock
from bot.running import Bot
from bot.settings import Settings
from storage import Store, open_store
from storage.records import Principal

BEGIN = datetime(2026, 1, 1, 8, 30, tzinfo=UTC)
TOKEN = "xapp-soak"  # noqa: S105 - for the stub alone
DAYS = 30  # of a month here
MARK = re.compile(rb"wb(?::|%3A)(\d+)")
FAILED = "SELECT count(*) FROM delivery WHERE state IN ('failed', 'abandoned')"
IN_FLIGHT = 16
LEAP = 31  # seconds; a link that was silent for less is looked at
SPARE = 3  # handles
WARM = 3  # months until memory is measured first


class Sample(NamedTuple):
    """What the process holds at the end of a month, with nothing left to do."""

    month: int
    megabytes: float
    threads: int
    handles: int
    rows: int  # of the queues


class Seen(NamedTuple):
    """All of one run."""

    samples: list[Sample]
    seconds: float
    events: int
    kept: int  # events that were wanted
    lost: list[str]
    doubled: int
    posts: int

    def growth(self) -> float:
        """Megabytes from the warm month to the last."""
        warm = self.samples[min(WARM, len(self.samples) - 1)]
        return self.samples[-1].megabytes - warm.megabytes

    def steady(self) -> bool:
        """Whether threads and handles are at the end what they were when it was warm, but for a
        connection or two to the database, which are opened when they are first wanted."""
        warm = self.samples[min(WARM, len(self.samples) - 1)]
        last = self.samples[-1]
        return last.threads <= warm.threads and last.handles <= warm.handles + SPARE


class Counting(Stub):
    """Remembers how often each planned message was posted, one byte each."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.posted = bytearray(most)

    async def _answer(self, method: str, fields: dict[str, str], body: bytes) -> Json:
        if method == "chat.postMessage" and (found := MARK.search(body)):
            self.posted[int(found[1])] += 1
        return await super()._answer(method, fields, body)


class Days:
    """Hands the bot its events, day by day, and knows what must come of them."""

    def __init__(self, slack: Counting, loop: asyncio.AbstractEventLoop, people: int) -> None:
        self._slack, self._loop, self._people, self._number = slack, loop, people, 0
        self.praise, self.wins, self.kept = 0, 0, 0

    def payloads(self, count: int) -> Iterator[Json]:
        """Nine in ten are of no interest; one in a hundred comes twice."""
        for _ in range(count):
            n = self._number = self._number + 1
            if n % 10:
                yield message(TALK[n % len(TALK)], person(n % self._people))
                continue
            self.kept += 1
            made = self._wanted(n // 10)
            yield made
            if n % 100 == 0:
                yield made

    def _wanted(self, n: int) -> Json:
        if n % 10 < 5:
            self.praise += 1
            text = KUDOS[n % len(KUDOS)].format(person(n % self._people))
            return message(f"{text}, number {n}", person((n + 1) % self._people))
        if n % 10 < 8:
            self.wins += 1
            user = person(n % self._people)
            made = message(f"Cut the run time of job {n} from {n + 40} to 9 minutes", user)
            made["event"] |= {"channel": f"D{user}", "channel_type": "im"}
            return made
        return home_opened(person(n % self._people))

    def send(self, count: int) -> None:
        """Returns when each was acknowledged."""
        sent = self._slack.flood(TOKEN, "events_api", [*self.payloads(count)], IN_FLIGHT)
        waited: Future[Any] = asyncio.run_coroutine_threadsafe(sent, self._loop)
        waited.result(120)


def soak(events: int, people: int, months: int) -> Seen:
    """Everything in a folder of its own that is gone afterwards."""
    begun = time.perf_counter()
    most = 100_000 + events + people * months * 4
    with TemporaryDirectory() as folder, beside(most) as (slack, loop), TheBot(slack, folder) as it:
        it.meet(people)
        days, samples = Days(slack, loop, people), list[Sample]()
        a_day = max(1, events // (months * DAYS))
        for month in range(1, months + 1):
            for _ in range(DAYS):
                days.send(a_day)
                it.a_day_later()
            samples.append(it.sample(month))
            progress(f"soak: {samples[-1]}, {time.perf_counter() - begun:.0f} s")
        lost, doubled = it.lost(days), sum(times > 1 for times in slack.posted)
        sent = a_day * months * DAYS
        spent, posts = time.perf_counter() - begun, sum(slack.posted)
    return Seen(samples, spent, sent, days.kept, lost, doubled, posts)


@contextmanager
def beside(most: int) -> Iterator[tuple[Counting, asyncio.AbstractEventLoop]]:
    """The stub, on an event loop in a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="slack", daemon=True)
    thread.start()
    slack = Counting(most)
    asyncio.run_coroutine_threadsafe(slack.__aenter__(), loop).result(10)
    try:
        yield slack, loop
    finally:
        asyncio.run_coroutine_threadsafe(slack.__aexit__(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


class TheBot:
    """The whole bot on a clock that is moved."""

    def __init__(self, slack: Counting, folder: str) -> None:
        self._slack, self._clock = slack, MovableClock(BEGIN)
        self._book = Path(folder) / "winbook.db"
        given: dict[str, Any] = {
            "bot_token": SecretStr("xoxb-soak"),
            "app_token": SecretStr(TOKEN),
            "api_url": slack.api_url,
            "database_url": f"sqlite:///{self._book}",
            "zone": "Europe/Berlin",
            "tick_seconds": 86_400,  # the clock's ticks are ours
        }
        self._settings = Settings(_env_file=None, **given)
        self.praise = self._counted = 0

    def __enter__(self) -> "TheBot":
        self.store: Store = open_store(self._settings.database_url, self._clock)
        self.bot = Bot(self._settings, self.store, self._clock)
        self.bot.start()
        self._until(lambda: TOKEN in self._slack.links)
        return self

    def __exit__(self, *_: object) -> None:
        self.bot.stop()

    def meet(self, people: int) -> None:
        """Everybody chose to be asked once a month."""
        now = self._clock.now()
        for number in range(people):
            me = Principal(TEAM, person(number))
            self.store.people.learn(*me[:2], now, name=me.user, zone="Europe/Berlin")
            self.store.people.meet(me, now, f"D{me.user}")
            self.store.people.choose(me, now, rhythm="monthly")

    def a_day_later(self) -> None:
        """Everything that is due by then is done; ten seconds at a time while messages wait."""
        self._work_off()
        self._count_praise()
        self._clock.advance(86_400)
        self._work_off()

    def sample(self, month: int) -> Sample:
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        size = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
        handles = len(os.listdir("/proc/self/fd"))
        rows = self._ask("SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM delivery)")
        return Sample(month, round(size, 1), threading.active_count(), handles, rows)

    def lost(self, days: Days) -> list[str]:
        """What should be there and is not, or is there and should not be."""
        found = {
            "wins": (self._ask("SELECT count(*) FROM win"), days.wins),
            "praise": (self.praise, days.praise),
            "events not done": (self._ask("SELECT count(*) FROM inbox WHERE state <> 'done'"), 0),
            "messages not settled": (int(self._late() is not None), 0),
            "messages failed": (self._ask(FAILED), 0),
        }
        return [f"{name}: {is_} for {due}" for name, (is_, due) in found.items() if is_ != due]

    def _late(self) -> datetime | None:
        """Due and neither sent nor dropped; what is planned ahead is not due yet."""
        return self.store.deliveries.due_since(self._clock.now())

    def _count_praise(self) -> None:
        """Drafts that nobody keeps go after 30 days: counted by their numbers, before that."""
        self.praise += self._ask(f"SELECT count(*) FROM praise WHERE id > {self._counted}")
        self._counted = max(self._counted, self._ask("SELECT coalesce(max(id), 0) FROM praise"))

    def _work_off(self) -> None:
        """One tick; then time goes on in leaps that the link forgives, until nothing waits."""
        self.bot.schedule.tick()
        while not self._rests(0.1):
            self._clock.advance(LEAP)

    def _rests(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while not (self.bot.is_idle() and self.bot.is_idle()):
            if time.monotonic() > end:
                return False
            threading.Event().wait(0.005)
        return True

    def _ask(self, question: str) -> int:
        with self.store._database.reading() as connection:
            return int(connection.exec_driver_sql(question).scalar_one())

    def _until(self, is_so: Any) -> None:
        end = time.monotonic() + 10
        while not is_so() and time.monotonic() < end:
            threading.Event().wait(0.01)
        assert is_so()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("events", 100_000), ("people", 1_000), ("months", 24)):
        asked.add_argument(name, type=int, nargs="?", default=usual)
    given = asked.parse_args()
    seen = soak(given.events, given.people, given.months)
    warm = timedelta(seconds=round(seen.seconds))
    print(f"{seen.events:,} events ({seen.kept:,} wanted), {given.people:,} people, ", end="")
    print(f"{given.months} months in {warm}; {seen.posts:,} planned messages posted")
    print(f"lost: {seen.lost or 'nothing'}; doubled: {seen.doubled}")
    print(f"memory grew {seen.growth():.1f} MB after month {WARM}; steady: {seen.steady()}")
    for sample in seen.samples:
        print(*sample)


if __name__ == "__main__":
    main()
