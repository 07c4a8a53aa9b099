"""A walk over the chunks of a PNG: every text counted, nothing decoded, little unfolded.

Pillow keeps the last of two chunks, misses those after the pixels and says nothing of either.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from bot.badges.strict import MOST
from bot.errors import Refused

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORDS = {b"openbadges": "2.0", b"openbadgecredential": "3.0"}
PIXELS = 4_000_000


class Chunk(NamedTuple):
    kind: bytes
    body: bytes


def texts(data: bytes) -> list[tuple[str, str]]:
    """(standard, text) of every badge in the picture; Refused for a picture that is not whole."""
    found = []
    for chunk in _chunks(data):
        if chunk.kind == b"IHDR":
            _refuse_large(chunk.body)
        if chunk.kind in (b"iTXt", b"tEXt", b"zTXt"):
            keyword = chunk.body.partition(b"\0")[0]
            if keyword in KEYWORDS:
                found.append((KEYWORDS[keyword], _text(chunk)))
    return found


def bake(picture: bytes, text: str, keyword: str = "openbadgecredential") -> bytes:
    """The picture with the text in one iTXt chunk in front of its end."""
    body = keyword.encode() + b"\0\0\0\0\0" + text.encode()
    chunks = [*_chunks(picture)]
    if any(chunk.body.partition(b"\0")[0] == keyword.encode() for chunk in chunks):
        raise Refused("This picture holds a badge already.")
    chunks.insert(len(chunks) - 1, Chunk(b"iTXt", body))
    return SIGNATURE + b"".join(_packed(chunk) for chunk in chunks)


def _chunks(data: bytes) -> Iterator[Chunk]:
    """Until IEND; what is cut off, broken or comes behind it is refused."""
    if not data.startswith(SIGNATURE):
        raise Refused("This is no PNG picture, whatever its name says.")
    at, kind = len(SIGNATURE), b""
    while kind != b"IEND":
        if at + 12 > len(data):
            raise Refused("This PNG is cut off before its end.")
        length, kind = struct.unpack_from(">I4s", data, at)
        if at + 12 + length > len(data):
            raise Refused("This PNG is cut off before its end.")
        body = data[at + 8 : at + 8 + length]
        (told,) = struct.unpack_from(">I", data, at + 8 + length)
        if told != zlib.crc32(kind + body):
            raise Refused("This PNG is damaged: the checksum of a part of it is wrong.")
        if at == len(SIGNATURE) and kind != b"IHDR":
            raise Refused("This PNG does not begin as a PNG does.")
        at += 12 + length
        yield Chunk(kind, body)
    if data[at:]:
        raise Refused("This PNG goes on behind its end; what stands there is not read.")


def _packed(chunk: Chunk) -> bytes:
    end = struct.pack(">I", zlib.crc32(chunk.kind + chunk.body))
    return struct.pack(">I", len(chunk.body)) + chunk.kind + chunk.body + end


def _refuse_large(header: bytes) -> None:
    """A picture of a few bytes can be gigabytes of pixels once somebody decodes it."""
    if len(header) != 13:
        raise Refused("This PNG does not begin as a PNG does.")
    width, height = struct.unpack_from(">II", header)
    if width * height > PIXELS or not width * height:
        raise Refused(f"This picture has {width} × {height} pixels; 4 million are the limit.")


def _text(chunk: Chunk) -> str:
    _, _, rest = chunk.body.partition(b"\0")
    if chunk.kind == b"zTXt":
        return _decoded(_unfolded(rest[1:]))
    if chunk.kind == b"tEXt":
        return _decoded(rest)
    if len(rest) < 4 or rest[0] not in (0, 1):
        raise Refused("The badge in this PNG cannot be read: its text is not marked as it must be.")
    _, _, after_language = rest[2:].partition(b"\0")
    _, _, text = after_language.partition(b"\0")
    return _decoded(_unfolded(text) if rest[0] == 1 else text)


def _decoded(text: bytes) -> str:
    if len(text) > MOST:
        raise Refused(f"The badge in this file is larger than {MOST // 1024} KiB.")
    try:
        return text.decode()
    except UnicodeDecodeError:
        raise Refused("The badge in this PNG is not UTF-8 text.") from None


def _unfolded(packed: bytes) -> bytes:
    """At most the cap of it, whatever it would become."""
    inflating = zlib.decompressobj()
    try:
        text = inflating.decompress(packed, MOST + 1)
    except zlib.error:
        raise Refused("The badge in this PNG is packed, and the packing is damaged.") from None
    if len(text) <= MOST and not inflating.eof:
        raise Refused("The badge in this PNG is packed, and the packing is cut off.")
    return text
