"""One thing that is wrong with blocks, and where."""

from typing import Any, NamedTuple


class Problem(NamedTuple):
    """`pointer` is a JSON pointer such as /blocks/0/accessory."""

    pointer: str
    message: str

    def __str__(self) -> str:
        return f"{self.pointer} {self.message}"


def kind_of(node: Any) -> str:
    """The type that a block or element says it has."""
    kind = node.get("type") if isinstance(node, dict) else None
    return kind if isinstance(kind, str) else ""
