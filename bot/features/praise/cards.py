"""What the messages about praise look like. A card shows one praise in the state it is in."""

from collections.abc import Collection, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.career.offers import FORGOTTEN, digest
from bot.slack import text
from bot.slack.blocks import (
    Block,
    actions,
    button,
    context,
    cut,
    modal,
    person_select,
    plain_section,
    section,
)
from bot.slack.messages import Message
from storage.records import Praise, Win

Names = Mapping[str, str]
Wins = Mapping[int, Win]
Taken = Collection[str]  # public ids
MOST = 8  # cards in one message
GONE = (
    "Words that stood here are gone: their author deleted them, you deleted your book, or 30 days "
    "have passed."
)
ENDED = {  # for one and for several
    "kept": ("is in your book", "are in your book"),
    "withdrawn": ("was withdrawn by its author", "were withdrawn by their author"),
}
NOT_KEPT = ("is not kept", "are not kept")
INTRO = (
    "Winbook keeps a private record of what you achieve, for the day you are up for promotion. "
    "I noticed these words about you. Nothing is kept unless you press Keep. "
    "Press Never and I do not write about praise again."
)


def notice(
    rows: list[Praise],
    wins: Wins,
    names: Names,
    zone: ZoneInfo,
    *,
    is_first: bool = False,
    gone: int = 0,
    taken: Taken = frozenset(),
) -> Message:
    """Words that wait to be kept, and those of the same message that were answered already."""
    waiting = [row for row in rows if row.state == "draft"]
    headline = _headline(waiting, names) if waiting else _outcome(rows)
    intro = [section(INTRO, "praise:intro", accessory=never())] if is_first else []
    shown = [block for row in rows[:MOST] for block in card(row, wins, names, taken)]
    blocks = [section(f"*{headline}*", "praise:top"), *intro, *shown, *_beyond(rows)]
    blocks += [context(GONE, block_id="praise:gone")] if gone else []
    return Message(f"{headline}. Keep it?" if waiting else headline, blocks + _last(waiting, zone))


def kept(row: Praise, wins: Wins, names: Names, taken: Taken = frozenset()) -> Message:
    """What a reaction did, with Change and Undo beside it; or, taken back, what that asks."""
    author = text.escape(names.get(row.author, "a colleague"))
    is_asked = row.public_id in taken
    said = "Remove the words from your book, too?" if is_asked else f"Kept {author}'s words."
    return Message(said, card(row, wins, names, taken))


def card(row: Praise, wins: Wins, names: Names, taken: Taken = frozenset()) -> list[Block]:
    """One praise, in the state it is in. `taken`: whose reaction was taken back, unanswered."""
    if row.state == "draft":
        return _waiting(row, names)
    if row.state == "kept" and row.public_id in taken:
        return _asked(row)
    if row.state == "kept":
        said = _kept_text(row, wins.get(row.win_id or 0))
        return [section(said, part(row, "kept")), *_kept_actions(row, wins)]
    if row.state == "withdrawn":
        return [section(f"{_whose(row)} were withdrawn by their author.", part(row, "withdrawn"))]
    said = "are not in your book." if row.state == "removed" else "are not kept."
    again = button("Keep", "praise_keep", handle(row), says="Keep these words")
    return [section(f"{_whose(row)} {said}", part(row, row.state), accessory=again)]


def review(rows: list[Praise], wins: Wins, names: Names, zone: ZoneInfo) -> Block:
    """All that waits, as a window."""
    cards = [block for row in rows[:20] for block in card(row, wins, names)]
    nothing = [section("Nothing is waiting.", "praise:none")]
    waiting = [row for row in rows if row.state == "draft"]
    blocks = (cards or nothing) + _last(waiting, zone)
    return modal("praise_review", "Praise to Keep", blocks, submit="", close="Done")


def ask(channel: str, ts: str, at: datetime) -> Message:
    """The same question after a reaction, in the DM."""
    said = f"You reacted to a message in {place(channel)}, {text.moment(at)}, that names nobody."
    blocks = [
        section(said),
        section("Who is it about?", f"about:{channel}:{ts}", accessory=person_select("praise_who")),
    ]
    return Message("Who is the message about that you reacted to?", blocks)


def never() -> Block:
    return button("Never", "praise_never", says="Never tell me about praise")


def part(row: Praise, name: str) -> str:
    """A block's id: which praise it shows, and as what."""
    return f"praise:{row.public_id}:{name}"


def shown(blocks: list[Block]) -> list[str]:
    """The praise shown by a message or window of ours, in order."""
    parts = [str(block.get("block_id", "")).split(":") for block in blocks]
    return list(dict.fromkeys(ids[1] for ids in parts if ids[0] == "praise" and len(ids) == 3))


