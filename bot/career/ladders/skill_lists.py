"""Ladders as lists of skills with levels inside: UNiDAYS, areas of contribution, and the like."""

from collections.abc import Iterator

from bot.career.ladders import nodes, orders, rungs
from bot.career.ladders.draft import Draft
from bot.career.ladders.found import Report, listed
from bot.career.ladders.nodes import Fields, Items, Node

NAME = "lists of skills with levels"
TITLE = ("title", "name", "displayName")
SUMMARY = ("summary", "description")
LEVELS = ("levels", "skill_levels", "skillLevels", "milestones")
LEVEL_NAME = ("title", "level", "name", "label")
CRITERIA = ("criteria", "skills", "description", "descriptions", "expectations", "behaviors")
DEEP = 6


def fits(node: Node) -> bool:
    return any(True for _ in _skills(node, ""))


def read(report: Report, node: Node, base: Node | None = None) -> Draft:
    """Every list of skills in the file, wherever it stands; a group's name goes before each."""
    draft = Draft(report, name=_title(report, node) or "Skills")
    groups: dict[str, None] = {}
    found = list(_skills(node, ""))
    _in_order(report, draft, [skill for _, skill in found])
    for group, skill in found:
        groups[group] = None
        title = nodes.text(report, skill.get(*TITLE), "The title")
        if not title:
            report.wrong(skill.spot, "A skill has no `title`.", "Write `title: …`.")
        name = f"{group}: {title}" if group else title
        summary = nodes.text(report, skill.get(*SUMMARY), "The summary")
        made = draft.dimension(name, summary=summary.split("\n")[0])
        _levels(report, draft, skill, made)
    if named := [group for group in groups if group]:
        report.note(
            f"Skills come in groups ({listed(named, 5)}): choose “none” for those that are not "
            "yours."
        )
    return draft


def _title(report: Report, node: Node) -> str:
    """Of the file, when it is one object with a title; of what was pushed otherwise."""
    said = node.get(*TITLE) if isinstance(node, Fields) else None
    if isinstance(said, nodes.Text):
        return nodes.text(report, said, "The title")
    inner = list(node.entries.values()) if isinstance(node, Fields) else []
    return _title(report, inner[0]) if len(inner) == 1 else ""


def _skills(node: Node, group: str, depth: int = 0) -> Iterator[tuple[str, Fields]]:
    """(group, skill) of every list whose entries have levels inside."""
    if depth > DEEP:
        return
    if isinstance(node, Items):
        mine = [one for one in node.items if isinstance(one, Fields)]
        if any(_is_skill(one) for one in mine):
            yield from ((group, one) for one in mine)
            return
        for one in node.items:
            yield from _skills(one, group, depth + 1)
    elif isinstance(node, Fields):
        is_titled = isinstance(node.get(*TITLE), nodes.Text)
        for key, one in node.entries.items():
            is_name = not is_titled and not rungs.is_frame(key)
            yield from _skills(one, key if is_name else group, depth + 1)


def _is_skill(node: Fields) -> bool:
    held = node.get(*LEVELS)
    inside = list(held.entries.values()) if isinstance(held, Fields) else []
    inside += held.items if isinstance(held, Items) else []
    return any(isinstance(one, Fields) and one.get(*CRITERIA) is not None for one in inside)


def _in_order(report: Report, draft: Draft, skills: list[Fields]) -> None:
    """All levels first, in the order that the skills agree on."""
    quiet = Report(report.file)  # the same words are read again below, and judged there
    rows = [[_shown(quiet, *level) for level in _each(quiet, s.get(*LEVELS))] for s in skills]
    keys = {shown: key for row in rows for shown, key in row}
    for shown in orders.merged([[shown for shown, _ in row if shown] for row in rows]):
        draft.level(shown, keys[shown])


def _shown(report: Report, key: str, level: Fields) -> tuple[str, str]:
    """(how a level is called, its key)."""
    name = nodes.text(report, level.get(*LEVEL_NAME), "The level's title") or key
    return (f"{key} {name}" if key and key != name else name), key


def _levels(report: Report, draft: Draft, skill: Fields, dimension: str) -> None:
    for key, level in _each(report, skill.get(*LEVELS)):
        shown, _ = _shown(report, key, level)
        if not shown:
            report.wrong(level.spot, "A level has no `title`.", "Write `title: …`.")
            continue
        made = draft.level(shown, key)
        for text, _ in nodes.texts(report, level.get(*CRITERIA), "The criteria"):
            draft.criterion(made, dimension, text)


def _each(report: Report, held: Node | None) -> Iterator[tuple[str, Fields]]:
    """(key, level): levels in a list have no key, `levels: {1: …}` have their number."""
    if isinstance(held, Fields):
        for key, one in held.entries.items():
            if isinstance(one, Fields):
                yield key, one
    elif isinstance(held, Items):
        for one in nodes.fields_of(report, held.items, "A level"):
            yield "", one
    else:
        yield from ()
