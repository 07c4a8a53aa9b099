"""A brag document in Markdown or plain text: bullets and headings, under days and months."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from bot.career.brags import dating
from bot.career.brags.dating import Day
from bot.career.brags.entries import Entry, Problem
from bot.career.brags.fields import ADDRESS

HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
BULLET = re.compile(r"^(\s*)(?:[-*+•]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(?=\S)")
LINK = re.compile(r"\[([^\]]+)\]\(<?(https?://[^)>\s]+)>?\)")
STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
MARKS = re.compile(r"(?<![\w*])[*_`](?=\S)([^*_`\n]+)(?<=\S)[*_`](?![\w*])")
BESIDE = re.compile(r"^\*\*(?:Links|Attachments|Collaborators|Recognized by):\*\*", re.IGNORECASE)
TAGS = re.compile(r"#[\w-]+(?:\s+#[\w-]+)*")
RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$")


@dataclass
class _Open:
    """An entry that is still being read."""

    line: int
    day: Day | None
    text: list[str]
    outcome: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    is_heading: bool = False
    indent: int = 0


def entries(text: str, today: date, *, day_first: bool) -> Iterator[Entry | Problem]:
    """Every bullet of the outermost level, and every heading with a day of its own."""
    under: list[tuple[int, Day | None]] = []  # headings above, with the day each says
    opened: _Open | None = None
    for number, line in enumerate(text.split("\n"), 1):
        heading, bullet = HEADING.match(line), BULLET.match(line)
        if heading or RULE.match(line) or (bullet and _is_outer(opened, bullet)):
            yield from _closed(opened)
            opened = None
        if heading:
            under = [one for one in under if one[0] < len(heading[1])]
            day, words = dating.leading(heading[2], today, day_first=day_first)
            said = day or dating.read(heading[2], today, day_first=day_first)
            under.append((len(heading[1]), said))
            if len(heading[1]) >= 3 and not dating.read(heading[2], today, day_first=day_first):
                opened = _Open(number, day, [words], is_heading=True)
        elif bullet and opened is None:
            day, words = dating.leading(line[bullet.end() :], today, day_first=day_first)
            above = next((day for _, day in reversed(under) if day is not None), None)
            opened = _Open(number, day or above, [words], indent=len(bullet[1]))
        elif opened is not None:
            _more(opened, line, today, day_first)
    yield from _closed(opened)


def _is_outer(opened: _Open | None, bullet: re.Match[str]) -> bool:
    """Deeper bullets belong to the entry; those under a heading that is one as well."""
    if opened is None:
        return False
    if opened.is_heading:
        return opened.day is None
    return len(bullet[1]) <= opened.indent


def _more(opened: _Open, line: str, today: date, day_first: bool) -> None:
    """A line that belongs to the open entry: its day, its outcome, what is beside it, or words."""
    said = line.strip()
    opened.links += ADDRESS.findall(line)
    if opened.is_heading and opened.day is None and said.startswith("**"):
        opened.day = dating.read(said.partition("·")[0], today, day_first=day_first)
        if opened.day is not None:
            return
    if BESIDE.match(said):
        return
    if TAGS.fullmatch(said):
        opened.tags += [tag.lstrip("#") for tag in said.split()]
    elif said.startswith(">"):
        opened.outcome.append(said.lstrip("> "))
    else:
        opened.text.append(BULLET.sub("", line).strip())


def _closed(opened: _Open | None) -> Iterator[Entry | Problem]:
    """A heading without a day of its own is a chapter, not an entry."""
    if opened is None or (opened.is_heading and opened.day is None):
        return
    first = opened.text[0]
    links = [address for _, address in LINK.findall("\n".join(opened.text))]
    links += ADDRESS.findall(first) + opened.links
    text = plain("\n".join(opened.text)).strip()
    if not text:
        yield Problem(opened.line, "says nothing")
        return
    yield Entry(
        text=text,
        line=opened.line,
        happened=opened.day.day if opened.day else None,
        is_rough=bool(opened.day and opened.day.is_rough),
        outcome=plain("\n".join(opened.outcome)).strip(),
        links=tuple(dict.fromkeys(link.rstrip(".,;!") for link in links)),
        tags=tuple(opened.tags),
    )


def plain(text: str) -> str:
    """Markdown's marks taken off; a link says its label."""
    return MARKS.sub(r"\1", STRONG.sub(r"\2", LINK.sub(r"\1", text))).replace("\\", "")
