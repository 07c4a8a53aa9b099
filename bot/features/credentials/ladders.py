"""Ladders of credentials: dropped as a file, for oneself or everybody, with the rung reached."""

from typing import Any

from bot.career import offers
from bot.career.credentials import stack_files, stacks
from bot.career.credentials.logging import slug
from bot.career.credentials.stacks import Standing, State
from bot.dropped import Dropping, File, Taker
from bot.due import Due, Sending
from bot.errors import Missing, Refused
from bot.features.credentials import asking, card
from bot.features.credentials.asking import Looking, looking
from bot.slack import blocks, forms, messages, people
from bot.slack.blocks import Block
from bot.slack.commands import word
from bot.slack.messages import Message
from bot.slack.text import count, escape, listed
from storage.growing import EVERYBODY
from storage.records_credentials import CredentialLadder

KIND = "credential_ladder"  # of a message, and of a dropped file
USE_ME, USE_ALL, NOT_NOW = "ladder_use_me", "ladder_use_all", "ladder_not_now"
OPEN, FORGET = "ladders_open", "ladder_forget"
SHOWN = 10  # problems, ladders
NO_ADMIN = "Only an admin of this workspace can share a ladder with everybody. Use for Me works."
WHERE = "`/win credentials ladders` and Home show the rung that is reached and what is next."
EMPTY = (
    "No ladder yet. Drop a file that begins with `credential ladder: NAME` in my direct message."
)


def register(app: Any) -> None:
    app.command("/win", matchers=[is_mine])(show)
    app.action(OPEN)(open_window)
    app.action(USE_ME)(use_for_me)
    app.action(USE_ALL)(use_for_all)
    app.action(NOT_NOW)(not_now)
    app.action(FORGET)(forget)


def is_mine(spoken: Any) -> bool:
    asked = spoken.args.lower().rstrip(".!?")
    return word("credentials")(spoken) and asked in ("ladder", "ladders")


def show(ack: Any, store: Any, me: Any, clock: Any, settings: Any) -> None:
    shown = overview(looking(store, me, clock.now(), settings))
    ack(text="Your ladders of credentials.", blocks=shown)


