"""A badge in an SVG: one element with the assertion. The drawing is read, never shown."""

import re
from typing import Any

from bot.badges.strict import DEEPEST
from bot.errors import Refused

OLD, NEW = "http://openbadges.org", "https://purl.imsglobal.org/ob/v3p0"
ELEMENTS = {f"{{{OLD}}}assertion": "2.0", f"{{{NEW}}}credential": "3.0"}
NO_XML = "This SVG is not well-formed XML, so nothing was read from it."
NESTED = DEEPEST * 8


def texts(data: bytes) -> list[tuple[str, str]]:
    """(standard, text) of every badge element, wherever it stands."""
    root = _parsed(data)
    if not re.fullmatch(r"(\{[^}]*\})?svg", str(root.tag)):
        raise Refused("This is no SVG drawing, whatever its name says.")
    nodes = [node for node in root.iter() if node.tag in ELEMENTS]
    return [(ELEMENTS[node.tag], _said(node)) for node in nodes]


def _said(node: Any) -> str:
    """The attribute `verify` where there is one that says something, else the body."""
    body = "".join(node.itertext()).strip()
    return body if body.startswith("{") else str(node.get("verify") or body).strip()


def _parsed(data: bytes) -> Any:
    """By defusedxml: a DTD or an entity is refused before it unfolds."""
    from xml.etree.ElementTree import ParseError  # noqa: PLC0415 - see bot.badges

    from defusedxml import DefusedXmlException  # noqa: PLC0415 - see bot.badges
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 - see bot.badges

    if _nested(data) > NESTED:
        raise Refused("This SVG is nested too deep, so nothing was read from it.")
    try:
        return fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise Refused(
            "This SVG declares XML entities or a document type, so nothing was read."
        ) from None
    except (ParseError, ValueError, LookupError, UnicodeError):
        raise Refused(NO_XML) from None


def _nested(data: bytes) -> int:
    """An upper bound of how deep elements stand in each other, without building any."""
    deepest = level = 0
    for tag in re.finditer(rb"<(/?)[A-Za-z_][^<>]*?(/?)>", data):
        if tag[1]:
            level -= 1
        elif not tag[2]:
            level += 1
            deepest = max(deepest, level)
    return deepest
