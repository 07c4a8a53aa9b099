"""One owner with a thing of every kind, the people around them, and how a request looks."""

from datetime import date, timedelta
from typing import Any

from storage import Store
from storage.records import ManagerWords, Packet, Praise, Principal, RubricVersion, Win
from storage.records_people import CheckIn, Confirmation, Decision, Paper, Plan, Share
from tests.conftest import NOW
from tests.permissions import held
from tests.permissions.table import OWNER_ID
from tests.storage.said import delivery

DAY = date(2026, 11, 20)
USERS = {
    "owner": OWNER_ID,
    "stranger": "U0STRANGE1",
    "asked peer": "U0ASKED001",
    "sponsor": "U0SPONSOR1",
    "reader": "U0READER01",
    "former reader": "U0FORMER01",
    "admin": "U0ADMIN001",
    "guest": "U0GUEST001",
    "deactivated": "U0GONE0001",
    "external": "U0STRANGE1",
    "other workspace": OWNER_ID,
}
FORGED = "x" * 22


def populate(store: Store, team: str) -> dict[str, str]:
    """The owner's book; what each kind of id is."""
    for role, user in USERS.items():
        if role not in ("external", "other workspace"):
            facts = {"is_guest": role == "guest", "is_gone": role == "deactivated"}
            store.people.learn(team, user, NOW, name=role, zone="Europe/Berlin", **facts)
    me = Principal(team, USERS["owner"])
    ids = _wins(store, me) | _rubrics(store, me) | _around(store, me) | _plans(store, me)
    ids["gone"] = USERS["deactivated"]
    ids |= held.populate(store, me, ids["win"], USERS["asked peer"])
    ids["packet"] = store.packets.draft(me, _packet()).public_id
    return ids


def _wins(store: Store, me: Principal) -> dict[str, str]:
    said = {"happened": DAY, "created_at": NOW, "updated_at": NOW}
    win = Win(workspace="", owner="", number=0, source="view:1", text="Cut it", **said)
    draft = Win(workspace="", owner="", number=0, source="view:2", text="x", state="draft", **said)
    kept = store.wins.add(me, win).win
    rows = [_praise(me, ts) for ts in ("1.0", "2.0")]
    store.praise.notice(rows, [])
    store.praise.keep(me, rows[1].public_id, NOW, kept.id, [])
    return {
        "win": kept.public_id,
        "draft": store.wins.add(me, draft).win.public_id,
        "praise": rows[0].public_id,
        "kept": rows[1].public_id,
    }


def _praise(me: Principal, ts: str) -> Praise:
    when = {"said_at": NOW, "noticed_at": NOW, "updated_at": NOW}
    author = USERS["asked peer"]
    said: dict[str, Any] = {"author": author, "channel": "C1", "ts": ts, "quote": "thanks", **when}
    return Praise(workspace=me.workspace, owner=me.user, **said)


def _rubrics(store: Store, me: Principal) -> dict[str, str]:
    told = {"key": "own", "name": "Own", "digest": "d", "content": {"name": "Own"}}
    made, _ = store.rubrics.add(
        RubricVersion(workspace=me.workspace, owner=me.user, created_at=NOW, **told)
    )
    words = ManagerWords(
        workspace="", owner="", source="view:9", text="said", said_on=DAY, created_at=NOW
    )
    store.manager_words.keep(me, words)
    return {"rubric": made.public_id, "words": words.public_id}


def _around(store: Store, me: Principal) -> dict[str, str]:
    ids = {}
    for number, name in enumerate(("request", "answered"), 1):
        row = Confirmation(
            turn="open",
            workspace=me.workspace,
            owner=me.user,
            peer=USERS["asked peer"],
            win_ref=f"w{number}",
            number=1,
            words="Cut it",
            asked_at=NOW,
        )
        tell = delivery(f"ask:{number}", Principal(me.workspace, row.peer), about=[row.public_id])
        store.confirmations.ask([row], [tell], 9)
        ids[name] = row.public_id
    peer = Principal(me.workspace, USERS["asked peer"])
    tell = delivery("told:2", me, kind="confirm_told")
    store.confirmations.answer(peer, ids["answered"], ("yes", ""), None, tell, NOW)
    for role in ("former reader", "reader"):
        share = Share(
            workspace="",
            owner="",
            grantee=USERS[role],
            kind="win",
            ref=store.wins.of(me)[0].public_id,
            until=NOW + timedelta(days=9),
            created_at=NOW,
        )
        reader = Principal(me.workspace, USERS[role])
        given = store.shares.give(me, share, delivery(f"share:{role}", reader, kind="share"))
        ids["share" if role == "reader" else "revoked"] = given.public_id
    store.shares.revoke(me, ids["revoked"], NOW)
    return ids


def _plans(store: Store, me: Principal) -> dict[str, str]:
    sponsor = Principal(me.workspace, USERS["sponsor"])
    plan = Plan(
        workspace="",
        owner="",
        sponsor=sponsor.user,
        target="senior",
        cycle=date(2027, 3, 1),
        evidence=[{"id": "p1", "dimension": "scope", "text": "Lead it", "wins": []}],
        next_on=date(2026, 12, 1),
        created_at=NOW,
        updated_at=NOW,
    )
    store.plans.make(me, plan)
    paper = Paper(
        workspace=me.workspace,
        owner=me.user,
        other=sponsor.user,
        kind="plan",
        about=plan.public_id,
        number=0,
        text="the text",
        digest="",
        owner_at=NOW,
    )
    store.papers.send(me, paper, delivery("paper:1", sponsor, kind="paper"))
    talk = CheckIn(
        workspace="",
        owner="",
        sponsor=sponsor.user,
        plan_ref=plan.public_id,
        day=DAY,
        updated_at=NOW,
    )
    talk = store.check_ins.on(me, talk)
    items = [{"key": "said", "text": "words"}]
    tell = delivery("talk:1", sponsor, kind="checkin_shared")
    store.check_ins.share(me, talk.public_id, items, tell, NOW)
    ids = {"plan": plan.public_id, "piece": "p1", "paper": paper.public_id, "talk": talk.public_id}
    return ids | {name: _decision(store, me, name) for name in ("decision", "yes")}


def _decision(store: Store, me: Principal, name: str) -> str:
    row = Decision(
        workspace="",
        owner="",
        source=name,
        answer="yes" if name == "yes" else "no",
        said_on=DAY,
        gap="Lead it",
        target="senior",
        created_at=NOW,
        updated_at=NOW,
    )
    return store.decisions.add(me, row).public_id


def _packet() -> Packet:
    days = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
    said = {"case_key": "senior|2026", "title": "Senior", "period": "2026", "target": "senior"}
    return Packet(workspace="", owner="", created_at=NOW, updated_at=NOW, **said, **days)
