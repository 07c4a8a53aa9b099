"""Lengths and counts, from the limits registry of slackblocks (pinned, for it is private)."""

import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

from slackblocks import _limits as registry

from playground.judge.problem import Problem, kind_of

Rule = dict[str, int]
BOUNDS = ("min_length", "max_length", "min_items", "max_items", "item_max_length")
NUMBERS = ("exclusive_min", "min", "max")
SECTION_OF = {
    "datepicker": "date_picker",
    "timepicker": "time_picker",
    "email_text_input": "email_input",
    "url_text_input": "url_input",
}
BY_KEY = {
    "options": "option",
    "initial_options": "option",
    "initial_option": "option",
    "option_groups": "option_group",
    "confirm": "confirmation",
    "filter": "conversation_filter",
    "dispatch_action_config": "dispatch_action_configuration",
    "positive_button": "feedback_button",
    "negative_button": "feedback_button",
}


@cache
def rule(*names: str) -> Rule:
    """The bounds of one field, such as rule("button", "text")."""
    stem = "_".join(names).upper()
    found = {b: getattr(registry, f"{stem}_{b}".upper(), None) for b in (*BOUNDS, *NUMBERS)}
    return {bound: value for bound, value in found.items() if value is not None}


def _length(value: Any) -> int | None:
    if isinstance(value, dict):
        value = value.get("text")
    return len(value) if isinstance(value, str) else None


def field(value: Any, bounds: Rule, at: str) -> Iterator[Problem]:
    length = _length(value)
    if length is not None:
        yield from _between(length, bounds, "length", "characters", at)
    if isinstance(value, list):
        yield from _between(len(value), bounds, "items", "items", at)
        most = bounds.get("item_max_length", sys.maxsize)
        for index, item in enumerate(value):
            if (_length(item) or 0) > most:
                yield Problem(f"{at}/{index}", f"must be less than {most + 1} characters")
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield from _number(value, bounds, at)


def _between(size: int, bounds: Rule, what: str, unit: str, at: str) -> Iterator[Problem]:
    if size > bounds.get(f"max_{what}", size):
        yield Problem(at, f"must be less than {bounds[f'max_{what}'] + 1} {unit}, has {size}")
    if size < bounds.get(f"min_{what}", size):
        yield Problem(at, f"must be at least {bounds[f'min_{what}']} {unit}, has {size}")


def _number(value: float, bounds: Rule, at: str) -> Iterator[Problem]:
    if value > bounds.get("max", value) or value < bounds.get("min", value):
        yield Problem(at, f"{value} is out of bounds")
    if "exclusive_min" in bounds and value <= bounds["exclusive_min"]:
        yield Problem(at, f"{value} must be more than {bounds['exclusive_min']}")


def _sections(node: dict[str, Any], key: str) -> Iterator[str]:
    kind = kind_of(node)
    if key in BY_KEY:
        yield BY_KEY[key]
    elif kind.endswith("_select"):
        yield "select"
        if kind.startswith("multi_"):
            yield "multi_select"
    elif kind == "image":
        yield "image" if key in ("blocks", "child_blocks") else "image_element"
    elif kind not in ("plain_text", "mrkdwn", ""):
        yield SECTION_OF.get(kind, kind)


def walk(node: Any, at: str, key: str = "") -> Iterator[Problem]:
    """Every field of every object against its bounds."""
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from walk(item, f"{at}/{index}", key)
    if not isinstance(node, dict):
        return
    if kind_of(node) in ("plain_text", "mrkdwn"):
        yield from field(node.get("text"), rule("text"), f"{at}/text")
    for name in ("action_id", "block_id"):
        yield from field(node.get(name), rule(name), f"{at}/{name}")
    for section in _sections(node, key):
        for name, value in node.items():
            yield from field(value, rule(section, name), f"{at}/{name}")
    if kind_of(node) in ("data_table", "table"):
        yield from _table(node, at)
    if kind_of(node) == "data_visualization":
        yield from _chart(node, at)
    for name, item in node.items():
        if isinstance(item, dict | list) and not (name == "chart" and "title" in node):
            yield from walk(item, f"{at}/{name}", name)


def view(payload: dict[str, Any]) -> Iterator[Problem]:
    for name, value in payload.items():
        yield from field(value, rule("view", name), f"/{name}")
        if isinstance(value, dict):
            yield from walk(value, f"/{name}", name)


