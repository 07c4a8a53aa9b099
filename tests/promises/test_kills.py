"""kill -9 at every point between a deed and its effect: nothing acknowledged is lost or doubled."""

import shutil
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.clock import MovableClock
from bot.running import Bot
from playground.driver import Visitor, ask
from playground.server import Playground
from storage import open_store
from tests.conftest import NOW, ROOT, settings_for
from tests.promises.lives import Lives

PRAISE = "Kudos to @dana for getting the deploy time under ten minutes!"
LINE = "Cut deploy time from 40 to 9 minutes"


class Stage(NamedTuple):
    """One database and one Slack, in front of which bots come and go."""

    slack: Playground
    database: Path
    clock: MovableClock
    lives: Lives

    def visitor(self, name: str) -> Visitor:
        return Visitor(self.slack.url, name)

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.database, timeout=5)) as raw:
            return raw.execute(question).fetchall()


Deed = Callable[[Stage], Any]
Check = Callable[[Stage, Any], None]


class Walk(NamedTuple):
    """What was there before, what is done while the bot may die, what must be true afterwards."""

    before: Deed
    deed: Deed
    check: Check
    posts: int  # planned messages that come of it all


def nothing(stage: Stage) -> None:
    return None


def praised(stage: Stage) -> dict[str, Any]:
    return stage.visitor("ben").post("#eng", PRAISE)


def last_praise(stage: Stage) -> tuple[str, str]:
    [found] = stage.rows("SELECT channel, ts FROM praise")
    return found[0], found[1]


def one_draft(stage: Stage, said: Any) -> None:
    assert stage.rows("SELECT state FROM praise") == [("draft",)]


def reacts(stage: Stage) -> None:
    stage.visitor("dana").react(*last_praise(stage), "trophy")


def one_kept(stage: Stage, said: Any) -> None:
    assert stage.rows("SELECT state FROM praise") == [("kept",)]
    assert stage.rows("SELECT count(*), count(DISTINCT source) FROM win") == [(1, 1)]


def writes_to_the_bot(stage: Stage) -> None:
    stage.visitor("dana").post("@winbook", LINE)


def one_win(stage: Stage, said: Any) -> None:
    assert stage.rows("SELECT state FROM win") == [("kept",)]


def types_a_line(stage: Stage) -> dict[str, Any]:
    return stage.visitor("dana").command(f"/win {LINE}", "#eng")


def one_win_if_told_so(stage: Stage, said: Any) -> None:
    [(count,)] = stage.rows("SELECT count(*) FROM win")
    assert count <= 1
    assert count == 1 or not said.get("response")


def takes_back(stage: Stage) -> None:
    stage.visitor("ben").delete(*last_praise(stage))


def no_words_left(stage: Stage, said: Any) -> None:
    assert stage.rows("SELECT quote FROM praise WHERE quote <> ''") == []
    assert stage.rows("SELECT count(*) FROM tombstone") == [(1,)]


WALKS = {
    "praise": Walk(nothing, praised, one_draft, 1),
    "reaction": Walk(praised, reacts, one_kept, 3),
    "own words": Walk(nothing, writes_to_the_bot, one_win, 1),
    "line": Walk(nothing, types_a_line, one_win_if_told_so, 0),
    "deletion": Walk(praised, takes_back, no_words_left, 1),
}


@pytest.fixture(scope="module")
def lives() -> Iterator[Lives]:
    with Lives() as started:
        yield started


def a_stage(folder: Path, empty: Path, lives: Lives, clock: MovableClock) -> Stage:
    database = Path(shutil.copy(empty, folder / f"{len(list(folder.iterdir()))}.db"))
    slack = Playground(
        ROOT / "manifest.yml", clock, seeded=False, ack_timeout=0.4, retries=(60.0,) * 9
    ).start()
    hand = Visitor(slack.url, "")
    for name in ("dana", "ben"):
        hand.send("person", name=name, tz="Europe/Berlin")
    hand.send("channel", name="eng", members=["dana", "ben", slack.bot_user])
    return Stage(slack, database, clock, lives)


def walk_and_die(stage: Stage, walk: Walk, die: int) -> int:
    """One walk with a death at that point, another life after it; how many points it passed."""
    second_life(stage, walk.before)
    said, points = first_life(stage, walk.deed, die)
    second_life(stage, nothing)
    assert stage.slack.world.ledger.entries("lost") == [], "Slack gave an event up: no proof"
    walk.check(stage, said)
    check_what_always_holds(stage, walk)
    return points


