"""Who stands around a case: how far each person who backs it is from its owner."""

from bot.career import independence
from storage import Store
from storage.records import Principal


def ties(store: Store, me: Principal) -> dict[str, str]:
    """By user id: the sponsor of the plan, and what people said of themselves."""
    plan = store.plans.running(me)
    return independence.ties(plan.sponsor if plan else "", store.confirmations.ties(me))
