"""OAuth tokens: sealed wherever they lie, worth nothing elsewhere, under keys that change."""

import itertools
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, event, update

from bot import bundle
from bot.clock import MovableClock
from bot.errors import Refused
from bot.rotating import forgotten, rotated
from bot.running import Bot
from bot.tokens import ACCESS, REFRESH, Keys, Misplaced, Unreadable, new_key
from storage import Store, backups, open_store
from storage.records import Principal
from storage.records_installs import Installation
from storage.rows import table
from tests.conftest import ROOT
from tests.features.said import answer
from tests.installs.town import Town, pretend, settings_of

WORDS = "/win Moved billing to the new ledger in 3 weeks"


@pytest.fixture
def town(clock: MovableClock, tmp_path: Path) -> Iterator[Town]:
    """A database of its own on the disk, and tokens that expire."""
    (tmp_path / "data").mkdir(mode=0o700)
    with pretend(clock, ROOT / "manifest.yml") as slack:
        made = Town(slack, settings_of(slack, f"sqlite:///{tmp_path}/data/winbook.db"))
        for desk in (made.fernhill, made.acme):
            desk.world.grants.is_rotating = True
            made.populate(desk)
        yield made


@pytest.fixture
def store(town: Town, clock: MovableClock) -> Iterator[Store]:
    opened = open_store(town.settings.database_url, clock)
    yield opened
    opened.close()


@pytest.fixture
def bot(town: Town, store: Store, clock: MovableClock) -> Iterator[Bot]:
    with town.served(store, clock) as running:
        yield running


@pytest.fixture
def both(town: Town, bot: Bot) -> Town:
    for desk in (town.fernhill, town.acme):
        assert "is installed" in town.install(desk)
    return town


def given_out(town: Town) -> set[bytes]:
    """Every token Slack ever gave us."""
    found = set()
    for desk in (town.fernhill, town.acme):
        for call in desk.world.ledger.entries("api"):
            said = call["answer"] or {}
            found |= {said.get("access_token"), said.get("refresh_token")}
    return {token.encode() for token in found if token}


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def write(store: Store, row: Installation, **what: str) -> None:
    """As somebody does who can write into the database."""
    with store._database.writing() as connection:
        mine = table(Installation).c.id == row.id
        connection.execute(update(table(Installation)).where(mine).values(**what))


@pytest.mark.promise(49)
def test_no_token_is_readable_in_the_file_its_journal_or_its_backups(
    town: Town, bot: Bot, store: Store, clock: MovableClock, tmp_path: Path
) -> None:
    seen: list[bytes] = []
    journals: list[int] = []

    def look(connection: Any) -> None:
        seen.append(everything(tmp_path))
        journals.extend(path.stat().st_size for path in tmp_path.rglob("*-journal"))

    event.listen(Engine, "commit", look)
    try:
        for desk in (town.fernhill, town.acme):
            town.install(desk)
        clock.advance(11 * 3600)
        assert bot.settle()
        backups.make(town.settings.database_url, clock.now())
    finally:
        event.remove(Engine, "commit", look)
    tokens = given_out(town)
    assert len(tokens) == 8  # two workspaces, two kinds, installed and renewed
    assert max(journals) > 0
    held = b"".join(seen) + everything(tmp_path)
    row = store.installations.all()[0]
    assert row.token.encode() in held  # what is searched is what was written
    for token in tokens:
        assert token not in held
        assert token.rpartition(b"-")[2] not in held


@pytest.mark.promise(49)
def test_no_token_is_in_an_export(both: Town, store: Store) -> None:
    dana = both.person(both.acme, "dana")
    answer(dana, WORDS)
    me = Principal(both.acme.world.team, dana.seen()["me"]["id"])
    body = bundle.bundled(store, me)
    row = store.installations.of(me.workspace)
    assert row is not None
    assert not any(token in body for token in (*given_out(both), row.token.encode()))


@pytest.mark.promise(49)
@pytest.mark.parametrize(
    ("keys", "said"),
    [("", "OAuth needs a key"), ("cat", "no key"), (new_key(), "opens the tokens of all but 2")],
    ids=["none", "none at all", "another"],
)
def test_without_its_key_it_does_not_start(
    both: Town, store: Store, clock: MovableClock, keys: str, said: str
) -> None:
    given = both.settings.model_copy(update={"token_keys": SecretStr(keys)})
    with pytest.raises(Refused, match=said) as refused:
        Bot(given, store, clock)
    assert not keys or keys not in str(refused.value) or keys == "cat"
    assert len(store.installations.all()) == 2  # nothing was deleted


@pytest.mark.promise(51)
@pytest.mark.parametrize("is_serving", [True, False], ids=["while serving", "at the start"])
@pytest.mark.parametrize("to", [0, 1])
def test_a_token_in_another_row_closes_that_workspace(
    both: Town, bot: Bot, store: Store, clock: MovableClock, caplog: pytest.LogCaptureFixture,
    to: int, is_serving: bool,
) -> None:  # fmt: skip
    rows = store.installations.all()
    write(store, rows[to], token=rows[1 - to].token)
    caplog.set_level(logging.ERROR)
    asked = bot if is_serving else Bot(both.settings, store, clock)
    asked.houses.forget(rows[to].workspace)
    assert asked.houses.get(rows[to].workspace) is None
    assert asked.houses.get(rows[1 - to].workspace) is not None
    here = store.workspaces.get(rows[to].workspace)
    assert here is not None
    assert here.state == "closed"
    assert f"The token of {rows[to].workspace} was sealed for another place." in caplog.text
    assert [row.workspace for row in store.installations.all()] == [rows[1 - to].workspace]


