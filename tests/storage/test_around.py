"""Shares end at once, papers are confirmed once, and the audit shows every change to it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from storage import Store
from storage.engine import Database
from storage.records import Audit, AuditSeal, Principal
from storage.records_people import Paper, Share
from storage.rows import add_unless_known, table
from tests.storage.said import ANA, BEN, NOW, OTHER_ANA, at_once, delivery

LATER = NOW + timedelta(days=1)
CEM = Principal("T1", "UCEM")


def share(store: Store, until: timedelta = timedelta(days=7)) -> Share:
    row = Share(
        workspace="",
        owner="",
        grantee="UBEN",
        kind="win",
        ref="w",
        until=NOW + until,
        created_at=NOW,
    )
    return store.shares.give(ANA, row, delivery("share:1", BEN, kind="share"))


@pytest.mark.promise(39)
class TestShares:
    def test_only_the_grantee_reads_and_each_reading_is_noted(self, store: Store) -> None:
        given = share(store)
        assert store.shares.open(CEM, given.public_id, NOW) is None
        assert store.shares.open(ANA, given.public_id, NOW) is None
        assert store.shares.open(Principal("T2", "UBEN"), given.public_id, NOW) is None
        store.shares.open(BEN, given.public_id, NOW)
        store.shares.open(BEN, given.public_id, LATER)
        [kept] = store.shares.of(ANA)
        assert (kept.reads, kept.first_read_at, kept.read_at) == (2, NOW, LATER)

    def test_revoked_the_next_read_is_refused_and_it_can_be_given_again(self, store: Store) -> None:
        given = share(store)
        assert store.shares.revoke(BEN, given.public_id, NOW) is None
        store.shares.revoke(ANA, given.public_id, NOW)
        assert store.shares.open(BEN, given.public_id, NOW) is None
        assert store.shares.with_me(BEN, NOW) == []
        again = share(store)
        assert again.public_id == given.public_id
        assert store.shares.open(BEN, again.public_id, NOW) is not None

    def test_it_ends_by_itself(self, store: Store) -> None:
        given = share(store, timedelta(hours=1))
        assert store.shares.open(BEN, given.public_id, LATER) is None
        assert store.shares.with_me(BEN, LATER) == []


def paper(store: Store, text: str) -> Paper:
    row = Paper(
        workspace="T1",
        owner="UANA",
        other="UBEN",
        kind="plan",
        about="p1",
        number=0,
        text=text,
        digest="",
        owner_at=NOW,
    )
    return store.papers.send(ANA, row, delivery(f"paper:{text}", BEN, kind="paper"))


class TestPapers:
    def test_pressed_many_times_at_once_it_is_confirmed_once(self, store: Store) -> None:
        row = paper(store, "one")
        tell = [delivery(f"told:{n}", kind="paper_told") for n in range(8)]
        done = at_once(8, lambda n: store.papers.confirm(BEN, row.public_id, tell[n], NOW))
        assert sum(one is not None for one in done) == 1

    def test_a_newer_one_replaces_what_waits_and_not_what_was_confirmed(self, store: Store) -> None:
        first = paper(store, "one")
        store.papers.confirm(BEN, first.public_id, delivery("t1", kind="paper_told"), NOW)
        second, third = paper(store, "two"), paper(store, "three")
        assert [(p.number, p.state) for p in store.papers.of(ANA, "p1")] == [
            (3, "sent"),
            (2, "replaced"),
            (1, "confirmed"),
        ]
        tell = delivery("t2", kind="paper_told")
        assert store.papers.confirm(BEN, second.public_id, tell, NOW) is None
        assert store.papers.confirm(CEM, third.public_id, tell, NOW) is None


@pytest.mark.promise(40)
class TestAudit:
    def whole(self, store: Store) -> None:
        for n in range(5):
            store.audits.note(ANA if n % 2 else BEN, "refused", f"thing {n}", NOW)

    def test_it_holds_marks_and_no_names(self, store: Store) -> None:
        self.whole(store)
        rows = store.audits.of("T1")
        assert store.audits.broken("T1") == []
        assert [row.number for row in rows] == [1, 2, 3, 4, 5]
        assert "UANA" not in str(rows)
        assert rows[1].actor == store.audits.actor(ANA) != store.audits.actor(BEN)
        assert store.audits.of("T2") == []

    @pytest.mark.parametrize(
        "harm", ["change", "delete", "delete the last", "reorder", "insert", "change the time"]
    )
    def test_every_change_shows(self, store: Store, harm: str) -> None:
        self.whole(store)
        columns, database = table(Audit).c, Database(store._database.url)
        with database.writing() as session:
            if harm == "change":
                session.execute(update(Audit).where(columns.number == 3).values(verb="read"))
            elif harm == "change the time":
                session.execute(update(Audit).where(columns.number == 3).values(at=LATER))
            elif harm == "insert":
                row = Audit(workspace="T1", number=6, at=NOW, verb="", actor="", thing="", seal="x")
                add_unless_known(session, row)
            elif harm == "reorder":
                for old, new in ((2, 99), (4, 2), (99, 4)):
                    moved = update(Audit).where(columns.number == old)
                    session.execute(moved.values(number=new))
            else:
                gone = 5 if "last" in harm else 3
                session.execute(delete(Audit).where(columns.number == gone))
        database.close()
        assert store.audits.broken("T1") != []

    def test_the_oldest_age_out_without_breaking_it(self, store: Store) -> None:
        store.audits.note(ANA, "refused", "x", NOW - timedelta(days=400))
        store.audits.note(OTHER_ANA, "refused", "x", NOW - timedelta(days=400))
        self.whole(store)
        assert store.audits.prune(NOW) == 2
        assert store.audits.broken("T1") == []
        assert len(store.audits.of("T1")) == 5

    @pytest.mark.promise(40)
    def test_a_tail_that_was_cut_off_with_its_seal_is_missed_by_what_was_written_down(
        self, store: Store
    ) -> None:
        self.whole(store)
        rows, columns = store.audits.of("T1"), table(Audit).c
        [end, *_] = [one for one in store.audits.ends() if one.workspace == "T1"]
        assert store.audits.holds(end)
        database = Database(store._database.url)
        with database.writing() as session:
            session.execute(delete(Audit).where(columns.number > 3, columns.workspace == "T1"))
            back = {"number": 3, "seal": rows[2].seal}
            session.execute(update(AuditSeal).where(AuditSeal.workspace == "T1").values(**back))
        database.close()
        assert store.audits.broken("T1") == [], "from inside it looks whole"
        assert not store.audits.holds(end)
        store.audits.note(ANA, "refused", "x", NOW)
        store.audits.note(ANA, "refused", "x", NOW)
        assert not store.audits.holds(end), "also when it has grown again"

    def test_when_all_have_aged_out_it_is_whole_and_goes_on(self, store: Store) -> None:
        store.audits.note(ANA, "refused", "x", NOW - timedelta(days=400))
        [end, *_] = store.audits.ends()
        assert store.audits.prune(NOW) == 1
        assert (store.audits.broken("T1"), store.audits.holds(end)) == ([], True)
        store.audits.note(ANA, "refused", "y", NOW)
        assert (store.audits.broken("T1"), store.audits.holds(end)) == ([], True)
        assert [row.number for row in store.audits.of("T1")] == [2]

    @pytest.mark.promise(40)
    def test_all_rows_cut_off_show(self, store: Store) -> None:
        self.whole(store)
        database = Database(store._database.url)
        with database.writing() as session:
            session.execute(delete(Audit))
        database.close()
        assert store.audits.broken("T1") != []

    def test_written_at_once_by_many_it_stays_whole(self, store: Store) -> None:
        at_once(8, lambda n: store.audits.note(ANA, "refused", str(n), NOW))
        assert store.audits.broken("T1") == []
        assert len(store.audits.of("T1")) == 8
