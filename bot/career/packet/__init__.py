"""The promotion packet: the strongest wins of a book, told so that a committee can follow."""

from bot.career.packet.building import build
from bot.career.packet.curating import Curation
from bot.career.packet.differing import difference
from bot.career.packet.opening_case import build_for_opening
from bot.career.packet.shape import (
    Book,
    Credential,
    Evidence,
    Packet,
    Question,
    Section,
    Span,
    Voice,
)
from bot.career.packet.stored import as_dict, digest, from_dict

__all__ = [
    "Book",
    "Credential",
    "Curation",
    "Evidence",
    "Packet",
    "Question",
    "Section",
    "Span",
    "Voice",
    "as_dict",
    "build",
    "build_for_opening",
    "difference",
    "digest",
    "from_dict",
]
