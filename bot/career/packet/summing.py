"""The point of a packet in a few sentences, which stand before everything else."""

from bot.career import independence
from bot.career.gaps import CONSISTENT, NEVER, SOMETIMES
from bot.career.packet.shape import Packet

PERHAPS, SHOWN, UNPROVEN = "perhaps", "shown", "unproven"


def summary(packet: Packet) -> str:
    """Counts, then what stands and what does not. Nothing is praised and nothing is left out."""
    if packet.is_empty:
        return f"There is no win in {packet.span.name} to make a case from."
    stands = _requirements(packet) if packet.opening else _dimensions(packet)
    return f"{_counts(packet)} {stands}"


def _counts(packet: Packet) -> str:
    total = packet.totals
    if not total.wins:
        return "No win shows what this opening asks."
    said = f"{_many(total.wins, 'win')} from {_many(total.months, 'month')}"
    said += f", {total.with_figures or 'none'} with a figure"
    if not total.people:
        return f"{said}, none backed by a colleague's words."
    who = independence.named(_people(total.people), independence.spread(_ties(packet)))
    return f"{said}, {total.corroborated} backed by the words of {who}."


def _ties(packet: Packet) -> list[str]:
    """How far everybody stands who backs a win, as far as they said."""
    voices = [voice for told in packet.told for voice in told.heard]
    ties = list({voice.by: voice.tie for voice in voices if voice.by}.values())
    return ties + [""] * (packet.totals.people - len(ties))


def _dimensions(packet: Packet) -> str:
    names = {
        level: [s.title for s in packet.sections if s.standing == level]
        for level in (CONSISTENT, SOMETIMES, NEVER)
    }
    said = []
    if good := names[CONSISTENT]:
        said.append(f"{_sentence(good)} {_is(good)} consistent at what {packet.target} asks.")
    if thin := names[SOMETIMES]:
        said.append(f"{_sentence(thin)} {_is(thin)} shown, but thin.")
    if bare := names[NEVER]:
        said.append(f"Nothing in this period shows {listed([name.lower() for name in bare])}.")
    return " ".join(said)


def _requirements(packet: Packet) -> str:
    total = len(packet.sections)
    count = {how: sum(s.standing == how for s in packet.sections) for how in (SHOWN, PERHAPS)}
    left = total - sum(count.values())
    said = f"Of {_many(total, 'requirement')}, {count[SHOWN]} {_verb(count[SHOWN])} shown by wins"
    if count[PERHAPS]:
        said += f", {count[PERHAPS]} perhaps"
    return f"{said}, and {left} {_verb(left)} not."


def listed(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _sentence(names: list[str]) -> str:
    """`Scope and blast radius`: a capital at the beginning alone."""
    said = listed([names[0], *(name.lower() for name in names[1:])])
    return said[:1].upper() + said[1:]


def _is(names: list[str]) -> str:
    return _verb(len(names))


def _verb(count: int) -> str:
    return "is" if count == 1 else "are"


def _people(count: int) -> str:
    return "1 colleague" if count == 1 else f"{count} colleagues"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
