"""YAML as nodes, safely: no aliases, no tags, 20 levels, no key twice, scalars as they stand."""

from collections.abc import Iterator
from typing import Any

import yaml

from bot.career.ladders.found import Report, Spot
from bot.career.ladders.nodes import DEEPEST, Fields, Items, Node, Text, put, short

# Events, not the composer: it recurses, resolves `1.10` to a number and expands aliases. libyaml is
# ten times as fast; where a PyYAML was built without it, the slower parser says the same.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MENDED = 20  # slips of the pen that are reported in one go
TAB = "\t"
QUOTES = "Put the whole text in quotes."


def tree(report: Report, text: str, above: int = 0) -> Node | None:
    """The document's root; None when it is empty. `above` is the number of lines before it.

    What is wrong goes into the report. A tab and a colon too many are reported and passed over, so
    that the problems behind them are found as well; anything else that is no YAML raises Stop.
    """
    for _ in range(MENDED):
        try:
            builder = _Builder(report, above)
            for event in yaml.parse(text, Loader=LOADER):
                builder.take(event)
            return builder.root
        except yaml.MarkedYAMLError as error:
            at = _slip(text, error)
            if at < 0:
                raise _stop(report, error, above) from None
            _note_slip(report, text, at, above)
            text = f"{text[:at]}{' ' if text[at] == TAB else ','}{text[at + 1 :]}"
        except yaml.YAMLError as error:
            raise report.stop(Spot(above + 1, 1), f"This is not YAML: {error}.") from None
    raise report.stop(Spot(above + 1, 1), "More of the same stands in the file.", "Mend it first.")


class _Builder:
    """Takes the parser's events one by one and keeps what is open on a stack of its own."""

    def __init__(self, report: Report, above: int) -> None:
        self.report, self.above = report, above
        self.root: Node | None = None
        self._open: list[tuple[Items | Fields, list[Text]]] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self._begin(event)
            case yaml.AliasEvent():
                self._refuse(event, f"*{event.anchor}", "an alias")
                self._place(Text(self._spot(event), "", is_plain=True))
            case yaml.ScalarEvent():
                self._check(event)
                self._place(Text(self._spot(event), event.value, is_plain=not event.style))
            case yaml.SequenceStartEvent():
                self._enter(event, Items(self._spot(event)))
            case yaml.MappingStartEvent():
                self._enter(event, Fields(self._spot(event)))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._open.pop()

    def _begin(self, event: yaml.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            raise self.report.stop(
                self._spot(event),
                "A second document begins here (`---`).",
                "Bring one ladder per file.",
            )

    def _enter(self, event: Any, node: Items | Fields) -> None:
        self._check(event)
        if len(self._open) >= DEEPEST:
            raise self.report.stop(
                node.spot,
                f"More than {DEEPEST} levels stand inside each other here.",
                "A ladder needs five or six: is a bracket too many?",
            )
        self._place(node)
        self._open.append((node, []))

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent, pending = self._open[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
        elif not pending:
            pending.append(self._key(node))
        else:
            key = pending.pop()
            put(self.report, parent, key.value, key.spot, node)

    def _key(self, node: Node) -> Text:
        if isinstance(node, Text):
            return node
        self.report.wrong(
            node.spot, "A field's name must be a text.", "Put it in quotes: brackets open a list."
        )
        return Text(node.spot, f"? {node.spot.line}:{node.spot.column}")

    def _check(self, event: Any) -> None:
        if event.anchor:
            self._refuse(event, f"&{event.anchor}", "an anchor")
        if event.tag not in (None, "!"):
            self._refuse(event, event.tag, "a tag")

    def _refuse(self, event: Any, word: str, kind: str) -> None:
        self.report.wrong(
            self._spot(event),
            f"`{short(word)}` is {kind} of YAML, which is not followed.",
            f"Write the text itself; when it is meant as text, {QUOTES[0].lower()}{QUOTES[1:]}",
        )

    def _spot(self, event: Any) -> Spot:
        return Spot(event.start_mark.line + 1 + self.above, event.start_mark.column + 1)


def _stop(report: Report, error: yaml.MarkedYAMLError, above: int) -> Exception:
    mark = error.problem_mark or error.context_mark
    spot = Spot(mark.line + 1 + above, mark.column + 1) if mark else Spot(above + 1, 1)
    problem = error.problem or ""
    for wrong, fix, words in _explanations():
        if any(word in problem for word in words):
            return report.stop(spot, wrong, fix)
    if "quoted scalar" in (error.context or "") and error.context_mark:
        opened = Spot(error.context_mark.line + 1 + above, error.context_mark.column + 1)
        return report.stop(opened, "The quote that opens here is never closed.", "Close it.")
    return report.stop(spot, f"This is not YAML: {problem}.", "Compare it with the lines around.")


def _explanations() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """What the parser's words mean to somebody who edits the file."""
    yield (
        "This sign cannot begin a text without quotes.",
        QUOTES,
        ("cannot start any token",),
    )
    yield (
        "A backslash stands here before a letter it cannot stand before.",
        "Use 'single quotes', or write two backslashes.",
        ("escape",),
    )
    yield (
        "The indentation does not fit the lines above it.",
        "Begin the line below the one it belongs with; or a quote or a bracket is not closed.",
        (
            "expected key",
            "expected <block end>",
            "expected ':'",
            "expected ',' or",
            "expected '-' indicator",
            "block sequence entries are not allowed",
            "mapping keys are not allowed",
            "simple key",
        ),
    )


def _slip(text: str, error: yaml.MarkedYAMLError) -> int:
    """Where the tab or colon stands that the parser stumbled over; -1 when it was another thing."""
    mark = error.problem_mark
    if mark is None:
        return -1
    at = _offset(text, mark.line, mark.column)
    if text[at : at + 1] == TAB or (
        text[at : at + 1] == ":" and "mapping values" in (error.problem or "")
    ):
        return at
    line_start = at - mark.column
    head = text[line_start:at]
    return line_start + head.index(TAB) if TAB in head and not head.strip(" \t-") else -1


def _offset(text: str, line: int, column: int) -> int:
    before = text.split("\n", line)[:line]
    return sum(len(one) + 1 for one in before) + column


def _note_slip(report: Report, text: str, at: int, above: int) -> None:
    start = text.rfind("\n", 0, at) + 1
    spot = Spot(text.count("\n", 0, at) + 1 + above, at - start + 1)
    if text[at] == ":":
        report.wrong(spot, "A colon and a blank stand inside a text without quotes.", QUOTES)
        return
    after = " after the dash" if text[start:at].rstrip().endswith("-") else ""
    report.wrong(spot, f"A tab stands here{after}, where YAML wants a blank.", "Write a blank.")
