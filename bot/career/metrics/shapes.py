"""Whole shapes that hold digits and are no figures: links, dates, times, ages, codes, markers."""

import re

from bot.career.metrics.words import listed

SPACES = "\u00a0\u2007\u2008\u2009\u200a\u202f"
_GAP = rf"[ \t{SPACES}]"
_FREE = r"(?<![\w.,$€£])"  # nothing in front that would make it part of a number or a sum
_HOUR = r"\d{1,2}(?:[:.]\d\d)?"
_CLOCK_24 = r"[012]\d[0-5]\d"
_TILL = rf"(?:{_GAP}?[-–—]{_GAP}?| (?:to|and|till|until) )"
_DAY_TH = r"\d{1,2}(?:st|nd|rd|th)?"


def _months() -> str:
    """Month names as they are typed; what is a word as well ("may", "march") needs its capital."""
    words = {"may", "march", "mar", "jan", "dec", "sep"}
    names = [name.capitalize() for name in listed("months")]
    return "|".join(sorted({*names, *(listed("months") - words)}, key=len, reverse=True))


_LINKS = [
    r"<[@#!][^<>\s]{1,80}>|<(?:https?|mailto|tel):[^<>\n]{1,500}>",
    r"(?:https?|ftp|ssh|git)://[^\s<>]+|www\.[^\s<>]+",
    r"(?<!\w):[a-z0-9_+-]{2,40}:(?!\w)",
    r"[\w.+-]{1,64}@\w[\w.-]{1,80}",
    r"(?<!\w)[@#]\w[\w.-]*",
]
_DATES = [
    r"(?<![\w.,])\d{4}-\d\d?-\d\d?(?:T[\d:.]+Z?)?(?!\w)",
    r"(?<![\w.,])\d{1,2}(?P<by>[/.-])\d{1,2}(?P=by)\d{2,4}(?!\w)",
    rf"{_FREE}{_DAY_TH} ?(?:-|–|to|and|&|or) ?{_DAY_TH} (?:of )?(?:{_months()})(?!\w)",
    rf"(?<!\w)(?:{_months()}) {_DAY_TH} ?(?:-|–|to|and|&) ?{_DAY_TH}"
    r"(?![\w%]|[.,:]\d| (?!is|was|has)[a-z]+s\b)",
]
_TIMES = [
    rf"{_FREE}0\d[0-5]\d{_TILL}{_CLOCK_24}(?!\w)|{_FREE}{_CLOCK_24}{_TILL}0\d[0-5]\d(?!\w)",
    rf"(?<=the )\d{{1,2}}\.[0-5]\d{_TILL}\d{{1,2}}\.[0-5]\d(?![\w%])",
    rf"(?<=the ){_CLOCK_24} ?h(?:ou)?rs(?!\w)",
    rf"{_FREE}{_HOUR}{_TILL}{_HOUR}{_GAP}?[ap]\.?m\b\.?",
    rf"(?<![\w.,:])\d{{1,2}}:\d\d(?::\d\d)?(?:{_GAP}?[ap]\.?m\b\.?)?(?![\w:])",
    rf"{_FREE}\d{{1,2}}(?:[.]\d\d)?{_GAP}?(?:[ap]m|[ap]\.m\.|o[’']clock|Uhr)(?!\w)",
    r"(?<=at )(?:\d{1,2}h(?:\d\d)?|(?:1\d|2[0-3])\.[0-5]\d)(?!\w|\s?%)",
]
_AGES = [
    rf"{_FREE}\d{{1,3}}(?: ?[-–] ?\d{{1,3}}| (?:to|and) \d{{1,3}})?"
    r"[- ](?:year|month|week)s?[- ]olds?\b",
    r"(?<!\w)(?:[Uu]nder|[Oo]ver)-\d{1,2}s(?!\w)|(?<!\w)Under-\d{1,2}(?![\w%-])",
    r"(?:(?<=the )|(?<=our ))under-\d{1,2}(?= [a-z])",
    r"(?<=the )(?:[Uu]nder|[Oo]ver) \d{1,2}s(?!\w)",
    r"(?<!\w)(?:Under|Over) \d{1,2}s"
    r"(?= (?!(?:on|for|in|at|to|now|and|with|per|when|after)\b)[a-z])",
    r"(?:(?<=[Tt]he )|(?<=low )|(?<=mid )|(?<=high )|(?<=her )|(?<=his )|(?<=their )|(?<=[Mm]y )"
    r"|(?<=[Oo]ur ))"
    r"\d0s(?!\w)",
    r"(?<![\w.,])(?:(?:19|20)\d0s|\d+xx)(?!\w)|(?<=mid-)\d0s(?!\w)",
    rf"{_FREE}10+s(?= of)",
]
_CODES = [
    r"(?<![\w.,])(?!\d{1,3}(?:\.\d{3}){2}(?![\w.]))(?:[Vv]\.?)?\d+(?:\.\d+){2,8}\w*(?:[-+.]\w+){0,8}(?:/\d+)?(?::\d+)?",
    r"(?<!\w)[0-9a-fA-F]{2,4}(?::[0-9a-fA-F]{0,4}){3,7}(?!\w)",
    r"(?<![\w.,])\d{1,3}(?::\d{1,4})+(?!\w)",
    r"\+\d{1,3}(?:[ .-]?\(?\d{2,5}\)?){2,5}(?![\d%])",
    r"\(\d{3}\) ?\d{3}[-. ]\d{4}(?!\d)",
    r"(?<![\w.,])0\d{2,4}[ -]\d{3,6}(?:[ -]\d{3,4})?(?!\d)",
    r"(?<![\w.,])\d{3}[-.]\d{3}[-.]\d{4}(?!\d)|(?<![\w.,$])\d{3}-(?!\d\d00)\d{4}(?![\d%])",
    r"(?<![\w.,])\d{1,3}(?:-\d{1,3}){2,8}(?!\w)",
    rf"{_FREE}\d{{1,3}}-(?:\d{{5,}}(?<!000)|\d\d(?!00)\d\d)(?![\w%])",  # order 100-48213
    rf"{_FREE}0\d+(?!\w|[.,/]\d)",  # 0730, 00451: no amount begins with a nought
    rf"{_FREE}\d{{10,}}(?!\w|[.,]\d)",
    r"(?<![\w.,])\d{1,4}(?:/\d{1,4}){2,8}(?!\w)",
    r"(?<![\w.,])\d+(?:st|nd|rd|th|ST|ND|RD|TH)(?![^\W\d_])",
    r"(?<![\w.,])(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)(?![\w%])",
    r"(?:(?<!\w)|(?<=Q[1-4])|(?<=[HF][12]))['’]\d\d(?!\w)",
    r"(?<!\w)[A-Z]\.\d{2,}(?!\w)",
    rf"{_FREE}\d\d[ -][Uu]nder[ -]\d\d(?![\w%])",  # 30 Under 30
    r"(?<!\w)\d{2,4}-bit(?!\w)|(?<!\w)\d0-?somethings?(?!\w)",
    r"(?<!\w)(?:FY|AY|CY)\d\d(?:[/-]\d\d)?(?!\w)|(?<!\w)\d[HQ]\d\d(?!\w)",
    rf"{_FREE}\d{{1,4}}\((?:[a-zA-Z]|\d{{1,2}})\)(?:\(\w{{1,3}}\))*",  # 501(c)(3), 7(2)(b)
    r"(?<!\w)[A-Z][A-Za-z]+/\d[\d.]*(?!\w)",
    r"(?<!\w)[A-Za-z](?:\+\+|\+)\d+(?!\w)",  # C++20, N+1
    rf"{_FREE}\d{{1,3}}-[A-Z][a-z]+(?!\w)",
    rf"{_FREE}\d{{1,2}}-(?:{'|'.join(sorted(listed('hyphen_types')))})(?![\w-])",
    rf"{_FREE}\d-for-\d(?!\w)|{_FREE}\d-in-\d+(?!\w)",
    r"(?:^|(?<=\s))\+1(?= (?:on|to|for|from)\b)",
    r"[#№]\s?\d[\d,.]*|(?<![\w!])!\d+(?!\w)",  # merge request !412
]
SHAPES = "|".join([*_LINKS, *_AGES, *_DATES, *_TIMES, *_CODES])

_MARKER = re.compile(
    r"(?:(?<=\n)|^)[ \t]*(?:[-*•] )?(?:\(?\d{1,2}[.):/]|\d{1,2} [-–—](?= [A-Z]))(?=\s)"
    r"|(?<=[.;,] )\d[.)](?= [A-Z])|\d\ufe0f?\u20e3"
)
_INNER = re.compile(r"(?:(?<=\s)|^)(\(?)(\d{1,2})([.)])(?=\s)")


def list_markers(text: str) -> dict[int, int]:
    """Where list markers begin and end: "1." on a line, "1) … 2) …" within one."""
    markers = {m.start(): m.end() for m in _MARKER.finditer(text)}
    expected: dict[str, int] = {}
    for match in _INNER.finditer(text):
        style, number = match[1] + match[3], int(match[2])
        begins = number == 1 or match.start() in markers
        if begins or expected.get(style) == number:
            expected[style] = number + 1
            markers[match.start()] = match.end()
    return markers
