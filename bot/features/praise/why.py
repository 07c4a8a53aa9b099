"""`/win why`: what the last reaction did, or why it did nothing."""

from datetime import datetime
from typing import Any

from bot.features.praise.gesture import Deed
from bot.settings import Settings
from bot.slack import blocks, text
from bot.slack.commands import word
from storage import Store
from storage.records import Principal, Why

SAYS = {
    "kept": "You kept {author}'s words with win {win}. Only you can see this.",
    "offered": "The words are about {people}. Winbook offers a message once to each person it is "
    "about, and nobody else can keep it.",
    "asked": "The message names nobody. Winbook asks you in your direct messages who it is about.",
    "self": "The message names only its author. Words about oneself corroborate nothing.",
    "bot": "A bot wrote that message. Only a person's words can be kept.",
    "drafted": "It made a draft of your message. Keep or discard it in your direct messages.",
    "not yours": "That is somebody else's message. The win emoji works on your own.",
    "no words": "Winbook found no words there that a win can hold.",
    "wordless": "That message has no words that could be kept, only what was attached to it.",
    "gone": "The message was deleted before Winbook could keep it.",
    "withdrawn": "The author withdrew these words. They cannot be kept again.",
    "closed": "Winbook is not in that channel, so it cannot read the message. Invite it with "
    "`/invite @Winbook`, then react again.",
    "scope": "Winbook is not allowed to read messages there (the permission `{needed}` is "
    "missing). Save as Corroboration in the message's menu works without it.",
    "taken back": "You took your reaction back. Winbook asks you whether to remove the words from "
    "your book.",
    "nothing kept": "You took your reaction back. Nothing of that message was in your book.",
}
NONE_YET = (
    "No reaction of yours has reached Winbook yet. React with {emoji} to a colleague's praise in a "
    "channel that Winbook is in. If you did, it lacks the permission `reactions:read` or is not in "
    "that channel: Save as Corroboration in the message's menu always works."
)


def register(app: Any) -> None:
    app.command("/win", matchers=[word("why")])(explain)


def explain(ack: Any, store: Any, me: Any, settings: Any) -> None:
    said = words(store.whys.last(me), settings)
    ack(text=said, blocks=[blocks.section(said, "why")])


def words(why: Why | None, settings: Settings) -> str:
    """The reason in a sentence or two, with the message it is about."""
    if why is None or why.code not in SAYS:
        return NONE_YET.format(emoji=text.listed([f":{e}:" for e in sorted(settings.praise_emoji)]))
    told = {"author": "", "win": "", "people": "", "needed": "", **why.about}
    told["author"] = f"<@{told['author']}>" if told["author"] else "a colleague"
    told["people"] = text.listed([f"<@{user}>" for user in told["people"].split()])
    where = f"<#{told['channel']}>, " if told.get("channel", "D")[:1] != "D" else ""
    said = SAYS[why.code].format(**told)
    return f"Your last reaction ({where}{text.moment(why.at)}): {said}"


def plainly(store: Store, me: Principal, settings: Settings) -> str:
    """The reason alone, right after the gesture."""
    why = store.whys.last(me)
    return words(why, settings).partition("): ")[2] if why else ""


def note(
    store: Store, me: Principal, deed: Deed, channel: str, now: datetime, **about: str
) -> None:
    """Remember what came of a gesture, until the next one."""
    if deed.praise is not None:
        win = next((w for w in _wins(store, me) if w.id == deed.praise.win_id), None)
        about |= {"author": deed.praise.author, "win": str(win.number) if win else "in the bin"}
    if deed.people:
        about["people"] = " ".join(deed.people)
    store.whys.note(me, deed.code, now, channel=channel, **about)


def _wins(store: Store, me: Principal) -> list[Any]:
    return store.wins.of(me, states=("kept", "draft"))
