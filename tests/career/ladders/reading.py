"""Where the test files lie, and how a test reads one."""

from pathlib import Path

from bot.career import ladders
from bot.career.ladders import Found, Ladder

FILES = Path(__file__).parent / "files"


def read(name: str, base: str = "") -> Found:
    below = (base, (FILES / base).read_bytes()) if base else None
    return ladders.read(name, (FILES / name).read_bytes(), below)


def ladder(name: str, base: str = "") -> Ladder:
    """The ladder of a file that must be whole."""
    found = read(name, base)
    assert found.problems == ()
    assert found.ladder is not None
    return found.ladder


def told(name: str, text: str | bytes, base: tuple[str, str] | None = None) -> list[str]:
    """What is wrong with a text, as a person reads it."""
    data = text if isinstance(text, bytes) else text.encode()
    below = (base[0], base[1].encode()) if base else None
    found = ladders.read(name, data, below)
    assert (found.ladder is None) == bool(found.problems)
    return [str(problem) for problem in found.problems]
