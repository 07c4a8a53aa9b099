"""A ladder dropped in the bot's DM: the dry run, and the buttons that put it to use."""

from typing import Any

from bot import rubrics
from bot.career import ladders, offers
from bot.career.ladders import Found, changes, telling
from bot.career.ladders.documents import ENDINGS
from bot.career.ladders.opening import MOST
from bot.dropped import Dropping, File, Taker
from bot.due import Due, Sending
from bot.errors import Missing, Refused
from bot.features.rubric import changing, mapping
from bot.slack import blocks, forms, messages, people
from bot.slack.messages import Message
from bot.slack.text import count, escape
from storage import Store
from storage.records import Principal, RubricVersion

KIND = "rubric"  # of a message, and of a dropped file
USE_ME, USE_ALL, NOT_NOW = "rubric_use_me", "rubric_use_all", "rubric_not_now"
SHOWN = 10  # problems in a message
GONE = "That file is no longer here. Drop it again."
NO_ADMIN = "Only an admin of this workspace can choose a rubric for everybody. Use for Me works."


def register(app: Any) -> None:
    app.action(USE_ME)(use_for_me)
    app.action(USE_ALL)(use_for_all)
    app.action(NOT_NOW)(not_now)


def fits(file: File) -> bool:
    """A JSON that speaks of a context is a badge, not a ladder."""
    return not (file.name.lower().endswith(".json") and b'"@context"' in file.data[:4096])


def take(dropping: Dropping) -> None:
    """Read the ladder, keep what was found, and plan the answer: once per file."""
    main, *rest = ladders.in_order([(file.name, file.data) for file in dropping.files])
    found = ladders.read(*main, rest[0] if rest else None)
    file = next(one for one in dropping.files if one.name == main[0])
    kept = noted(found, dropping.said, is_admin=people.is_admin(dropping.client, dropping.me.user))
    dropping.store.typed.keep(dropping.me, f"{KIND}:{file.id}", kept, dropping.now)
    row = offers.message(dropping.me[:2], KIND, f"{KIND}:{file.id}", [file.id], dropping.now)
    dropping.store.deliveries.plan([row])


def noted(found: Found, said: str, *, is_admin: bool) -> dict[str, Any]:
    """What the buttons will need, as plain data."""
    return {
        "file": found.file,
        "shape": found.shape,
        "digest": found.digest,
        "ladder": ladders.as_data(found.ladder) if found.ladder else None,
        "lines": telling.report(found, SHOWN),
        "said": bool(said),
        "is_admin": is_admin,
    }


def answer(sending: Sending) -> Message | None:
    """The dry run; None once the person has decided."""
    file = sending.delivery.about[0]
    kept = sending.store.typed.get(sending.me, f"{KIND}:{file}")
    if kept is None:
        return None
    head, *lines = kept["lines"]
    if kept["ladder"] is None:
        return Message(escape(head), refused(head, lines))
    before = _before(sending.store, sending.me, kept)
    return Message(escape(head), offered(file, kept, head, lines, before))


def refused(head: str, lines: list[str]) -> list[blocks.Block]:
    fix = "Mend the file and drop it again. Nothing was imported."
    return [
        blocks.section(f"*{escape(head)}*", "rubric_head"),
        blocks.plain_section("\n".join(lines), "rubric_problems"),
        blocks.context(fix, block_id="rubric_note"),
    ]


def offered(
    file: str, kept: dict[str, Any], head: str, lines: list[str], before: str
) -> list[blocks.Block]:
    buttons = [
        blocks.button("Use for Me", USE_ME, file, style="primary"),
        *([blocks.button("Use for the Workspace", USE_ALL, file)] if kept["is_admin"] else []),
        blocks.button("Not Now", NOT_NOW, file),
    ]
    note = "A dry run: nothing is imported until you press Use. Only you can see this."
    if kept["said"]:
        note += " The words beside the file were not saved: send them alone to make them a win."
    return [
        blocks.section(f"*{escape(head)}*", "rubric_head"),
        blocks.plain_section("\n".join(lines), "rubric_found"),
        *([blocks.section(before, "rubric_before")] if before else []),
        blocks.actions(*buttons, block_id="rubric_decide"),
        blocks.context(note, block_id="rubric_note"),
    ]


