"""The ids that Slack gives to blocks and elements that came without one."""

from typing import Any

from playground.judge.elements import ELEMENTS
from playground.state import Json, World

# Every element that the app hears of.
INTERACTIVE = frozenset(ELEMENTS) & {
    *(name for name in ELEMENTS if name.endswith(("_select", "_input", "picker", "button"))),
    *("overflow", "checkboxes", "radio_buttons", "feedback_buttons"),
}
NAMED = ("element", "accessory", "elements", "actions")


def with_block_ids(world: World, blocks: list[Any]) -> list[Any]:
    """Slack gives every block an id that has none, and drops that of a markdown block."""
    return [_with_block_id(world, block) for block in blocks]


def _with_action_ids(world: World, block: Json) -> Json:
    """Elements without an id get one as well; the app cannot tell them apart otherwise."""

    def named(value: Any) -> Any:
        if isinstance(value, list):
            return [named(one) for one in value]
        is_element = isinstance(value, dict) and value.get("type") in INTERACTIVE
        return {"action_id": world.new_id("a"), **value} if is_element else value

    return {key: named(value) if key in NAMED else value for key, value in block.items()}


def _with_block_id(world: World, block: Json) -> Json:
    block = _with_action_ids(world, block)
    inside = {"container": "child_blocks", "carousel": "elements"}.get(block.get("type", ""))
    if inside and isinstance(block.get(inside), list):
        block = {**block, inside: with_block_ids(world, block[inside])}
    if block.get("type") == "markdown" or not block.get("block_id"):
        return {**block, "block_id": world.new_id("b")}
    return block
