"""A book that somebody has lived with for a while: every table of it holds something."""

import hashlib
import json
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from bot import rubrics
from bot.career import ladders, packet, wins
from bot.career.packet import Book, Curation, Span
from storage import Store
from storage.records import ManagerWords, Packet, Principal, RubricVersion
from tests.storage.around import agreeing, asking, deciding
from tests.storage.said import ANA, BEN, NOW, correction, praise
from tests.storage.test_erasure import hold

LINES = (
    "Cut deploy time from 40 to 9 minutes #scope with <@UBEN> https://x.example/a yesterday",
    "Led the on-call rota for 3 teams #influence",
    "=HYPERLINK(1) halved the bill of the search cluster by 40%",
    "Wrote the runbook that support now follows\nand taught it",
)


LADDER = """level,dimension,criterion,example,id
Senior,Craft,Finds the problem worth solving,,c2
Staff,Craft,Makes two teams decide faster,A decision in a day,t2
"""


def live(store: Store, me: Principal = ANA) -> None:
    """Fill every table of the book."""
    person = store.people.learn(me.workspace, me.user, NOW, name="Ana", channel="DANA")
    store.people.learn(me.workspace, BEN.user, NOW, name="Ben")
    store.people.choose(me, NOW, level_next="staff", rhythm="monthly", ask_zone="Asia/Kolkata")
    for n, said in enumerate(LINES):
        store.wins.add(me, wins.from_line(said, person, NOW, f"view:{n}"))
    first = store.wins.numbered(me, 1)
    assert first is not None
    store.wins.change(me, first.public_id, 1, NOW, outcome="Nobody waits any more")
    store.corrections.keep(me, correction(me, first.id or 0, ["rota"]))
    gone = store.wins.numbered(me, 4)
    assert gone is not None
    store.wins.bin(me, gone.public_id, NOW)
    for n in range(2):
        row = praise(me, ts=f"{n}.{me.user}", quote=f"thanks <@{me.user}> &amp; co {n}")
        store.praise.notice([row], [])
        store.praise.keep(me, row.public_id, NOW, first.id if n else None, ["deploy"])
    for tell in (asking, agreeing, deciding):
        tell(store, me, BEN, "a word")
    _rubric(store, me)
    _frozen(store, me)
    hold(store, me, BEN, "ladder")
    store.whys.note(me, "kept", NOW, what="x")
    store.reactions.react(me.workspace, "C1", "1.0", me.user, "trophy", True, "1.0")


def _rubric(store: Store, me: Principal) -> None:
    found = ladders.read("acme.csv", LADDER.encode())
    assert found.ladder is not None
    told = {"name": "Acme", "key": "acme", "digest": found.digest, "shape": found.shape}
    row = RubricVersion(
        workspace=me.workspace,
        owner="",
        made_by="UBEN",
        content=ladders.as_data(found.ladder),
        created_at=NOW,
        **told,
    )
    version, _ = store.rubrics.add(row)
    store.rubrics.choose(me.workspace, me.user, version, NOW)
    store.rubrics.map(me.workspace, me.user, "acme", {"a": "scope"}, NOW)
    store.assessments.answer(me, "acme", 1, {"c": ("never", "not yet")}, NOW)
    said = {"text": "Show me scope", "said_on": NOW.date(), "created_at": NOW}
    store.manager_words.keep(me, ManagerWords(workspace="", owner="", source="v", **said))


def _frozen(store: Store, me: Principal) -> None:
    person = store.people.get(me)
    assert person is not None
    ladder = rubrics.of(store, me)
    span = Span(NOW.date() - timedelta(days=365), NOW.date(), "the last 12 months")
    material, _ = store.packets.material(me)
    level = ladder.level("staff")
    case = packet.build(Book(material), ladder, person, span, level, Curation(), NOW.date())
    days = {"first": span.first, "last": span.last, "created_at": NOW, "updated_at": NOW}
    row = Packet(
        workspace="", owner="", case_key="staff|x", title="T", period="x", target="staff", **days
    )
    drafted = store.packets.draft(me, row)
    content = packet.as_dict(case)
    store.packets.freeze(me, drafted.public_id, 0, content, packet.digest(content), NOW)
    again = Packet(**row.model_dump(exclude={"id", "public_id", "version"}))
    store.packets.draft(me, again)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes], honest: bool = True) -> bytes:
    """A bundle of these files; an honest one has the hashes of what is in it."""
    about: dict[str, Any] = json.loads(files["manifest.json"])
    if honest:
        rest = {name: body for name, body in files.items() if name != "manifest.json"}
        about["files"] = {n: {"sha256": hashlib.sha256(b).hexdigest()} for n, b in rest.items()}
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps(about))
        for name, body in files.items():
            if name != "manifest.json":
                archive.writestr(name, body)
    return made.getvalue()


LATER = datetime(2027, 5, 1, tzinfo=UTC)
