"""A person's plan with everything that is said about it, put together from the store."""

from datetime import date, datetime
from typing import NamedTuple

from bot.career import plans, prompts
from bot.errors import Missing
from bot.settings import Settings
from storage import Store
from storage.records import Person, Principal, Win
from storage.records_people import Paper, Plan

GONE = "That plan is no longer here. `/win plan` shows what is."


class Kept(NamedTuple):
    """A plan, its papers (newest first), and how far its evidence is shown."""

    plan: Plan
    papers: list[Paper]
    shown: list[plans.Progress]
    sponsor: Person | None

    @property
    def agreed(self) -> Paper | None:
        """What both confirmed last, frozen."""
        return next((paper for paper in self.papers if paper.state == "confirmed"), None)


def running(store: Store, me: Principal) -> Kept | None:
    plan = store.plans.running(me)
    return kept(store, me, plan) if plan else None


def mine(store: Store, me: Principal, public_id: str) -> Plan:
    """The running plan, or the same answer whether it is ended, missing or somebody else's."""
    plan = store.plans.get(me, public_id)
    if plan is None or plan.turn != "open":
        raise Missing(GONE)
    return plan


def kept(store: Store, me: Principal, plan: Plan) -> Kept:
    wins = store.wins.of(me)
    backing = store.praise.backing(me, [win.id for win in wins if win.id])
    shown = plans.progress(plan, {win.public_id: win for win in wins}, backing)
    sponsor = store.people.get(Principal(me.workspace, plan.sponsor)) if plan.sponsor else None
    return Kept(plan, store.papers.of(me, plan.public_id), shown, sponsor)


def today(store: Store, me: Principal, now: datetime, settings: Settings) -> date:
    person = store.people.get(me) or store.people.acted(me, now)
    return prompts.today(person, now, settings.zone)


def candidates(store: Store, me: Principal, dimension: str) -> list[Win]:
    """Wins that can be linked, those of the same dimension first, newest first."""
    wins = store.wins.of(me)
    return sorted(wins, key=lambda win: dimension not in win.dimensions)[:100]


def name(person: Person | None) -> str:
    return person.name if person and person.name else "your sponsor"
