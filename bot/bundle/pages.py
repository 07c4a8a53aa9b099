"""The pages of a bundle that people read: the book, two sheets, and what the rest is."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from bot.exports import cells, markdown
from bot.exports.nodes import Bullets, Heading, Node, Paragraph, Quote, Title, between, line
from bot.slack.text import plain

Row = dict[str, Any]
SOMEBODY = "a colleague"
README = """# What this is

Everything that Winbook holds about you and your work, as of the moment you asked for it.

- `book.md`: your wins with the words of your colleagues, to read anywhere.
- `wins.csv` and `praise.csv`: the same for a spreadsheet. A cell that would begin a formula has an
  apostrophe before it.
- `packets/`: your promotion case as it stands, and every version you froze, as Markdown and JSON.
- `badges/`: the badges you dropped, byte for byte, by the numbers of your credentials.
- `data/`: every table as JSON, exactly as it is stored. This is what an import reads.
- `people.json`: the names of the people who are mentioned, by their ids in Slack.
- `manifest.json`: the version of this format, and the SHA-256 of every file.

Drop the file in Winbook's direct message to bring it into another Slack, or run
`winbook import FILE --for USER` on the server. Nothing that is there already is changed.

Not in here:

{left_out}

Words of yours in colleagues' books are theirs; `/win privacy` counts them.
"""


def readme(left_out: Mapping[str, str]) -> bytes:
    listed = "\n".join(f"- {what}: {why}." for what, why in left_out.items())
    return README.format(left_out=listed).encode()


def book(person: str, tables: Mapping[str, list[Row]], names: Mapping[str, str]) -> bytes:
    """The wins, newest first, with what others said; then praise that stands by itself."""
    told = [win for win in tables["wins"] if not win["deleted_at"]]
    told.sort(key=lambda win: (win["happened"], win["number"]), reverse=True)
    said = [praise for praise in tables["praise"] if praise["state"] == "kept"]
    parts: list[Node] = [Title(f"The book of {person}" if person else "My book")]
    for win in told:
        parts += _win(win, [p for p in said if p["win_id"] == win["public_id"]], names)
    alone = [praise for praise in said if praise["win_id"] is None]
    if alone:
        parts.append(Heading(1, "Praise for no win in particular"))
        parts += [_quote(praise, names) for praise in alone]
    return markdown.document(parts)


def _win(win: Row, said: list[Row], names: Mapping[str, str]) -> Iterator[Node]:
    yield Heading(1, f"{win['number']}. {win['text'].splitlines()[0]}")
    facts = [win["happened"], *win["dimensions"], *(["draft"] if win["state"] == "draft" else [])]
    yield Paragraph(between([line(fact) for fact in facts]), "meta")
    rest = "\n".join(win["text"].splitlines()[1:]).strip()
    for words in (rest, win["outcome"]):
        if words:
            yield Paragraph(line(words))
    with_whom = ", ".join(named(user, names) for user in win["credited"])
    notes = [f"With {with_whom}"] if with_whom else []
    notes += [win["permalink"]] if win["permalink"] else []
    if notes or win["links"]:
        yield Bullets(tuple(line(note) for note in [*notes, *win["links"]]))
    for praise in said:
        yield _quote(praise, names)


def _quote(praise: Row, names: Mapping[str, str]) -> Quote:
    by = f"{named(praise['author'], names)}, {praise['said_at'][:10]}"
    return Quote(plain(praise["quote"], names), line(by, " ", praise["permalink"]))


def wins(tables: Mapping[str, list[Row]], names: Mapping[str, str]) -> bytes:
    head = ["number", "date", "what happened", "outcome", "figures", "dimensions", "with", "links"]
    rows = [
        [
            str(win["number"]),
            win["happened"],
            win["text"],
            win["outcome"],
            "; ".join(str(figure.get("text", "")) for figure in win["figures"]),
            ", ".join(win["dimensions"]),
            ", ".join(named(user, names) for user in win["credited"]),
            " ".join(win["links"]),
            "deleted" if win["deleted_at"] else win["state"],
        ]
        for win in tables["wins"]
    ]
    return cells.write([[*head, "state"], *rows])


def praise(tables: Mapping[str, list[Row]], names: Mapping[str, str]) -> bytes:
    numbers = {win["public_id"]: str(win["number"]) for win in tables["wins"]}
    rows = [
        [
            said["said_at"][:10],
            named(said["author"], names),
            plain(said["quote"], names),
            numbers.get(said["win_id"], ""),
            said["permalink"],
            said["state"],
        ]
        for said in tables["praise"]
    ]
    return cells.write([["date", "who", "words", "win", "link", "state"], *rows])


def named(user: str, names: Mapping[str, str]) -> str:
    return (user and names.get(user)) or SOMEBODY


def last_change(tables: Mapping[str, list[Row]]) -> date | None:
    """The day on which the book last changed: a case made of it says the same on every other."""
    rows = [*tables["wins"], *tables["praise"]]
    return max((datetime.fromisoformat(row["updated_at"]).date() for row in rows), default=None)
