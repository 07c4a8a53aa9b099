"""What two people have with each other, written into a store: for erasure and for the tenants."""

from datetime import timedelta

from storage import Store
from storage.records import Principal
from storage.records_people import CheckIn, Confirmation, Decision, Paper, Plan, Share
from tests.storage.said import NOW, delivery

DAY = NOW.date()


def asking(store: Store, me: Principal, other: Principal, word: str) -> None:
    """One answered and one open request to the other, and how they work together."""
    for number, said in enumerate((word, "")):
        row = Confirmation(
            turn="open",
            workspace="T1",
            owner=me.user,
            peer=other.user,
            win_ref=str(number),
            number=1,
            words=word,
            asked_at=NOW,
        )
        sent = delivery(f"ask:{row.public_id}", other, kind="confirm", about=[row.public_id])
        store.confirmations.ask([row], [sent], 99)
        if said:
            tell = delivery(f"told:{row.public_id}", me, kind="confirm_told")
            store.confirmations.answer(other, row.public_id, ("more", said), None, tell, NOW)
    store.confirmations.tie(other, me.user, "team", NOW)
    store.confirmations.of(me), store.confirmations.ties(me)
    store.confirmations.asked_of(other), store.confirmations.waiting("T1", NOW, NOW)
    store.confirmations.get(me, "x"), store.confirmations.week("T1", other.user, NOW)
    store.confirmations.recall(me, "x"), store.audits.note(me, "refused", word, NOW)
    store.audits.of("T1"), store.audits.actor(me), store.audits.broken("T1")


def agreeing(store: Store, me: Principal, other: Principal, word: str) -> None:
    """A plan that both confirmed, and a check-in with notes by both."""
    plan = Plan(
        workspace="",
        owner="",
        sponsor=other.user,
        target="senior",
        cycle=DAY,
        missing=word,
        created_at=NOW,
        updated_at=NOW,
    )
    store.plans.make(me, plan)
    paper = Paper(
        workspace="T1",
        owner=me.user,
        other=other.user,
        kind="plan",
        about=plan.public_id,
        number=0,
        text=word,
        digest="",
        owner_at=NOW,
    )
    told = {"kind": "paper", "about": [paper.public_id]}
    store.papers.send(me, paper, delivery(f"paper:{paper.public_id}", other, **told))
    answered = delivery(f"paper_told:{paper.public_id}", me, kind="paper_told")
    store.papers.confirm(other, paper.public_id, answered, NOW)
    store.papers.correct(other, paper.public_id, word, answered, NOW)
    store.papers.of(me, plan.public_id), store.papers.get(me, paper.public_id)
    store.papers.addressed(other), store.papers.recall(me, plan.public_id)
    plan = store.plans.change(me, plan.public_id, 0, NOW, next_on=DAY)
    store.plans.running(me), store.plans.of(me), store.plans.due("T1", DAY)
    talk = CheckIn(
        workspace="", owner="", sponsor=other.user, plan_ref=plan.public_id, day=DAY, updated_at=NOW
    )
    talk = store.check_ins.on(me, talk)
    items = [{"key": "said", "text": word}]
    tell = delivery(f"checkin:{talk.public_id}", other, kind="checkin_shared")
    store.check_ins.share(me, talk.public_id, items, tell, NOW)
    store.check_ins.note(other, talk.public_id, word, NOW)
    store.check_ins.change(me, talk.public_id, NOW, note=word)
    store.check_ins.of(me, plan.public_id), store.check_ins.shared_with(other)


def deciding(store: Store, me: Principal, other: Principal, word: str) -> None:
    """Something shared, and a no."""
    share = Share(
        workspace="",
        owner="",
        grantee=other.user,
        kind="win",
        ref=word,
        until=NOW + timedelta(days=1),
        created_at=NOW,
    )
    share = store.shares.give(me, share, delivery(f"share:{share.public_id}", other, kind="share"))
    store.shares.open(other, share.public_id, NOW), store.shares.with_me(other, NOW)
    store.shares.of(me), store.shares.revoke(me, "x", NOW)
    decision = Decision(
        workspace="",
        owner="",
        sponsor=other.user,
        source=word,
        answer="no",
        said_on=DAY,
        said=word,
        created_at=NOW,
        updated_at=NOW,
    )
    decision = store.decisions.add(me, decision)
    store.decisions.change(me, decision.public_id, 0, NOW, gap=word)
    store.decisions.of(me), store.decisions.open_until("T1", DAY)
