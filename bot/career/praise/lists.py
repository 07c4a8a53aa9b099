"""A heading that praises, and the lines below it that say whom: "Kudos to:", "Props this week"."""

from collections.abc import Iterator

from bot.career.praise import reasons
from bot.career.praise.grammar import NAME, pattern
from bot.career.praise.refusals import is_asked_for
from bot.career.praise.whom import whom
from bot.career.praise.words import Found, Message, Sentence, count

HEADING = 7  # words at most, where neither a colon nor bullets make it a heading

_LINE = pattern(r"[\s•\-–—*\d.\):>]*{name}")
_BULLET = pattern(r"\s*([•\-–*]|\d{1,2}[.\)])")
_OPEN_END = pattern(r"\b(to|for)\s*$")
_WITH_REASON = pattern(r"[\s•\-–—*\d.\):>]*{names}\W*(for|who|because|that)\b")
_NEXT_ONE = pattern(r"\W*{next_one}\W+(goes |up\W+)?((to|for) )?(our )?{name}")


def items(said: Message, number: int) -> Iterator[Found]:
    """The lines below sentence `number` that begin with names, as long as they are its list."""
    heading = said.sentences[number]
    line = heading.line
    if _BULLET.match(said.part(heading)) and heading.mark != ":":
        return
    for index in range(number + 1, len(said.sentences)):
        sentence = said.sentences[index]
        part = said.part(sentence)
        if sentence.line == line and not _NEXT_ONE.match(part):
            continue
        is_nameless = _BULLET.match(part) and NAME[0] not in part and sentence.line == line + 1
        if is_asked_for(part) or not is_nameless and not _is_item(said, number, index, line):
            return
        line = sentence.line
        if not is_nameless:
            yield _item(part, sentence)


def _item(part: str, sentence: Sentence) -> Found:
    begin = part.index(NAME[0])
    found = whom(part[begin:], sentence.start + begin)
    start = reasons.past_for(part, begin + found.end)
    return Found(found.names, (sentence.start + start, sentence.end))


def _is_item(said: Message, number: int, index: int, line: int) -> bool:
    heading, sentence = said.sentences[number], said.sentences[index]
    part, title = said.part(sentence), said.part(heading)
    if sentence.mark == "?" or sentence.line > line + 2:
        return False
    if _NEXT_ONE.match(part):
        return True
    if not _LINE.match(part):
        return False
    if heading.mark == ":" or _BULLET.match(part) or _OPEN_END.search(title):
        return True
    is_alone = count(title) < 4 and _WITH_REASON.match(part)
    return bool(is_alone) or _is_one_of_several(said, number, index)


def _is_one_of_several(said: Message, number: int, index: int) -> bool:
    """A line that begins with a name, under a heading, beside another such line."""
    heading = said.sentences[number]
    if count(said.part(heading)) > HEADING or said.sentences[index].line == heading.line:
        return False
    beside = said.sentences[max(index - 1, number + 1) : index + 2]
    return sum(bool(_LINE.match(said.part(one))) for one in beside) > 1
