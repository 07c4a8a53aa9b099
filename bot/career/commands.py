"""What follows `/win`: a command, or the words of a win."""

import re
from datetime import date
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.career import dimensions, periods
from bot.career.packet import asking

NUMBER = r"(?:win )?#?\d{1,6}"
LEVEL = (
    r"(?:level |milestone |step )?\d{1,2}|"
    r"(?!(?:up|down|set|best|crossing)\b)[a-z][a-z0-9+-]*(?: (?:i|ii|iii|iv|v|\d))?"
)
WHERE = r"(?:with |in )?(?:<[@#][ucwg][a-z0-9]+(?:\|[^<>]*)?>|[@#][\w.-]+)"
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|thu|fri|sat|sun"
ARGUMENTS = {
    "help": r"[a-z#/]+",
    "list": r"all|drafts?|bin|deleted|(?:page )?\d{1,3}",
    "edit": rf"last|{NUMBER}",
    "land": rf"last|{NUMBER}",
    "undo": "last|" + NUMBER,
    "redo": "last|" + NUMBER,
    "confirm": rf"last|on|off|{NUMBER}",
    "delete": rf"last|everything|all|{NUMBER}",
    "gaps": r"#[\w-]+",
    "plan": "",
    "checkin": "",
    "decision": "",
    "share": rf"(?:last|packet|{NUMBER})(?: {WHERE})?",
    "packet": r"(?!)",  # packet.asking reads them
    "remind": r"monthly|on|off|never|stop|status|skip|snooze|resume|"
    r"pause(?: (?:for )?(?:a|an|\w+) "
    r"(?:day|week|month)s?| until [\w ,-]{3,20})?|(?:time|at) [\w:. ]{1,8}|zone [\w/+-]+(?: \w+)?|"
    r"country \w+(?: \w+)?|discreet(?: on| off)?|"
    rf"(?:on |day )(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?|last|(?:first|last)[ -](?:{WEEKDAY}|day))",
    "settings": "forget",
    "export": "",
    "import": "",
    "privacy": "",
    "why": "",
    "rubric": r"words|assess|map|changes|default",
    "credentials": rf"list|add|log|addresses|trust|matrix|ladders?|programm?es?|pathways?|"
    rf"milestones|files|{NUMBER}|<?https?://\S+|(?:retire|renew|map|check) {NUMBER}|"
    rf"proof(?: {NUMBER})?|picture(?: #?[\w-]+){{0,2}}",
    "level": rf"(?:now |next )?(?:{LEVEL})|(?:{LEVEL}) (?:to|->|→|and|next) (?:{LEVEL})",
}
RESERVED = tuple(ARGUMENTS)
SHAPES = {word: re.compile(shape, re.IGNORECASE) for word, shape in ARGUMENTS.items()}
QUOTED = re.compile(r'"[^"]*"|“[^”]*”|#[\w-]+')
WORD = re.compile(r"[^\W\d_][^\W\d_'’-]{0,29}[.!?]*")
GREETING = re.compile(
    r"(?:hi|hello|hey|hiya|hallo|howdy|yo|bye|thx|ty|cheers|thanks?|thank you|test|ok|okay|ping|"
    r"good (?:morning|afternoon|evening))(?: (?:there|all|you|again|a lot|so much|winbook|bot))?"
    r"[\s.!?…,:;)(-]*",
    re.IGNORECASE,
)
LIKELY = 66  # of 100: how alike a word and a command must be before one is named


class Command(NamedTuple):
    """`word` is "" for nothing, "log" for prose, "unknown", or a reserved word.

    `args` is what follows (all of it for prose, as typed); `hint` the command that may be meant.
    """

    word: str
    args: str
    hint: str


def read(text: str) -> Command:
    """Whether a person gave a command or told a win; never raises."""
    said = text.strip()
    first, _, rest = " ".join(dimensions.tagged(said).split()).partition(" ")
    word = first.lower().rstrip(".!?") if not rest else first.lower()
    if not said:
        return Command("", "", "")
    if word in ARGUMENTS and _takes(word, rest):
        return Command(word, rest.strip(), "")
    if word in ARGUMENTS:
        return Command("log", said, word)
    if not rest and first.isascii() and WORD.fullmatch(first):
        return Command("unknown", word, closest(word))
    return Command("log", said, "")


def closest(word: str) -> str:
    """The reserved word most like this one; "" when none is."""
    found = process.extractOne(word, RESERVED, scorer=fuzz.ratio, score_cutoff=LIKELY)
    return found[0] if found else ""


def is_greeting(text: str) -> bool:
    """A word or two said to be polite, which nobody means as a win."""
    return GREETING.fullmatch(" ".join(text.split())) is not None


def _takes(word: str, rest: str) -> bool:
    """Are these the command's own arguments?"""
    args = rest.rstrip(".!? ")
    if not args or SHAPES[word].fullmatch(args):
        return True
    if word == "packet":
        return asking.read(args) is not None
    return word == "list" and _is_selection(args)


def _is_selection(args: str) -> bool:
    """Q3 #scope "deploy": a period, dimensions and quoted words, in any order."""
    left = " ".join(QUOTED.sub(" ", args).split())
    return not left or periods.read(left, date(2026, 12, 31)) is not None