@pytest.mark.promise(51)
def test_every_pair_of_places_is_told_apart(both: Town, bot: Bot, store: Store) -> None:
    """Of two apps, two workspaces, two kinds: each token opens in its own place alone."""
    assert bot.keys is not None
    keys, [one, two] = bot.keys, store.installations.all()
    third = Installation(**one.__dict__ | {"app": "A0OTHER"})
    third.token, third.refresh = keys.seal(third, ACCESS, "a"), keys.seal(third, REFRESH, "r")
    places = [(row, kind) for row in (one, two, third) for kind in (ACCESS, REFRESH)]
    for (row, kind), (other, other_kind) in itertools.permutations(places, 2):
        sealed = other.token if other_kind == ACCESS else other.refresh
        moved = Installation(**row.__dict__ | {"token": sealed, "refresh": sealed})
        with pytest.raises(Misplaced):
            keys.open(moved, kind)


@pytest.mark.promise(51)
@pytest.mark.promise(56)
def test_closed_is_not_left_it_keeps_its_books_and_comes_back(
    both: Town, bot: Bot, store: Store, clock: MovableClock
) -> None:
    ben = both.person(both.acme, "ben")
    answer(ben, WORDS)
    store.workspaces.close(both.acme.world.team)
    bot.houses.forget(both.acme.world.team)
    assert "only people" in answer(ben, "/win list")
    clock.advance(90 * 86400)
    assert bot.settle()
    both.install(both.acme)
    assert "new ledger" in answer(ben, "/win list")
    store.workspaces.close(both.acme.world.team)
    bot.houses.forget(both.acme.world.team)
    ben.send("uninstall")
    assert ben.settle()
    here = store.workspaces.get(both.acme.world.team)
    assert here is not None
    assert here.state == "leaving"  # it can still say goodbye


def under(store: Store, key: str) -> int:
    """How many rows that key alone opens."""
    return sum(Keys([key]).is_newest(row) for row in store.installations.all())


@pytest.mark.promise(52)
def test_rotated_while_serving_the_old_key_can_be_destroyed(
    both: Town, bot: Bot, store: Store, clock: MovableClock, tmp_path: Path
) -> None:
    old, new = both.settings.token_keys.get_secret_value(), new_key()
    before = [one.encode() for row in store.installations.all() for one in (row.token, row.refresh)]
    bot.keys.__dict__.update(Keys([new, old]).__dict__)  # restarted with both
    assert rotated(store, Keys([new, old])) == 2
    assert rotated(store, Keys([new, old])) == 0
    assert (under(store, new), under(store, old)) == (2, 0)
    assert not any(sealed in everything(tmp_path) for sealed in before)
    for desk in (both.fernhill, both.acme):
        assert "Saved win 1" in answer(both.person(desk, "ben"), WORDS)
    alone = both.settings.model_copy(update={"token_keys": SecretStr(new)})
    assert Bot(alone, store, clock).houses.get(both.acme.world.team) is not None


@pytest.mark.promise(52)
def test_a_token_renewed_meanwhile_is_not_overwritten(both: Town, bot: Bot, store: Store) -> None:
    old, new = both.settings.token_keys.get_secret_value(), new_key()
    keys, row = Keys([new, old]), store.installations.all()[0]
    newer = Keys([old]).seal(row, ACCESS, "xoxe.xoxb-newer")
    write(store, row, token=newer)
    again = keys.seal(row, ACCESS, keys.open(row, ACCESS))
    assert not store.installations.reseal(row, again, row.refresh)
    assert rotated(store, keys) == 2
    found = next(one for one in store.installations.all() if one.id == row.id)
    assert keys.open(found, ACCESS) == "xoxe.xoxb-newer"


def test_a_process_without_the_newest_key_waits_and_deletes_nothing(
    both: Town, bot: Bot, store: Store
) -> None:
    team = both.acme.world.team
    rotated(store, Keys([new_key(), both.settings.token_keys.get_secret_value()]))
    bot.houses.forget(team)
    with pytest.raises(Unreadable):
        bot.houses.get(team)
    assert "did not say" in answer(both.person(both.acme, "ben"), "/win list")
    assert len(store.installations.all()) == 2


def test_where_the_key_is_lost_those_workspaces_install_again(
    both: Town, store: Store, clock: MovableClock
) -> None:
    new = new_key()
    with pytest.raises(Refused, match="No key of TOKEN_KEYS"):
        rotated(store, Keys([new]))
    assert forgotten(store, Keys([new])) == [both.fernhill.world.team, both.acme.world.team]
    assert store.installations.all() == []
    assert store.workspaces.closed() == sorted([both.acme.world.team, both.fernhill.world.team])
