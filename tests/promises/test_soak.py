"""A short soak: nothing grows over months, is lost or doubled. The long one is a bench."""

import pytest

from bench.soak import soak

MOST_GROWTH = 12  # megabytes, from the warm month to the last


@pytest.mark.promise(62)
@pytest.mark.slow
def test_over_months_nothing_grows_is_lost_or_doubled() -> None:
    seen = soak(events=3_600, people=20, months=6)
    assert seen.lost == []
    assert seen.doubled == 0
    assert seen.posts > 200
    assert seen.steady(), seen.samples
    assert seen.growth() < MOST_GROWTH, seen.samples
