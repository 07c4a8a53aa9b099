"""The form of a decision; a soft let-down is said to be one, with the two questions to ask."""

from datetime import datetime
from typing import Any

from bot.career import answers, decisions, plans
from bot.career.answers import YES
from bot.errors import Missing, Refused, all_of
from bot.features.decision import page, record
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.text import escape, listed
from storage import Store
from storage.records import Principal
from storage.records_people import Decision

FORM, SOFT, NEW, KEPT = "decision_form", "decision_soft", "decision_new", "decision"
ANSWER, SAID_ON, SAID = "answer_given", "said_on", "said"
GAP, EVIDENCE, BY = "gap", "evidence", "by"
FIELDS = (ANSWER, SAID_ON, SAID, GAP, EVIDENCE, BY)


def register(app: Any) -> None:
    app.action(NEW)(open_form)
    app.view(FORM)(save)
    app.view(SOFT)(save_anyway)


def open_form(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    view = form(typed(store, me))
    is_in_window = (body.get("view") or {}).get("type") == "modal"
    opening = client.views_push if is_in_window else client.views_open
    opening(trigger_id=body["trigger_id"], view=view)
    ack()


def save(
    ack: Any, view: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any, wake: Any
) -> None:
    """Every box is read; a no without a gap is kept only after it was said that it has none."""
    now, told = clock.now(), {name: forms.text(forms.answers(view), name) for name in FIELDS}
    row = read(store, me, told, f"view:{view['id']}", now, settings)
    if row.answer != YES and not row.gap and not row.blocker:
        store.typed.keep(me, KEPT, told | {"source": row.source}, now)
        ack(response_action="push", view=soft(told))
        return
    kept = keep(store, me, row)
    ack(response_action="update", view=page.window(store, me, kept))
    homes.stale(me)


def save_anyway(ack: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any) -> None:
    """As what it is: an answer without a gap, and two questions to ask."""
    now, told = clock.now(), store.typed.get(me, KEPT)
    if not told:
        raise Missing(record.GONE)
    kept = keep(store, me, read(store, me, told, str(told["source"]), now, settings))
    ack(response_action="update", view=page.window(store, me, kept))
    homes.stale(me)


def typed(store: Store, me: Principal) -> dict[str, Any]:
    """Words that were typed and not kept."""
    return store.typed.get(me, KEPT) or {}


def keep(store: Store, me: Principal, row: Decision) -> Decision:
    """With what it follows, and whether the goal was moved."""
    earlier = [one for one in store.decisions.of(me) if one.said_on <= row.said_on]
    earlier = [one for one in earlier if one.source != row.source]
    moved = answers.moved_from(row, earlier)
    row.is_moved = moved is not None
    row.follows = moved.public_id if moved else earlier[0].public_id if earlier else ""
    kept = store.decisions.add(me, row)
    store.typed.drop(me, KEPT)
    return kept


def read(
    store: Store, me: Principal, told: dict[str, Any], source: str, now: datetime, settings: Any
) -> Decision:
    """The decision, or Refused with every box that is wrong."""
    here, plan = record.today(store, me, now, settings), store.plans.running(me)
    if told.get(ANSWER) not in answers.NAMES:
        raise Refused("Choose the answer.", ANSWER)
    found = all_of(
        {
            SAID_ON: lambda: answers.read_day(str(told.get(SAID_ON) or ""), here, SAID_ON),
            BY: lambda: answers.read_end(str(told.get(BY) or ""), here, BY),
        }
    )
    is_yes = told[ANSWER] == YES
    gap, dimension = ("", "") if is_yes else gap_of(told)
    blocker = "" if is_yes or gap else decisions.structural(f"{told.get(SAID)}. {told.get(GAP)}")
    end = None if is_yes else found[BY]
    return Decision(
        workspace="",
        owner="",
        sponsor=plan.sponsor if plan else "",
        source=source,
        answer=told[ANSWER],
        said_on=found[SAID_ON],
        said=str(told.get(SAID) or "").strip(),
        target=plan.target if plan else record.person(store, me, now).level_next,
        dimension=dimension,
        gap=gap,
        evidence="" if is_yes else str(told.get(EVIDENCE) or "").strip(),
        by=end,
        checkpoint=answers.midway(here, end),
        blocker=blocker,
        state="closed" if is_yes else "open",
        created_at=now,
        updated_at=now,
    )


def gap_of(told: dict[str, Any]) -> tuple[str, str]:
    """The gap and its dimension; two empties when nothing specific was written."""
    written = str(told.get(GAP) or "").strip()
    both = f"{written}. {told.get(EVIDENCE) or ''}"
    if not written or not decisions.specific(both):
        return "", ""
    [piece] = plans.read_evidence(" ".join(written.split())[:300], (), GAP)
    return written if len(written) > 300 else piece["text"], piece["dimension"]


def form(told: dict[str, Any]) -> Block:
    offered = [(name, key) for key, name in answers.NAMES.items()]
    one_thing = "One thing that somebody could see you do. A #dimension says where it belongs."
    shown = [
        blocks.field(
            ANSWER,
            "The answer",
            blocks.select("answer", offered, str(told.get(ANSWER) or "")),
        ),
        blocks.field(
            SAID_ON,
            "When it was said",
            blocks.date_picker(str(told.get(SAID_ON) or "")),
            optional=True,
            hint="Empty means today.",
        ),
        blocks.field(SAID, "What was said", _box(told, SAID), optional=True, hint="Word for word."),
        blocks.field(GAP, "The gap", _box(told, GAP), optional=True, hint=one_thing),
        blocks.field(
            EVIDENCE, "What would have made it a yes", _box(told, EVIDENCE), optional=True
        ),
        blocks.field(BY, "By when", blocks.date_picker(str(told.get(BY) or "")), optional=True),
    ]
    return blocks.modal(FORM, "Record a Decision", shown)


def soft(told: dict[str, Any]) -> Block:
    """Why this is no gap yet, and what to ask. The words typed are kept."""
    said = f"{told.get(SAID) or ''}. {told.get(GAP) or ''}"
    found = [f"“{escape(phrase)}”" for phrase in decisions.specific(said).soft[:3]]
    why = (
        f"{listed(found)} {'is' if len(found) == 1 else 'are'} kind, and nothing"
        if found
        else "Nothing"
    )
    head = f"*{why} in this says what you would have to show.* Without that, nobody can tell later "
    head += "whether you did, and the next answer can be the same."
    ask = "\n".join(f"{n}. {question}" for n, question in enumerate(decisions.QUESTIONS, 1))
    shown = [
        blocks.section(head, "soft:why"),
        blocks.section(f"Ask these two, best within the week:\n{ask}", "soft:ask"),
        blocks.context(
            "Back returns to what you typed. Keep It Like This records the answer without a gap; "
            "I then draft these questions as a message to your sponsor.",
            block_id="soft:note",
        ),
    ]
    return blocks.modal(SOFT, "No Gap Yet", shown, submit="Keep It Like This", close="Back")


def _box(told: dict[str, Any], name: str) -> Block:
    return blocks.text_area(str(told.get(name) or ""))
