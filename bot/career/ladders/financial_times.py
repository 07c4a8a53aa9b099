"""Financial Times job families: levels, themes, competencies in YAML or JSON; also older lists."""

from collections.abc import Sequence

from bot.career.ladders import nodes
from bot.career.ladders.draft import Draft
from bot.career.ladders.found import Report, Spot, count
from bot.career.ladders.nodes import Fields, Items, Node

NAME = "a Financial Times job family"
OLD = "a Financial Times list of competencies"
PROFICIENCIES = ["Awareness", "Foundational", "Working knowledge", "Practitioner", "Expert"]


def fits(node: Node) -> bool:
    return isinstance(node, Fields) and bool(node.entries.keys() & {"competencies", "themes"})


def fits_old(node: Node) -> bool:
    """A bare list of competencies, each with a level and an area."""
    return _has(node, "summary", "level") and (_has(node, "area") or _has(node, "theme"))


def is_levels(node: Node) -> bool:
    """A bare list of levels: nothing without its competencies."""
    return _has(node, "id", "name") and not _has(node, "level")


def read(report: Report, node: Node, base: Node | None = None) -> Draft:
    assert isinstance(node, Fields)
    draft = Draft(
        report,
        name=nodes.needed(report, node, "name", "The job family"),
        introduction=nodes.text(report, node.get("summary"), "`summary`"),
    )
    for name, what in (("levels", "level"), ("themes", "theme")):
        listed = nodes.items(report, node.get(name), f"`{name}`")
        if not listed and not isinstance(node.entries.get(name), Fields | nodes.Text):
            report.wrong(node.spot, f"There are no `{name}`.", f"Write `{name}:` and list them.")
        _named(report, draft, listed, what)
    listed = nodes.items(report, node.get("competencies"), "`competencies`")
    _competencies(report, draft, listed, "theme", has_lists=True)
    _note_same_proficiency(report, draft)
    return draft


def read_old(report: Report, node: Node, base: Node | None = None) -> Draft:
    """`base` is the list of levels; without it the names stand in the order of their first use."""
    assert isinstance(node, Items)
    draft = Draft(report, name="Competencies")
    if base is not None and is_levels(base):
        _named(report, draft, nodes.items(report, base, "The list of levels"), "level")
    else:
        report.note("The levels' order is that of the file: give the list of levels with it.")
    area = "area" if _has(node, "area") else "theme"
    _competencies(report, draft, node.items, area, has_lists=base is not None)
    return draft


def _has(node: Node, *names: str) -> bool:
    """Do most entries of a bare list have these fields?"""
    if not isinstance(node, Items) or not node.items:
        return False
    having = [isinstance(one, Fields) and set(names) <= one.entries.keys() for one in node.items]
    return sum(having) * 2 > len(having)


def _named(report: Report, draft: Draft, listed: Sequence[Node], what: str) -> None:
    for one in nodes.fields_of(report, list(listed), f"A {what}"):
        key = nodes.needed(report, one, "id", f"A {what}")
        name = nodes.needed(report, one, "name", f"A {what}")
        summary = nodes.text(report, one.get("summary"), "`summary`")
        known = draft.level_ids if what == "level" else draft.dimension_ids
        if key in known:
            report.wrong(one.spot, f"The {what} “{key}” is given twice.", "Give it its own id.")
        elif key and what == "level":
            draft.level(name or key, key, summary=summary)
        elif key:
            draft.dimension(name or key, key, summary)


def _competencies(
    report: Report, draft: Draft, listed: list[Node], area: str, *, has_lists: bool
) -> None:
    links = 0
    for one in nodes.fields_of(report, listed, "A competency"):
        links += len(nodes.items(report, one.get("supportingUrls"), "`supportingUrls`"))
        text = nodes.needed(report, one, "summary", "A competency")
        level = _member(report, draft, one, "level", has_lists=has_lists)
        theme = _member(report, draft, one, area, has_lists=has_lists and area == "theme")
        key = draft.claim(nodes.text(report, one.get("id"), "`id`"), one.spot)
        examples = [said for said, _ in nodes.texts(report, one.get("examples"), "`examples`")]
        proficiency = _proficiency(report, one)
        if text and level and theme:
            draft.criterion(level, theme, text, key, examples, proficiency=proficiency)
    if links:
        report.note(f"{count(links, 'supporting link is', 'supporting links are')} not kept.")


def _member(report: Report, draft: Draft, one: Fields, name: str, *, has_lists: bool) -> str:
    """The level or theme a competency names; where no list says which there are, it makes one."""
    said = nodes.needed(report, one, name, "A competency")
    is_level = name == "level"
    if said and has_lists:
        spot = one.entries[name].spot
        known = draft.level_ids if is_level else draft.dimension_ids
        return nodes.one_of(report, said, known, spot, f"The {name}", f"{name}s")
    if said:
        title = said.replace("-", " ").capitalize()
        return draft.level(title, said) if is_level else draft.dimension(title, said)
    return ""


def _proficiency(report: Report, one: Fields) -> str:
    node = one.get("proficiency")
    said = nodes.text(report, node, "`proficiency`")
    spot = node.spot if node else Spot(1, 1)
    if not said:
        return ""
    return nodes.one_of(report, said, PROFICIENCIES, spot, "The proficiency", "five")


def _note_same_proficiency(report: Report, draft: Draft) -> None:
    """Older families give every competency the same one: it tells nothing apart."""
    said = draft.forget_single_proficiency()
    if said:
        report.note(f"Every criterion has the proficiency “{said}”, so it says nothing: left out.")
