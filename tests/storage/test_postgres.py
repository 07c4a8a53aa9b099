"""What is PostgreSQL's alone: what is refused, who migrates, and a server that goes away."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import OperationalError

from storage import HEAD, Store, Unusable, migrate, open_store
from storage.migrating import revision_of
from storage.postgres import address
from tests import postgres
from tests.storage.said import ANA, NOW, at_once, delivery, event

slow = pytest.mark.slow
REFUSED = {
    "CREATE TABLE theirs (id int)": "belongs to another program",
    "CREATE TABLE alembic_version (version_num text); INSERT INTO alembic_version VALUES ('9999')":
    "update Winbook",
}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("postgres://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("postgresql://u:p@h/d?sslmode=require", "postgresql+psycopg://u:p@h/d?sslmode=require"),
        ("postgresql+psycopg://h/d", "postgresql+psycopg://h/d"),
        ("sqlite:///x.db", "sqlite:///x.db"),
    ],
)
def test_every_way_to_write_the_address_is_taken(said: str, meant: str) -> None:
    assert address(said).render_as_string(hide_password=False) == meant


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("mysql://h/d", "SQLite or PostgreSQL, not in mysql"),
        ("nonsense", "no address"),
        pytest.param(
            "postgresql://winbook:secret@127.0.0.1:1/winbook", "does not answer", marks=slow
        ),
    ],
)
def test_what_cannot_be_reached_is_one_sentence_without_the_password(url: str, advice: str) -> None:
    with pytest.raises(Unusable) as refused:
        open_store(url)
    assert advice in refused.value.sentence
    assert "secret" not in refused.value.sentence


@slow
@pytest.mark.parametrize(("statement", "advice"), REFUSED.items(), ids=REFUSED.values())
def test_a_database_that_is_not_ours_is_left_alone(
    server: postgres.Server, statement: str, advice: str
) -> None:
    url = server.new()
    server.do(statement, str(make_url(url).database))
    with pytest.raises(Unusable, match=advice):
        open_store(url)
    server.drop(url)


@slow
def test_a_database_that_is_not_there_is_named(server: postgres.Server) -> None:
    with pytest.raises(Unusable, match="/nowhere cannot be used, there is no such database"):
        open_store(server.url("nowhere"))


@slow
@pytest.mark.promise(30)
def test_replicas_that_start_together_migrate_once(server: postgres.Server) -> None:
    url = server.new()
    applied = at_once(3, lambda _: migrate(url))
    assert sorted(map(len, applied)) == [0, 0, int(HEAD)]
    assert revision_of(url) == HEAD
    server.drop(url)


@pytest.fixture
def own_server() -> Iterator[postgres.Server]:
    with postgres.running() as started:
        yield started


@slow
@pytest.mark.promise(3)
def test_a_server_that_crashes_and_comes_back_has_everything_it_acknowledged(
    own_server: postgres.Server,
) -> None:
    url = own_server.new()
    store = open_store(url)
    store.deliveries.plan([delivery()])
    assert all(at_once(8, lambda k: store.inbox.keep(event(f"Ev{k}"))))
    own_server.stop()
    said = at_once(8, lambda k: store.inbox.keep(event(f"Lost{k}")))
    assert {type(one) for one in said} == {OperationalError}
    own_server.start()
    assert all(at_once(8, lambda k: store.inbox.keep(event(f"Again{k}"))))
    assert len(found(store)) == 16
    store.close()


def found(store: Store) -> list[str]:
    with store._database.reading() as connection:
        return list(connection.exec_driver_sql("SELECT event_id FROM inbox").scalars())


@slow
@pytest.mark.promise(2)
def test_a_row_that_another_holds_is_waited_for_no_longer_than_an_answer_may_take(
    server: postgres.Server,
) -> None:
    store = open_store(url := server.new())
    store.typed.keep(ANA, "win", {}, NOW)
    patient = create_engine(url)  # a frozen process of ours would be sent away sooner
    with patient.begin() as holding:
        holding.exec_driver_sql("SELECT * FROM typed FOR UPDATE")
        (refused,) = at_once(1, lambda _: store.typed.keep(ANA, "win", {}, NOW))
    assert isinstance(refused, OperationalError)
    patient.dispose()
    store.close()
    server.drop(url)
