"""Another rubric or a newer version: what would change, which wins to look at, and the move."""

from typing import Any

from bot import rubrics
from bot.career import dimensions, ladders, rubric
from bot.career.ladders import changes
from bot.career.ladders.changes import Differences
from bot.errors import Missing, Refused
from bot.features.rubric import levels, mapping
from bot.slack import blocks, forms
from bot.slack.commands import word
from bot.slack.text import count, escape, listed
from storage.records import RubricVersion

OPEN, FORM, PICK, SHIPS = "rubric_changes", "rubric_move", "rubric_pick", "ships"
SHOWN, MOST = 12, 200
NONE_NEWER = "You use the newest version of your rubric."
GONE = "That rubric is no longer here. Drop its file again."


def register(app: Any) -> None:
    app.command("/win", matchers=[is_changes])(show)
    app.command("/win", matchers=[is_default])(back_to_what_ships)
    app.action(OPEN)(open_form)
    app.view(FORM)(move)
    app.action(PICK)(pick)


def is_changes(spoken: Any) -> bool:
    return word("rubric")(spoken) and spoken.args.lower().rstrip(".!? ") == "changes"


def is_default(spoken: Any) -> bool:
    return word("rubric")(spoken) and spoken.args.lower().rstrip(".!? ") == "default"


def show(ack: Any, command: Any, client: Any, store: Any, me: Any) -> None:
    client.views_open(trigger_id=command["trigger_id"], view=form(store, me))
    ack()


def open_form(ack: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    client.views_open(trigger_id=body["trigger_id"], view=form(store, me))
    ack()


def form(store: Any, me: Any) -> blocks.Block:
    """What the newest version would change; submitted, it is the one in use."""
    chosen = store.rubrics.chosen(me)
    if chosen.version is None or chosen.newest is None:
        raise Refused(NONE_NEWER)
    old, new = (ladders.from_data(one.content) for one in (chosen.version, chosen.newest))
    found = changes.differences(old, new)
    head = f"*{escape(new.name)}*: from version {chosen.version.number} to {chosen.newest.number}. "
    shown = [blocks.section(head + changes.sentence(found), "move_head")]
    shown += _lists(found)
    if note := to_look_at(store, me, found, chosen.mapping):
        shown.append(blocks.section(note, "move_wins"))
    submit = f"Move to Version {chosen.newest.number}"
    kept = chosen.newest.public_id
    return blocks.modal(FORM, "What Changed", shown, submit=submit[:24], close="Stay", kept=kept)


def move(ack: Any, view: Any, store: Any, me: Any, clock: Any, homes: Any) -> None:
    """On to what is new in it: dimensions without a meaning first, then the levels."""
    version = store.rubrics.get(me, str(view.get("private_metadata") or ""))
    if version is None:
        raise Missing(GONE)
    branch = store.rubrics.chosen(me).branch
    store.rubrics.choose(me.workspace, me.user, version, clock.now(), branch)
    judged = rubrics.judged(store, me)
    if judged.rubric.unmapped:
        shown = mapping.first_page(store, me, version, mapping.MINE)
    else:
        person = store.people.get(me) or store.people.acted(me, clock.now())
        shown = levels.form(person, judged)
    ack(response_action="update", view=shown)
    homes.stale(me)


def pick(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, homes: Any
) -> None:
    """Another rubric from the menu: chosen at once, then what it means and the levels."""
    wanted = forms.chosen(action)
    version = None if wanted == SHIPS else store.rubrics.get(me, wanted)
    if version is None and wanted != SHIPS:
        raise Missing(GONE)
    store.rubrics.choose(me.workspace, me.user, version, clock.now())
    person = store.people.get(me) or store.people.acted(me, clock.now())
    judged = rubrics.judged(store, me)
    if version is not None and judged.rubric.unmapped:
        view = mapping.first_page(store, me, version, mapping.MINE)
    else:
        view = levels.form(person, judged)
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()
    homes.stale(me)


def back_to_what_ships(
    ack: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any
) -> None:
    store.rubrics.choose(me.workspace, me.user, None, clock.now())
    person = store.people.get(me) or store.people.acted(me, clock.now())
    ladder = rubric.default()
    said = f"You are judged by {ladder.name} again. Nothing of the other rubric was deleted."
    shown = levels.expectations(person, ladder, settings.win_command)
    ack(text=said, blocks=[blocks.section(said, "rubric_default"), *shown])
    homes.stale(me)


def menu(store: Any, me: Any, current: RubricVersion | None) -> blocks.Block | None:
    """The rubrics to choose from; nothing when there is no choice."""
    offered = store.rubrics.offered(me)
    if not offered:
        return None
    options = [(f"{one.name}, version {one.number}", one.public_id) for one in offered]
    options.append((rubric.default().name, SHIPS))
    return blocks.select(PICK, options, current.public_id if current else SHIPS, "Another Rubric")


def _lists(found: Differences) -> list[blocks.Block]:
    reworded = [f"{_cut(was.text)} → {_cut(one.text)}" for was, one in found.changed]
    parts = (
        ("Added", [_cut(one.text) for one in found.added]),
        ("Removed", [_cut(one.text) for one in found.removed]),
        ("Changed", reworded),
    )
    return [
        blocks.section(_bullets(title, lines), f"move_{title.lower()}")
        for title, lines in parts
        if lines
    ]


def _bullets(title: str, lines: list[str]) -> str:
    left = len(lines) - SHOWN
    more = [f"… and {left} more."] if left > 0 else []
    return "\n".join([f"*{title}*", *(f"• {line}" for line in lines[:SHOWN]), *more])


def _cut(words: str) -> str:
    return escape(blocks.cut(" ".join(words.split()), MOST // 2))


def to_look_at(store: Any, me: Any, found: Differences, meant: dict[str, str]) -> str:
    """Which wins stand under a dimension whose expectations are not what they were."""
    touched = changes.dimensions_touched(found, meant)
    wins = [win for win in store.wins.of(me) if set(win.dimensions) & set(touched)]
    if not wins:
        return ""
    names = listed([dimensions.TITLES[key].lower() for key in touched])
    numbers = listed([str(win.number) for win in wins[:10]])
    more = f" and {len(wins) - 10} more" if len(wins) > 10 else ""
    verb = "stands" if len(wins) == 1 else "stand"
    return (
        f"*To look at again*: {count(len(wins), 'win')} {verb} under {names}, where the "
        f"expectations changed (number {numbers}{more})."
    )
