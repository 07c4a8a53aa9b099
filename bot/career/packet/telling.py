"""One win as it is told in a packet: outcome first, figures, and who stands behind it."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from bot.career import filing, independence
from bot.career.metrics.shown import pair
from bot.career.packet.curating import Curation
from bot.career.packet.shape import Book, Evidence, Figure, Named, Tick, Voice
from bot.career.wins import strength
from storage.records import Praise, Win

HEADLINE, QUOTE = 240, 1500  # characters
VOICES = 5  # quotes told per win
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W_a-z])|(?<=[。！？])|\n+")
SHORTENED = re.compile(r"\b(?:e\.g|i\.e|vs|etc|approx|no|dr|mr|ms|mrs|st)\.\s*$", re.IGNORECASE)
NAMELESS = "a colleague"


def told(win: Win, book: Book, curation: Curation, today: date, because: str = "") -> Evidence:
    """The whole of it; the five ticks are seen from `today`."""
    praises = book.praise.get(win.id or 0, ())
    headline, story = opening(win, curation.words.get(win.public_id, ""))
    heard, more = voices(win, praises, book)
    return Evidence(
        number=win.number,
        ref=win.public_id,
        happened=win.happened,
        headline=headline or f"Win {win.number}",
        story=story,
        because=because,
        figures=figures(win),
        voices=heard,
        more_voices=more,
        credited=tuple(Named(book.names.get(user, NAMELESS), user) for user in win.credited),
        links=tuple(win.links),
        ticks=ticks(win, praises, today),
        is_pinned=win.public_id in curation.pinned,
        is_rewritten=win.public_id in curation.words,
    )


def opening(win: Win, rewritten: str = "") -> tuple[str, str]:
    """Headline and story: a stated outcome first, then what was done; never other words."""
    if rewritten.strip() or not win.outcome.strip():
        return split(rewritten.strip() or win.text)
    headline, rest = split(win.outcome)
    return headline, "\n".join(filter(None, [rest, win.text]))


def split(text: str) -> tuple[str, str]:
    """The first sentence, and the rest; a very long sentence is cut and told whole below."""
    text = text.strip()
    end = next((at for at in SENTENCE.finditer(text) if not _is_shortened(text, at.start())), None)
    first, rest = (text[: end.start()], text[end.end() :]) if end else (text, "")
    if len(first) <= HEADLINE:
        return first.strip(), rest.strip()
    cut = first[:HEADLINE].rsplit(" ", 1)[0] if " " in first[:HEADLINE] else first[:HEADLINE]
    return f"{cut.rstrip(' ,;:.')}…", text


def figures(win: Win) -> tuple[Figure, ...]:
    """Each once: as before → after where it is a pair, and as it was typed."""
    found = []
    for figure in win.figures:
        before, after = pair(figure) or ("", "")
        found.append(Figure(str(figure.get("text", "")), before, after))
    return tuple(dict.fromkeys(figure for figure in found if figure.text or figure.before))


def voices(win: Win, praises: Sequence[Praise], book: Book) -> tuple[tuple[Voice, ...], int]:
    """Others' kept words, oldest first, and how many more there are than a page can bear.

    The owner's own never count as corroboration. Where there are many, everybody is heard once
    before anybody is heard twice.
    """
    kept = [row for row in praises if row.author != win.owner and row.quote.strip()]
    kept.sort(key=lambda row: (row.said_at, row.public_id))
    turns: Counter[str] = Counter()
    by_turn = []
    for row in kept:
        turns[row.author] += 1
        by_turn.append((turns[row.author], row))
    told = [row for _, row in sorted(by_turn, key=lambda one: one[0])[:VOICES]]
    heard = sorted(told, key=lambda row: (row.said_at, row.public_id))
    return tuple(_voice(row, book) for row in heard), len(kept) - len(heard)


def _voice(row: Praise, book: Book) -> Voice:
    names = book.names
    words = filing.plain(row.quote, names).strip()
    return Voice(
        name=names.get(row.author, NAMELESS) if row.author else "",
        words=words if len(words) <= QUOTE else f"{words[: QUOTE - 1].rstrip()}…",
        said_on=row.said_at.date(),
        link=row.permalink,
        is_edited=row.edited_at is not None,
        by=row.author,
        ref=row.public_id,
        tie=independence.title(row.author, book.ties),
        is_outdated=row.public_id in book.outdated,
    )


def ticks(win: Win, praises: Sequence[Praise], today: date) -> tuple[Tick, ...]:
    """The five parts of its strength, as `wins.strength` names them."""
    return tuple(Tick(name, met) for name, met in strength(win, praises, today))


def _is_shortened(text: str, at: int) -> bool:
    """The full stop of "e.g." ends no sentence."""
    return bool(SHORTENED.search(text[max(0, at - 12) : at] + " "))