def first_life(stage: Stage, deed: Deed, die: int) -> tuple[Any, int]:
    """A bot in a process of its own, until it died or did everything."""
    try:
        wait_until(lambda: not ask(f"{stage.slack.url}/control/health")["links"])
        stage.lives.start(stage.slack, stage.database, stage.clock, die)
        stage.slack.on_idle = lambda seconds: has_nothing_to_do(stage)
        stage.lives.arm()
        said = deed(stage)
        wait_until(lambda: stage.lives.is_over() or is_settled(stage))
    finally:
        points = stage.lives.end()
    return said, points


def second_life(stage: Stage, deed: Deed) -> None:
    """A bot in this process that drains what another left, after leases are over."""
    wait_until(lambda: not ask(f"{stage.slack.url}/control/health")["links"])
    clock = stage.clock
    store = open_store(f"sqlite:///{stage.database}", clock)
    bot = Bot(settings_for(stage.slack, stage.database, tick_seconds=3600), store, clock)
    stage.slack.on_idle, stage.slack.on_clock = bot.settle, bot.schedule.tick
    bot.start()
    try:
        assert stage.slack.wait_for_link()
        deed(stage)
        wait_until(lambda: later(stage) and stage.visitor("dana").settle(0.5))
        for _ in range(2):
            later(stage, 200)
            assert stage.visitor("dana").settle()
    finally:
        bot.stop()
        stage.slack.on_idle = stage.slack.on_clock = None


def later(stage: Stage, seconds: float = 61) -> bool:
    stage.visitor("").send("clock", advance_seconds=seconds)
    return True


def is_settled(stage: Stage) -> bool:
    return stage.visitor("dana").settle(0.1)


def has_nothing_to_do(stage: Stage) -> bool:
    open_rows = stage.rows(
        "SELECT 1 FROM inbox WHERE state IN ('new', 'busy') UNION ALL "
        "SELECT 1 FROM delivery WHERE state IN ('pending', 'sending') OR revision > shown"
    )
    return not open_rows


def wait_until(is_true: Callable[[], bool], tries: int = 400) -> None:
    pause = threading.Event()
    for _ in range(tries):
        if is_true():
            return
        pause.wait(0.01)
    raise AssertionError("it took too long")


def check_what_always_holds(stage: Stage, walk: Walk) -> None:
    assert stage.rows("PRAGMA integrity_check") == [("ok",)]
    assert stage.rows("PRAGMA foreign_key_check") == []
    assert stage.rows("SELECT state FROM inbox WHERE state <> 'done'") == []
    states = dict(stage.rows("SELECT id, state FROM delivery"))
    assert set(states.values()) <= {"sent", "dropped"}, states
    posts = accepted_posts(stage.slack)
    assert set(posts.values()) <= {1}, f"posted twice: {posts}"
    sent = {f"wb:{id_}" for id_, state in states.items() if state == "sent"}
    assert set(posts) == sent
    assert len(posts) <= walk.posts


def accepted_posts(slack: Playground) -> Counter[str]:
    """How often each planned message stands in somebody's DM: Slack's own ledger decides."""
    calls = slack.world.ledger.entries("api")
    return Counter(
        call["arguments"]["blocks"][0]["block_id"]
        for call in calls
        if call["method"] == "chat.postMessage" and call["accepted"]
    )


def points_of(walk: Walk, folder: Path, empty: Path, lives: Lives) -> int:
    """A dry run: how many points a walk has; everything it should say is said."""
    stage = a_stage(folder, empty, lives, MovableClock(NOW))
    try:
        points = walk_and_die(stage, walk, 0)
        assert sum(accepted_posts(stage.slack).values()) == walk.posts
        return points
    finally:
        stage.slack.stop()


def die_at(walk: Walk, die: int, folder: Path, empty: Path, lives: Lives) -> bool:
    """True when the point was reached."""
    stage = a_stage(folder, empty, lives, MovableClock(NOW))
    try:
        walk_and_die(stage, walk, die)
        return bool(lives.over["points"] >= die)
    finally:
        stage.slack.stop()


@pytest.mark.promise(3)
@pytest.mark.promise(5)
@pytest.mark.promise(13)
@pytest.mark.parametrize(("name", "point"), [("praise", 28), ("own words", 16), ("line", 4)])
def test_killed_at_a_point_nothing_is_lost_or_doubled(
    name: str, point: int, tmp_path: Path, empty_database: Path, lives: Lives
) -> None:
    assert die_at(WALKS[name], point, tmp_path, empty_database, lives)


@pytest.mark.long
@pytest.mark.promise(3)
@pytest.mark.promise(5)
@pytest.mark.promise(13)
@pytest.mark.parametrize("name", WALKS)
def test_killed_at_every_point_nothing_is_lost_or_doubled(
    name: str, tmp_path: Path, empty_database: Path, lives: Lives
) -> None:
    assert points_of(WALKS[name], tmp_path, empty_database, lives) > 5
    point = 1
    while die_at(WALKS[name], point, tmp_path, empty_database, lives):
        point += 1
