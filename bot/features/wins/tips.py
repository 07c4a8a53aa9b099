"""The one tip that may stand on a card: the rhythm, a double or the coach's question."""

from collections.abc import Sequence

from bot.career import coach, prompts, twins
from bot.features.wins.card import NO_TIP, Tip
from bot.settings import Settings
from bot.slack.blocks import cut
from bot.slack.text import day, escape, listed
from storage import Store
from storage.records import Person, Principal, Win
from storage.wins import Near

STUMBLES = 3  # words told at most


def of(
    store: Store,
    me: Principal,
    win: Win,
    settings: Settings,
    around: Sequence[Near] | None = None,
    *,
    urgent: str = "",
    is_first: bool = False,
) -> Tip:
    """At most one: what cannot wait, the new rhythm, a double, one question.

    `around` are the wins near to it, if somebody has looked already.
    """
    if urgent:
        return Tip(urgent)
    if is_first:
        return Tip(rhythm(store.people.get(me), settings))
    if around is None:
        around = store.wins.around(me, win.happened, twins.NEAR) if win.figures else []
    if other := twins.twin(win, around):
        said = f"Looks like win {other.number} of {day(other.happened)}. Same one? Then Undo."
        return Tip(said)
    return question(win)


def question(win: Win) -> Tip:
    """What the coach asks next, with the words it stumbled on; nothing when the win can stand."""
    found = coach.about(win)
    if found is None:
        return NO_TIP
    words = listed([f"“{escape(cut(word, 40))}”" for word in found.stumbled[:STUMBLES]])
    stumbled = f" A reader stumbles on {words}." if words else ""
    return Tip(f"{found.text}{stumbled}", found.key)


def asked(store: Store, me: Principal, win: Win) -> tuple[Win, Tip]:
    """The next question about a win whose card is drawn again, and the win with a note of it."""
    tip = question(win)
    return note(store, me, win, tip), tip


def note(store: Store, me: Principal, win: Win, tip: Tip) -> Win:
    """The win, with a note that the question of this tip was put."""
    notes = coach.noted(win, tip.question) if tip.question else {}
    return store.wins.note(me, win.public_id, **notes) or win if notes else win


def rhythm(person: Person | None, settings: Settings) -> str:
    if person is None:
        return ""
    when = prompts.said(person.ask_day)
    zone = prompts.zone_of(person, settings.zone).key
    return (
        f"{when[0].upper()}{when[1:]} at {person.ask_time} ({zone}) I ask once for new wins. "
        f"Change or stop it: `{settings.win_command} remind`."
    )
