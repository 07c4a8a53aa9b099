"""The form "Log a Win": opened bare, with a draft, with a message's words, or to edit."""

import json
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.career import dimensions, prompts
from bot.career.wins import LONGEST
from bot.features.wins.card import title
from bot.slack import forms
from bot.slack.blocks import (
    SECTION,
    Block,
    context,
    date_picker,
    field,
    modal,
    multi_select,
    people_picker,
    plain_section,
    section,
    text_area,
)
from bot.slack.text import day
from storage import Store
from storage.records import Principal, Win

LOG, CHANGE = "win_form", "win_change"
WHAT, OUTCOME, HAPPENED, DIMENSIONS, CREDITED, LINKS = (
    "what",
    "outcome",
    "happened",
    "dimensions",
    "credited",
    "links",
)
LAND = "Make It Land, on the card and in the list, makes one bullet of your own words."
DRAFT = "win"  # the name of the words kept in store.typed
LAST_WORD = 100  # characters given up at most, so that no word is cut
Words = dict[str, Any]


def new(words: Words, kept: dict[str, Any]) -> Block:
    """An empty form, or one with the words that are known already."""
    return modal(LOG, "Log a Win", _inputs(words), kept=json.dumps(kept))


def change(win: Win, kept: dict[str, Any]) -> Block:
    """The form that edits; it remembers which version its words come from."""
    hint = f"Empty keeps {day(win.happened)}."
    known = kept | {"id": win.public_id, "version": win.version}
    inputs = [*_inputs(words_of(win), hint), context(LAND, block_id="land")]
    return modal(CHANGE, f"Edit Win {win.number}", inputs, kept=json.dumps(known))


def show(client: WebClient, trigger_id: str, view: Block) -> str:
    """Open the form at once: the trigger lives three seconds. Returns the view's id."""
    return str(client.views_open(trigger_id=trigger_id, view=view)["view"]["id"])


def show_or_keep(
    client: WebClient, trigger_id: str, words: Words, kept: dict[str, Any], draft: "Draft"
) -> None:
    """Open a new form; when Slack says too slow, the words wait for the bare command."""
    try:
        show(client, trigger_id, new(draft.today() | words, kept))
    except SlackApiError:
        draft.keep(words)
        raise


def fitted(words: str) -> tuple[str, str]:
    """What a win holds of these words, up to the end of one of them, and what does not fit."""
    if len(words) <= LONGEST:
        return words, ""
    end = max(words.rfind(blank, LONGEST - LAST_WORD, LONGEST + 1) for blank in " \n")
    end = end if end > 0 else LONGEST
    return words[:end], words[end:].lstrip()


def beyond(rest: str) -> list[Block]:
    """What did not fit, to be copied."""
    if not rest:
        return []
    said = f"*{len(rest):,} characters did not fit*, a win holds {LONGEST:,}. Copy them from here:"
    pieces = range(0, len(rest), SECTION)
    shown = [plain_section(rest[at : at + SECTION], f"beyond:{at}") for at in pieces]
    return [section(said, "beyond"), *shown]


class Draft:
    """The words of one person's unsaved form."""

    def __init__(self, store: Store, me: Principal, now: Any) -> None:
        self._store, self._me, self._now = store, me, now

    def keep(self, words: Words) -> None:
        if any(words.values()):
            whole = words | {WHAT: words.get(WHAT, "") + self.rest(words)}
            self._store.typed.keep(self._me, DRAFT, whole, self._now)

    def rest(self, words: Words) -> str:
        """What did not fit into a form that came back with the beginning as it was shown."""
        typed = str(self.read().get(WHAT, ""))
        is_as_shown = fitted(typed)[0] == words.get(WHAT)
        return typed.removeprefix(fitted(typed)[0]) if is_as_shown else ""

    def read(self) -> Words:
        return self._store.typed.get(self._me, DRAFT) or {}

    def today(self) -> Words:
        """The person's own day, once we know where they are."""
        person = self._store.people.get(self._me)
        if person is None or not (person.ask_zone or person.zone):
            return {}
        return {HAPPENED: prompts.today(person, self._now, "").isoformat()}

    def drop(self) -> None:
        self._store.typed.drop(self._me, DRAFT)


def words_of(win: Win) -> Words:
    return {
        WHAT: win.text,
        OUTCOME: win.outcome,
        HAPPENED: win.happened.isoformat(),
        DIMENSIONS: list(win.dimensions),
        CREDITED: list(win.credited),
        LINKS: "\n".join(win.links),
    }


def typed(view: dict[str, Any]) -> Words:
    """What stands in the form, under the names above."""
    told = forms.answers(view)
    lists = {name: forms.many(told, name) for name in (DIMENSIONS, CREDITED)}
    return lists | {name: forms.text(told, name) for name in (WHAT, OUTCOME, HAPPENED, LINKS)}


def _inputs(words: Words, when: str = "Empty means today.") -> list[Block]:
    offered = [(title(key), key) for key in dimensions.KEYS]
    said, rest = fitted(words.get(WHAT, ""))
    what = text_area(said) | {"focus_on_load": True}
    return [
        field(WHAT, "What happened", what, hint="Up to 3,000 characters."),
        *beyond(rest),
        field(
            OUTCOME,
            "Outcome",
            text_area(words.get(OUTCOME, "")),
            optional=True,
            hint="What changed, by how much, for whom?",
        ),
        field(
            HAPPENED,
            "Date",
            date_picker(words.get(HAPPENED, "")),
            optional=True,
            hint=when,
        ),
        field(
            DIMENSIONS,
            "Dimensions",
            multi_select("answer", offered, words.get(DIMENSIONS)),
            optional=True,
            hint="The first one is the main one. Empty means I suggest one.",
        ),
        field(CREDITED, "People to credit", people_picker(words.get(CREDITED)), optional=True),
        field(
            LINKS,
            "Links",
            text_area(words.get(LINKS, "")),
            optional=True,
            hint="One per line.",
        ),
    ]
