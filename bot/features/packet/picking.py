"""What Curate looks like: what is told with its menus, what could be told, what was dropped."""

import json
from collections.abc import Iterator

from bot import casebook
from bot.career.packet import Curation, Evidence
from bot.career.packet.curating import LONGEST
from bot.casebook import Case, Reader
from bot.slack import blocks
from bot.slack.blocks import Block, cut
from bot.slack.text import escape
from storage.records import Win

VIEW, WORDS = "packet_curating", "packet_words"
DO, ADD, BACK = "packet_do_with", "packet_add", "packet_bring_back"
TOLD, DROPPED = 40, 12  # wins in one window, which holds a hundred blocks with their titles
SAID = 140  # characters of a win


def window(who: Reader, case: Case) -> Block:
    """What is told, in its order, each with its menu; what could be told; what was dropped."""
    body = [
        blocks.context(
            "These choices hold for this packet and are saved at once. Your wins stay as they are.",
            block_id=f"told:{case.row.revision}",
        ),
        *_told(case),
        *([] if case.packet.opening else _more(case, casebook.others(who, case))),
        *_dropped(case),
    ]
    kept = json.dumps({"id": case.row.public_id})
    return blocks.modal(VIEW, "Curate", body[:100], submit="Show Packet", close="Close", kept=kept)


def form(case: Case, win: Win) -> Block:
    """The words of one win in this packet."""
    said = casebook.curation(case).words.get(win.public_id) or words_of(win)
    box = blocks.text_area(cut(said, LONGEST), most=LONGEST) | {"focus_on_load": True}
    hint = (
        f"Up to {LONGEST:,} characters. Figures must be in the win, so that they can be traced. "
        "Empty: as it stands in your book."
    )
    kept = json.dumps({"id": case.row.public_id, "win": win.public_id})
    body = [blocks.field("words", "In this packet", box, optional=True, hint=hint)]
    return blocks.modal(WORDS, f"Rewrite Win {win.number}", body, kept=kept)


def words_of(win: Win) -> str:
    """As the book has them, the outcome first."""
    return "\n".join(filter(None, [win.outcome, win.text]))


def _told(case: Case) -> Iterator[Block]:
    chosen, left = casebook.curation(case), TOLD
    for number, section in enumerate(case.packet.sections):
        told = [e for e in section.evidence if not e.told_under][:left]
        left -= len(told)
        if told:
            name = escape(cut(section.title, SAID))
            yield blocks.section(f"*{name}*", f"under:{number}:{case.row.revision}")
        for at, evidence in enumerate(told):
            places = None if case.packet.opening else (at, len(told))
            yield _row(number, evidence, chosen, places)


def _row(number: int, told: Evidence, chosen: Curation, place: tuple[int, int] | None) -> Block:
    """`place`: the how manyth of how many; None where the opening decides what is told."""
    marks = [
        mark for mark, on in (("pinned", told.is_pinned), ("reworded", told.is_rewritten)) if on
    ]
    said = f"{escape(cut(told.headline, SAID))} · _{', '.join([f'win {told.number}', *marks])}_"
    offered = [("Rewrite", "words"), ("Drop", "drop")]
    if place is not None:
        pin = ("Unpin", "unpin") if told.ref in chosen.pinned else ("Pin", "pin")
        at, of = place
        offered = [pin, *offered]
        offered += [("Move Up", "up")] if at > 0 else []
        offered += [("Move Down", "down")] if at < of - 1 else []
    menu = [(label, f"{what}:{number}:{told.ref}") for label, what in offered]
    block_id = f"row:{number}:{told.ref}"
    return blocks.section(said, block_id, accessory=blocks.overflow(DO, menu))


def _more(case: Case, wins: list[Win]) -> list[Block]:
    """The strongest others of the period, to be pinned."""
    if not wins:
        return []
    options = [(cut(f"{win.number} · {win.text}", blocks.OPTION), win.public_id) for win in wins]
    menu = blocks.select(ADD, options[:100], placeholder="Choose a Win")
    return [blocks.section("*Tell another win*", f"more:{case.row.revision}", accessory=menu)]


def _dropped(case: Case) -> Iterator[Block]:
    book = {win.public_id: win for win in case.book.wins} if case.book else {}
    wins = [book[ref] for ref in casebook.curation(case).dropped if ref in book]
    if wins:
        yield blocks.section("*Dropped*", f"dropped:{case.row.revision}")
    for win in wins[:DROPPED]:
        said = f"{escape(cut(win.text, SAID))} · _win {win.number}_"
        back = blocks.button("Bring Back", BACK, win.public_id, says=f"Bring back win {win.number}")
        yield blocks.section(said, f"back:{win.public_id}", accessory=back)
