"""Rich text in short words: what stands in it is shown as it is, and mentions nobody."""

from collections.abc import Iterable
from typing import Any

Element = dict[str, Any]
Block = dict[str, Any]


def run(words: str, *, bold: bool = False, italic: bool = False) -> Element:
    """Words; never empty, because Slack refuses that."""
    style = {name: True for name, on in (("bold", bold), ("italic", italic)) if on}
    return {"type": "text", "text": words or " "} | ({"style": style} if style else {})


def link(address: str, words: str) -> Element:
    return {"type": "link", "url": address, "text": words or address}


def line(*elements: Element) -> Element:
    return {"type": "rich_text_section", "elements": list(elements)}


def bullets(lines: Iterable[Element]) -> Element:
    """A list; each line is a `line`."""
    return {"type": "rich_text_list", "style": "bullet", "elements": list(lines)}


def quote(*elements: Element) -> Element:
    return {"type": "rich_text_quote", "elements": list(elements)}


def rich(block_id: str, *parts: Element) -> Block:
    return {"type": "rich_text", "block_id": block_id, "elements": list(parts)}


def plain(block: Block) -> str:
    """The words of a rich text block, a line each; an entry of a list begins with a bullet."""
    return "\n".join(line for part in block.get("elements") or [] for line in _lines(part))


def _lines(part: Element) -> list[str]:
    if part.get("type") == "rich_text_list":
        return [f"• {line}" for entry in part.get("elements") or [] for line in _lines(entry)]
    words = "".join(_words(element) for element in part.get("elements") or [])
    return words.split("\n")


def _words(element: Element) -> str:
    return str(element.get("text") or element.get("url") or element.get("name") or "")
