"""Monzo frameworks: topics in the front matter of a Markdown file, leaning on a base file."""

from bot.career.ladders import nodes
from bot.career.ladders.draft import Draft
from bot.career.ladders.found import Report, listed
from bot.career.ladders.nodes import Fields, Node
from bot.career.ladders.target import shortened

NAME = "a Monzo framework"


def fits(node: Node) -> bool:
    if not isinstance(node, Fields):
        return False
    topics = node.entries.get("topics")
    listed = topics.items if isinstance(topics, nodes.Items) else []
    return any(isinstance(one, Fields) and "content" in one.entries for one in listed)


def read(report: Report, node: Node, base: Node | None = None) -> Draft:
    """`base` is the front matter of the general framework: titles and criteria are taken over."""
    assert isinstance(node, Fields)
    draft = Draft(report, name=nodes.text(report, node.get("title", "sidebarTitle"), "`title`"))
    topics, general = _topics(report, node), _topics(report, base)
    _levels(report, draft, node, list(topics.values()))
    untitled = []
    for topic in topics.values():
        name = nodes.needed(report, topic, "name", "A topic")
        title = nodes.text(report, topic.get("title"), "`title`")
        shared = general.get(name)
        if shared is not None:
            title = nodes.text(report, shared.get("title"), "`title`") or title
        elif not title:
            untitled.append(shortened(name))
        made = draft.dimension(title or name, name)
        if shared is not None:
            _content(report, draft, shared, made, inherited="the general framework")
        _content(report, draft, topic, made)
    _note_titles(report, untitled, has_base=base is not None)
    return draft


def _note_titles(report: Report, untitled: list[str], *, has_base: bool) -> None:
    if not untitled:
        return
    has = "has" if len(untitled) == 1 else "have"
    hint = "" if has_base else " Their titles stand in the general framework: give it as well."
    report.note(
        f"{listed([f'“{name}”' for name in untitled])} {has} no title; the name serves.{hint}"
    )


def _topics(report: Report, node: Node | None) -> dict[str, Fields]:
    """Topics by their name; without one, by their line."""
    if not isinstance(node, Fields):
        return {}
    listed = nodes.items(report, node.get("topics"), "`topics`")
    found: dict[str, Fields] = {}
    for topic in nodes.fields_of(report, listed, "A topic"):
        name = topic.entries.get("name")
        key = name.value.strip() if isinstance(name, nodes.Text) else f"? {topic.spot.line}"
        if key in found:
            report.wrong(
                topic.spot,
                f"The topic “{nodes.short(key)}” is given twice; the first is in line "
                f"{found[key].spot.line}.",
                "Join the two, or give the second its own name.",
            )
        found.setdefault(key, topic)
    return found


def _levels(report: Report, draft: Draft, node: Fields, topics: list[Fields]) -> None:
    """As many as `levels` says, or as the topics use."""
    said = nodes.text(report, node.get("levels"), "`levels`")
    used = [_number(level) for topic in topics for level in _each(topic)]
    top = max([number for number in used if number], default=0)
    if said and not (said.isdecimal() and 0 < int(said[:4]) <= 60):
        spot = node.entries["levels"].spot
        report.wrong(spot, f"`levels` is “{said[:20]}”.", "Write how many there are, such as 6.")
    elif said and int(said) < top:
        report.note(f"`levels` says {said}, but the topics go up to {top}: all are kept.")
    for number in range(1, max(top, int(said) if said.isdecimal() and len(said) < 3 else 0) + 1):
        draft.level(f"Level {number}", str(number))


def _each(topic: Fields) -> list[Fields]:
    content = topic.get("content")
    listed = content.items if isinstance(content, nodes.Items) else []
    return [one for one in listed if isinstance(one, Fields)]


def _number(level: Fields) -> int:
    said = level.entries.get("level")
    words = said.value.strip() if isinstance(said, nodes.Text) else ""
    return int(words) if words.isdecimal() and len(words) < 3 else 0


def _content(
    report: Report, draft: Draft, topic: Fields, dimension: str, inherited: str = ""
) -> None:
    seen: dict[int, int] = {}
    listed = nodes.items(report, topic.get("content"), "`content`")
    for level in nodes.fields_of(report, listed, "An entry of `content`"):
        number = _number(level)
        if not number:
            _no_number(report, level)
            continue
        if number in seen:
            report.wrong(
                level.spot,
                f"Level {number} is given twice in one topic; the first is in line {seen[number]}.",
                "Join the two.",
            )
        seen.setdefault(number, level.spot.line)
        _criteria(report, draft, level, str(number), dimension, inherited)


def _no_number(report: Report, level: Fields) -> None:
    said = level.entries.get("level")
    words = said.value if isinstance(said, nodes.Text) else ""
    wrong = f"The level “{words[:20]}” is no number." if words else "An entry has no `level`."
    report.wrong(said.spot if said else level.spot, wrong, "Write `level: 1`.")


def _criteria(
    report: Report, draft: Draft, level: Fields, number: str, dimension: str, inherited: str
) -> None:
    if number not in draft.level_ids:
        draft.level(f"Level {number}", number)
    for text, _ in nodes.texts(report, level.get("criteria"), "`criteria`"):
        draft.criterion(number, dimension, text, inherited_from=inherited)
    listed = nodes.items(report, level.get("exampleCriteria"), "`exampleCriteria`")
    for one in nodes.fields_of(report, listed, "An entry of `exampleCriteria`"):
        text = nodes.text(report, one.get("criteria"), "`criteria`")
        examples = nodes.texts(report, one.get("examples"), "`examples`")
        if not text:
            report.wrong(one.spot, "An entry has no `criteria`.", "Write `criteria: …`.")
            continue
        said = [example for example, _ in examples]
        draft.criterion(number, dimension, text, examples=said, inherited_from=inherited)
