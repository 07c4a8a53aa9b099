"""Ladders as pages: levels as headings with dimensions, labels or nothing below them."""

from collections import Counter

from bot.career.ladders import rungs
from bot.career.ladders.draft import Draft
from bot.career.ladders.found import TOP, Report, count, listed
from bot.career.ladders.nodes import short
from bot.career.ladders.outline import Outline, Section
from bot.career.ladders.pieces import Piece, Pieces, taken

NAME = "a page of headings"
STEPS_NAME = "engineering ladders by position"
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
USUAL = 0.4


def read(report: Report, draft: Draft, outline: Outline) -> str:
    """All pieces of the page into the draft; returns what such a page is called."""
    pieces = taken(outline)
    titles = [section.title for section in pieces.outers]
    is_text = all(piece.is_prose and not piece.inner for piece in pieces.found)
    if not any(titles) or (is_text and rungs.share(titles) < rungs.ENOUGH):
        raise report.stop(
            TOP,
            "No heading stands above what the levels ask.",
            "Write each level as a heading (`## Senior`) with a list below it.",
        )
    pieces = _without_asides(report, pieces)
    if _is_positional(pieces):
        _by_position(report, draft, pieces)
        return STEPS_NAME
    pieces = _labels_as_inner(pieces)
    if _is_steps(pieces):
        _by_step(report, draft, pieces)
        return STEPS_NAME
    _by_headings(report, draft, pieces)
    return NAME


def is_by_levels(outline: Outline) -> bool:
    """Do lists stand under headings that are levels? Then a table is only an overview."""
    listing = [s for s in outline.sections if any(not item.is_link for item in s.items)]
    heads = [s for s in outline.sections if s.depth > 0 and rungs.is_level(s.title)]
    above = [s for s in heads if s in listing or any(one.parent is s for one in listing)]
    return len(above) > 1


def _without_asides(report: Report, pieces: Pieces) -> Pieces:
    """Where most headings are levels, the others are introductions and lists of links."""
    outers = pieces.outers
    inner = [piece.inner or piece.label for piece in pieces.found]
    is_by_level = rungs.share([s.title for s in outers]) >= rungs.ENOUGH > rungs.share(inner)
    fit = _amid(rungs.which([s.title for s in outers]))
    aside = [s for s, is_level in zip(outers, fit, strict=True) if is_by_level and not is_level]
    names = [s.title for s in (*aside, *pieces.loose) if s.title]
    if names:
        report.note(
            f"{listed([f'“{short(name, 40)}”' for name in names], 5)} "
            f"{'is' if len(names) == 1 else 'are'} not read as part of the ladder."
        )
    left = [s for s in outers if s.title and not any(s is one for one in aside)]
    kept = [piece for piece in pieces.found if any(piece.outer is s for s in left)]
    return Pieces(kept, left, [])


def _amid(fit: list[bool]) -> list[bool]:
    """What stands between two levels is one, whatever it is called."""
    first = fit.index(True) if True in fit else 0
    last = len(fit) - fit[::-1].index(True) if True in fit else 0
    return [first <= at < last or is_level for at, is_level in enumerate(fit)]


def _labels_as_inner(pieces: Pieces) -> Pieces:
    """Labels that come back under most headings are headings themselves."""
    labels = {p.label.lower() for p in pieces.found if p.label and not p.inner}
    per_section = {
        label: len({id(p.outer) for p in pieces.found if p.label.lower() == label})
        for label in labels
    }
    enough = max(2, len(pieces.outers) / 2)
    shared = {label for label, number in per_section.items() if number >= enough}
    flat = [piece for piece in pieces.found if not piece.inner]
    told = [piece for piece in flat if piece.label.lower() in shared]
    if len(told) < USUAL * len(flat):
        shared = set()
    kept = [p for p in pieces.found if not p.is_aside or p.label.lower() in shared]
    return pieces._replace(found=[_headed(piece, bool(shared)) for piece in kept])


def _headed(piece: Piece, is_heading: bool) -> Piece:
    if piece.inner or not piece.label or not is_heading:
        return piece
    return piece._replace(inner=piece.label, label="")


def _by_headings(report: Report, draft: Draft, pieces: Pieces) -> None:
    outers = [section.title for section in pieces.outers]
    inners = list(dict.fromkeys(piece.inner for piece in pieces.found if piece.inner))
    decided = rungs.first_are_levels(outers, inners) if inners else True
    if decided is None or (decided and not inners and rungs.share(outers) < rungs.ENOUGH):
        names = listed([f"“{short(name, 30)}”" for name in outers], 4)
        report.note(f"The headings {names} are taken as levels: none reads like one for sure.")
    outer_is_level = decided is not False
    for section in pieces.outers:
        _open(draft, section, pieces, outer_is_level=outer_is_level)
    for piece in pieces.found:
        _add(draft, piece, outer_is_level=outer_is_level)


def _open(draft: Draft, section: Section, pieces: Pieces, *, outer_is_level: bool) -> None:
    """A heading's own paragraphs are its summary, unless they are all there is."""
    own = [p.whole for p in section.paragraphs if not p.label]
    is_prose = any(
        piece.is_prose and piece.outer is section and not piece.inner for piece in pieces.found
    )
    summary = "" if is_prose else "\n\n".join(own)
    if outer_is_level:
        draft.level(section.title, summary=summary)
    else:
        draft.dimension(section.title, summary=summary)


def _add(draft: Draft, piece: Piece, *, outer_is_level: bool) -> None:
    if outer_is_level:
        level = draft.level(piece.outer.title)
        dimension = draft.dimension(piece.inner) if piece.inner else ""
    else:
        dimension = draft.dimension(piece.outer.title)
        level = draft.level(piece.inner) if piece.inner else ""
    text = f"{piece.label}: {piece.text}" if piece.label else piece.text
    if level:
        draft.criterion(level, dimension, text, examples=piece.examples, is_prose=piece.is_prose)


def _is_positional(pieces: Pieces) -> bool:
    """Levels with labelled entries, of which many are the known steps."""
    if rungs.share([section.title for section in pieces.outers]) < rungs.ENOUGH:
        return False
    entries = [piece for piece in pieces.found if not piece.is_prose]
    known = [piece for piece in entries if _step(piece) is not None]
    return len(known) >= 3 and len(known) > 0.3 * len(entries)


def _step(piece: Piece) -> int | None:
    return STEP_OF.get(piece.label.lower().replace(" ", "_"))


def _by_position(report: Report, draft: Draft, pieces: Pieces) -> None:
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


def _is_steps(pieces: Pieces) -> bool:
    """Axes with equally many labelled steps each, and no word of a level anywhere."""
    sizes = Counter(id(piece.outer) for piece in pieces.found)
    all_labelled = all(piece.label and not piece.inner for piece in pieces.found)
    titles = [section.title for section in pieces.outers]
    is_even = len(pieces.outers) > 1 and len(set(sizes.values())) == 1
    return all_labelled and is_even and rungs.share(titles) < rungs.ENOUGH


def _by_step(report: Report, draft: Draft, pieces: Pieces) -> None:
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
