"""No exported cell starts a formula."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.exports import cells

BEGINNINGS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
BLANKS = ["", " ", "\xa0", "\u200b", "\ufeff", "\0", "\u2060 ", "\u202e"]


@pytest.mark.promise(43)
@pytest.mark.parametrize("sign", BEGINNINGS)
@pytest.mark.parametrize("blank", BLANKS)
def test_a_cell_that_would_begin_a_formula_is_led_by_an_apostrophe(sign: str, blank: str) -> None:
    assert cells.safe(f"{blank}{sign}1+1").startswith("'")


@pytest.mark.parametrize("words", ["", "40 to 9", "a=b", "'quoted", "  well", "漢字"])
def test_other_words_stay(words: str) -> None:
    assert cells.safe(words) == words


@pytest.mark.promise(43)
@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), min_size=1, max_size=5))
@settings(max_examples=200)
def test_what_is_read_back_begins_no_formula(rows: list[list[str]]) -> None:
    text = cells.write(rows).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            first = cell.lstrip("".join(cells.PASSED) + "\0")[:1]
            assert first not in BEGINNINGS or first == ""
