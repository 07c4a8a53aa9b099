"""Structure: known types in known places, keys that must be there, keys nobody knows."""

import re
from collections.abc import Iterator
from typing import Any

from playground.judge.problem import Problem, kind_of
from playground.judge.shapes import BLOCK_GROUPS, BLOCKS, ELEMENTS, GROUPS, OBJECTS, VIEWS, Shape

PLAIN: dict[str, tuple[tuple[type, ...], str]] = {
    "str": ((str,), "a string"),
    "bool": ((bool,), "true or false"),
    "num": ((int, float), "a number"),
}
TEXTS = {"plain": ("plain_text",), "mrkdwn": ("mrkdwn",), "text": ("plain_text", "mrkdwn")}
DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def blocks(items: list[Any], at: str) -> Iterator[Problem]:
    for index, block in enumerate(items):
        shape = BLOCKS.get(kind_of(block))
        if shape is None:
            yield Problem(f"{at}/{index}", f"unsupported type: {kind_of(block) or block!r}"[:200])
        else:
            yield from _object(block, shape, f"{at}/{index}", typed=True)


def view(payload: dict[str, Any]) -> Iterator[Problem]:
    yield from _object(payload, VIEWS[payload["type"]], "", typed=True)


def _object(node: Any, shape: Shape, at: str, *, typed: bool = False) -> Iterator[Problem]:
    if not isinstance(node, dict):
        yield Problem(at, "must be an object")
        return
    wanted = {key.rstrip("*"): spec for key, spec in shape.items()}
    for key in shape:
        if key.endswith("*") and key[:-1] not in node:
            yield Problem(f"{at}/{key[:-1]}", "missing required field")
    for key, value in node.items():
        if key in wanted:
            yield from _value(value, wanted[key], f"{at}/{key}")
        elif not (typed and key == "type"):
            yield Problem(f"{at}/{key}", "no more keys allowed than Slack knows")
    yield from _together(node, at)


def _value(value: Any, spec: str, at: str) -> Iterator[Problem]:
    if spec in PLAIN:
        kind, name = PLAIN[spec]
        if not isinstance(value, kind) or (spec == "num" and isinstance(value, bool)):
            yield Problem(at, f"must be {name}")
    elif spec.startswith("="):
        if str(value) not in spec[1:].split("|") or isinstance(value, bool):
            yield Problem(at, f"must be one of {spec[1:].replace('|', ', ')}")
    elif spec.startswith("["):
        yield from _list(value, spec[1:-1], at)
    elif spec.startswith("<"):
        yield from _object(value, OBJECTS[spec[1:-1]], at)
    elif spec != "any":
        yield from _typed(value, TEXTS.get(spec) or GROUPS[spec[1:]], at, spec[1:])


def _list(value: Any, spec: str, at: str) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield Problem(at, "must be a list")
        return
    for index, item in enumerate(value):
        yield from _value(item, spec, f"{at}/{index}")


def _typed(value: Any, kinds: tuple[str, ...], at: str, group: str) -> Iterator[Problem]:
    """An element (or a nested block) of one of these types."""
    kind = kind_of(value)
    if kind not in kinds:
        said = f"type {kind!r} is not allowed here" if kind else "must be an object with a type"
        yield Problem(at, said)
        return
    is_block = group in BLOCK_GROUPS or kind in ("rich_text", "card")
    shape = BLOCKS[kind] if is_block else ELEMENTS[kind]
    yield from _object(value, shape, at, typed=True)


def _together(node: dict[str, Any], at: str) -> Iterator[Problem]:
    """What depends on more than one key, or on the form of a string."""
    kind = kind_of(node)
    if kind == "section" and not node.get("text") and not node.get("fields"):
        yield Problem(at, "a section needs text or fields")
    if kind == "image" and ("image_url" in node) == ("slack_file" in node):
        yield Problem(at, "an image needs either image_url or slack_file")
    is_menu = kind in ("static_select", "multi_static_select")
    if is_menu and ("options" in node) == ("option_groups" in node):
        yield Problem(at, "a menu needs either options or option_groups")
    if kind == "card" and not any(k in node for k in ("hero_image", "title", "actions", "body")):
        yield Problem(at, "a card needs a picture, a title, a body or actions")
    if kind == "container" and "title" not in node and "rich_text_title" not in node:
        yield Problem(at, "a container needs a title")
    if kind == "container" and node.get("is_collapsible") and node.get("has_header_divider"):
        yield Problem(at, "has_header_divider does not go with is_collapsible")
    if kind == "table" and not node.get("rows"):
        yield Problem(f"{at}/rows", "a table needs rows")
    yield from _forms(node, kind, at)


def _forms(node: dict[str, Any], kind: str, at: str) -> Iterator[Problem]:
    date, time, moment = (node.get(f"initial_{k}") for k in ("date", "time", "date_time"))
    if kind == "datepicker" and isinstance(date, str) and not DATE.match(date):
        yield Problem(f"{at}/initial_date", "must be a date such as 2026-10-05")
    if kind == "timepicker" and isinstance(time, str) and not TIME.match(time):
        yield Problem(f"{at}/initial_time", "must be a time such as 09:30")
    is_number = isinstance(moment, int | float)
    if kind == "datetimepicker" and is_number and not 0 <= float(moment or 0) <= 9_999_999_999:
        yield Problem(f"{at}/initial_date_time", "must be seconds since 1970")
