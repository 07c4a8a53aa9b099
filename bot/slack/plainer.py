"""What is shown where Slack refuses a kind of block: the same, in sections (CONVENTIONS, 9)."""

import re
from collections.abc import Callable, Collection, Iterable
from typing import Any

from bot.slack.blocks import Block, cut, header, plain_section, section
from bot.slack.text import escape

AT = re.compile(r"/blocks/(\d+)")
BAR, ROWS = 5, 10  # signs in a bar of text, rows of a table that are shown


def plainer(shown: Iterable[Block], refused: Collection[str]) -> list[Block]:
    """The same blocks, those of a refused type said in sections. Others stay as they are."""
    said = []
    for block in shown:
        is_refused = block["type"] in refused
        said += SAID[block["type"]](block) if is_refused and block["type"] in SAID else [block]
    return said


def refused_types(complaints: Iterable[str], shown: list[Block]) -> set[str]:
    """The types of blocks that Slack's complaints point at; all it may not know when at none."""
    found = [AT.search(complaint) for complaint in complaints]
    named = {int(match.group(1)) for match in found if match}
    pointed = {shown[at]["type"] for at in named if at < len(shown)} & set(SAID)
    return pointed or {block["type"] for block in shown} & set(SAID)


def words_alone(text: str) -> list[Block]:
    """The last resort: what the notification says."""
    return [section(cut(text, 3000), "words")]


def _chart(block: Block) -> list[Block]:
    points = [p for series in block["chart"].get("series", []) for p in series["data"]]
    points += block["chart"].get("segments", [])
    most = max((float(p["value"]) for p in points), default=0)
    lines = [
        f"`{_bar(float(p['value']), most)}` {escape(p['label'])}: {p['value']:g}" for p in points
    ]
    return [section("\n".join(lines) or escape(block["title"]), _id(block))]


def _bar(value: float, most: float) -> str:
    full = round(BAR * value / most) if most else 0
    return "▰" * full + "▱" * (BAR - full)


def _table(block: Block) -> list[Block]:
    rows = [[_cell(cell) for cell in row] for row in block["rows"][1 : ROWS + 1]]
    return [plain_section("\n".join(" · ".join(row) for row in rows) or "–", _id(block))]


def _cell(cell: dict[str, Any]) -> str:
    return str(cell.get("text") or cell.get("value") or "–")


def _container(block: Block) -> list[Block]:
    title = block.get("title") or {}
    head = title.get("text", "") if isinstance(title, dict) else str(title)
    return [*([header(head, _id(block))] if head else []), *block.get("child_blocks", [])]


def _markdown(block: Block) -> list[Block]:
    text = block["text"]
    parts = [text[at : at + 3000] for at in range(0, len(text), 3000)]
    return [plain_section(part, f"{_id(block)}:{number}") for number, part in enumerate(parts)]


def _id(block: Block) -> str:
    return str(block.get("block_id") or "")


SAID: dict[str, Callable[[Block], list[Block]]] = {
    "data_visualization": _chart,
    "data_table": _table,
    "table": _table,
    "container": _container,
    "markdown": _markdown,
}
