"""What a company's dimensions mean here: a form, filled with proposals and their reasons."""

import json
from typing import Any

from bot import rubrics
from bot.career import dimensions, ladders
from bot.career.ladders import Ladder, proposing
from bot.errors import Missing, Refused
from bot.features.rubric import levels
from bot.slack import blocks, forms, people
from bot.slack.text import count, escape
from storage import Store
from storage.records import Principal, RubricVersion

FORM, OPEN = "rubric_map", "rubric_map_open"
MINE, ALL = "me", "all"
PAGE = 6  # inputs
OFFERED = [*((title, key) for key, title in dimensions.TITLES.items()), ("None of them", "none")]
NOTHING = (
    "The five dimensions of the rubric that ships mean themselves. Drop your company's ladder in "
    "my direct message to map its dimensions."
)
NO_ADMIN = "Only an admin of this workspace can say what a dimension means for everybody."


def register(app: Any) -> None:
    app.action(OPEN)(open_form)
    app.view(FORM)(save)


def open_form(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    whose, _, public_id = forms.chosen(action).partition(":")
    version = store.rubrics.get(me, public_id)
    if version is None:
        raise Missing("That rubric is no longer here. Drop its file again.")
    show(client, body, first_page(store, me, version, ALL if whose == ALL else MINE))
    ack()


def show(client: Any, body: dict[str, Any], view: blocks.Block) -> None:
    """On top of a form that is open, else by itself."""
    is_in_form = (body.get("view") or {}).get("type") == "modal"
    opening = client.views_push if is_in_form else client.views_open
    opening(trigger_id=body["trigger_id"], view=view)


def save(ack: Any, view: Any, client: Any, store: Any, me: Any, clock: Any, homes: Any) -> None:
    """One page; then the next one, and behind the last the levels."""
    hint = forms.kept(view)
    version, whose, page = _meant(store, me, hint), hint.get("for"), _number(hint)
    if whose == ALL and not people.is_admin(client, me.user):
        raise Refused(NO_ADMIN)
    ladder = ladders.from_data(version.content)
    owner = rubrics.EVERYBODY if whose == ALL else me.user
    meant = _read(view, ladder, page)
    store.rubrics.map(me.workspace, owner, version.key, meant, clock.now())
    if (page + 1) * PAGE < len(ladder.sources):
        shown = _page(store, me, version, ladder, str(whose), page + 1)
    elif whose == ALL:
        shown = _done(version, len(ladder.sources))
    else:
        person = store.people.get(me) or store.people.acted(me, clock.now())
        shown = levels.form(person, rubrics.judged(store, me))
    ack(response_action="update", view=shown)
    homes.stale(me)


def first_page(store: Store, me: Principal, version: RubricVersion, whose: str) -> blocks.Block:
    """The form's first page, filled with what was chosen before, else with proposals."""
    return _page(store, me, version, ladders.from_data(version.content), whose, 0)


def _page(
    store: Store, me: Principal, version: RubricVersion, ladder: Ladder, whose: str, page: int
) -> blocks.Block:
    known, proposed = store.rubrics.mapping(me, version.key), proposing.proposals(ladder)
    sources = ladder.sources[page * PAGE : (page + 1) * PAGE]
    pages = -(-len(ladder.sources) // PAGE)
    about = f"*{escape(ladder.name)}*: which of the five is meant? Page {page + 1} of {pages}."
    fields = [  # numbered through: Slack keeps an answer under the same id from page to page
        _field(at, key, name, known.get(key), proposed[key])
        for at, (key, name) in enumerate(sources, page * PAGE)
    ]
    kept = json.dumps({"rubric": version.public_id, "page": page, "for": whose})
    submit = "Next" if page + 1 < pages else "Save"
    head = blocks.section(about, "map_about")
    return blocks.modal(FORM, "Map Dimensions", [head, *fields], submit=submit, kept=kept)


def _field(
    at: int, key: str, name: str, known: str | None, proposed: proposing.Proposal
) -> blocks.Block:
    chosen = known or proposed.dimension
    title = proposing.titled(proposed.dimension)
    why = "As chosen before." if known else f"Proposed: {title}, because {proposed.because}."
    menu = blocks.select("answer", OFFERED, chosen)
    return blocks.field(f"map_{at}", blocks.cut(name, 300), menu, hint=why)


def _read(view: dict[str, Any], ladder: Ladder, page: int) -> dict[str, str]:
    """source -> meaning for the sources of this page; anything else is not believed."""
    told = forms.answers(view)
    sources = ladder.sources[page * PAGE : (page + 1) * PAGE]
    said = {key: forms.text(told, f"map_{at}") for at, (key, _) in enumerate(sources, page * PAGE)}
    return {key: meant for key, meant in said.items() if meant in proposing.MEANINGS}


def _done(version: RubricVersion, number: int) -> blocks.Block:
    said = f"*{escape(version.name)}*: {count(number, 'dimension')} mapped for everybody here who "
    said += "says nothing else. Each person chooses their own levels."
    way = blocks.actions(blocks.button("Choose My Levels", levels.OPEN), block_id="map_next")
    shown = [blocks.section(said, "map_done"), way]
    return blocks.modal("rubric_mapped", "Mapped", shown, submit="", close="Done")


def _meant(store: Store, me: Principal, hint: dict[str, Any]) -> RubricVersion:
    version = store.rubrics.get(me, str(hint.get("rubric", "")))
    if version is None:
        raise Missing("That rubric is no longer here. Drop its file again.")
    return version


def _number(hint: dict[str, Any]) -> int:
    page = hint.get("page")
    return page if isinstance(page, int) and 0 <= page < 1000 else 0
