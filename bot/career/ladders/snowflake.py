"""Medium's Snowflake and its forks: tracks with five milestones each, in JavaScript or JSON."""

from bot.career.ladders import nodes
from bot.career.ladders.draft import Draft
from bot.career.ladders.found import Report, count
from bot.career.ladders.nodes import Fields, Items, Node

NAME = "Snowflake tracks"
TRACKS = ("tracks", "Tracks", "TRACKS")


def fits(node: Node) -> bool:
    return bool(_tracks(node))


def read(report: Report, node: Node, base: Node | None = None) -> Draft:
    """A milestone's summary is the criterion; its signals and examples are the examples.

    Milestones are steps of a track, not levels of a person, so the steps stand as levels and the
    report says so.
    """
    draft = Draft(report, name=_name(report, node))
    signals = examples = 0
    for key, track in _tracks(node):
        title = nodes.text(report, track.get("displayName", "name", "title"), "`displayName`")
        summary = nodes.text(report, track.get("summary", "description"), "`summary`")
        made = draft.dimension(title or key, key, summary)
        listed = nodes.items(report, track.get("milestones"), "`milestones`")
        steps = list(nodes.fields_of(report, listed, "A milestone"))
        if not steps:
            report.wrong(track.spot, f"The track {key} has no milestones.", "List five.")
        for number, step in enumerate(steps, 1):
            told = _milestone(report, draft, step, number, made)
            signals, examples = signals + told[0], examples + told[1]
    _note(report, node, signals, examples)
    return draft


def _tracks(node: Node) -> list[tuple[str, Fields]]:
    """(key, track) of a file's `tracks`, of a bare object of tracks, or of a list of them."""
    if isinstance(node, Fields):
        for name in TRACKS:
            if name in node.entries and (found := _tracks(node.entries[name])):
                return found
    named: list[tuple[str, Node]] = []
    if isinstance(node, Fields):
        named = list(node.entries.items())
    elif isinstance(node, Items):
        named = [(_key(one, at), one) for at, one in enumerate(node.items, 1)]
    found = [(key, one) for key, one in named if isinstance(one, Fields) and _is_track(one)]
    return found if len(found) * 2 > len(named) else []


def _is_track(node: Fields) -> bool:
    return "milestones" in node.entries


def _key(node: Node, at: int) -> str:
    known = node.get("id", "displayName", "name") if isinstance(node, Fields) else None
    return known.value if isinstance(known, nodes.Text) else str(at)


def _name(report: Report, node: Node) -> str:
    said = node.get("name", "title") if isinstance(node, Fields) else None
    return nodes.text(report, said, "`name`") if isinstance(said, nodes.Text) else "Tracks"


def _milestone(
    report: Report, draft: Draft, step: Fields, number: int, dimension: str
) -> tuple[int, int]:
    level = draft.level(f"Milestone {number}", str(number), after=str(number - 1))
    text = nodes.needed(report, step, "summary", f"Milestone {number}")
    signals = nodes.texts(report, step.get("signals"), "`signals`")
    examples = nodes.texts(report, step.get("examples"), "`examples`")
    said = [words for words, _ in (*signals, *examples)]
    draft.criterion(level, dimension, text, examples=said)
    return len(signals), len(examples)


def _note(report: Report, node: Node, signals: int, examples: int) -> None:
    points = node.get("pointsToLevels") if isinstance(node, Fields) else None
    adds_up = ""
    if isinstance(points, Fields) and len(points.entries) > 1:
        ends = [p.value for p in points.entries.values() if isinstance(p, nodes.Text)]
        adds_up = f" The points that add up to levels {ends[0]} to {ends[-1]} are not kept."
    report.note(f"Milestones are steps of a track, not levels: each step stands as one.{adds_up}")
    if signals:
        told = f"{count(signals, 'signal')} and {count(examples, 'example')}"
        report.note(f"{told} stand as examples of their milestones.")
