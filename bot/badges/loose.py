"""Small readers for members that one standard wants as text, another as a list or an object."""

from typing import Any

from bot.career.credentials.badge import Aim

LONG, MANY = 2000, 20


def text(value: Any) -> str:
    """Text, or of words in several languages the English or the first; else ""."""
    if isinstance(value, dict):
        value = value.get("en") or value.get("@value") or next(iter(value.values()), "")
    return value.strip()[:LONG] if isinstance(value, str) else ""


def listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def part(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def profile(value: Any) -> dict[str, Any]:
    """An embedded object as it is; a bare IRI as one that only has an id."""
    return {"id": value} if isinstance(value, str) else part(value)


def aims(value: Any) -> tuple[Aim, ...]:
    found = [one for one in listed(value)[:MANY] if isinstance(one, dict)]
    told = [
        Aim(
            text(one.get("targetName")) or text(one.get("name")),
            text(one.get("targetFramework")) or text(one.get("framework")),
            text(one.get("targetCode")),
            text(one.get("targetDescription")) or text(one.get("description")),
        )
        for one in found
    ]
    return tuple(aim for aim in told if aim.name)


def links(value: Any) -> tuple[str, ...]:
    """Where evidence lies, https alone: the rest is not for a person to click on."""
    found = [one.get("id") if isinstance(one, dict) else one for one in listed(value)[:MANY]]
    return tuple(text(one) for one in found if text(one).startswith("https://"))
