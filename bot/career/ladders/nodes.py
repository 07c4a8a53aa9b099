"""A file as a tree of texts, lists and fields, each with its place: what every shape reads."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from rapidfuzz import process

from bot.career.ladders.found import Report, Spot

DEEPEST = 20
NOTHING = frozenset({"", "~", "null", "Null", "NULL", "undefined"})
AS_TEXT = "Write the text itself in quotes: the file is read, never run."
LIKELY = 70  # of 100: how alike two words must be before one is offered for the other


@dataclass
class Text:
    """A scalar as it was written: `1.10` and `on` stay what they are."""

    spot: Spot
    value: str
    is_plain: bool = False  # without quotes
    code: str = ""  # what keeps it from being a text: a name, a call; a problem once it is read

    @property
    def is_empty(self) -> bool:
        return self.is_plain and not self.code and self.value in NOTHING


@dataclass
class Items:
    spot: Spot
    items: list["Node"] = field(default_factory=list)


@dataclass
class Fields:
    spot: Spot
    entries: dict[str, "Node"] = field(default_factory=dict)
    keys: dict[str, Spot] = field(default_factory=dict)

    def get(self, *names: str) -> "Node | None":
        """The first of these fields that is there and not left empty."""
        found = (self.entries.get(name) for name in names)
        return next((node for node in found if node is not None and not is_empty(node)), None)


Node: TypeAlias = Text | Items | Fields


def is_empty(node: Node) -> bool:
    return isinstance(node, Text) and node.is_empty


def kind_of(node: Node) -> str:
    return {Text: "a text", Items: "a list", Fields: "fields with values"}[type(node)]


def put(report: Report, fields: Fields, key: str, spot: Spot, node: Node) -> None:
    """A field of a mapping; given twice it is refused, because the first would be lost."""
    if key in fields.keys:
        first = fields.keys[key].line
        report.wrong(
            spot,
            f"`{short(key)}` stands twice in one place; the first is in line {first}.",
            "Keep one of them, or give the second its own name.",
        )
        return
    fields.entries[key], fields.keys[key] = node, spot


def text(report: Report, node: Node | None, what: str) -> str:
    """A scalar's words, tidied at the ends; "" when absent. Anything else is a problem."""
    if node is None or is_empty(node):
        return ""
    if isinstance(node, Text):
        if node.code:
            report.wrong(node.spot, node.code, AS_TEXT)
        return node.value.strip()
    fix = "Write a text."
    if isinstance(node, Fields) and len(node.entries) == 1:
        fix = f"Put the whole text in quotes: “{next(iter(node.entries))}: …” reads as a field."
    report.wrong(node.spot, f"{what} must be a text, not {kind_of(node)}.", fix)
    return ""


def needed(report: Report, fields: Fields, name: str, what: str) -> str:
    """A field that must say something."""
    found = text(report, fields.entries.get(name), f"`{name}`")
    is_there = name in fields.entries and not isinstance(fields.entries[name], Text)
    if not found and not is_there:
        spot = fields.keys.get(name, fields.spot)
        near = _near(name, [key for key in fields.entries if key != name])
        fix = f"Is `{near}` meant for it?" if near else f"Write `{name}: …`."
        report.wrong(spot, f"{what} has no `{name}`.", fix)
    return found


def items(report: Report, node: Node | None, what: str) -> list[Node]:
    """A list's items; nothing when absent. Anything else is a problem."""
    if node is None or is_empty(node):
        return []
    if isinstance(node, Items):
        return node.items
    report.wrong(node.spot, f"{what} must be a list, not {kind_of(node)}.", "Begin each with `- `.")
    return []


def fields_of(report: Report, nodes: list[Node], what: str) -> Iterator[Fields]:
    """Those of a list that are fields; the others are problems."""
    for node in nodes:
        if isinstance(node, Fields):
            yield node
        elif not is_empty(node):
            report.wrong(
                node.spot, f"{what} must have fields, not be {kind_of(node)}.", "Write `name: …`."
            )


def texts(report: Report, node: Node | None, what: str) -> list[tuple[str, Spot]]:
    """The texts of a list, or of a single text, with their places; empty ones are left out."""
    listed = [node] if isinstance(node, Text) else items(report, node, what)
    found = [(text(report, one, f"An entry of {what}"), one.spot) for one in listed]
    return [(words, spot) for words, spot in found if words]


def unknown(report: Report, fields: Fields, known: tuple[str, ...], what: str) -> None:
    """Fields that nobody reads are problems where the form is ours."""
    for key, spot in fields.keys.items():
        if key not in known:
            near = _near(key, [name for name in known if name not in fields.keys])
            fix = f"Did you mean `{near}`?" if near else f"Known are {', '.join(known)}."
            report.wrong(spot, f"{what} has a field `{short(key)}` that is not read.", fix)


def one_of(report: Report, value: str, allowed: list[str], spot: Spot, what: str, many: str) -> str:
    """The value when it is allowed, else "" and a problem that names the closest."""
    if value in allowed:
        return value
    near = _near(value, allowed)
    if not allowed:
        report.wrong(spot, f"{what} “{short(value)}” is nowhere listed.", f"List the {many} first.")
        return ""
    hint = f"Did you mean “{near}”?" if near else f"Write one of {', '.join(allowed[:12])}."
    report.wrong(spot, f"{what} “{short(value)}” is not among the {many}.", hint)
    return ""


def short(words: str, most: int = 60) -> str:
    """Words of the file in a sentence of ours: one line, not too long."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def is_near(word: str, name: str) -> bool:
    """A slip of the pen away from each other."""
    return bool(_near(word, [name]))


def _near(word: str, offered: list[str]) -> str:
    found = process.extractOne(word.lower(), offered, score_cutoff=LIKELY)
    return found[0] if found else ""
