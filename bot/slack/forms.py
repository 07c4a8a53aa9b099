"""Read what a person put into a form: input, parsed before it is believed."""

import json
from datetime import date
from typing import Any

from bot.slack import rich

Answer = str | list[str]


def answers(view: dict[str, Any]) -> dict[str, Answer]:
    """Each field's answer under the name given to `blocks.field`; "" or [] when left empty."""
    values = view.get("state", {}).get("values", {})
    return {name: read(next(iter(boxes.values()))) for name, boxes in values.items() if boxes}


def read(box: dict[str, Any]) -> Answer:
    """One element's state, whatever its type, in letters that can be kept and sent."""
    said = _said(box)
    return [whole(one) for one in said] if isinstance(said, list) else whole(said)


def whole(said: str) -> str:
    """Halves of letters, which only a program sends, are replaced as the database would do it."""
    if said.isascii():
        return said
    return said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _said(box: dict[str, Any]) -> Answer:
    for key in ("selected_options", "selected_users", "selected_channels"):
        if key in box:
            return [o["value"] if isinstance(o, dict) else o for o in box[key] or []]
    if "rich_text_value" in box:
        return rich.plain(box["rich_text_value"] or {})
    if "selected_option" in box:
        return str((box["selected_option"] or {}).get("value", ""))
    for key in ("value", "selected_date", "selected_time", "selected_user", "selected_channel"):
        if key in box:
            return str(box[key] or "")
    return ""


def text(told: dict[str, Answer], name: str) -> str:
    """A single answer, "" when missing."""
    answer = told.get(name, "")
    return answer if isinstance(answer, str) else ""


def many(told: dict[str, Answer], name: str) -> list[str]:
    """A list of answers, empty when missing."""
    answer = told.get(name, [])
    return answer if isinstance(answer, list) else []


def day(told: dict[str, Answer], name: str) -> date | None:
    """What a date picker says; None for nothing, or for what no calendar has."""
    try:
        return date.fromisoformat(text(told, name))
    except ValueError:
        return None


def chosen(action: dict[str, Any]) -> str:
    """What a button, select or overflow entry says was chosen."""
    return whole(str(action["value"])) if "value" in action else str(read(action))


def packed(**hints: Any) -> str:
    """What travels with a form as its private metadata."""
    return json.dumps(hints, ensure_ascii=False)


def _whole(hints: dict[str, Any]) -> dict[str, Any]:
    return {name: whole(said) if isinstance(said, str) else said for name, said in hints.items()}


def kept(view: dict[str, Any]) -> dict[str, Any]:
    """What travelled with a form: a hint, so anything unreadable is nothing."""
    try:
        found = json.loads(view.get("private_metadata") or "{}", object_hook=_whole)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
