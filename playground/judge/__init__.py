"""Whether blocks, a message or a view would be taken by Slack, and what is wrong if not."""

from typing import Any

from playground.judge import limits, rules, structure
from playground.judge.problem import Problem

SURFACES = ("message", "modal", "home")


def check(payload: Any, surface: str = "message") -> list[Problem]:
    """Every problem of a message ({"blocks": […]}), a view, or a bare list of blocks."""
    if isinstance(payload, list):
        payload = {"blocks": payload}
    if not isinstance(payload, dict) or surface not in SURFACES:
        return [Problem("", "is neither a list of blocks, nor a message, nor a view")]
    is_view = payload.get("type") in ("modal", "home")
    surface = payload["type"] if is_view else surface
    blocks = payload.get("blocks", [])
    if not isinstance(blocks, list):
        return [Problem("/blocks", "must be a list")]
    found = [*structure.blocks(blocks, "/blocks"), *limits.walk(blocks, "/blocks", "blocks")]
    if is_view:
        found += [*structure.view(payload), *limits.view(payload)]
    else:
        found += limits.message(blocks, payload.get("attachments") or [])
    found += rules.check(payload if is_view else None, blocks, surface, "/blocks")
    for index, attachment in limits.objects(payload.get("attachments")):
        inner, at = attachment.get("blocks"), f"/attachments/{index}/blocks"
        if isinstance(inner, list):
            found += [*structure.blocks(inner, at), *limits.walk(inner, at, "blocks")]
            found += rules.check(None, inner, "message", at)
    return list(dict.fromkeys(found))


__all__ = ["Problem", "check"]
