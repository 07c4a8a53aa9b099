"""Winbook's own form, in YAML or JSON: the target written down, or its short form by dimension."""

from typing import Any

from bot.career import dimensions
from bot.career.ladders import nodes
from bot.career.ladders.draft import Draft
from bot.career.ladders.found import Report, Spot
from bot.career.ladders.nodes import Fields, Items, Node, Text

NAME = "Winbook's own form"
TOP = ("rubric", "levels", "dimensions", "criteria", "mapping")
ABOUT = ("name", "version", "source", "licence", "introduction")
LEVEL = ("id", "name", "rank", "branch", "summary")
DIMENSION = ("id", "name", "summary", "means")
CRITERION = (
    *("id", "level", "dimension", "text", "examples", "proficiency", "inherited_from", "is_prose"),
)
CELL = ("asks", "such_as", "text", "examples")
MEANINGS = (*dimensions.KEYS, "none")


def fits(node: Node) -> bool:
    if not isinstance(node, Fields):
        return False
    keys = node.entries.keys()
    is_short = isinstance(node.entries.get("dimensions"), Fields) and "levels" in keys
    return bool(keys & {"rubric", "criteria"}) and len(keys & set(TOP)) > 1 or is_short


def read(report: Report, node: Node, base: Node | None = None) -> Draft:
    """Strict: whatever is not read is a problem, because nobody else wrote this form."""
    assert isinstance(node, Fields)
    said = node.entries.get("rubric")
    about = said if isinstance(said, Fields) else node
    nodes.unknown(report, node, TOP if about is not node else (*TOP, *ABOUT), "The file")
    if about is not node:
        nodes.unknown(report, about, ABOUT, "`rubric`")
    words = {name: nodes.text(report, about.entries.get(name), f"`{name}`") for name in ABOUT}
    if not words["name"]:
        nodes.needed(report, about, "name", "The rubric")
    draft = Draft(report, **words)
    _levels(report, draft, node)
    if isinstance(node.entries.get("dimensions"), Fields):
        _by_dimension(report, draft, node.entries["dimensions"])
    else:
        _dimensions(report, draft, node)
        _criteria(report, draft, node)
    _mapping(report, draft, node.get("mapping"))
    return draft


def _levels(report: Report, draft: Draft, node: Fields) -> None:
    listed = nodes.items(report, node.get("levels"), "`levels`")
    if not listed:
        report.wrong(
            node.spot, "There are no `levels`.", "List them from the lowest to the highest."
        )
    for level in nodes.fields_of(report, listed, "A level"):
        nodes.unknown(report, level, LEVEL, "A level")
        name = nodes.needed(report, level, "name", "A level")
        key = nodes.text(report, level.get("id"), "`id`")
        if key and key in draft.level_ids:
            report.wrong(level.spot, f"The level “{key}” is given twice.", "Give it its own id.")
        draft.level(
            name,
            key,
            rank=_rank(report, level),
            branch=nodes.text(report, level.get("branch"), "`branch`").lower(),
            summary=nodes.text(report, level.get("summary"), "`summary`"),
        )


def _rank(report: Report, level: Fields) -> int | None:
    said = nodes.text(report, level.get("rank"), "`rank`")
    if said and not (said.isdecimal() and len(said) < 4):
        spot = level.keys["rank"]
        report.wrong(spot, f"The rank “{said[:20]}” is no number.", "Count the rungs: 0, 1, 2.")
        return None
    return int(said) if said else None


def _dimensions(report: Report, draft: Draft, node: Fields) -> None:
    listed = nodes.items(report, node.get("dimensions"), "`dimensions`")
    for dimension in nodes.fields_of(report, listed, "A dimension"):
        nodes.unknown(report, dimension, DIMENSION, "A dimension")
        name = nodes.needed(report, dimension, "name", "A dimension")
        key = nodes.text(report, dimension.get("id"), "`id`")
        summary = nodes.text(report, dimension.get("summary"), "`summary`")
        made = draft.dimension(name, key, summary)
        _means(report, draft, made, dimension.get("means"))


def _criteria(report: Report, draft: Draft, node: Fields) -> None:
    listed = nodes.items(report, node.get("criteria"), "`criteria`")
    for one in nodes.fields_of(report, listed, "A criterion"):
        nodes.unknown(report, one, CRITERION, "A criterion")
        level = nodes.needed(report, one, "level", "A criterion")
        dimension = nodes.text(report, one.get("dimension"), "`dimension`")
        text = nodes.needed(report, one, "text", "A criterion")
        key = draft.claim(nodes.text(report, one.get("id"), "`id`"), one.spot)
        is_placed = _is_dimension(report, draft, one, dimension)
        if level and _is_level(report, draft, one, level) and is_placed:
            draft.criterion(level, dimension, text, key, **_more(report, one))


