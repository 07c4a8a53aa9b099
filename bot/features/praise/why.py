"""`/win why`: what the last reaction did, or why it did nothing."""

from datetime import datetime
from typing import Any

from bot.features.praise.gesture import Deed
from bot.settings import Settings
from bot.slack import blocks, text
from bot.slack.commands import word
from storage import Store
from storage.records import Principal, Why

MENU = "Save as Corroboration"
SAYS = {
    "kept": "You kept {author}'s words with win {win}. Only you can see this.",
    "offered": "The words are about {people}. I offer them once to each, and nobody else can keep "
    "them.",
    "unreachable": "The words are about {people}, and there is nobody I can offer them to: bots "
    "and people who left have no book, and who wants no notices gets none.",
    "asked": "The message names nobody. I ask you in your direct messages who it is about.",
    "self": "The message names only its author. Words about oneself corroborate nothing.",
    "oneself": "Words about oneself corroborate nothing. Choose somebody else.",
    "for a bot": "Bots have no book. Choose the colleague behind it.",
    "left": "That person is no member of this workspace any more. Choose somebody else.",
    "bot": "A bot wrote that message. Only a person's words can be kept.",
    "drafted": "It made draft {win} of your message. `{command} list drafts` shows what waits.",
    "unmarked": "You took your reaction back, and the draft it had made went with it.",
    "still a win": "You took your reaction back. Win {win} stays in your book; `{command} delete "
    "{win}` deletes it.",
    "not yours": "That is somebody else's message. The win emoji works on your own.",
    "no words": "I found no words there that a win can hold.",
    "wordless": "That message has no words that could be kept, only what was attached to it.",
    "gone": "The message was deleted before I could keep it.",
    "withdrawn": "The author withdrew these words. They cannot be kept again.",
    "closed": "I am not in that channel, so I cannot read the message. Invite me with "
    "`/invite @Winbook`, then react again.",
    "scope": "I am not allowed to read messages there (the permission `{needed}` is missing). "
    "{menu} in the message's menu works without it.",
    "unread": "Slack has not let me read that message so far, so I try again. {menu} in its menu "
    "does not need to read it.",
    "unanswered": "Slack did not let me read that message just now. Answer my question about it "
    "once more.",
    "taken back": "You took your reaction back. I ask you whether to remove the words from your "
    "book.",
    "nothing kept": "You took your reaction back. Nothing of that message was in your book.",
}
NONE_YET = (
    "No reaction of yours has reached me yet. React with {emoji} to a colleague's praise in a "
    "channel that I am in. If you did, I lack the permission `reactions:read` or am not in that "
    "channel: Save as Corroboration in the message's menu always works."
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
    told = {"author": "", "win": "", "people": "", "needed": "", "menu": MENU, **why.about}
    told["command"] = settings.win_command
    told["author"] = f"<@{told['author']}>" if told["author"] else "a colleague"
    told["people"] = text.listed([f"<@{user}>" for user in told["people"].split()])
    where = f"<#{told['channel']}>, " if told.get("channel", "D")[:1] != "D" else ""
    said = SAYS[why.code].format(**told)
    deed = f"use of {MENU}" if told.get("by") == "menu" else "reaction"
    return f"Your last {deed} ({where}{text.moment(why.at)}): {said}"


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
