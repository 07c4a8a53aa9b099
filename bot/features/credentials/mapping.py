"""Map a credential by hand: to dimensions, to expectations, and to the wins that show it in use."""

from typing import Any

from bot import rubrics
from bot.career import dimensions
from bot.career.credentials import counting
from bot.features.credentials import asking, card
from bot.features.credentials.asking import Looking, looking
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from storage.records import Win
from storage.records_credentials import Credential

FORM = "credential_mapping"
MOST = 100  # options of a menu
OPTIONS = [(title, key) for key, title in dimensions.TITLES.items()]


def register(app: Any) -> None:
    app.action(card.MAP)(open_form)
    app.view(FORM)(save)


def open_form(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    who = looking(store, me, clock.now(), settings)
    one = asking.mine(who, forms.chosen(action))
    asking.open_or_push(client, body, form(who, one))
    ack()


def save(ack: Any, view: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any) -> None:
    who = looking(store, me, clock.now(), settings)
    one = asking.mine(who, view.get("private_metadata") or "")
    told = forms.answers(view)
    wins = {win.public_id for win in store.wins.of(me)}
    asked = dict(_expectations(who))
    chosen = [key for key in forms.many(told, "dimensions") if key in dimensions.TITLES]
    criteria = [key for key in forms.many(told, "expectations") if key in asked.values()]
    changed = store.credentials.change(
        me,
        one.public_id,
        dimensions=list(dict.fromkeys([*chosen, *_under(who, criteria)])),
        expectations=criteria,
        shown_by=[ref for ref in forms.many(told, "wins") if ref in wins],
        updated_at=who.now,
    )
    shown = asking.whole(who, changed or one, "Mapped.")
    ack(response_action="update", view=asking.window(shown))
    homes.stale(me)


def form(who: Looking, one: Credential) -> Block:
    wins = _offered(who, one)
    asked = _expectations(who)
    shown = [
        blocks.section(card.COUNTED, "map_about"),
        blocks.field(
            "dimensions",
            "Dimensions it speaks to",
            blocks.multi_select("answer", OPTIONS, one.dimensions),
            optional=True,
        ),
    ]
    if asked:
        menu = blocks.multi_select("answer", asked, one.expectations)
        hint = "Left empty, it speaks to all of a dimension."
        shown.append(blocks.field("expectations", "Expectations", menu, optional=True, hint=hint))
    if wins:
        options = [(f"{win.number} · {win.text}", win.public_id) for win in wins]
        menu = blocks.multi_select("answer", options, one.shown_by)
        hint = "Those whose words are alike come first."
        shown.append(
            blocks.field("wins", "Wins that show it in use", menu, optional=True, hint=hint)
        )
    return blocks.modal(FORM, "Map Credential", shown, kept=one.public_id)


def _offered(who: Looking, one: Credential) -> list[Win]:
    """Those that share its words first, then the newest."""
    wins = who.store.wins.of(who.me)
    first = [win for win in wins if win.public_id in one.shown_by]
    alike = counting.likely(one, wins)
    found = {win.public_id: win for win in [*first, *alike, *wins]}
    return list(found.values())[:MOST]


def _expectations(who: Looking) -> list[tuple[str, str]]:
    """(words, id) of what the target level asks."""
    ladder = rubrics.of(who.store, who.me)
    level = who.person.level_next
    return [
        (f"{dimensions.TITLES.get(key, key)}: {one.text}", one.id)
        for key in ladder.asked(level)
        for one in ladder.asks(key, level).criteria
    ][:MOST]


def _under(who: Looking, criteria: list[str]) -> list[str]:
    """The dimensions of these expectations."""
    ladder = rubrics.of(who.store, who.me)
    level = who.person.level_next
    return [
        key
        for key in ladder.asked(level)
        if any(one.id in criteria for one in ladder.asks(key, level).criteria)
    ]