def _more(report: Report, one: Fields) -> dict[str, Any]:
    """What a criterion may say besides its level, dimension and text."""
    return {
        "examples": [said for said, _ in nodes.texts(report, one.get("examples"), "`examples`")],
        "proficiency": nodes.text(report, one.get("proficiency"), "`proficiency`"),
        "inherited_from": nodes.text(report, one.get("inherited_from"), "`inherited_from`"),
        "is_prose": nodes.text(report, one.get("is_prose"), "`is_prose`").lower() == "true",
    }


def _is_level(report: Report, draft: Draft, one: Fields, level: str) -> bool:
    return bool(
        nodes.one_of(report, level, draft.level_ids, _at(one, "level"), "The level", "levels")
    )


def _is_dimension(report: Report, draft: Draft, one: Fields, dimension: str) -> bool:
    if not dimension:
        return True
    spot, known = _at(one, "dimension"), draft.dimension_ids
    return bool(nodes.one_of(report, dimension, known, spot, "The dimension", "dimensions"))


def _at(one: Fields, name: str) -> Spot:
    return one.entries[name].spot if name in one.entries else one.spot


def _by_dimension(report: Report, draft: Draft, said: Node) -> None:
    """The short form: `dimensions: {craft: {summary: …, mid: …, senior: [… , …]}}`."""
    assert isinstance(said, Fields)
    for key, about in said.entries.items():
        if not isinstance(about, Fields):
            report.wrong(about.spot, f"`{key}` must have fields.", "Write `<level>: <text>`.")
            continue
        name = nodes.text(report, about.get("name"), "`name`")
        title = name or dimensions.TITLES.get(key) or key.replace("_", " ").capitalize()
        summary = nodes.text(report, about.get("summary"), "`summary`")
        made = draft.dimension(title, key, summary)
        means = about.get("means")
        if means is None and key in dimensions.KEYS:
            draft.mapping[made] = key
        _means(report, draft, made, means)
        _cells(report, draft, made, about)


def _cells(report: Report, draft: Draft, dimension: str, about: Fields) -> None:
    for level, cell in about.entries.items():
        spot = about.keys[level]
        if level in ("name", "summary", "means"):
            continue
        if nodes.one_of(report, level, draft.level_ids, spot, "The level", "levels"):
            _cell(report, draft, level, dimension, cell)


def _cell(report: Report, draft: Draft, level: str, dimension: str, cell: Node) -> None:
    if isinstance(cell, Text | Items):
        entries = cell.items if isinstance(cell, Items) else [cell]
        for entry in entries:
            if isinstance(entry, Fields):
                _cell(report, draft, level, dimension, entry)
            else:
                draft.criterion(level, dimension, nodes.text(report, entry, "A cell"))
        return
    nodes.unknown(report, cell, CELL, "A cell")
    text = nodes.text(report, cell.get("asks", "text"), "`asks`")
    such_as = nodes.texts(report, cell.get("such_as", "examples"), "`such_as`")
    if not text:
        report.wrong(cell.spot, "A cell has no `asks`.", "Write `asks: …`.")
    draft.criterion(level, dimension, text, examples=[said for said, _ in such_as])


def _mapping(report: Report, draft: Draft, said: Node | None) -> None:
    if said is None:
        return
    if not isinstance(said, Fields):
        report.wrong(said.spot, "`mapping` must have fields.", "Write `<dimension>: scope`.")
        return
    for key, node in said.entries.items():
        if nodes.one_of(
            report, key, draft.dimension_ids, said.keys[key], "The dimension", "dimensions"
        ):
            _means(report, draft, key, node)


def _means(report: Report, draft: Draft, dimension: str, node: Node | None) -> None:
    """Which of Winbook's five dimensions is meant, in the file's own words."""
    said = nodes.text(report, node, "`means`").lower()
    if node is None or not said:
        return
    meant = "none" if said == "none" else dimensions.by_tag(said) or said
    if nodes.one_of(report, meant, list(MEANINGS), node.spot, "The meaning", "five or `none`"):
        draft.mapping[dimension] = meant
