"""Ladders as pages: levels as headings with dimensions, labels or nothing below them."""

from bot.career.ladders import forks, positions, rungs
from bot.career.ladders.draft import Draft
from bot.career.ladders.found import TOP, Report, count, listed
from bot.career.ladders.nodes import short
from bot.career.ladders.outline import Outline, Section
from bot.career.ladders.pieces import Piece, Pieces, taken

NAME = "a page of headings"
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
    if pieces.unread:
        report.note(f"{count(pieces.unread, 'paragraph')} beside lists: not kept.")
    pieces = _without_asides(report, pieces)
    if positions.fits(pieces):
        positions.read(report, draft, pieces)
        return positions.NAME
    pieces = _labels_as_inner(pieces)
    if positions.fits_axes(pieces):
        positions.read_axes(report, draft, pieces)
        return positions.NAME
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
    inners = list({piece.inner for piece in pieces.found if piece.inner})
    if inners and rungs.share(inners) >= rungs.ENOUGH:  # under a dimension a label is no level
        return pieces._replace(found=[piece for piece in pieces.found if not piece.is_aside])
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
    if decided is False:
        pieces = _under_levels(report, pieces)
    if decided is False and _is_tracks(pieces):
        _by_track(report, draft, pieces)
        return
    outer_is_level = decided is not False
    for section in pieces.outers:
        _open(draft, section, pieces, outer_is_level=outer_is_level)
    for piece in pieces.found:
        _add(draft, piece, outer_is_level=outer_is_level)


def _under_levels(report: Report, pieces: Pieces) -> Pieces:
    """Where the inner headings are the levels, what has none belongs to no level."""
    kept = [piece for piece in pieces.found if piece.inner]
    if left := len(pieces.found) - len(kept):
        report.note(f"{count(left, 'entry', 'entries')} under no level: not kept.")
    return pieces._replace(found=kept)


def _is_tracks(pieces: Pieces) -> bool:
    """Each outer heading has levels of its own: branches or families, not dimensions."""
    above: dict[str, set[int]] = {}
    for piece in pieces.found:
        above.setdefault(piece.inner.lower(), set()).add(id(piece.outer))
    return len(pieces.outers) > 1 and all(len(outers) == 1 for outers in above.values())


def _by_track(report: Report, draft: Draft, pieces: Pieces) -> None:
    """The levels of every branch; what they ask waits for a person, or stands under labels."""
    names = listed([f"“{short(section.title, 30)}”" for section in pieces.outers], 5)
    report.note(f"{names} have different levels: they are taken as branches. Confirm it.")
    is_fork = len(pieces.outers) == 2
    is_labelled = all(piece.label for piece in pieces.found)
    for piece in pieces.found:
        branch = forks.branch_of(piece.outer.title) if is_fork else ""
        level = draft.level(piece.inner, branch=branch)
        dimension = draft.dimension(piece.label) if is_labelled else ""
        text = f"{piece.label}: {piece.text}" if piece.label and not dimension else piece.text
        draft.criterion(level, dimension, text, examples=piece.examples, is_prose=piece.is_prose)


def _open(draft: Draft, section: Section, pieces: Pieces, *, outer_is_level: bool) -> None:
    """A heading's own paragraphs are its summary, unless they are all there is."""
    used = {piece.spot for piece in pieces.found}
    own = [p.whole for p in section.paragraphs if p.spot not in used]
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
