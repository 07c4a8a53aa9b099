"""Every statement about a person's things says which workspace it is about."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import event as events

from storage import Store
from storage.engine import Database
from storage.records_data import BookImport
from tests.storage.said import ANA, BEN, LEASE, NOW, delivery, packet, praise, win
from tests.storage.test_erasure import fill

PERSONAL = (
    *("person", "win", "winversion", "praise", "reaction", "tombstone", "why", "typed"),
    *("rubricversion", "rubricchoice", "rubricmapping", "selfassessment", "managerwords"),
    *("correction", "packet", "bookimport", "acquaintance", "place"),
    *("correction", "packet", "confirmation", "tie", "plan", "paper", "checkin", "share"),
    *("decision", "audit"),
)


@pytest.fixture
def heard(url: str) -> Iterator[tuple[Store, list[str]]]:
    database, statements = Database(url), list[str]()

    def listen(_1: object, _2: object, statement: str, *_3: object) -> None:
        statements.append(" ".join(statement.split()))

    for engine in (database.reader, database.writer):
        events.listen(engine, "before_cursor_execute", listen)
    yield Store(database), statements
    database.close()


def lacks_workspace(statement: str) -> bool:
    touched = re.findall(r"(?:FROM|JOIN|UPDATE|INTO) (\w+)", statement)
    if not any(name in PERSONAL for name in touched):
        return False
    if statement.startswith("INSERT"):
        return "workspace" not in statement.split("VALUES")[0]
    asked = statement.partition(" WHERE ")[2]
    return re.search(r"workspace = (\?|%)", asked) is None


@pytest.mark.promise(35)
def test_no_statement_touches_a_persons_table_without_the_workspace(
    heard: tuple[Store, list[str]],
) -> None:
    store, statements = heard
    fill(store, ANA, BEN, "one")
    row = store.wins.add(ANA, win("view:0", "other words")).win
    store.wins.of(ANA), store.wins.last(ANA), store.wins.count(ANA), store.wins.binned(ANA)
    store.wins.bin(ANA, row.public_id, NOW), store.wins.restore(ANA, row.public_id, NOW)
    store.wins.history(ANA, row.public_id), store.wins.get(ANA, row.public_id)
    store.wins.note(ANA, row.public_id, asked={"change": "asked"})
    store.corrections.of(ANA), store.corrections.about(ANA, 1), store.corrections.drop(ANA, 1)
    store.corrections.forget(ANA)
    (backed,) = store.praise.kept(ANA)
    store.praise.get(ANA, backed.public_id), store.praise.waiting(ANA)
    store.praise.backing(ANA, [1]), store.praise.attach(ANA, backed.public_id, None, [], NOW)
    store.praise.set_state(ANA, backed.public_id, "removed", NOW)
    store.praise.notice([praise(ts="7.0")], [delivery(kind="praise", about=["x"])])
    store.praise.by_message("T1", "C1", "7.0"), store.praise.holds("T1", "C1", "7.0")
    store.praise.edited("T1", "C1", "7.0", "new", "8.0", NOW)
    store.praise.withdrawn("T1", "C1", "7.0", "9.0", NOW)
    store.people.known("T1"), store.people.names("T1", ["UANA"]), store.people.all("T1")
    store.people.choose(ANA, NOW, "1.0", rhythm="off"), store.whys.last(ANA)
    store.typed.get(ANA, "win"), store.typed.drop(ANA, "win")
    chosen = store.rubrics.chosen(ANA)
    assert chosen.version is not None
    store.rubrics.offered(ANA), store.rubrics.get(ANA, chosen.version.public_id)
    store.rubrics.version(chosen.version, 1), store.rubrics.mapping(ANA, "one")
    store.assessments.of(ANA, "one")
    (said,) = store.manager_words.of(ANA)
    store.manager_words.change(ANA, said.public_id, level="x")
    store.manager_words.forget(ANA, said.public_id)
    store.deliveries.claim(NOW, 5, LEASE), store.inbox.claim(NOW)
    case = store.packets.draft(ANA, packet(case_key="other"))
    store.packets.get(ANA, case.public_id), store.packets.count(ANA)
    store.packets.material(ANA), store.packets.newest(ANA)
    store.packets.curate(ANA, case.public_id, 0, {"pinned": []}, NOW)
    store.praise.author_withdraws(BEN, backed.public_id, NOW)
    brought = BookImport(workspace="", owner="", source="s", file="f", kind="bundle", at=NOW)
    store.bundles.put(BEN, brought, store.bundles.take(ANA), {"UCEM": "Cem"})
    brought = BookImport(workspace="", owner="", source="t", file="f", kind="csv", at=NOW)
    store.bundles.add(BEN, brought, [win("import:1")]), store.bundles.names(BEN)
    (
        store.places.get(BEN),
        store.places.arrived(BEN, NOW, NOW),
        store.places.failed(BEN, NOW, "x", NOW),
    )
    for one in store.bundles.imports(BEN):
        store.bundles.undo(BEN, one.public_id)
    store.erasure.count(ANA), store.erasure.forget(ANA, NOW)
    assert len(statements) > 100
    assert [said for said in statements if lacks_workspace(said)] == []


@pytest.mark.promise(35)
def test_the_spy_hears_a_statement_without_one(heard: tuple[Store, list[str]]) -> None:
    store, statements = heard
    store.people.all()
    store.praise.forget_old(NOW)
    assert len([said for said in statements if lacks_workspace(said)]) == 2
