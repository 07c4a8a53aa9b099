"""The form of a plan: six boxes, and the words that are kept when something is wrong."""

from datetime import datetime
from typing import Any

from bot import people, rubrics
from bot.career import plans
from bot.career.rubric import Rubric
from bot.errors import Missing, Refused, all_of
from bot.features.plan import planbook, window
from bot.features.plan.planbook import today
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from storage import Store
from storage.records import Principal
from storage.records_people import Plan
from storage.wins import Changed

FORM = "plan_form"
SPONSOR, TARGET, CYCLE = "sponsor", "target", "cycle"
EVIDENCE, MISSING, CADENCE = "evidence", "missing", "cadence"
CHANGED = (
    "This plan was changed elsewhere since you opened this form. Copy your words and open it again."
)


def register(app: Any) -> None:
    app.view(FORM)(save)


def save(
    ack: Any, view: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any
) -> None:
    """A new plan, or a new state of the one that runs; what was agreed before stands till then."""
    now, told, kept = clock.now(), forms.answers(view), forms.kept(view)
    before = planbook.mine(store, me, str(kept["id"])) if "id" in kept else None
    said = read(told, before, client, store, me, now, settings)
    try:
        plan = _changed(store, me, before, kept.get("revision"), said, now)
    except Changed:
        raise Refused(CHANGED, SPONSOR) from None
    except KeyError:
        raise Missing(planbook.GONE, SPONSOR) from None
    here = today(store, me, now, settings)
    ack(response_action="update", view=window.window(planbook.kept(store, me, plan), here))
    homes.stale(me)


def read(
    told: dict[str, Any],
    before: Plan | None,
    client: Any,
    store: Store,
    me: Principal,
    now: datetime,
    settings: Any,
) -> dict[str, Any]:
    """Every box, or Refused with all that is wrong."""
    here, ladder = today(store, me, now, settings), rubrics.of(store, me)

    found = all_of(
        {
            SPONSOR: lambda: _sponsor(told, client, store, me, now),
            TARGET: lambda: _target(told, ladder),
            CYCLE: lambda: plans.read_cycle(forms.text(told, CYCLE), here, CYCLE),
            EVIDENCE: lambda: plans.read_evidence(
                forms.text(told, EVIDENCE), before.evidence if before else (), EVIDENCE
            ),
        }
    )
    cadence = forms.text(told, CADENCE)
    cadence = cadence if cadence in plans.CADENCES else "monthly"
    is_as_before = before is not None and before.cadence == cadence
    following = before.next_on if before and is_as_before else plans.next_day(here, cadence)
    return found | {
        "next_on": following,
        "target_name": ladder.level(found[TARGET]).name,
        MISSING: forms.text(told, MISSING).strip(),
        CADENCE: cadence,
    }


def _sponsor(told: dict[str, Any], client: Any, store: Store, me: Principal, now: datetime) -> str:
    user = forms.text(told, SPONSOR)
    found = people.meet(client, store, me.workspace, [user], now)
    if why := plans.unfit(found.get(user), me.user):
        raise Refused(why, SPONSOR)
    return user


def _target(told: dict[str, Any], ladder: Rubric) -> str:
    level = forms.text(told, TARGET)
    if not ladder.knows(level):
        raise Refused("Choose a level of your rubric.", TARGET)
    return level


def _changed(
    store: Store,
    me: Principal,
    before: Plan | None,
    revision: Any,
    said: dict[str, Any],
    now: datetime,
) -> Plan:
    if before is None:
        return store.plans.make(
            me, Plan(workspace="", owner="", created_at=now, updated_at=now, **said)
        )
    seen = revision if isinstance(revision, int) else -1
    row = Plan(**(before.model_dump() | said))
    is_same = plans.text(row) == plans.text(before) and row.sponsor == before.sponsor
    state = before.state if is_same else "draft"
    return store.plans.change(me, before.public_id, seen, now, **said, state=state)


def form(store: Store, me: Principal, plan: Plan | None) -> Block:
    person, ladder = store.people.get(me), rubrics.of(store, me)
    levels = [(one.name, one.id) for one in ladder.levels]
    target = plan.target if plan else person.level_next if person else ""
    cadences = [(words, key) for key, (words, _) in plans.CADENCES.items()]
    who = blocks.person_select("answer") | {"focus_on_load": True}
    if plan and plan.sponsor:
        who |= {"initial_user": plan.sponsor}
    evidence = plans.typed(plan.evidence) if plan else ""
    hint = "One piece a line. A #dimension at the end says where it belongs."
    asks = "Ask: if you had to argue that I am already there, what would you point to?"
    shown = [
        blocks.field(
            SPONSOR, "Sponsor", who, hint="Whoever argues your case. Nothing is sent yet."
        ),
        blocks.field(TARGET, "Target level", blocks.select("answer", levels, target)),
        blocks.field(CYCLE, "Day of the decision", blocks.date_picker(_day(plan))),
        blocks.field(
            EVIDENCE, "Evidence that would be enough", blocks.text_area(evidence), hint=hint
        ),
        blocks.field(
            MISSING,
            "What is missing, in your sponsor's words",
            blocks.text_area(plan.missing if plan else ""),
            optional=True,
            hint=asks,
        ),
        blocks.field(
            CADENCE,
            "Check-ins",
            blocks.select("answer", cadences, plan.cadence if plan else "monthly"),
        ),
    ]
    kept = forms.packed(id=plan.public_id, revision=plan.revision) if plan else ""
    return blocks.modal(FORM, "Plan with Your Sponsor", shown, kept=kept)


def _day(plan: Plan | None) -> str:
    return plan.cycle.isoformat() if plan else ""
