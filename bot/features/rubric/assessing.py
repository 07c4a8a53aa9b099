"""Assess yourself: each expectation of the target level, beside what the file shows."""

import json
from typing import Any

from bot import rubrics
from bot.career import assessing
from bot.career.assessing import ANSWERS, Asked, Beside
from bot.career.rubric import Rubric
from bot.errors import Refused
from bot.features.rubric import standing
from bot.slack import blocks, forms
from bot.slack.text import escape
from storage import Store
from storage.records import Person, Principal, SelfAssessment

FORM, OPEN = "rubric_assess", "rubric_assess_open"
PAGE = 5  # expectations; with the reason six inputs
REASON = "reason"  # with the page's number behind it, like every field of a page
SHOWN = 25  # differences in a form
OPTIONS = [(label, value) for value, label in ANSWERS.items()]
WHY = "Say in a few words why it does not apply to you."


def register(app: Any) -> None:
    app.action(OPEN)(open_form)
    app.view(FORM)(save)


def open_form(ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any) -> None:
    client.views_open(trigger_id=body["trigger_id"], view=first_page(store, me, clock.now()))
    ack()


def first_page(store: Store, me: Principal, now: Any) -> blocks.Block:
    person = store.people.get(me) or store.people.acted(me, now)
    return _page(store, me, person, rubrics.of(store, me), 0)


def save(ack: Any, view: Any, store: Any, me: Any, clock: Any, settings: Any) -> None:
    """One page; behind the last, what the file shows beside it."""
    now, judged, hint = clock.now(), rubrics.judged(store, me), forms.kept(view)
    person = store.people.get(me) or store.people.acted(me, now)
    ladder, page = judged.rubric, _number(hint)
    if (hint.get("of"), hint.get("level")) != (ladder.key, ladder.level(person.level_next).id):
        raise Refused("Your rubric or target changed meanwhile. Press Cancel and open this again.")
    every = _pages(ladder, person)
    said = _read(view, every[page] if page < len(every) else [], page)
    if any(answer == assessing.NOT_APPLICABLE and not why for answer, why in said.values()):
        ack(response_action="errors", errors={f"{REASON}_{page}": WHY})
        return
    number = judged.version.number if judged.version else 0
    store.assessments.answer(me, ladder.key, number, said, now)
    if page + 1 < len(every):
        shown = _page(store, me, person, ladder, page + 1)
    else:
        shown = result(store, me, person, ladder, now, settings)
    ack(response_action="update", view=shown)


def result(
    store: Store, me: Principal, person: Person, ladder: Rubric, now: Any, settings: Any
) -> blocks.Block:
    """Only where the two differ is worth many words."""
    found = compared(store, me, person, ladder, now, settings)
    head = blocks.section(f"*{tally(found)}*", "assessed")
    differing = [one for one in found if one.differs]
    lines = [blocks.section(line(one), f"differs_{at}") for at, one in enumerate(differing[:SHOWN])]
    note = "Your file is evidence, not a verdict: log what is missing in it. Only you can see this."
    shown = [head, *lines, blocks.context(note, block_id="assessed_note")]
    return blocks.modal("rubric_assessed", "Assessed", shown, submit="", close="Done")


def compared(
    store: Store, me: Principal, person: Person, ladder: Rubric, now: Any, settings: Any
) -> list[Beside]:
    """Each answered expectation of the target level beside the file."""
    asked = assessing.expectations(ladder, person.level_next)
    shows = standing.now(store, me, person, ladder, now, settings)
    return assessing.beside(asked, store.assessments.of(me, ladder.key), shows)


def tally(found: list[Beside]) -> str:
    """`Already 3, sometimes 1. Your file says otherwise in 2.`"""
    if not found:
        return "Nothing assessed yet."
    counted = [(label, sum(one.answer == key for one in found)) for key, label in ANSWERS.items()]
    told = ", ".join(f"{label} {number}" for label, number in counted if number)
    differing = sum(bool(one.differs) for one in found)
    agree = "Your file says the same." if not differing else ""
    return f"{told}. {agree or f'Your file says otherwise in {differing}.'}"


def line(one: Beside) -> str:
    group = f"{escape(one.asked.group)}: " if one.asked.group else ""
    return f"{group}{escape(blocks.cut(one.asked.criterion.text, 300))}\n*{one.differs}*"


def _pages(ladder: Rubric, person: Person) -> list[list[Asked]]:
    return assessing.pages(assessing.expectations(ladder, person.level_next), PAGE)


def _page(store: Store, me: Principal, person: Person, ladder: Rubric, page: int) -> blocks.Block:
    every, target = _pages(ladder, person), ladder.level(person.level_next)
    if not every:
        said = f"*{escape(target.name)}* asks nothing in {escape(ladder.name)}."
        shown = [blocks.section(said, "assess_nothing")]
        return blocks.modal("rubric_assess_none", "Assess Yourself", shown, submit="", close="Done")
    before = store.assessments.of(me, ladder.key)
    kept = json.dumps({"of": ladder.key, "level": target.id, "page": page})
    about = f"What *{escape(target.name)}* asks. Page {page + 1} of {len(every)}; leave out what "
    shown = [blocks.section(f"{about}you cannot say.", "assess_about")]
    shown += _fields(every[page], before, page)
    submit = "Next" if page + 1 < len(every) else "Save"
    return blocks.modal(FORM, "Assess Yourself", shown, submit=submit, kept=kept)


def _fields(asked: list[Asked], before: dict[str, SelfAssessment], page: int) -> list[blocks.Block]:
    shown: list[blocks.Block] = []
    group, reasons = None, []
    for at, one in enumerate(asked):
        if one.group and one.group != group:
            shown.append(blocks.header(one.group, f"assess_group_{page}_{at}"))
        group, known = one.group, before.get(one.criterion.id)
        reasons += [known.reason] if known and known.reason else []
        menu = blocks.select("answer", OPTIONS, known.answer if known else "")
        hint = f"Such as: {blocks.cut('; '.join(one.criterion.examples), 500)}"
        shown.append(
            blocks.field(
                f"assess_{page}_{at}",
                blocks.cut(one.criterion.text, 1500),
                menu,
                optional=True,
                hint=hint if one.criterion.examples else "",
            )
        )
    reason = blocks.text_line(reasons[0] if reasons else "", most=500)
    label = "Why something does not apply"
    return [*shown, blocks.field(f"{REASON}_{page}", label, reason, optional=True)]


def _read(view: dict[str, Any], asked: list[Asked], page: int) -> dict[str, tuple[str, str]]:
    """criterion -> (answer, reason) for this page; what was left open says nothing."""
    told = forms.answers(view)
    why = forms.text(told, f"{REASON}_{page}").strip()
    boxes = {one.criterion.id: f"assess_{page}_{at}" for at, one in enumerate(asked)}
    said = {key: forms.text(told, box) for key, box in boxes.items()}
    return {
        key: (answer, why if answer == assessing.NOT_APPLICABLE else "")
        for key, answer in said.items()
        if answer in ANSWERS
    }


def _number(hint: dict[str, Any]) -> int:
    page = hint.get("page")
    return page if isinstance(page, int) and 0 <= page < 1000 else 0
