"""The date at the end of a line."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.dates_quality import Line, answer, lines, measure
from bot.career import dates, days
from bot.errors import Refused

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=ZoneInfo("America/New_York"))  # a Tuesday
LINES = lines()
WORDS = [
    *(
        "today",
        "yesterday",
        "last",
        "week",
        "month",
        "ago",
        "on",
        "the",
        "of",
        "3rd",
        "3",
        "31",
        "29",
    ),
    *(
        "friday",
        "tues",
        "Nov",
        "feb",
        "2025",
        "2027",
        ",",
        "two",
        "a",
        "11/3",
        "2026-12-01",
        "(",
        ")",
    ),
    *(
        "#scope",
        "with",
        "<@U1|x>",
        "and",
        "<https://x.example|y>",
        "shipped",
        "it",
        "\u00a0",
        ":tada:",
    ),
]
typed = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
moments = st.datetimes(timezones=st.just(UTC))
pure = settings(max_examples=300, deadline=None, derandomize=True)


@pytest.mark.parametrize("line", LINES, ids=[f"{line.now:%d %b} {line.text}" for line in LINES])
def test_every_labelled_line_reads_as_its_label_says(line: Line) -> None:
    assert answer(line) == (line.day, line.rest)


def test_there_are_enough_labels_and_half_were_held_out() -> None:
    held_out = [line for line in LINES if line.is_held_out]
    assert len(LINES) >= 180
    assert len(held_out) * 2 >= 180
    assert min(*measure(LINES), *measure(held_out)) > 0.95


@pytest.mark.parametrize("name", days.WEEKDAYS)
def test_a_weekday_is_the_most_recent_and_last_is_never_today(name: str) -> None:
    for back in range(400):
        now = NOW - timedelta(days=back)
        plain, _ = dates.read(f"shipped it on {name}", now)
        last, _ = dates.read(f"shipped it last {name}", now)
        assert plain.weekday() == last.weekday() == days.WEEKDAYS[name]
        assert timedelta() <= now.date() - plain < timedelta(7)
        assert timedelta() < now.date() - last <= timedelta(7)


def test_a_day_to_come_is_refused_with_the_fix() -> None:
    with pytest.raises(Refused) as refusal:
        dates.read("Won the tender on Dec 24, 2027", NOW)
    assert refusal.value.sentence == (
        "Dec 24, 2027 is in the future. Use today or an earlier date."
    )


@pytest.mark.parametrize(
    ("line", "is_day_first", "day"),
    [
        ("won it 11/3", False, date(2026, 11, 3)),
        ("won it 11/3", True, date(2026, 3, 11)),
        ("won it 3/11/2025", True, date(2025, 11, 3)),
        ("won it 3.11.2025", True, date(2025, 11, 3)),
        ("won it 25/12/2025", False, date(2025, 12, 25)),
        ("won it 25.12.2025", False, date(2025, 12, 25)),
        ("won it on 31/12", True, date(2025, 12, 31)),
        ("won it on 31/12", False, date(2026, 11, 24)),
    ],
)
def test_the_order_of_figures_follows_the_locale(line: str, is_day_first: bool, day: date) -> None:
    assert dates.read(line, NOW, day_first=is_day_first)[0] == day


@pytest.mark.parametrize(
    ("locale", "is_day_first"),
    [("en-US", False), ("", False), ("ja-JP", False), ("en-GB", True), ("de_DE", True)],
)
def test_slack_locales_say_which_comes_first(locale: str, is_day_first: bool) -> None:
    assert days.day_first(locale) is is_day_first


def test_today_is_the_day_of_the_person_and_not_of_the_server() -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=ZoneInfo("America/New_York"))
    assert dates.read("shipped it today", late)[0] == date(2026, 11, 24)
    assert dates.read("shipped it today", late.astimezone(UTC))[0] == date(2026, 11, 25)


@given(typed, moments, st.booleans())
@example("yesterday", datetime(1, 1, 1, tzinfo=UTC), False)
@example("last month", datetime(1, 1, 31, tzinfo=UTC), False)
@pure
def test_nothing_typed_is_read_as_a_day_to_come_or_breaks(
    line: str, now: datetime, is_day_first: bool
) -> None:
    try:
        day, rest = dates.read(line, now, day_first=is_day_first)
    except Refused:
        return
    assert day <= now.date()
    assert rest == rest.strip()
    assert rest == line.strip() or len(rest) < len(line)


@given(st.text(alphabet="abc <>@#|:,.-'\u00a0", max_size=60))
@pure
def test_what_holds_no_date_word_stays_as_it_was_typed(line: str) -> None:
    assert dates.read(line, NOW) == (NOW.date(), line.strip())


@pytest.mark.parametrize(
    "line",
    ["<" * 50_000, "with <@U1> " * 9_000, ":a" * 40_000, "yesterday " * 9_000, "a, " * 30_000],
    ids=["brackets", "peers", "colons", "dates", "commas"],
)
def test_a_very_long_line_is_read_like_any_other(line: str) -> None:
    assert dates.read(line, NOW)[0] <= NOW.date()
    assert dates.read(f"{line} shipped it yesterday", NOW)[0] == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Shipped the importer tomorrow", "tomorrow"),
        ("Shipped the importer Tomorrow.", "Tomorrow"),
        ("Shipped the importer next friday #scope", "next friday"),
        ("Shipped the importer in 2030", "in 2030"),
        ("Shipped the importer in March", "in March"),
        ("Shipped the importer March 2025", "March 2025"),
        ("Shipped the importer in Q3", "in Q3"),
        ("Shipped the importer last year", "last year"),
        ("Shipped the importer two years ago", "two years ago"),
        ("Shipped the importer on Feb 30", "on Feb 30"),
        ("Shipped the importer on 2026-13-45", "on 2026-13-45"),
        ("Shipped the importer 2026/11/03", "2026/11/03"),
        ("Shipped the importer (tomorrow)", "(tomorrow)"),
        ("Shipped the importer yesterday", ""),
        ("Shipped the importer", ""),
        ("", ""),
        ("The launch is tomorrow", ""),
        ("Moved the launch to next friday", ""),
        ("Best numbers since last year", ""),
        ("Wrote the plan for 2030", ""),
        ("Migrated 14 teams in two weeks", ""),
        ("Support is there 24/7", ""),
        ("Closed 9/11 accounts", ""),
        ("Upgraded the fleet to 1.12.2024", ""),
        ("Shipped schema version 2026-11-03", ""),
        ("Tomorrow is what we shipped", ""),
    ],
)
def test_words_that_look_like_a_day_and_are_not_read_are_found(text: str, words: str) -> None:
    assert dates.overlooked(text, NOW) == words


@given(typed)
@pure
def test_what_is_read_as_a_date_is_never_called_overlooked(text: str) -> None:
    try:
        day, rest = dates.read(text, NOW)
    except Refused:
        return
    if rest != text.strip():
        assert dates.overlooked(text, NOW) == ""
