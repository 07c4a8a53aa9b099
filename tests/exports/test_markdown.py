"""Markdown: words stay words, whatever they look like."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.career.packet.shape import Named
from bot.exports import markdown
from bot.exports.printable import printable
from tests.exports.reading import markdown as read
from tests.exports.samples import a_packet

MARKUP = [
    "# no heading",
    "> no quote",
    "- no list",
    "1. no number\n2) nor this",
    "    no code",
    "``` no fence",
    "| a | b |\n|---|---|",
    "*no* _emphasis_ **at** __all__ ~~here~~",
    "snake_case and 2 * 3 * 4",
    "[no link](https://evil.example) ![no picture](x)",
    "<b>no</b> <!-- comment --> &amp; &#33; &nope",
    "[ref]: https://evil.example",
    "text\n===",
    "text\n---",
    "+ plus\n= equals",
    "back\\slash \\* and `tick`",
    "<https://evil.example>",
    "hard  \nbreak\n\nparagraph\n\n\nagain",
    "***",
    "é_é_ 漢_字_ _",
]


def shown(words: str) -> str:
    """The words as a reader shows them, white space aside."""
    return "".join(printable(words).split())


@pytest.mark.parametrize("words", MARKUP)
def test_words_that_look_like_markup_are_shown_as_typed(words: str) -> None:
    assert_literal(words)


@given(st.lists(st.one_of(st.sampled_from(MARKUP), st.text(max_size=12)), max_size=5).map("".join))
@settings(max_examples=40)
@example("a\n\n- b")
@pytest.mark.slow
def test_any_words_are_shown_as_typed(words: str) -> None:
    assert_literal(words)


def assert_literal(words: str) -> None:
    found = a_packet()
    section = found.sections[0]
    told = replace(section.evidence[0], headline=words, story=words, credited=(Named(words),))
    voice = replace(told.voices[0], words=words, name=words)
    told = replace(told, voices=(voice,), told_under="")
    packet = replace(found, sections=(replace(section, evidence=(told,)),), person=words)
    body = markdown.write(packet)
    tokens = MarkdownIt("commonmark").enable("table").parse(body.decode())
    kinds = {token.type for token in tokens} | {
        child.type for token in tokens for child in token.children or []
    }
    assert not kinds & {"html_block", "html_inline", "fence", "code_block", "code_inline", "image"}
    assert "ordered_list_open" not in kinds
    addresses = [
        child.attrGet("href")
        for t in tokens
        for child in t.children or []
        if child.type == "link_open"
    ]
    assert not any("evil" in str(address) for address in addresses)
    if shown(words):
        assert "".join(read(body).split()).count(shown(words)) >= 4
