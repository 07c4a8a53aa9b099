"""Delete everything means the bytes."""

from pathlib import Path

import pytest
from sqlmodel import SQLModel

from storage import Store
from storage.holdings import OWNED
from storage.records import ManagerWords, Principal, RubricVersion
from storage.records_credentials import Credential, CredentialLadder, Pathway, Programme, Proof
from storage.records_data import BookImport
from storage.rows import table
from tests.storage.around import agreeing, asking, deciding
from tests.storage.said import (
    ANA,
    BEN,
    NOW,
    content,
    correction,
    delivery,
    event,
    packet,
    praise,
    win,
)

CANARY = "kingfisher"


def fill(store: Store, me: Principal, other: Principal, word: str) -> None:
    for n in range(30):
        store.wins.add(me, win(f"view:{n}", f"{word} {n} " + "x" * 300))
    first = store.wins.numbered(me, 1)
    assert first is not None
    store.wins.change(me, first.public_id, 1, NOW, text=f"edited {word}")
    store.corrections.keep(me, correction(me, first.id or 0, [word, "rota"]))
    row = praise(me, ts=f"1.{me.user}", quote=f"thanks for {word}", author=other.user)
    store.praise.notice([row], [delivery(f"praise:{me.user}", me, kind="praise", about=["x"])])
    store.praise.keep(me, row.public_id, NOW, first.id, [word])
    case = store.packets.draft(me, packet(title=f"case of {word}"))
    said = content(row.public_id, other.user, f"thanks for {word}")
    store.packets.freeze(me, case.public_id, 0, said, "digest", NOW)
    store.people.learn("T1", me.user, NOW, name=f"name {word}", channel=f"D{me.user}")
    store.whys.note(me, "kept", NOW, what=word)
    store.typed.keep(me, "win", {"text": word}, NOW)
    told = {"key": word, "name": word, "digest": word, "content": {"name": word}}
    mine, _ = store.rubrics.add(
        RubricVersion(
            workspace="T1", owner=me.user, made_by=me.user, shape="x", created_at=NOW, **told
        )
    )
    store.rubrics.choose("T1", me.user, mine, NOW)
    store.rubrics.map("T1", me.user, word, {word: "scope"}, NOW)
    store.assessments.answer(me, word, 1, {word: ("never", word)}, NOW)
    said = {"text": word, "said_on": NOW.date(), "created_at": NOW}
    store.manager_words.keep(me, ManagerWords(workspace="", owner="", source=word, **said))
    brought = BookImport(workspace="", owner="", source=word, file=word, kind="json", at=NOW)
    store.places.choose(me, "dm", f"age1{word}", NOW)
    store.bundles.put(me, brought, {}, {f"U{word}": word})
    for tell in (asking, agreeing, deciding):
        tell(store, me, other, word)
    hold(store, me, other, word)
    store.reactions.react("T1", "C1", "1.0", me.user, "trophy", True, "1.0")
    store.inbox.keep(event(f"Ev{me.user}", body={"event": {"user": me.user, "text": word}}))
    store.inbox.keep(event(f"Dm{me.user}", channel=f"D{me.user}", body={"text": word}))


def hold(store: Store, me: Principal, other: Principal, word: str) -> None:
    """Everything that credentials are made of."""
    on, whose = NOW.date(), {"workspace": me.workspace, "owner": me.user}
    both = {"created_at": NOW, "updated_at": NOW}
    store.credentials.add(
        me, Credential(source="f", title=word, note=word, **whose, **both), word.encode()
    )
    store.credentials.set_addresses(me, [f"{word}@example.org"], NOW)
    store.credentials.trust(me, me.user, f"https://{word}.example", word, NOW)
    units = [{"name": word, "due": None, "done": None}]
    store.growing.start(me, Programme(source="p", title=word, units=units, **whose, **both))
    path = Pathway(source="p", dimension="scope", work=word, by=on, **whose, **both)
    store.growing.choose(me, path)
    stack = {"name": word, "about": word, "pieces": [], "rungs": []}
    told = {"key": word, "name": word, "content": stack, "created_at": NOW}
    store.growing.put_ladder(CredentialLadder(**whose, **told))
    store.proofs.ask(me, word, other.user, NOW)
    store.deliveries.plan([delivery(f"consent:{me.user}", me, kind="proof", about=[other.user])])
    proof = {"win": word, "number": 1, "serial": word, "kid": word, "token": word, "made_at": NOW}
    store.proofs.keep(me, Proof(**whose, **proof))


@pytest.mark.promise(54)
def test_after_delete_everything_no_byte_is_left_and_the_others_keep_theirs(
    store: Store, file: Path
) -> None:
    fill(store, ANA, BEN, CANARY)
    fill(store, BEN, ANA, "woodpecker")
    store.wins.add(BEN, win("view:with", "together", credited=["UANA", "UCEM"]))
    before = store.erasure.count(BEN)
    assert CANARY.encode() in file.read_bytes()

    counted = store.erasure.count(ANA)
    gone = store.erasure.forget(ANA, NOW)

    assert {what: gone[what] for what in counted} == counted
    assert (gone["wins"], gone["versions"], gone["inbox"], gone["credits"]) == (30, 1, 2, 1)
    assert gone["corrections"] == 1
    everything = b"".join(path.read_bytes() for path in file.parent.iterdir() if path.is_file())
    assert CANARY.encode() not in everything
    assert b"UANA" not in everything
    assert set(store.erasure.count(ANA).values()) == {0}
    nobody = ("said about others", "asked by others", "answered to others", "ties to others")
    sponsored = ("plans", "papers", "check-ins", "decisions")
    none_left = dict.fromkeys([*nobody, "shared by others", "ties", "shares"], 0)
    none_left |= dict.fromkeys([f"{what} of others" for what in sponsored], 0)
    none_left |= dict.fromkeys(["consents", "consents given", "told to others"], 0)
    none_left |= {"requests": 1, "deliveries": before["deliveries"] - 1}  # one named ANA
    assert store.erasure.count(BEN) == before | none_left
    (backed,) = store.praise.kept(BEN)
    assert (backed.author, backed.quote) == ("", "thanks for woodpecker")
    [kept] = store.packets.frozen(BEN, "senior|2026")
    assert kept.content is not None
    [told] = kept.content["sections"][0]["evidence"]
    assert [(v["name"], v["by"], v["words"]) for v in told["voices"]] == [
        ("", "", "thanks for woodpecker")
    ]
    assert told["credited"] == [{"name": "Cem", "by": "UCEM"}]
    together = store.wins.numbered(BEN, 31)
    assert together is not None
    assert together.credited == ["UCEM"]


def test_every_table_with_an_owner_is_covered() -> None:
    tables = {name for name, held in SQLModel.metadata.tables.items() if "owner" in held.columns}
    assert tables == {table(model).name for model in OWNED.values()}


@pytest.mark.promise(53)
def test_the_body_of_a_done_event_leaves_no_byte(store: Store, file: Path) -> None:
    store.inbox.keep(event(body={"text": CANARY * 40}))
    assert CANARY.encode() in file.read_bytes()
    store.inbox.done(store.inbox.claim(NOW))
    everything = b"".join(path.read_bytes() for path in file.parent.iterdir() if path.is_file())
    assert CANARY.encode() not in everything
