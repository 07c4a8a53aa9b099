"""engineeringladders: five labelled entries per level, whose dimension is their position alone."""

from collections import Counter

from bot.career.ladders import rungs
from bot.career.ladders.draft import Draft
from bot.career.ladders.found import Report, count, listed
from bot.career.ladders.nodes import short
from bot.career.ladders.outline import Section
from bot.career.ladders.pieces import Piece, Pieces

NAME = "engineering ladders by position"
# engineeringladders gives the dimension by position alone, always in this order.
POSITIONS = ("Technology", "System", "People", "Process", "Influence")
STEPS = (
    "adopts specializes specialises evangelizes evangelises masters creates",
    "enhances designs owns evolves leads",
    "learns supports mentors coordinates manages",
    "follows enforces challenges adjusts defines",
    "subsystem team multiple_teams company community",
)
STEP_OF = {step: at for at, steps in enumerate(STEPS) for step in steps.split()}


def fits(pieces: Pieces) -> bool:
    """Levels with labelled entries, of which many are the known steps."""
    if rungs.share([section.title for section in pieces.outers]) < rungs.ENOUGH:
        return False
    entries = [piece for piece in pieces.found if not piece.is_prose]
    known = [piece for piece in entries if _step(piece) is not None]
    return len(known) >= 3 and len(known) > 0.3 * len(entries)


def _step(piece: Piece) -> int | None:
    return STEP_OF.get(piece.label.lower().replace(" ", "_"))


def read(report: Report, draft: Draft, pieces: Pieces) -> None:
    dimensions = [draft.dimension(name) for name in POSITIONS]
    for section in pieces.outers:
        summary = "\n\n".join(p.whole for p in section.paragraphs)
        level = draft.level(section.title, summary=summary)
        mine = [piece for piece in pieces.found if piece.outer is section and not piece.is_prose]
        if _fit(report, section, mine):
            for piece, dimension in zip(mine, dimensions, strict=True):
                draft.criterion(
                    level,
                    dimension,
                    piece.text,
                    proficiency=piece.label,
                    examples=piece.examples,
                )
    report.note(f"The dimensions are given by position: {listed(list(POSITIONS))}.")


def _fit(report: Report, section: Section, mine: list[Piece]) -> bool:
    order = listed(list(POSITIONS))
    title = short(section.title, 40)
    if len(mine) != len(POSITIONS):
        told = {_step(piece) for piece in mine}
        lacking = [name for at, name in enumerate(POSITIONS) if at not in told]
        hint = f" {listed(lacking)} {'is' if len(lacking) == 1 else 'are'} missing."
        report.wrong(
            section.spot,
            f"“{title}” has {count(len(mine), 'entry', 'entries')}, five are needed."
            + (hint if lacking and len(mine) < len(POSITIONS) else ""),
            f"Give one each for {order}, in this order.",
        )
        return False
    for at, piece in enumerate(mine):
        step = _step(piece)
        if step is not None and step != at:
            report.wrong(
                piece.spot,
                f"“{piece.label}” is a step of {POSITIONS[step]}, but stands in the place of "
                f"{POSITIONS[at]}.",
                f"Put the entries in the order {order}.",
            )
            return False
    return True


def fits_axes(pieces: Pieces) -> bool:
    """Axes with equally many labelled steps each, and no word of a level anywhere."""
    sizes = Counter(id(piece.outer) for piece in pieces.found)
    all_labelled = all(piece.label and not piece.inner for piece in pieces.found)
    titles = [section.title for section in pieces.outers]
    is_even = len(pieces.outers) > 1 and len(set(sizes.values())) == 1
    return all_labelled and is_even and rungs.share(titles) < rungs.ENOUGH


def read_axes(report: Report, draft: Draft, pieces: Pieces) -> None:
    for section in pieces.outers:
        summary = "\n\n".join(p.whole for p in section.paragraphs)
        dimension = draft.dimension(section.title, summary=summary)
        mine = [piece for piece in pieces.found if piece.outer is section]
        for number, piece in enumerate(mine, 1):
            level = draft.level(f"Step {number}", str(number))
            draft.criterion(
                level,
                dimension,
                piece.text,
                proficiency=piece.label,
                examples=piece.examples,
            )
    report.note("The page names steps of each axis, not levels: step 1, 2 and so on stand as ones.")