def handle(row: Praise) -> str:
    """What a Keep button carries: the praise, and a mark of the words it stood under."""
    return f"{row.public_id} {digest(row.quote)[:12]}"


def people_in(row: Praise) -> list[str]:
    """Who wrote, and who is mentioned in what was written."""
    return [user for user in (row.author, *text.mentioned(row.quote)) if user]


def author(row: Praise, erased: str = "a colleague") -> str:
    """Who wrote it, also once that person had everything about them deleted."""
    return f"<@{row.author}>" if row.author else erased


def quoted(row: Praise, names: Names, most: int = 1500) -> str:
    return f"“{cut(text.plain(row.quote, names), most)}”"


def day(row: Praise) -> str:
    return f"{row.said_at:%b} {row.said_at.day}"


def place(channel: str) -> str:
    return "a direct message" if channel.startswith("D") else f"<#{channel}>"


def _waiting(row: Praise, names: Names) -> list[Block]:
    who = f"{author(row, 'A colleague')} in {place(row.channel)}, {text.moment(row.said_at)}"
    buttons = (
        button("Keep", "praise_keep", handle(row), says=f"Keep the words of {day(row)}"),
        button("Choose a Win", "praise_choose", row.public_id),
        button("Not Now", "praise_not_now", row.public_id),
    )
    return [
        section(who, part(row, "who")),
        plain_section(quoted(row, names), part(row, "words")),
        actions(*buttons, block_id=part(row, "draft")),
    ]


def _asked(row: Praise) -> list[Block]:
    """To the keeper, after the reaction went away."""
    said = f"You took back your reaction to {author(row)}'s words of {day(row)}."
    remove = button("Remove", "praise_undo", row.public_id)
    leave = button("Leave It", "praise_leave", row.public_id)
    return [
        section(f"{said} Remove them from your book?", part(row, "asked")),
        actions(remove, leave, block_id=part(row, "unkeep")),
    ]


def _kept_text(row: Praise, win: Win | None) -> str:
    whose, because = f"*Kept* {author(row)}'s words", text.escape(text.listed(row.because))
    why = f", because: {because}" if because else ""
    if win is None:
        said = f"{whose}. The win they backed is in the bin."
    elif win.state == "draft":
        how = f"with draft win {win.number}{why}" if why else _as_draft(win)
        said = f"{whose} {how}.\nWhat changed, by how much, for whom?"
    else:
        said = f"{whose} with win {win.number}{why}\n{text.escape(cut(win.text, 300))}"
    return said + ("\nEdited by its author since." if row.edited_at else "")


def _kept_actions(row: Praise, wins: Wins) -> list[Block]:
    win = wins.get(row.win_id or 0)
    is_draft = win is not None and win.state == "draft"
    add = [button("Add Outcome", "praise_outcome", row.public_id)] if is_draft else []
    change = button("Change", "praise_choose", row.public_id, says="Choose another win")
    undo = button("Undo", "praise_undo", row.public_id, says="Take these words out of your book")
    return [actions(*add, change, undo, block_id=part(row, "actions"))]


def _last(waiting: list[Praise], zone: ZoneInfo) -> list[Block]:
    """How long what waits is remembered."""
    if not waiting:
        return []
    end = min(row.noticed_at for row in waiting).astimezone(zone) + FORGOTTEN
    said = f"Not kept unless you press Keep. Forgotten on {end:%b} {end.day}."
    return [context(said, block_id="praise:until")]


def _whose(row: Praise) -> str:
    return f"{author(row, 'A colleague')}'s words of {day(row)}"


def _as_draft(win: Win) -> str:
    return f"as draft win {win.number}, because no recent win fits"


def _headline(waiting: list[Praise], names: Names) -> str:
    authors = [names.get(user, "A colleague") for user in dict.fromkeys(r.author for r in waiting)]
    return text.escape(f"{text.listed(authors)} praised you")


def _outcome(rows: list[Praise]) -> str:
    """What became of praise that was answered, as a sentence without its full stop."""
    ends = [ENDED.get(row.state, NOT_KEPT) for row in rows]
    if len(ends) < 2:
        return f"These words {ends[0][1]}" if ends else "These words are gone"
    counted = [f"{ends.count(end)} {end[ends.count(end) > 1]}" for end in dict.fromkeys(ends)]
    return f"Of {len(ends)} pieces of praise {text.listed(counted)}"


def _beyond(rows: list[Praise]) -> list[Block]:
    """Where the rest is, when one message cannot hold all."""
    more = sum(row.state == "draft" for row in rows[MOST:])
    if not more:
        return []
    open_it = button("Review", "praise_review", says="Review kudos to keep")
    return [section(f"{more} more to keep.", "praise:more", accessory=open_it)]
