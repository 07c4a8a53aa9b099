"""Words that any paper can carry: what no printer can show is named instead of lost."""

import re
import unicodedata

# Controls, halves of pairs, characters that are none, and the two marks that turn letters around.
PLANES = "".join(f"{chr(p * 0x10000 + 0xFFFE)}{chr(p * 0x10000 + 0xFFFF)}" for p in range(17))
UNPRINTABLE = re.compile(
    f"[\x00-\x08\x0c-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\u202d\u202e{PLANES}]"
)
BREAK = re.compile("\r\n|[\r\x0b\u2028\u2029]")
ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.IGNORECASE)
LONGEST_ADDRESS = 2000


def printable(words: str) -> str:
    """The words; a character that cannot be printed stands as its number, like [U+0007]."""
    return UNPRINTABLE.sub(lambda found: f"[U+{ord(found.group()):04X}]", BREAK.sub("\n", words))


def described(sign: str) -> str:
    """`U+6F22, Cjk unified ideograph-6f22`: a character without a font, in words that have one."""
    name = unicodedata.name(sign, "")
    return f"U+{ord(sign):04X}" + (f", {name.capitalize()}" if name else "")


def address(link: str) -> str:
    """The link if it is an http(s) address that can be opened, else ""."""
    is_one = len(link) <= LONGEST_ADDRESS and ADDRESS.fullmatch(link)
    return link if is_one and printable(link) == link else ""
