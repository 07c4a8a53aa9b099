"""What changed from one version of a packet to the next, in sentences."""

from collections.abc import Iterator

from bot.career.packet.shape import Evidence, Packet, Section

SHORT = 80  # characters of a win in a sentence


def difference(old: Packet, new: Packet) -> list[str]:
    """One sentence per change, in the order of the pages; empty when they say the same."""
    before = {section.key: section for section in old.sections}
    after = {section.key: section for section in new.sections}
    return [
        *_frame(old, new),
        *(said for key in after if key in before for said in _section(before[key], after[key])),
        *(f"{after[key].title} is new." for key in after if key not in before),
        *(f"{before[key].title} is gone." for key in before if key not in after),
        *_told(old, new),
        *_asked(old, new),
    ]


def _frame(old: Packet, new: Packet) -> Iterator[str]:
    rubrics = [f"{packet.rubric}, version {packet.rubric_version}" for packet in (old, new)]
    pairs = (
        ("The target", old.opening or old.target, new.opening or new.target),
        ("The level now", old.level, new.level),
        ("The period", old.span.name, new.span.name),
        ("The rubric", *rubrics),
    )
    for what, was, now in pairs:
        if was != now:
            yield f"{what} was {was} and is {now}."


def _section(old: Section, new: Section) -> Iterator[str]:
    if old.standing != new.standing:
        yield f"{new.title} was {old.standing} and is {new.standing}."
    was, now = _by_ref(old), _by_ref(new)
    for ref, evidence in now.items():
        if ref not in was:
            yield f"{new.title} now tells {_named(evidence)}."
    for ref, evidence in was.items():
        if ref not in now:
            yield f"{new.title} no longer tells {_named(evidence)}."
    kept = [ref for ref in now if ref in was]
    if kept != [ref for ref in was if ref in now]:
        order = ", ".join(str(now[ref].number) for ref in now)
        yield f"{new.title} tells its wins in another order: {order}."


def _told(old: Packet, new: Packet) -> Iterator[str]:
    """What is said of wins that both versions tell."""
    was, now = _whole(old), _whole(new)
    for ref in now:
        if ref in was:
            yield from _win(was[ref], now[ref])


def _win(old: Evidence, new: Evidence) -> Iterator[str]:
    name = f"Win {new.number}"
    if (old.headline, old.story) != (new.headline, new.story):
        yield f"{name} reads “{_cut(_words(new))}” instead of “{_cut(_words(old))}”."
    if old.happened != new.happened:
        yield f"{name} is dated {new.happened:%Y-%m-%d} instead of {old.happened:%Y-%m-%d}."
    shown = [{figure.shown for figure in evidence.figures} for evidence in (old, new)]
    for figure in sorted(shown[1] - shown[0]):
        yield f"{name} has the figure {figure}."
    for figure in sorted(shown[0] - shown[1]):
        yield f"{name} no longer has the figure {figure}."
    yield from _voices(name, old, new)


def _voices(name: str, old: Evidence, new: Evidence) -> Iterator[str]:
    was, now = ({voice.ref: voice for voice in e.heard} for e in (old, new))
    for ref, voice in now.items():
        if ref not in was:
            yield f"{name} has the words of {voice.name or 'a colleague'}."
    for ref, voice in was.items():
        if ref not in now:
            yield f"{name} no longer has the words of {voice.name or 'a colleague'}."


def _asked(old: Packet, new: Packet) -> Iterator[str]:
    was = {question.asks for question in old.questions}
    now = {question.asks for question in new.questions}
    for question in new.questions:
        if question.asks not in was:
            yield f"New question: {question.asks}"
    for question in old.questions:
        if question.asks not in now:
            yield f"Answered: {question.asks}"


def _by_ref(section: Section) -> dict[str, Evidence]:
    return {evidence.ref: evidence for evidence in section.evidence}


def _whole(packet: Packet) -> dict[str, Evidence]:
    return {evidence.ref: evidence for evidence in packet.told}


def _named(evidence: Evidence) -> str:
    return f"win {evidence.number}, “{_cut(evidence.headline)}”"


def _words(evidence: Evidence) -> str:
    return " ".join(f"{evidence.headline} {evidence.story}".split())


def _cut(words: str) -> str:
    words = words.rstrip(".")
    return words if len(words) <= SHORT else f"{words[: SHORT - 1].rstrip()}…"
