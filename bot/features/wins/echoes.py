"""A win follows its message while that is edited; once it is deleted, the way out is offered."""

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from bot.career import filing, offers, prompts, retold, wins
from bot.due import Due, Sending
from bot.echoes import Echo
from bot.errors import Refused
from bot.features.wins import card, direct, drafts
from bot.people import known, names
from bot.slack import text
from bot.slack.blocks import Block, actions, button, context, section
from bot.slack.messages import Message
from storage.records import Person, Principal, Win

CARDS = (direct.CARD, drafts.MADE)  # the messages that show a win made from a message
EDITED, DELETED = "retold", "orphaned"


def heard(echo: Echo) -> None:
    """One message may be behind wins of several people; only its author's follows it."""
    for win in echo.store.wins.said_in(echo.workspace, echo.channel, echo.ts):
        if not echo.message:
            deleted(echo, win)
        elif echo.message.get("user") == win.owner:
            edited(echo, win)
        else:
            _tell(echo, win, EDITED)
        echo.homes.stale(Principal(win.workspace, win.owner))


def edited(echo: Echo, win: Win) -> None:
    """A win that says what its message said now says the new words, and its history the old."""
    me = Principal(win.workspace, win.owner)
    person = known(echo.client, echo.store, me, echo.now)
    try:
        readings = list(_readings(echo, person, win))
    except Refused as refused:
        _refuse(echo, win, refused)
        return
    told = (retold.follows(win, before, after) for before, after in readings)
    changes = next((found for found in told if found is not None), None)
    if changes:
        echo.store.wins.change(me, win.public_id, win.version, echo.now, **changes)
        echo.store.deliveries.repaint(*me[:2], CARDS, win.public_id)
    elif changes is None and not _is_old(echo, me, win, {before.text for before, _ in readings}):
        _tell(echo, win, EDITED)


def deleted(echo: Echo, win: Win) -> None:
    """A draft goes with its message; for a kept win the way out is offered."""
    me = Principal(win.workspace, win.owner)
    if win.state == "draft":
        echo.store.wins.bin(me, win.public_id, echo.now)
    shown = echo.store.deliveries.repaint(*me[:2], CARDS, win.public_id)
    if win.state == "kept" and not (echo.is_direct and shown):  # there the card stands below it
        _tell(echo, win, DELETED)


def kept_its_words(sending: Sending) -> Message | None:
    """The message behind a win was edited, and the win has words of its own."""
    win = sending.store.wins.get(sending.me, sending.delivery.about[0])
    if win is None or win.deleted_at is not None:
        return None
    said = f"The message behind win {win.number} was edited. The win keeps the words it had."
    edit = button("Edit", card.EDIT, win.public_id, says=f"Edit win {win.number}")
    return _message(said, win, edit)


def lost_its_message(sending: Sending) -> Message | None:
    """The message behind a kept win is gone: say how the win goes, too."""
    win = sending.store.wins.get(sending.me, sending.delivery.about[0])
    if win is None or win.deleted_at is not None:
        return None
    said = f"The message behind win {win.number} was deleted. The win stays in your book."
    return _message(said, win, button("Delete", card.UNDO, win.public_id))


DUE = (
    Due(EDITED, kept_its_words, any_hour=True),
    Due(DELETED, lost_its_message, any_hour=True),
)


def _readings(echo: Echo, person: Person, win: Win) -> Iterator[tuple[Win, Win]]:
    """The message before and after the edit: as a line of words, and as the form shows it.

    Refused when a win cannot hold the new words. A win that is as it was made follows whatever
    the message said before: edits may come in any order.
    """
    after = _read(echo, person, echo.message)
    if win.version == 1 and (echo.is_direct or win.state == "draft"):
        yield win, after
    with contextlib.suppress(Refused):
        yield _read(echo, person, echo.before), after
    yield _shown(echo, win, echo.before), _shown(echo, win, echo.message)


def _read(echo: Echo, person: Person, message: dict[str, Any]) -> Win:
    said, people = _words(echo, message)
    written = prompts.local(person, offers.said_at(echo.ts), echo.settings.zone)
    if echo.is_direct:
        return wins.from_line(said, person, written, "", people)
    return wins.from_message(said, person, written.date(), "", written, people)


def _shown(echo: Echo, win: Win, message: dict[str, Any]) -> Win:
    """The win with the whole message as its text, which is how Save as a Win takes it."""
    said = filing.tidy(filing.clean(text.plain(*_words(echo, message))))
    return win.model_copy(update={"text": said})


def _words(echo: Echo, message: dict[str, Any]) -> tuple[str, Mapping[str, str]]:
    said = str(message.get("text") or "")
    people = names(echo.client, echo.store, echo.workspace, text.mentioned(said), echo.now)
    return said, people


def _is_old(echo: Echo, me: Principal, win: Win, befores: set[str]) -> bool:
    """Whether this edit was overtaken: the win has moved on from the words it begins with."""
    earlier = echo.store.wins.history(me, win.public_id)
    return any(old.said.get("text") in befores for old in earlier)


def _refuse(echo: Echo, win: Win, refused: Refused) -> None:
    if echo.is_direct:
        said = f"Win {win.number} stays as it was: {refused.sentence}"
        direct.say(echo.client, echo.channel, said)
    else:
        _tell(echo, win, EDITED)


def _tell(echo: Echo, win: Win, kind: str) -> None:
    """Once per win; at once about a deed of one's own, else when the person's day is open."""
    me = Principal(win.workspace, win.owner)
    row = offers.message(me[:2], kind, f"{kind}:{win.public_id}", [win.public_id], echo.now)
    person = echo.store.people.get(me)
    if person is not None and echo.before.get("user") != win.owner:
        row.due = prompts.next_opening(person, echo.now, echo.settings.zone) or echo.now
    echo.store.deliveries.plan([row])


def _message(said: str, win: Win, way: Block) -> Message:
    blocks = [
        section(said, "echo"),
        actions(way, block_id="do"),
        context(card.ONLY_YOU, block_id="audience"),
    ]
    return Message(said, blocks)
