"""In your manager's words: what was said, kept verbatim and dated, and made an expectation."""

from datetime import date
from typing import Any

from bot import rubrics
from bot.career import dimensions, prompts, rubric
from bot.career.rubric import Rubric
from bot.errors import Missing, Refused
from bot.slack import blocks, forms
from bot.slack.commands import word
from bot.slack.text import day, escape
from storage import Store
from storage.records import ManagerWords, Person, Principal

FORM, PLACE, OPEN, DO = "rubric_words", "rubric_words_place", "rubric_words_open", "rubric_words_do"
TEXT, SAID, LEVEL, DIMENSION = "text", "said_on", "level", "dimension"
MOST, SHOWN = 3000, 20
QUESTION = (
    "“If you had to argue that I am already at the next level, what would you point to, and what "
    "is missing?”"
)
BOTH = "Choose a level and a dimension, or neither: an expectation needs both."
OFFERED = [(title, key) for key, title in dimensions.TITLES.items()]


def register(app: Any) -> None:
    app.command("/win", matchers=[is_words])(show)
    app.action(OPEN)(open_form)
    app.view(FORM)(save)
    app.action(DO)(do)
    app.view(PLACE)(place)


def is_words(spoken: Any) -> bool:
    return word("rubric")(spoken) and spoken.args.lower().rstrip(".!? ") == "words"


def show(ack: Any, command: Any, client: Any, store: Any, me: Any) -> None:
    client.views_open(trigger_id=command["trigger_id"], view=page(store, me))
    ack()