def _before(store: Store, me: Principal, kept: dict[str, Any]) -> str:
    """What a new version of a rubric that is known would change."""
    ladder = ladders.from_data(kept["ladder"])
    known = rubrics.known(store, me, ladder, kept["file"])
    if known is None:
        return ""
    found = changes.differences(ladders.from_data(known.content), ladder)
    number = known.number + (known.digest != kept["digest"])
    said = f"*Version {number}* of {escape(known.name)}. {changes.sentence(found)}"
    wins = changing.to_look_at(store, me, found, store.rubrics.mapping(me, known.key))
    return f"{said}\n{wins}" if wins else said


def use_for_me(
    ack: Any,
    action: Any,
    body: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    after: Any,
    homes: Any,
) -> None:
    """Imported, chosen, and on to what its dimensions mean."""
    kept = _kept(store, me, action)
    version = rubrics.bring(store, me, me.user, kept, clock.now())
    store.rubrics.choose(me.workspace, me.user, version, clock.now())
    view = mapping.first_page(store, me, version, mapping.MINE)
    client.views_open(trigger_id=body["trigger_id"], view=view)
    store.typed.drop(me, f"{KIND}:{forms.chosen(action)}")
    ack()
    after(_settled, body, client, version, "You are judged by it from now on.")
    homes.stale(me)


def use_for_all(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, after: Any
) -> None:
    """For everybody who chooses nothing else; only an admin may, and Slack is asked now."""
    kept = _kept(store, me, action)
    if not people.is_admin(client, me.user):
        raise Refused(NO_ADMIN)
    version = rubrics.bring(store, me, rubrics.EVERYBODY, kept, clock.now())
    store.rubrics.choose(me.workspace, rubrics.EVERYBODY, version, clock.now())
    store.typed.drop(me, f"{KIND}:{forms.chosen(action)}")
    ack()
    said = "Everybody here who has chosen nothing else is judged by it. Next: what it means."
    after(_settled, body, client, version, said, mapping.ALL)


def not_now(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, after: Any) -> None:
    name = f"{KIND}:{forms.chosen(action)}"
    if store.typed.get(me, name) is None:
        raise Missing(GONE)
    store.typed.drop(me, name)
    ack()
    said = "Not imported. Drop the file again when you want it."
    after(messages.replace, body, client, said, [blocks.section(said, "rubric_declined")])


def _kept(store: Store, me: Principal, action: dict[str, Any]) -> dict[str, Any]:
    kept = store.typed.get(me, f"{KIND}:{forms.chosen(action)}")
    if kept is None or kept.get("ladder") is None:
        raise Missing(GONE)
    return kept


def _settled(
    body: Any, client: Any, version: RubricVersion, said: str, whose: str = mapping.MINE
) -> None:
    """The message without its buttons, and the way on."""
    ladder = ladders.from_data(version.content)
    what = f"*{escape(version.name)}*, version {version.number}: {telling.counts(ladder)}. {said}"
    way = [
        blocks.button("Map Dimensions", mapping.OPEN, f"{whose}:{version.public_id}"),
        blocks.button("Choose Levels", "rubric_open"),
    ]
    shown = [blocks.section(what, "rubric_used"), blocks.actions(*way, block_id="rubric_next")]
    notice = f"{escape(version.name)} is in use: {count(len(ladder.criteria), 'expectation')}."
    messages.replace(body, client, notice, shown)


DUE = (Due(KIND, answer, any_hour=True),)
TAKES = (Taker(KIND, frozenset(ENDINGS) - {"txt"}, MOST, fits, take),)
