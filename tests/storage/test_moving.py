"""From a file to PostgreSQL: every row as it was, or nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from storage import Store, Unusable, moving, open_store
from tests import postgres
from tests.storage.said import ANA, BEN, OTHER_ANA, delivery, event, praise, win
from tests.storage.test_erasure import fill

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
WORDS = "🏆 مرحبا \\u0000 '\"{}%s é" * 20


@pytest.fixture
def target(server: postgres.Server) -> Iterator[str]:
    url = server.new()
    yield url
    server.drop(url)


@pytest.fixture
def book(store: Store, file: Path) -> str:
    """Something in every table, and more rows than are moved at once."""
    fill(store, ANA, BEN, "one")
    store.inbox.keep(event(body={"text": WORDS}))
    for n in range(700):
        store.wins.add(OTHER_ANA, win(f"view:{n}", f"{WORDS} {n}", figures=[{"text": "9"}]))
    store.deliveries.plan([delivery(str(n)) for n in range(5)])
    store.close()
    return f"sqlite:///{file}"


@pytest.mark.promise(31)
def test_everything_arrives_and_the_next_numbers_are_free(book: str, target: str) -> None:
    before = open_store(book)
    moved = moving.move(book, target)
    after = open_store(target)
    assert moved["win"] > 700
    assert after.wins.of(OTHER_ANA) == before.wins.of(OTHER_ANA)
    assert after.praise.kept(ANA) == before.praise.kept(ANA)
    assert after.erasure.count(ANA) == before.erasure.count(ANA)
    assert after.people.get(ANA) == before.people.get(ANA)
    added = after.wins.add(OTHER_ANA, win("view:new")).win
    assert (added.number, added.id) == (701, before.wins.add(OTHER_ANA, win("view:new")).win.id)
    assert after.praise.notice([praise(ts="77.0")], []) != []
    before.close(), after.close()


@pytest.mark.promise(31)
def test_a_target_with_rows_is_refused_and_left_as_it_is(book: str, target: str) -> None:
    there = open_store(target)
    moving.move(book, target)
    count = len(there.wins.of(OTHER_ANA))
    with pytest.raises(Unusable, match="has rows already"):
        moving.move(book, target)
    assert len(there.wins.of(OTHER_ANA)) == count
    there.close()


@pytest.mark.parametrize(("to", "why"), [("sqlite:///x.db", "--to must name")])
def test_only_from_a_file_to_a_server(book: str, target: str, to: str, why: str) -> None:
    with pytest.raises(Unusable, match=why):
        moving.move(book, to)
    with pytest.raises(Unusable, match="must name the SQLite file"):
        moving.move(target, target)


def test_rows_that_arrive_otherwise_undo_everything(
    book: str, target: str, server: postgres.Server
) -> None:
    open_store(target).close()
    name = str(make_url(target).database)
    spoil = "BEGIN NEW.text := NEW.text || '.'; RETURN NEW; END"
    server.do(f"CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ {spoil} $$", name)
    server.do("CREATE TRIGGER t BEFORE INSERT ON win FOR EACH ROW EXECUTE FUNCTION spoil()", name)
    with pytest.raises(Unusable, match="win did not arrive"):
        moving.move(book, target)
    assert server.do("SELECT count(*) FROM win", name) == [(0,)]
    assert server.do("SELECT count(*) FROM workspace", name) == [(0,)]


KILLED = """
import os, sys
from storage import moving
def die(name, rows):
    if name == sys.argv[3]:
        os.kill(os.getpid(), 9)
moving.move(sys.argv[1], sys.argv[2], die)
"""


@pytest.mark.promise(31)
@pytest.mark.parametrize("at", ["workspace", "win", "winversion"])
def test_killed_in_the_middle_it_can_be_started_again(book: str, target: str, at: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, book, target, at], cwd=ROOT, env=os.environ
    )
    assert ended.returncode == -signal.SIGKILL
    assert moving.move(book, target)["win"] > 700


def test_it_is_one_command(book: str, target: str) -> None:
    told = {**os.environ, "DATABASE_URL": book}
    command = [sys.executable, "-m", "bot", "move", "--to", target]
    ended = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    assert "compared" in ended.stdout
    again = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True)
    assert (again.returncode, "has rows already" in again.stderr) == (1, True)


def test_nothing_is_written_to_the_file(book: str, target: str) -> None:
    file = Path(book.removeprefix("sqlite:///"))
    before = file.read_bytes()
    moving.move(book, target)
    assert file.read_bytes() == before