def open_form(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    person = store.people.get(me) or store.people.acted(me, clock.now())
    here = prompts.today(person, clock.now(), settings.zone)
    is_in_form = (body.get("view") or {}).get("type") == "modal"
    opening = client.views_push if is_in_form else client.views_open
    opening(trigger_id=body["trigger_id"], view=form(rubrics.of(store, me), person, here))
    ack()


def save(
    ack: Any, view: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any
) -> None:
    told, ladder = forms.answers(view), rubrics.of(store, me)
    person = store.people.get(me) or store.people.acted(me, clock.now())
    here = prompts.today(person, clock.now(), settings.zone)
    said_on = forms.day(told, SAID) or here
    if said_on > here:
        wrong = f"{day(said_on)} is in the future. Use today or an earlier date."
        ack(response_action="errors", errors={SAID: wrong})
        return
    level, dimension = _placed(told, ladder)
    record = ManagerWords(
        workspace=me.workspace,
        owner=me.user,
        source=f"view:{view['id']}",
        text=forms.text(told, TEXT).strip(),
        said_on=said_on,
        key=ladder.key,
        level=level,
        dimension=dimension,
        created_at=clock.now(),
    )
    if not record.text:
        raise Refused("Write down what they said, word for word.", TEXT)
    store.manager_words.keep(me, record)
    _back(ack, view, client, store, me)
    homes.stale(me)


def _back(ack: Any, view: dict[str, Any], client: Any, store: Store, me: Principal) -> None:
    """To the list, which says what is true now; it lies below when it was open before."""
    if below := view.get("previous_view_id"):
        client.views_update(view_id=below, view=page(store, me))
        ack()
    else:
        ack(response_action="update", view=page(store, me))


def do(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, homes: Any) -> None:
    """Place them in the rubric, take them out of it, or forget them."""
    verb, _, public_id = forms.chosen(action).partition(":")
    found = _mine(store, me, public_id)
    if verb == "place":
        view = placing(rubrics.of(store, me), found)
        client.views_push(trigger_id=body["trigger_id"], view=view)
        ack()
        return
    if verb == "forget":
        store.manager_words.forget(me, public_id)
    else:
        store.manager_words.change(me, public_id, level="", dimension="")
    client.views_update(view_id=body["view"]["id"], view=page(store, me))
    ack()
    homes.stale(me)


def place(ack: Any, view: Any, client: Any, store: Any, me: Any, homes: Any) -> None:
    """The words become an expectation of this person's own rubric."""
    ladder = rubrics.of(store, me)
    level, dimension = _placed(forms.answers(view), ladder)
    public_id = str(view.get("private_metadata") or "")
    _mine(store, me, public_id)
    store.manager_words.change(me, public_id, key=ladder.key, level=level, dimension=dimension)
    _back(ack, view, client, store, me)
    homes.stale(me)


def page(store: Any, me: Any) -> blocks.Block:
    """Everything that was kept, the latest said first."""
    kept, ladder = store.manager_words.of(me), rubrics.of(store, me)
    shown = [block for one in kept[:SHOWN] for block in _entry(one, ladder)]
    if not kept:
        shown = [blocks.section(f"Nothing kept yet. Ask your manager:\n{QUESTION}", "words_none")]
    add = blocks.actions(blocks.button("Write Down More", OPEN), block_id="words_add")
    note = blocks.context("Word for word, and dated. Only you can see this.", block_id="words_note")
    return blocks.modal(
        "rubric_words_kept", "Manager's Words", [add, *shown, note], submit="", close="Done"
    )


def form(ladder: Rubric, person: Person, here: date) -> blocks.Block:
    said = blocks.text_area(most=MOST) | {"focus_on_load": True}
    fields = [
        blocks.field(TEXT, "What they said", said, hint=f"Word for word. Ask: {QUESTION}"),
        blocks.field(SAID, "When", blocks.date_picker(here.isoformat()), optional=True),
        *_where(ladder, "", ""),
    ]
    return blocks.modal(FORM, "In Your Manager's Words", fields)


def placing(ladder: Rubric, found: ManagerWords) -> blocks.Block:
    target = found.level if ladder.knows(found.level) else ""
    shown = [
        blocks.plain_section(blocks.cut(found.text, 1000), "place_words"),
        *_where(ladder, target, found.dimension),
    ]
    return blocks.modal(PLACE, "Make It an Expectation", shown, kept=found.public_id)


def _where(ladder: Rubric, level: str, dimension: str) -> list[blocks.Block]:
    levels = [(one.name, one.id) for one in ladder.levels]
    hint = "With both, the words stand as an expectation of your own rubric."
    return [
        blocks.field(
            LEVEL, "Level it is about", blocks.select("answer", levels, level), optional=True
        ),
        blocks.field(
            DIMENSION,
            "Dimension it is about",
            blocks.select("answer", OFFERED, dimension),
            optional=True,
            hint=hint,
        ),
    ]


def _placed(told: dict[str, Any], ladder: Rubric) -> tuple[str, str]:
    level, dimension = forms.text(told, LEVEL), forms.text(told, DIMENSION)
    if bool(level) != bool(dimension):
        raise Refused(BOTH, DIMENSION if level else LEVEL)
    if level and not (ladder.knows(level) and dimension in dimensions.KEYS):
        raise Refused(BOTH, LEVEL)
    return level, dimension


def _entry(one: ManagerWords, ladder: Rubric) -> list[blocks.Block]:
    place = "Change What It Asks" if one.level else "Make It an Expectation"
    menu = [(place, f"place:{one.public_id}")]
    menu += [("Take It Out of My Rubric", f"free:{one.public_id}")] if one.level else []
    menu += [("Forget These Words", f"forget:{one.public_id}")]
    stands = ""
    if one.level and one.key == ladder.key:
        level, title = ladder.level(one.level).name, dimensions.TITLES[one.dimension].lower()
        stands = f" · an expectation of {escape(level)} in {title}"
    about = f"Said on {rubric.said_on(one.said_on)}{stands}"
    return [
        blocks.plain_section(one.text, f"words:{one.public_id}"),
        blocks.section(about, f"about:{one.public_id}", accessory=blocks.overflow(DO, menu)),
    ]


def _mine(store: Store, me: Principal, public_id: str) -> ManagerWords:
    found = next((one for one in store.manager_words.of(me) if one.public_id == public_id), None)
    if found is None:
        raise Missing("Those words are no longer here.")
    return found
