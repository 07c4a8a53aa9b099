"""A book of 2,000 wins and 1,000 pieces of praise: what its owner waits for, and twice as much."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from bench import bots
from bench.figures import Figure
from bench.payloads import LINES, TEAM, command, home_opened, person
from bench.rounds import progress
from bench.stub import Stub
from bot import casebook
from bot.career import dimensions
from bot.career.metrics import find
from bot.exports import FORMATS
from bot.settings import Settings
from storage import Store, open_store
from storage.engine import Database
from storage.records import Praise, Principal, Win
from storage.rows import table, values

WINS, ROUNDS, DAYS = 2000, 7, 700
SMALL, LARGE = person(0), person(1)  # the second has twice as much
WAIT, MOST = 300.0, 2.2  # milliseconds, and times for twice the wins
COMMANDS = ("list", "gaps", "packet")
WRITTEN = ("pdf", "docx", "md", "json")


def figures() -> list[Figure]:
    return asyncio.run(_measured())


async def _measured() -> list[Figure]:
    async with Stub() as slack, bots.winbook(slack) as (_, book):
        for user, count in ((SMALL, WINS), (LARGE, 2 * WINS)):
            progress(f"packet: a book of {count} wins")
            fill(book, user, count)
        took = {word: await _asked(slack, word) for word in COMMANDS}
        took["Home"] = await _homes(slack)
        written = await asyncio.to_thread(_written, book)
    waited = [figure for word, times in took.items() for figure in _waits(word, times)]
    return [*waited, *written]


def _waits(word: str, times: list[tuple[float, float]]) -> list[Figure]:
    """Milliseconds for the small book, and the ratio of the large one to it, round by round."""
    small, large = ([one[at] * 1000 for one in times] for at in (0, 1))
    ratio = median(twice / once for once, twice in zip(small, large, strict=True))
    what = f"`/win {word}`" if word in COMMANDS else word
    done = "acknowledged" if word in COMMANDS else "published"
    seen = f"{min(small):.0f} to {max(small):.0f} ms in {len(small)} rounds"
    twice = f"{median(large):.0f} ms with twice as much"
    return [
        Figure(f"{what} {done}", median(small), " ms", WAIT, at_most=True, seen=seen),
        Figure(f"{what}, twice the wins", ratio, " times", MOST, at_most=True, seen=twice),
    ]


async def _asked(slack: Stub, word: str) -> list[tuple[float, float]]:
    async def once(user: str) -> float:
        return await slack.ask(bots.OURS, "slash_commands", command(word, user))

    await once(SMALL), await once(LARGE)
    return [(await once(SMALL), await once(LARGE)) for _ in range(ROUNDS)]


async def _homes(slack: Stub) -> list[tuple[float, float]]:
    """From opening Home until it was published: the event itself is acknowledged at once."""

    async def once(user: str) -> float:
        began = time.perf_counter()
        await slack.ask(bots.OURS, "events_api", home_opened(user))
        while slack.newest.get("views.publish", 0.0) < began:
            await asyncio.sleep(0.001)
        return slack.newest["views.publish"] - began

    await once(SMALL), await once(LARGE)
    return [(await once(SMALL), await once(LARGE)) for _ in range(ROUNDS)]


def _written(book: Path) -> list[Figure]:
    """From the book to the bytes of four files; the first one also loads the libraries."""
    with closing(open_store(f"sqlite:///{book}")) as store:
        first, _ = _whole(store, SMALL)
        times = []
        for turn in range(ROUNDS):
            progress(f"packet in four formats: round {turn + 1} of {ROUNDS}")
            times.append((_whole(store, SMALL), _whole(store, LARGE)))
    small = [once[0] for once, _ in times]
    ratio = median(twice[0] / once[0] for once, twice in times)
    parts = {name: median(once[1][name] for once, _ in times) * 1000 for name in ("book", *WRITTEN)}
    seen = ", ".join(f"{name} {took:.0f} ms" for name, took in parts.items())
    twice_seen = f"{median(twice[0] for _, twice in times):.2f} s with twice as much"
    return [
        Figure("a packet in four formats", median(small), " s", 3, at_most=True, seen=seen),
        Figure(
            "the first one of a process", first, " s", 3, at_most=True, seen="loads typst, docx"
        ),
        Figure("a packet, twice the wins", ratio, " times", MOST, at_most=True, seen=twice_seen),
    ]


def _whole(store: Store, user: str) -> tuple[float, dict[str, float]]:
    began, parts = time.perf_counter(), {}
    who = casebook.reader(store, Principal(TEAM, user), datetime.now(UTC), Settings(_env_file=None))
    case = casebook.asked(who)
    parts["book"] = time.perf_counter() - began
    for name in WRITTEN:
        at = time.perf_counter()
        assert FORMATS[name].write(case.packet)
        parts[name] = time.perf_counter() - at
    return time.perf_counter() - began, parts


def fill(book: Path, user: str, count: int) -> None:
    """A win every third of a day, every second one with a colleague's words."""
    now = datetime.now(UTC)
    with closing(open_store(f"sqlite:///{book}")) as store:
        for number in range(2, 10):
            name = f"Colleague {number}"
            store.people.learn(TEAM, person(number), now, name=name, zone="Europe/Berlin")
        store.people.learn(TEAM, user, now, name="Dana Ito", zone="Europe/Berlin")
        base = max((win.id or 0 for win in store.wins.of(Principal(TEAM, SMALL))), default=0)
    database = Database(f"sqlite:///{book}")
    with closing(database), database.writing() as connection:
        connection.execute(
            table(Win).insert(), [values(row) for row in _wins(user, count, base, now)]
        )
        praise = _praise(user, count // 2, base, now)
        connection.execute(table(Praise).insert(), [values(row) for row in praise])


def _wins(user: str, count: int, base: int, now: datetime) -> Iterator[Win]:
    for n in range(1, count + 1):
        text = f"{LINES[n % len(LINES)]} ({n})"
        yield Win(
            id=base + n,
            workspace=TEAM,
            owner=user,
            number=n,
            source=f"bench:{n}",
            text=text,
            outcome="" if n % 3 else "Support tickets fell by half for all customers.",
            outcome_state="found",
            happened=(now - timedelta(days=n % DAYS + 1)).date(),
            dimensions=[dimensions.KEYS[n % 5], dimensions.KEYS[(n + 1) % 5]][: 1 + n % 2],
            because={dimensions.KEYS[n % 5]: ["teams"]},
            credited=[person(2)] if n % 7 == 0 else [],
            links=["https://wiki.example.com/page"] if n % 5 == 0 else [],
            figures=[figure.as_dict() for figure in find(text)],
            created_at=now,
            updated_at=now,
        )


def _praise(user: str, count: int, base: int, now: datetime) -> Iterator[Praise]:
    for n in range(1, count + 1):
        yield Praise(
            workspace=TEAM,
            owner=user,
            author=person(2 + n % 8),
            channel="CBENCH",
            ts=f"{n}.{user}",
            said_at=now - timedelta(days=n % DAYS),
            quote=f"Kudos to <@{user}> for round {n}: it made our week &amp; saved the launch",
            state="kept",
            win_id=base + 2 * n,
            permalink=f"https://bench.slack.com/archives/CBENCH/p{n}",
            noticed_at=now,
            updated_at=now,
        )
