"""A bullet from four boxes: in the writer's words, in their order, with nothing added."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.career.landing import CONNECTING, Boxes, bullet, compose
from bot.errors import Refused


@pytest.mark.parametrize(
    ("boxes", "made"),
    [
        (
            Boxes("slow deploys kept us up", "rewrote the pipeline", "40 → 9 minutes", "Ben"),
            "Slow deploys kept us up. Rewrote the pipeline: 40 → 9 minutes. Credited by: Ben.",
        ),
        (
            Boxes(did="Cut deploy time", measured="from 40 to 9 minutes"),
            "Cut deploy time, from 40 to 9 minutes.",
        ),
        (
            Boxes(did="Cut deploy time from 40 to 9 minutes.", measured="40 to 9 minutes"),
            "Cut deploy time from 40 to 9 minutes.",
        ),
        (Boxes(did="npm audit runs nightly"), "Npm audit runs nightly."),
        (Boxes(did="eBay import is live!"), "eBay import is live!"),
        (Boxes(did="Moved it, ", measured="so nurses wait less"), "Moved it, so nurses wait less."),
        (
            Boxes(did="Did it", credits='Ben: "saved my week"'),
            'Did it. Credited by: Ben: "saved my week".',
        ),
        (Boxes(noticed="Nobody owned it"), "Nobody owned it."),
        (Boxes(measured="9 minutes"), "9 minutes."),
        (Boxes(did=" two\n\nlines "), "Two lines."),
        (Boxes(), ""),
    ],
)
def test_the_boxes_become_one_bullet(boxes: Boxes, made: str) -> None:
    assert compose(boxes) == made


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60
) | st.sampled_from(
    ["from 40 to 9", "so nobody waits", "Credited by", "Led it.", "…", "a. b", "ǆ ŉ ß"]
)


def content(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@given(st.builds(Boxes, WORDS, WORDS, WORDS, WORDS))
@settings(max_examples=500, deadline=None, derandomize=True)
def test_no_word_is_added_that_was_not_typed(boxes: Boxes) -> None:
    typed = [word for said in boxes for word in content(said)]
    made = content(compose(boxes))
    assert set(made) <= {*typed, *CONNECTING}
    added = [word for word in made if word in CONNECTING and word not in typed]
    assert len(added) <= len(CONNECTING)


@given(st.builds(Boxes, WORDS, WORDS, WORDS, WORDS))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_every_word_that_was_typed_is_said(boxes: Boxes) -> None:
    made = set(content(compose(boxes)))
    assert {word for said in boxes for word in content(said)} <= made


@pytest.mark.parametrize("did", ["", "  ", "…"])
def test_without_a_deed_there_is_no_bullet(did: str) -> None:
    with pytest.raises(Refused, match="Say what you did") as refusal:
        bullet(Boxes(noticed="Something", did=did))
    assert refusal.value.field == "did"


def test_more_than_a_win_holds_is_refused() -> None:
    with pytest.raises(Refused, match="at most 3,000") as refusal:
        bullet(Boxes(noticed="a" * 1600, did="b" * 1600))
    assert refusal.value.field == "did"
