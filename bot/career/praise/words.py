"""A Slack message made ready for reading: who is named where, and its sentences one by one.

Masking keeps every position: a place in the masked text is the same place in the message.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from bot.career.praise.grammar import MENTION, NAME, pattern

WORD = re.compile(rf"(?P<name>{NAME})(?P<own>'s?\b)?|(?P<word>\w[\w'-]*)|(?P<sign>[^\w\s])")
_TOKEN = re.compile(
    r"""(?P<cut>```.*?```
            | ^[ \t]*(?:&gt;&gt;&gt;|>>>)(?:.*)\Z
            | ^[ \t]*(?:&gt;|>)[^\n]*)
      | (?P<user><@(?P<id>[UW]\w+)(?:\|[^<>]*)?>)
      | (?P<link><(?:https?:|mailto:)[^<>|\n]*\|[^<>\n]*>)
      | (?P<thing>`[^`\n]+` | <[^<>\n]*> | https?://[^\s<>]+)
      | (?P<bullet>^[ \t]*[*](?=[ \t]))
      | (?P<amp>&amp;)
      | (?P<blank>:[a-z0-9_+'-]+: | &lt;3? | &gt;
            | (?<![\w~])~(?=\S)(?:[^~<>\n]|<[^<>\n]*>)+~(?![\w~])
            | [*_~\ue000\ue001\u200b\ufeff])
      | (?P<apostrophe>[’‘ʼ´`′＇])""",
    re.DOTALL | re.MULTILINE | re.VERBOSE | re.ASCII | re.IGNORECASE,
)
_END = re.compile(r"[.!?…]+(?=[\s\"')\]]|$)|;|\n")
_NO_END = re.compile(r"(?:(?:\A|\n)\d{1,2}|\b(?:dr|mr|mrs|ms|prof|st|e\.g|i\.e))\Z")
_QUOTE = r"[\"“][^\"“”\n]{1,200}[\"”]"
_QUOTED = re.compile(rf"(?<=[\w\ue001] ){_QUOTE}(?!\w)|^[ \t]*{_QUOTE}(?=[ \t]+\w)", re.MULTILINE)
_MARKS = re.compile(r"[.!?…;:]")
_GREETING = pattern(
    r"(\W|hey|hi(?!y)|hello|hiya|heya|dear|yo|and|omg|wow|oh|morning|good|both|team)*+"
)
_NEXT_LINE = re.compile(r"\s{0,9}(?:to|for|who|because|especially)\b")  # in small letters
_GOES_ON = re.compile(rf"\s*[^\s{MENTION}]")  # something follows, and not another name
# People who are only copied in: "cc", "fyi", "for visibility".
_COPIED = pattern(
    r"([+/]\s*)?\b(cc('?ing|'?d)?|bcc|copying( in)?|looping in|tagging|attn)\b[\s:,.+-]*{names}"
    r"|\b(fyi|for visibility)\b[\s:,+-]*{names}(?=\s*([.!?\)\n:]|\Z))"
    r"|{name}[\s,-]*(\bfyi\b|\bfor (visibility|your info)\b)(?=\s*([.!?\)\n:]|\Z))"
)
# People who only said it, passed it on, asked, or took the pictures.
_BESIDE = pattern(
    r"\b(according to|via|on behalf of|{handed_in} by) {pair}"
    r"|\bfrom {pair}( and (\w+ ){1,3})?(?=\s*to\b)"
    r"|\bas {pair} ((would|might|always|just|already) )?"
    r"(said|says?|put it|told|mentioned|noted|wrote|pointed out|knows?)\b"
    r"|[,\"”]\s*(says|said|writes|wrote|asks|asked) {pair}"
    r"|{name} (told|tells|reminded|texted) (me|us) (?=that|how|what|about|who|of|it|you|{name})"
    r"|(\bsince )?{name}( who)? (asked|asks) (me|us|who|for|about|why|how|what|if|whether)\b"
    r"|\bsince {name} (asked|asks)\b"
)


@dataclass(frozen=True)
class Sentence:
    """A stretch of the message, `mark` being what ended it: "?", ":", "." or a new line."""

    start: int
    end: int
    mark: str
    line: int


@dataclass(frozen=True)
class Message:
    """`masked` is lower case; `people` has the user ids by the place of their mention."""

    text: str
    masked: str
    people: dict[int, str]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """In order; names that only call somebody belong to what follows them."""
        return _sentences(self.masked, self.text)

    def part(self, sentence: Sentence) -> str:
        """The masked text of a sentence."""
        return self.masked[sentence.start : sentence.end]

    def words(self, start: int, end: int) -> str:
        """The message's own words there, without the blanks and signs around them."""
        kept = self.masked[start:end]
        left = len(kept) - len(kept.lstrip(" \t\n\r\u00a0,;:.!?…-–—)(+&\"'•|/"))
        right = len(kept.rstrip(" \t\n\r\u00a0,;:.!?…-–—(+&\"'•|/"))
        return " ".join(self.text[start + left : start + right].split())


