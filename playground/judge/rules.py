"""Six rules that no published data covers: ids, inputs, initial options, surfaces, the count."""

from collections.abc import Iterator
from typing import Any

from slackblocks import _surfaces

from playground.judge.limits import objects, rule
from playground.judge.problem import Problem, kind_of

TAKEN: dict[str, frozenset[str]] = {
    str(surface): kinds for surface, kinds in _surfaces._BLOCK_TYPES_BY_SURFACE.items()
}
KNOWN = frozenset().union(*TAKEN.values())
ELEMENT_ONLY_IN = {
    "email_text_input": ("modal",),
    "file_input": ("modal",),
    "number_input": ("modal",),
    "url_text_input": ("modal",),
    "rich_text_input": ("modal", "home"),
    "datetimepicker": ("modal", "message"),
}


def check(view: Any, blocks: list[Any], surface: str, at: str) -> Iterator[Problem]:
    every = list(_all(blocks, at))
    inputs = [where for where, block in every if kind_of(block) == "input"]
    if surface == "modal" and inputs and view and not view.get("submit"):
        yield Problem(inputs[0], "an input block needs submit on the modal")
    yield from _doubled([(where, block) for where, block in every], "block_id")
    for where, block in every:
        nodes = list(_nodes(block, where))
        yield from _doubled(nodes, "action_id")
        for place, node in nodes:
            yield from _initial(place, node)
            if surface not in ELEMENT_ONLY_IN.get(kind_of(node), (surface,)):
                yield Problem(place, f"{node['type']} is not accepted in a {surface}")
        yield from _surface(where, kind_of(block), surface)
    most = rule("message", "blocks")["max_items"]
    if surface == "message" and len(blocks) > most:
        yield Problem(at, f"no more than {most} items allowed, has {len(blocks)}")


def _surface(where: str, kind: str, surface: str) -> Iterator[Problem]:
    is_taken = kind in TAKEN[surface] and not (kind == "input" and surface == "message")
    if kind in KNOWN and not is_taken:
        yield Problem(where, f"{kind} block is not accepted in a {surface}")


def _all(blocks: list[Any], at: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for index, block in objects(blocks):
        yield f"{at}/{index}", block
        if isinstance(block.get("child_blocks"), list):
            yield from _all(block["child_blocks"], f"{at}/{index}/child_blocks")


def _nodes(node: Any, at: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object inside one block, without those of nested blocks."""
    if isinstance(node, dict):
        yield at, node
        for key, item in node.items():
            if key != "child_blocks":
                yield from _nodes(item, f"{at}/{key}")
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from _nodes(item, f"{at}/{index}")


def _doubled(nodes: list[tuple[str, dict[str, Any]]], key: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for where, node in nodes:
        name = node.get(key)
        if isinstance(name, str) and name in seen:
            yield Problem(f"{where}/{key}", f"{key} {name!r} already exists")
        if isinstance(name, str):
            seen.add(name)


def _initial(where: str, node: dict[str, Any]) -> Iterator[Problem]:
    offered = [option for _, option in objects(node.get("options"))]
    for _, group in objects(node.get("option_groups")):
        offered += [option for _, option in objects(group.get("options"))]
    if not offered:
        return
    many = node.get("initial_options")
    wanted = [("initial_option", node["initial_option"])] if node.get("initial_option") else []
    wanted += [
        (f"initial_options/{i}", o) for i, o in enumerate(many if isinstance(many, list) else [])
    ]
    for name, option in wanted:
        if option not in offered:
            yield Problem(f"{where}/{name}", "is not one of the options offered")