def open_window(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    who = looking(store, me, clock.now(), settings)
    asking.open_or_push(client, body, asking.window(overview(who), "Ladders"))
    ack()


def standings(who: Looking) -> list[tuple[CredentialLadder, Standing]]:
    held = who.held
    return [
        (row, stacks.standing(stacks.from_data(row.content), held.every, held.now, held.today))
        for row in who.store.growing.ladders(who.me)
    ]


def overview(who: Looking) -> list[Block]:
    found = standings(who)
    if not found:
        return [blocks.section(EMPTY, "ladders_none")]
    shown: list[Block] = []
    for at, (row, standing) in enumerate(found[:SHOWN]):
        way = blocks.button("Remove", FORGET, row.public_id, says=f"Remove {row.name}")
        shown.append(blocks.section(told(row, standing), f"ladder_{at}", accessory=way))
    note = f"A rung is derived from what you hold today; nobody can claim one. {card.ONLY_YOU}"
    return [*shown, blocks.context(note, block_id="ladders_note")]


def told(row: CredentialLadder, standing: Standing) -> str:
    """Name, the rung reached, the next one and what it takes."""
    whose = "yours" if row.owner else "the workspace's"
    reached, following = standing.reached, standing.next
    name = escape(blocks.cut(row.name, 100))
    head = f"*{name}* ({whose}): "
    head += f"{escape(reached.name)} reached" if reached else "no rung reached yet"
    lines = [f"{head}."]
    if following is not None:
        lines.append(f"Next: *{escape(following.name)}*, {_needs(following)}")
    else:
        lines.append("Every rung is reached.")
    lines += [_rung(state) for state in standing.states[:12]]
    return "\n".join(lines)


def _needs(state: State) -> str:
    missing = listed([escape(blocks.cut(name, 60)) for name in state.missing[:6]])
    lapsed = listed([escape(blocks.cut(name, 60)) for name in state.lapsed[:3]])
    left = state.needed - state.have
    some = f"{left} of {missing}" if left < len(state.missing) else missing
    again = f" {lapsed} expired and opened it again." if lapsed else ""
    return f"{state.have} of {state.needed}. Missing: {some}.{again}"


def _rung(state: State) -> str:
    return f"{'✓' if state.is_met else '○'} {escape(blocks.cut(state.name, 80))}"


def fits(file: File) -> bool:
    return stack_files.is_one(file.data)


def take(dropping: Dropping) -> None:
    """Read each file, keep what was found, plan the answer: once per file."""
    is_admin = people.is_admin(dropping.client, dropping.me.user)
    for file in dropping.files:
        found = stack_files.read(file.name, file.data)
        kept = {
            "file": found.file,
            "digest": found.digest,
            "stack": stacks.as_data(found.stack) if found.stack else None,
            "problems": [str(problem) for problem in found.problems[:SHOWN]],
            "is_admin": is_admin,
        }
        dropping.store.typed.keep(dropping.me, f"{KIND}:{file.id}", kept, dropping.now)
        period = f"{KIND}:{file.id}"
        row = offers.message(dropping.me[:2], KIND, period, [file.id], dropping.now)
        dropping.store.deliveries.plan([row])


def answer(sending: Sending) -> Message | None:
    """The dry run; None once the person has decided."""
    file = sending.delivery.about[0]
    kept = sending.store.typed.get(sending.me, f"{KIND}:{file}")
    if kept is None:
        return None
    if kept["stack"] is None:
        said = f"{kept['file']} cannot be used: {count(len(kept['problems']), 'problem')}."
        shown = [
            blocks.section(f"*{escape(said)}*", "ladder_head"),
            blocks.plain_section("\n".join(kept["problems"]), "ladder_problems"),
            blocks.context("Mend the file and drop it again.", block_id="ladder_note"),
        ]
        return Message(escape(said), shown)
    return _offered(sending, file, kept)


def _offered(sending: Sending, file: str, kept: dict[str, Any]) -> Message:
    stack = stacks.from_data(kept["stack"])
    who = Looking(sending.store, sending.me, sending.person, sending.now, sending.settings)
    held = who.held
    standing = stacks.standing(stack, held.every, held.now, held.today)
    reached = standing.reached.name if standing.reached else "no rung yet"
    rungs, pieces = count(len(stack.rungs), "rung"), count(len(stack.pieces), "credential")
    said = f"{stack.name}: {rungs} over {pieces}. Reached with what you hold: {reached}."
    buttons = [
        blocks.button("Use for Me", USE_ME, file, style="primary"),
        *([blocks.button("Use for the Workspace", USE_ALL, file)] if kept["is_admin"] else []),
        blocks.button("Not Now", NOT_NOW, file),
    ]
    note = "A dry run: nothing is kept until you press Use. Only you can see this."
    shown = [
        blocks.section(f"*{escape(blocks.cut(said, 2000))}*", "ladder_head"),
        blocks.actions(*buttons, block_id="ladder_decide"),
        blocks.context(note, block_id="ladder_note"),
    ]
    return Message(escape(said), shown)


def use_for_me(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, after: Any,
    homes: Any,
) -> None:  # fmt: skip
    row = _keep(store, me, action, me.user, clock.now())
    ack()
    said = f"*{escape(row.name)}* is your ladder from now on. {WHERE}"
    after(_settled, body, client, said)
    homes.stale(me)


def use_for_all(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, after: Any
) -> None:
    """Only an admin may, and Slack is asked now."""
    _kept(store, me, action)
    if not people.is_admin(client, me.user):
        raise Refused(NO_ADMIN)
    row = _keep(store, me, action, EVERYBODY, clock.now())
    ack()
    said = f"*{escape(row.name)}* is there for everybody. Each sees only their own rung. {WHERE}"
    after(_settled, body, client, said)


def not_now(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, after: Any) -> None:
    _kept(store, me, action)
    store.typed.drop(me, f"{KIND}:{forms.chosen(action)}")
    ack()
    after(_settled, body, client, "Not kept. Drop the file again when you want it.")


def forget(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any,
    after: Any, homes: Any,
) -> None:  # fmt: skip
    hint = forms.chosen(action)
    row = next((one for one in store.growing.ladders(me) if one.public_id == hint), None)
    if row is None:
        raise Missing("That ladder is no longer here.")
    if row.owner == EVERYBODY and not people.is_admin(client, me.user):
        raise Refused("Only an admin of this workspace can remove a ladder that all share.")
    store.growing.drop_ladder(me, row.owner, hint)
    ack()
    who = looking(store, me, clock.now(), settings)
    after(asking.repaint, body, client, overview(who), "Removed.")
    homes.stale(me)


def _keep(store: Any, me: Any, action: Any, owner: str, now: Any) -> CredentialLadder:
    kept = _kept(store, me, action)
    stack = stacks.from_data(kept["stack"])
    record = CredentialLadder(
        workspace=me.workspace,
        owner=owner,
        key=slug(stack.name) or "ladder",
        name=stack.name,
        content=kept["stack"],
        file=kept["file"],
        digest=kept["digest"],
        made_by=me.user,
        created_at=now,
    )
    row: CredentialLadder = store.growing.put_ladder(record)
    store.typed.drop(me, f"{KIND}:{forms.chosen(action)}")
    return row


def _kept(store: Any, me: Any, action: Any) -> dict[str, Any]:
    kept: dict[str, Any] | None = store.typed.get(me, f"{KIND}:{forms.chosen(action)}")
    if kept is None or kept.get("stack") is None:
        raise Missing("That file is no longer here. Drop it again.")
    return kept


def _settled(body: Any, client: Any, said: str) -> None:
    messages.replace(body, client, said, [blocks.section(said, "ladder_settled")])


DUE = (Due(KIND, answer, any_hour=True),)
ENDINGS = frozenset({"yml", "yaml", "json"})
TAKES = (Taker(KIND, ENDINGS, stack_files.MOST, fits, take),)
