"""Which win a praise is about, and which wins were written down twice."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.career.matching import best_win, near_duplicate
from storage.records import Win

SAID = date(2026, 11, 20)
AT = datetime(2026, 11, 1, tzinfo=UTC)


def win(text: str, days_before: int = 3, **facts: Any) -> Win:
    return Win(
        workspace="T1", owner="U1", number=1, source=text, text=text, created_at=AT, updated_at=AT,
        happened=SAID - timedelta(days=days_before), **facts,
    )  # fmt: skip


ROLLOUT = "Rolled out the new billing service to 40 shops"
PRAISE = "kudos to <@U1> for the billing rollout in all those shops"


def test_the_win_that_shares_words_is_chosen_and_says_why() -> None:
    other = win("Interviewed nine nurses about handover")
    found = best_win(PRAISE, SAID, "U2", [other, win(ROLLOUT)])
    assert found is not None
    assert found.win.text == ROLLOUT
    assert found.because == ["shared words: billing, shops", "3 days apart"]


def test_a_credited_author_counts_and_is_said() -> None:
    found = best_win(
        "thanks <@U1> for the invoices", SAID, "U2", [win("Invoice run", 0, credited=["U2"])]
    )
    assert found is not None
    assert found.because == ["shared words: invoices", "the same day", "credited them"]


def test_a_shared_figure_counts() -> None:
    found = best_win(
        "props <@U1> for the 480ms on search", SAID, "U2", [win("Search p95 down to 480 ms", 1)]
    )
    assert found is not None
    assert found.because == ["shared words: search", "shared figures: 480ms", "1 day apart"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "Migrated the ledger database", "the ledger migration", id="migrated, migration"
        ),
        pytest.param("Trained 12 agents on refunds", "training our agents", id="trained, training"),
        pytest.param(
            "Deployed payment batching", "deploying batched payments", id="batching, batched"
        ),
        pytest.param(
            "Cut deploy time from 40 to 9 minutes", "faster deploys", id="deploy, deploys"
        ),
        pytest.param("Merged the queries", "that one query", id="queries, query"),
        pytest.param("Moved the batches to one box", "the batch box", id="batches, batch"),
        pytest.param("Wrote policies for visitors", "the visitor policy", id="policies, policy"),
    ],
)
def test_words_meet_in_whatever_form(text: str, said: str) -> None:
    found = best_win(f"kudos <@U1> for {said}", SAID, "U2", [win(text)])
    assert found is not None


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        pytest.param("Interviewed nine nurses about handover", {}, id="nothing in common"),
        pytest.param("Great work with the team this week", {}, id="only empty words"),
        pytest.param(
            "Hired a new payroll clerk", {"credited": ["U2"]}, id="credited but unrelated"
        ),
        pytest.param(ROLLOUT, {"days_before": 46}, id="too long before"),
        pytest.param(ROLLOUT, {"days_before": -15}, id="too long after"),
        pytest.param(ROLLOUT, {"deleted_at": AT}, id="in the bin"),
    ],
)
def test_a_win_that_does_not_fit_is_left_alone(text: str, facts: dict[str, Any]) -> None:
    assert best_win(PRAISE, SAID, "U2", [win(text, **facts)]) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("Finished the parser rewrite", "the lexer rewrite", id="other qualifiers"),
        pytest.param("Finished the parser rewrite", "rewriting the lexer", id="other object"),
        pytest.param("Shipped the billing rollout", "the calm search rollout", id="rollout"),
        pytest.param("Wrote the hiring guide", "the travel guide for new folks", id="guide"),
        pytest.param("Cut the build to 9 minutes", "the talk of ten minutes", id="units"),
    ],
)
def test_one_generic_word_does_not_join_different_things(text: str, said: str) -> None:
    praise = f"kudos <@U1> for {said}"
    assert best_win(praise, SAID, "U2", [win(text)]) is None
    assert best_win(praise, SAID, "U2", [win(text, credited=["U2"])]) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("Finished the parser rewrite", "the rewrite", id="nothing else is named"),
        pytest.param("Finished the parser rewrite", "the parser", id="a telling word"),
        pytest.param("Finished the parser rewrite", "rewriting the parser", id="both words"),
        pytest.param("Rolled back the release", "rolling it back so calmly", id="a verb"),
    ],
)
def test_one_word_is_enough_when_nothing_speaks_against_it(text: str, said: str) -> None:
    assert best_win(f"kudos <@U1> for {said}", SAID, "U2", [win(text)]) is not None


@pytest.mark.parametrize("days", [45, 0, -14], ids=["45 days before", "same day", "14 days after"])
def test_the_window_includes_its_ends(days: int) -> None:
    assert best_win(PRAISE, SAID, "U2", [win(ROLLOUT, days)]) is not None


def test_of_two_that_fit_alike_the_nearer_is_chosen() -> None:
    near, far = win(ROLLOUT, 2), win(ROLLOUT, 30)
    found = best_win(PRAISE, SAID, "U2", [far, near])
    assert found is not None
    assert found.win is near


def test_a_link_or_code_in_the_praise_gives_no_words() -> None:
    text = "kudos <@U1> see <https://x.io/billing/shops> `billing shops`"
    assert best_win(text, SAID, "U2", [win(ROLLOUT)]) is None


def test_no_wins_give_no_match() -> None:
    assert best_win(PRAISE, SAID, "U2", []) is None


def test_the_same_thing_written_twice_is_noticed() -> None:
    first = win("Cut deploy time from 40 to 9 minutes")
    again = win("cut the deploy time from 40 to 9 minutes!", 5)
    assert near_duplicate(again, [first]) is first


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("Cut deploy time from 90 to 20 minutes", 3, id="other figures"),
        pytest.param("Cut deploy time from 40 to 9 minutes", 18, id="15 days apart"),
        pytest.param("Onboarded from 40 to 9 minutes two nurses", 3, id="other words"),
    ],
)
def test_what_only_looks_alike_is_no_duplicate(text: str, days: int) -> None:
    assert near_duplicate(win("Cut deploy time from 40 to 9 minutes"), [win(text, days)]) is None


def test_a_win_is_not_its_own_duplicate() -> None:
    mine = win("Cut deploy time from 40 to 9 minutes")
    assert near_duplicate(mine, [mine]) is None


def test_stored_figures_decide_and_not_their_spelling() -> None:
    pair = {"before": 40.0, "after": 9.0, "value": None, "unit": "minutes"}
    first = win(
        "Cut deploy time from 40 to 9 minutes", figures=[{**pair, "text": "from 40 to 9 minutes"}]
    )
    again = win("Cut deploy time 40 → 9 minutes", figures=[{**pair, "text": "40 → 9 minutes"}])
    assert near_duplicate(again, [first]) is first
