"""Putting a dated text before somebody else: the row, its message, and what both sides read."""

from datetime import datetime, timedelta

from bot.career import plans
from storage import Store
from storage.records import Delivery, Principal
from storage.records_people import Paper

ASK, TOLD = "paper", "paper_told"  # kinds of messages
SUPPORT = "support"  # a paper that asks a sponsor to put somebody forward
LIVES = timedelta(days=30)


def put(
    store: Store, me: Principal, other: str, kind: str, about: str, text: str, now: datetime
) -> Paper:
    """My confirmation, dated now; theirs is asked for in their own hours."""
    row = Paper(
        workspace=me.workspace,
        owner=me.user,
        other=other,
        kind=kind,
        about=about,
        number=0,
        text=text,
        digest=plans.digest(text),
        owner_at=now,
    )
    sent = store.papers.send(me, row, message(row, ASK, other, now))
    for old in store.papers.of(me, about):
        if old.state == "replaced":
            store.deliveries.repaint(old.workspace, old.other, [ASK], old.public_id)
    return sent


def asked_about(plan: str) -> str:
    """What a request for support is about: the plan, and yet none of its versions."""
    return f"{SUPPORT}:{plan}"


def message(row: Paper, kind: str, to: str, now: datetime) -> Delivery:
    return Delivery(
        workspace=row.workspace,
        owner=to,
        kind=kind,
        period=f"{kind}:{row.public_id}",
        about=[row.public_id],
        due=now,
        expires=now + LIVES,
        created_at=now,
    )
