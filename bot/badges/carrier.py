"""Where a badge sits: in a PNG, an SVG, a JSON or a JWT file; exactly one, or said why not."""

import re
from typing import NamedTuple

from bot.badges import png, svg
from bot.badges.strict import MOST, decoded
from bot.errors import Refused

LARGEST = 1_000_000  # bytes of a file
JWS = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*")
LINK = re.compile(r"https?://[^\s<>\"]+")
SEVERAL = "This file holds {} badges; a badge file holds one. Ask the issuer for a file of its own."
NONE = (
    "No badge is baked into this {}. Download the badge itself from its issuer, "
    "not a picture of it."
)
PDF = "A PDF is not read. Ask the issuer for the badge as a PNG, SVG, JSON or JWT file."
OTHER = "This is no badge file. Badges come as PNG, SVG, JSON or JWT."


class Carried(NamedTuple):
    """`text` is JSON, a compact JWS or a link, as `form` says: json | jws | link."""

    text: str
    form: str
    carrier: str  # PNG | SVG | JSON | JWT


def find(data: bytes) -> Carried:
    """The one badge in a file, by its content and not by its name; Refused says what is wrong."""
    if len(data) > LARGEST:
        raise Refused("This file is larger than 1 MB, the limit for a badge.")
    if data.startswith(png.SIGNATURE):
        return _one(png.texts(data), "PNG")
    _refuse_others(data)
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return _one(svg.texts(start), "SVG")
    if len(data) > MOST:
        raise Refused(f"A badge as text holds at most {MOST // 1024} KiB.")
    text = decoded(data, "This file").strip()
    form = form_of(text)
    if form not in ("json", "jws"):
        raise Refused(OTHER)
    return Carried(text, form, "JSON" if form == "json" else "JWT")


def form_of(text: str) -> str:
    """json | jws | link, or "" for none of them."""
    if text.startswith("{"):
        return "json"
    if JWS.fullmatch(text):
        return "jws"
    return "link" if LINK.fullmatch(text) else ""


def _one(found: list[tuple[str, str]], carrier: str) -> Carried:
    if not found:
        raise Refused(NONE.format(carrier))
    if len(found) > 1:
        raise Refused(SEVERAL.format(len(found)))
    text = found[0][1].strip()
    form = form_of(text)
    if not form:
        raise Refused(f"What stands in this {carrier} where a badge belongs is none.")
    return Carried(text, form, carrier)


def _refuse_others(data: bytes) -> None:
    if data.startswith(b"%PDF"):
        raise Refused(PDF)
    if data.startswith((b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")):
        raise Refused("Pictures other than PNG and SVG carry no badge. Ask the issuer for the PNG.")