@dataclass(frozen=True)
class Found:
    """One trigger's yield: where the names are, and where the reason is."""

    names: list[int]
    reason: tuple[int, int]


def count(words: str) -> int:
    """How many words and names."""
    return sum(1 for token in WORD.finditer(words) if not token["sign"])


def is_adverb(word: str) -> bool:
    """A word that may stand between a name and its verb without changing who does it."""
    return word.endswith("ly") and len(word) > 4 or word in ("has", "have", "had", "who", "that")


def message(text: str) -> Message:
    """Code and quoted lines are blanked, names and links masked, copied-in people left out."""
    people: dict[int, str] = {}

    def masked(token: re.Match[str]) -> str:
        if token["user"]:
            people[token.start()] = token["id"]
        return _mask(token)

    plain = _lower(_TOKEN.sub(masked, text))
    if people:
        plain = _BESIDE.sub(_blank, _COPIED.sub(_blank, plain))
        plain = _QUOTED.sub(_in_one_piece, plain)
    return Message(text, plain, people)


def _mask(token: re.Match[str]) -> str:
    """As many signs as the token has: what it means to a reader, or blanks."""
    kind, said = token.lastgroup, token[0]
    if kind == "user":
        return MENTION.ljust(len(said), "\ue001")
    if kind == "link":  # its label counts as words, but cannot praise
        label = said.rindex("|")
        return "x" * label + re.sub(r"\S", "x", said[label:])
    if kind == "bullet":
        return "•".rjust(len(said))
    signs = {"cut": "\n", "thing": "x"}
    if kind in signs:
        return signs[kind] * len(said)
    return {"amp": "&", "apostrophe": "'"}.get(kind or "", "").ljust(len(said))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _in_one_piece(quote: re.Match[str]) -> str:
    """Words quoted within a sentence: their full stops do not end it, and they thank nobody."""
    said = quote[0]
    if NAME[0] not in said and len(said.split()) > 2:
        said = re.sub(r"\w", "x", said)
    return _MARKS.sub("\u00b7", said)


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)


def _sentences(plain: str, text: str) -> list[Sentence]:
    """The sentences in order; one that only calls somebody is joined to what follows it."""
    found: list[Sentence] = []
    start = line = 0
    calling: tuple[int, int] | None = None
    for stop, end, mark in _stops(plain, text):
        part = plain[start:stop]
        if part.strip():
            opening = calling or (start, line)
            is_call = NAME[0] in part and mark != "?" and _GREETING.fullmatch(part)
            is_call = is_call and _GOES_ON.match(plain, end)
            calling = opening if is_call else None
            if not is_call:
                last = ":" if part.rstrip().endswith(":") else mark
                found.append(Sentence(opening[0], stop, last, opening[1]))
        line += mark == "\n"
        start = end
    return found


def _stops(plain: str, text: str) -> list[tuple[int, int, str]]:
    stops = [
        (found.start(), found.end(), "?" if "?" in found.group() else found.group()[0])
        for found in _END.finditer(plain)
        if not _goes_on(found, plain, text)
    ]
    return [*stops, (len(plain), len(plain), "\n")]


def _goes_on(stop: re.Match[str], plain: str, text: str) -> bool:
    """Does a sentence go on after its "Dr.", or on the next line?"""
    if stop[0] == "\n":
        before = plain[max(0, stop.start() - 9) : stop.start()].rstrip()[-1:]
        return before not in ".!?:;" and _NEXT_LINE.match(text, stop.end()) is not None
    return stop[0] == "." and bool(_NO_END.search(plain[max(0, stop.start() - 5) : stop.start()]))