def objects(value: Any) -> list[tuple[int, dict[str, Any]]]:
    items = enumerate(value) if isinstance(value, list) else ()
    return [(index, item) for index, item in items if isinstance(item, dict)]


def characters(value: Any) -> int:
    """All the text in it."""
    if isinstance(value, dict):
        return sum(
            len(v) if k == "text" and isinstance(v, str) else characters(v)
            for k, v in value.items()
        )
    return sum(characters(v) for v in value) if isinstance(value, list) else 0


def message(blocks: list[Any], attachments: list[Any]) -> Iterator[Problem]:
    """What counts over the whole message."""
    of: dict[str, list[Any]] = {}
    for block in blocks:
        of.setdefault(kind_of(block), []).append(block)
    charts = of.get("data_visualization", [])
    yield from field(charts, rule("message", "data_visualizations"), "/blocks")
    for kind, name in (("markdown", "total_text"), ("data_table", "total_content")):
        size, most = sum(characters(b) for b in of.get(kind, [])), rule(kind, name)["max_length"]
        if size > most:
            yield Problem("/blocks", f"{size} characters in all {kind} blocks, at most {most}")
    yield from field(attachments, rule("message", "attachments"), "/attachments")


def _table(node: dict[str, Any], at: str) -> Iterator[Problem]:
    kind, rows = node["type"], node.get("rows")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return
    for index, row in enumerate(rows):
        yield from field(row, rule(kind, "columns"), f"{at}/rows/{index}")
        if len(row) != len(rows[0]):
            yield Problem(f"{at}/rows/{index}", f"has {len(row)} cells, not {len(rows[0])}")
    if kind != "data_table":
        return
    if any(kind_of(cell) == "rich_text" for cell in (rows[0] if rows else [])):
        yield Problem(f"{at}/rows/0", "header cells cannot be rich_text")
    size, most = characters(rows), rule(kind, "content")["max_length"]
    if size > most:
        yield Problem(f"{at}/rows", f"{size} characters in all cells, at most {most}")
    for index, row in enumerate(rows):
        for column, cell in objects(row):
            if kind_of(cell) == "raw_text":
                where = f"{at}/rows/{index}/{column}/text"
                yield from field(cell.get("text"), rule(kind, "cell_text"), where)


def _chart(node: dict[str, Any], at: str) -> Iterator[Problem]:
    chart, here = node.get("chart"), f"{at}/chart"
    if not isinstance(chart, dict):
        return
    for key in ("segments", "series"):
        yield from field(chart.get(key), rule("data_visualization", key), f"{here}/{key}")
    for i, segment in objects(chart.get("segments")):
        for key in ("label", "value"):
            bounds = rule("data_visualization", "segment", key)
            yield from field(segment.get(key), bounds, f"{here}/segments/{i}/{key}")
    yield from _axes(chart, here)


def _axes(chart: dict[str, Any], here: str) -> Iterator[Problem]:
    axes = chart.get("axis_config")
    axes = axes if isinstance(axes, dict) else {}
    listed = axes.get("categories")
    categories = listed if isinstance(listed, list) else []
    if "axis_config" in chart:
        yield from _chart_field(categories, "categories", f"{here}/axis_config/categories")
    for i, label in enumerate(categories):
        yield from _chart_field(label, "category_label", f"{here}/axis_config/categories/{i}")
    for key in ("x_label", "y_label"):
        yield from _chart_field(axes.get(key), "axis_label", f"{here}/axis_config/{key}")
    for i, series in objects(chart.get("series")):
        yield from _series(series, categories, f"{here}/series/{i}")


def _series(series: dict[str, Any], categories: list[Any], at: str) -> Iterator[Problem]:
    yield from _chart_field(series.get("name"), "series_name", f"{at}/name")
    yield from _chart_field(series.get("data"), "data", f"{at}/data")
    for i, point in objects(series.get("data")):
        where = f"{at}/data/{i}/label"
        yield from _chart_field(point.get("label"), "point_label", where)
        if point.get("label") not in categories:
            yield Problem(where, f"{point.get('label')!r} is not a category")


def _chart_field(value: Any, name: str, at: str) -> Iterator[Problem]:
    yield from field(value, rule("data_visualization", name), at)
