"""Keep somebody's words: which win they back, who is told, and how it is taken back."""

from datetime import date, datetime, timedelta
from http.client import HTTPException
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from bot import people
from bot.career import matching, offers, prompts
from bot.career.wins import reread, suggested
from bot.errors import Missing, Refused
from bot.slack import forms, messages, text
from storage import Store
from storage.records import Praise, Principal, Win
from storage.wins import Changed

GONE = "That is no longer here. My Home shows what waits, `/win list` what you kept."
TOLD = "told"  # a kind of message: to an author
UNSAID = ("dropped", "failed", "abandoned")
MEMORY = timedelta(days=180)  # wins offered for choosing
BOTH = ("kept", "draft")


def mine(store: Store, me: Principal, public_id: str) -> Praise:
    """This person's praise, or the same answer whether it is missing or somebody else's."""
    praise = store.praise.get(me, public_id)
    if praise is None or praise.state == "withdrawn":
        raise Missing(GONE)
    return praise


def keep(store: Store, me: Principal, praise: Praise, day: date, now: datetime) -> Praise:
    """Keep the words with the best-fitting recent win, else with a new draft; again is harmless."""
    if praise.state == "kept":
        return _told(store, praise, now)
    _refuse_nothing(praise)
    match = matching.best_win(praise.quote, day, praise.author, fitting(store, me, day))
    win = match.win if match else draft_win(store, me, praise, day, now)
    because = list(match.because) if match else []
    return _kept(store, me, praise, win, because, now)


def keep_with(
    store: Store, me: Principal, praise: Praise, win: Win | None, day: date, now: datetime
) -> Praise:
    """Keep the words with the win the person chose; None means a new draft."""
    if praise.state != "kept":
        _refuse_nothing(praise)
    chosen = win or draft_win(store, me, praise, day, now)
    because = ["you chose it"] if win else []
    if praise.state != "kept":
        return _kept(store, me, praise, chosen, because, now)
    moved = store.praise.attach(me, praise.public_id, chosen.id, because, now)
    if chosen.id != praise.win_id:
        drop_draft(store, me, praise, now)
    return moved or praise


def undo(store: Store, me: Principal, praise: Praise, now: datetime) -> None:
    """Take the words out of the book, and a draft win that stood on them alone."""
    store.praise.set_state(me, praise.public_id, "removed", now)
    drop_draft(store, me, praise, now)


def drop_draft(store: Store, me: Principal, praise: Praise, now: datetime) -> None:
    """A draft that nobody confirmed goes to the bin with the only words it came from."""
    win = wins(store, me).get(praise.win_id or 0)
    if win is None or win.state != "draft" or win.source != source(praise):
        return
    others = store.praise.backing(me, [praise.win_id or 0]).get(praise.win_id or 0, [])
    if not [other for other in others if other.public_id != praise.public_id]:
        store.wins.bin(me, win.public_id, now)


def draft_win(store: Store, me: Principal, praise: Praise, day: date, now: datetime) -> Win:
    """A win that asks for its outcome, made from what somebody thanked for."""
    said = praise.reason or praise.quote
    names = store.people.names(me.workspace, text.mentioned(said))
    added = store.wins.add(me, _unsaved(me, praise, text.plain(said, names), day, now)).win
    if added.deleted_at is not None:
        return store.wins.restore(me, added.public_id, now) or added
    return added


def complete(
    store: Store, me: Principal, public_id: str, version: int, told: dict[str, Any], now: datetime
) -> None:
    """A draft becomes a win once its outcome is said."""
    win = store.wins.get(me, public_id)
    if win is None:
        raise Missing(GONE)
    happened, changed = forms.text(told, "what"), forms.text(told, "outcome")
    if not happened.strip():
        raise Refused("Say what happened in a few words.", "what")
    said = {"text": happened, "outcome": changed}
    found = reread(win.model_copy(update=said))
    try:
        store.wins.change(me, public_id, version, now, state="kept", **said, **found)
    except Changed:
        raise Refused("This win was changed elsewhere. Close the form and open it again.") from None


def meet(client: WebClient, store: Store, me: Principal, words: str, now: datetime) -> None:
    """Learn who is named in the words: a draft made of them says so for good."""
    people.meet(client, store, me.workspace, text.mentioned(words), now)


def day_of(store: Store, me: Principal, praise: Praise, zone: str) -> date:
    """The keeper's own day on which the words were said."""
    person = store.people.get(me)
    if person is None:
        return praise.said_at.astimezone(ZoneInfo(zone)).date()
    return prompts.today(person, praise.said_at, zone)


def wins(store: Store, me: Principal) -> dict[int, Win]:
    return {win.id: win for win in store.wins.of(me, states=BOTH) if win.id is not None}


def recent(store: Store, me: Principal, day: date) -> list[Win]:
    return store.wins.of(me, since=day - MEMORY, states=BOTH)


def fitting(store: Store, me: Principal, day: date) -> list[Win]:
    """Wins that praise may be kept with: the book's, and drafts that other praise has made."""
    wins = recent(store, me, day)
    return [win for win in wins if win.state == "kept" or win.source.startswith("praise:")]


def source(praise: Praise) -> str:
    return f"praise:{praise.public_id}"


def link(client: WebClient, store: Store, me: Principal, praise: Praise) -> None:
    """Keep the message's address with the words; Slack is asked once."""
    if praise.permalink:
        return
    try:
        address = messages.permalink(client, praise.channel, praise.ts)
    except (OSError, HTTPException):
        return  # an address less, the words are kept
    if address:
        store.praise.linked(me, praise.public_id, address)


def _refuse_nothing(praise: Praise) -> None:
    """An edit may have left a picture or a link alone."""
    if text.says_nothing(praise.quote):
        raise Refused("Its author took the words out, so there is nothing left to keep.")


def _kept(
    store: Store, me: Principal, praise: Praise, win: Win, because: list[str], now: datetime
) -> Praise:
    kept = store.praise.keep(me, praise.public_id, now, win.id, because)
    if kept is None:
        raise Missing(GONE)
    store.reactions.answered(praise.workspace, praise.channel, praise.ts, me.user)
    return _told(store, kept, now)


def _told(store: Store, praise: Praise, now: datetime) -> Praise:
    """The author hears once that their words were kept; several within an hour in one message."""
    author, about = (praise.workspace, praise.author), praise.public_id
    known = store.deliveries.planned(*author, [TOLD]) if praise.author else []
    is_told = any(about in row.about and row.state not in UNSAID for row in known)
    if praise.author and not is_told:
        period = f"{TOLD}:{about}:{praise.kept_at or now:%Y%m%d%H%M%S%f}"
        row = offers.message(author, TOLD, period, [about], now)
        store.deliveries.join(*author, TOLD, about, row, now)
    return praise


def _unsaved(me: Principal, praise: Praise, said: str, day: date, now: datetime) -> Win:
    pointed, because = suggested(said)
    return Win(
        workspace=me.workspace,
        owner=me.user,
        number=0,
        source=source(praise),
        state="draft",
        text=said[:3000],
        outcome_state="asked",
        happened=day,
        dimensions=list(praise.dimensions) or pointed,
        because={} if praise.dimensions else because,
        credited=[praise.author] if praise.author else [],
        place=praise.channel,
        place_ts=praise.ts,
        permalink=praise.permalink,
        created_at=now,
        updated_at=now,
    )
