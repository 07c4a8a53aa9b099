"""How far from the owner somebody stands who backs a win: shown, never scored."""

from collections.abc import Iterable, Mapping, Sequence

SPONSOR, TEAM, OTHER, EXTERNAL = "sponsor", "team", "other", "external"
TITLES = {
    SPONSOR: "sponsor",
    TEAM: "same team",
    OTHER: "other team",
    EXTERNAL: "external",
}
SAID = {TEAM: "Same Team", OTHER: "Another Team", EXTERNAL: "Another Company"}  # what peers choose
CLOSE = frozenset({SPONSOR, TEAM})


def ties(sponsor: str, said: Mapping[str, str]) -> dict[str, str]:
    """By user id: what people said of themselves; the sponsor of the plan is the sponsor."""
    known = {user: kind for user, kind in said.items() if kind in TITLES}
    return known | ({sponsor: SPONSOR} if sponsor else {})


def title(user: str, known: Mapping[str, str]) -> str:
    """`same team`; "" when nobody said."""
    return TITLES.get(known.get(user, ""), "")


def named(name: str, tie: str) -> str:
    """`Ben (same team)`, or the name alone."""
    return f"{name} ({tie})" if tie else name


def called(name: str | None, user: str, known: Mapping[str, str]) -> str:
    return named(name or "a colleague", title(user, known))


def backed(people: Sequence[str], changed: Sequence[str], most: int = 4) -> str:
    """`Backed by Ben (same team) and Cleo. Changed since Ben said so.`; "" for nobody."""
    if not people:
        return ""
    told = [*people[:most], *([f"{len(people) - most} more"] if len(people) > most else [])]
    said = f"Backed by {listed(told)}."
    return f"{said} Its words changed since {listed(changed[:most])} said so." if changed else said


def spread(ties: Sequence[str]) -> str:
    """`1 sponsor, 2 same team, 1 not said`, from one title a person; "" when nobody said."""
    counted = [(sum(tie == words for tie in ties), words) for words in TITLES.values()]
    unsaid = sum(not tie for tie in ties)
    if unsaid == len(ties):
        return ""
    counted.append((unsaid, "not said"))
    return ", ".join(f"{number} {words}" for number, words in counted if number)


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def summary(users: Iterable[str], known: Mapping[str, str]) -> str:
    """`same team, other team`: the ties of these people, each once, in the order of the list."""
    found = {title(user, known) for user in users}
    return ", ".join(words for words in TITLES.values() if words in found)


def are_all_close(users: Iterable[str], known: Mapping[str, str]) -> bool:
    """Whether everybody is known to be the sponsor or on the same team."""
    kinds = [known.get(user, "") for user in users]
    return bool(kinds) and all(kind in CLOSE for kind in kinds)
