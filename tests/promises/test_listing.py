"""docs/promises.md says what the tests say, and no proof goes missing unnoticed."""

from tests.promises import listing

# Of parts that are not built yet, or proved by hand. A number goes when its proof comes.
UNPROVED = set[int]()


def test_the_page_is_the_one_that_the_tests_make() -> None:
    """`python -m tests.promises.listing` makes it anew."""
    assert listing.PAGE.read_text(encoding="utf-8") == listing.page()


def test_every_mark_names_a_promise() -> None:
    told = listing.sentences()
    assert list(told) == list(range(1, len(told) + 1))
    assert {proof.number for proof in listing.proofs()} <= set(told)


def test_no_promise_loses_its_last_proof_unnoticed() -> None:
    proved = {proof.number for proof in listing.proofs()}
    assert set(listing.sentences()) - proved == UNPROVED
