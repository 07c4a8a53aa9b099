"""What else the owner has: credentials, ladders, programmes, files that wait for an answer."""

from datetime import date
from typing import Any

from bot.career import ladders
from bot.career.credentials import stacks
from bot.career.credentials.stacks import Piece, Rung, Stack
from storage import Store
from storage.records import Principal
from storage.records_credentials import Credential, CredentialLadder, Pathway, Programme
from storage.records_data import BookImport
from tests.conftest import NOW, ROOT

LADDER = ROOT / "tests/career/ladders/files/ours.yml"
SAID: dict[str, Any] = {"workspace": "", "owner": "", "created_at": NOW, "updated_at": NOW}


def populate(store: Store, me: Principal, win: str, peer: str) -> dict[str, str]:
    store.proofs.ask(me, win, peer, NOW)
    return _credentials(store, me) | _growing(store, me) | _files(store, me)


def _credentials(store: Store, me: Principal) -> dict[str, str]:
    one = Credential(number=0, source="f", title="CKA", issuer="CNCF", **SAID)
    kept, _ = store.credentials.add(me, one, b"no badge")
    store.credentials.trust(me, me.user, "https://cncf.example", "did:key:z6Mk", NOW)
    return {"credential": kept.public_id, "key": store.credentials.trusted(me)[0].public_id}


def _growing(store: Store, me: Principal) -> dict[str, str]:
    chosen = Pathway(source="w", dimension="scope", work="Lead it", by=date(2027, 1, 1), **SAID)
    row = CredentialLadder(
        workspace=me.workspace,
        owner=me.user,
        key="kubernetes",
        name="Kubernetes",
        content=_stack(),
        file="k.yml",
        digest="d",
        made_by=me.user,
        created_at=NOW,
    )
    return {
        "programme": store.growing.start(
            me, Programme(source="p", title="Degree", **SAID)
        ).public_id,
        "pathway": store.growing.choose(me, chosen).public_id,
        "ladder": store.growing.put_ladder(row).public_id,
    }


def _files(store: Store, me: Principal) -> dict[str, str]:
    """Dropped, and not decided about yet."""
    read = ladders.read(LADDER.name, LADDER.read_bytes())
    assert read.ladder is not None
    rubric = {"file": LADDER.name, "digest": "d", "ladder": ladders.as_data(read.ladder)}
    stack = {"file": "k.yml", "digest": "d", "stack": _stack(), "problems": []}
    book = {"lines": ["1 win"], "new": 1, "brings": {"source": "t"}}
    store.typed.keep(me, "rubric:F0DROPPED1", rubric, NOW)
    store.typed.keep(me, "credential_ladder:F0STACK001", stack, NOW)
    store.typed.keep(me, "import:F0BROUGHT1", book, NOW)
    row = BookImport(workspace="", owner="", source="s", file="b.md", kind="markdown", at=NOW)
    store.bundles.add(me, row, [])
    files = {"dropped": "F0DROPPED1", "stack": "F0STACK001", "file": "F0BROUGHT1"}
    return files | {"brought": row.public_id}


def _stack() -> dict[str, Any]:
    rung = Rung("one", "First", "all", ("cka",), 1)
    return stacks.as_data(Stack("Kubernetes", "", (Piece("cka", "CKA"),), (rung,)))
