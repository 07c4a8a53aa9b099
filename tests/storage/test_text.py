"""Any text that a person can type comes back as it was, but for the one change."""

from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storage import Store
from storage.edge import clean
from tests.storage.said import ANA, NOW, win

NUMBERS = count()
ANYTHING = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


def once_changed(words: str) -> str:
    """The rule, told another way: character by character."""
    kept = words.replace("\0", "").encode("utf-16-le", "surrogatepass")
    return kept.decode("utf-16-le", "replace")


@pytest.mark.promise(33)
@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ANYTHING)
@example("\0")
@example("\ud83d\ude00")
@example("\udc00lone\ud800")
@example("🏆👩‍👩‍👧 مرحبا \\u0000 \\ud800 \"'{}%s :a ?")
@example("é" * 3000)
def test_text_comes_back_unchanged(store: Store, words: str) -> None:
    expected = once_changed(words)
    said = win(
        f"view:{next(NUMBERS)}", words, outcome=words, links=[words], because={words: [words]}
    )
    added = store.wins.add(ANA, said).win
    kept = store.wins.get(ANA, added.public_id)
    assert kept is not None
    assert added.text == kept.text == kept.outcome == expected
    assert kept.links == [expected]
    assert kept.because == {expected: [expected]}
    again = win(said.source, words, outcome=words, links=[words], happened=said.happened)
    assert store.wins.add(ANA, again).outcome == "same"


def test_other_values_pass_the_edge_untouched() -> None:
    values = (1, None, True, 2.5, NOW, b"\0")
    assert clean(values) == values
