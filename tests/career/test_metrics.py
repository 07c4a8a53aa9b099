"""The figure reader: the labelled sentences as a whole, and tables of cases for each rule."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.metrics_quality import labelled, quality
from bot.career.metrics import Metric, find

ROWS = labelled()
NUMBERED = [row for row in ROWS if row.get("numbers")]


def texts(sentence: str) -> list[str]:
    return [metric.text for metric in find(sentence)]


@pytest.mark.parametrize(("part", "least"), [("all", 0.985), ("held out", 0.98)])
def test_the_labelled_sentences_stay_as_well_read_as_they_are(part: str, least: float) -> None:
    """A guard against going back; of sentences nobody has seen, fewer are read right."""
    rows = ROWS if part == "all" else [row for row in ROWS if row.get("held_out")]
    reached = quality(rows)
    assert len(rows) >= 110
    assert reached.expected >= 90
    assert reached.precision >= least
    assert reached.recall >= least


@pytest.mark.parametrize("row", NUMBERED, ids=[row["text"][:50] for row in NUMBERED])
def test_numbers_are_read_in_order_of_time(row: dict[str, Any]) -> None:
    found = [[m.before, m.after, m.value, m.unit] for m in find(row["text"])]
    assert found == [[*map(_rounded, numbers[:3]), numbers[3]] for numbers in row["numbers"]]


def _rounded(number: float | None) -> float | None:
    return None if number is None else pytest.approx(number)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("from 40 to 9 minutes", "from-to"),
        ("40 percent", "percent"),
        ("12 pp", "points"),
        ("3x", "factor"),
        ("$12k", "money"),
        ("three days early", "duration"),
        ("14 flaky tests", "count"),
        ("6 hours a week", "rate"),
        ("9 of 11 accounts", "share"),
        ("15-20 minutes", "range"),
        ("340 GB", "measure"),
    ],
)
def test_every_kind_has_its_name(sentence: str, kind: str) -> None:
    assert [metric.kind for metric in find(sentence)] == [kind]


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("from 40 to 9 minutes", "down"),
        ("3 days now, was 8", "down"),
        ("12% up from 8%", "up"),
        ("11 minutes instead of 2 hours", "down"),
        ("from 5 to 5 people", ""),
        ("14 tests", ""),
    ],
)
def test_a_pair_says_which_way_it_went(sentence: str, direction: str) -> None:
    assert [metric.direction for metric in find(sentence)] == [direction]


def test_units_of_their_own_stay_with_each_number() -> None:
    (metric,) = find("Restores run in 11 minutes instead of 2 hours")
    assert (metric.before, metric.after, metric.unit) == (2, 11, "minutes")


@pytest.mark.parametrize(
    "sentence",
    [
        "Promoted on 3 March 2025",
        "Done in Q3, planned for FY26",
        "Met at 9am, 10:30 and 5 o'clock",
        "Shipped v2.3.1 and Postgres 16",
        "Closed PAY-4521, PR 212 and #88",
        "Grew from L4 to L5, then IC6",
        "A P1 and a sev 2",
        "S3, k8s, Log4j, Web3 and Route 53",
        "Three Mile Island and Section 8",
        "ISO 27001 on Office 365",
        "A 502, then 404s and HTTP 500",
        "Opened port 8443 on 10.0.0.12",
        "12 Elm Street, room 214",
        "Commit 9f8e7d6, key 0x7f3a",
        "+44 20 7946 0958 or 555-0134",
        "1. Plan\n2. Build",
        "One of the first, 24/7",
        "Gave 110 %",
        "Spent three days on it",
        "Took us 2 weeks",
        "Three weeks ago, over the last 3 months",
        "NHS 111, BS 7671 and IEC 61508",
        "The Year 7 parents, Gate 22 crews and Dock 4 drivers",
        "Spoke with 3M about the 404, the 911 desk and the 1099 run",
        "Left at half past nine, home by seven, open from 9 to 5",
        "The 0730 handover, the 1415 to York, the 2-4pm clinic",
        "On 5-7 June, w/c 3 Nov, the 12 and 13 May",
        "Under-11s, the over-60s, aged 6 to 8, a 3-year-old",
        "Agreed: 1) price 2) date 3) place",
        "Merged !412, order 100-48213, Ext. 4417 rings",
        "Upgraded the parser from 2 to 3, shipped 0.9",
        "Doubled as goalie, over half term, by half time",
        "After 5 attempts it worked",
        "After 12 calls; it took nine emails",
        "Worked two 12-hour shifts",
        "The 73 bus, the 40 Club, a 3-phase pump, seat 14C",
        "Finished 4th of 212 and ran the 10k",
    ],
)
def test_what_only_holds_a_number_is_no_figure(sentence: str) -> None:
    assert texts(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("a leading from stays inside: from 40 to 9 minutes", "from 40 to 9 minutes"),
        ("signs stay outside: +12%", "12%"),
        ("so do hedges: about 12 tickets", "12 tickets"),
        ("hard spaces stay: 1\u202f200\u00a0ms", "1\u202f200\u00a0ms"),
        ("bold is kept: *600ms* → *120ms*", "600ms* → *120ms"),
        ("a percentage ends at its word: 40 percent fewer calls", "40 percent"),
        ("adjectives come along: 14 slow, flaky tests", "14 slow, flaky tests"),
        ("as does a name: 5 S3 buckets", "5 S3 buckets"),
        ("a tail may be long: 2 hours per person per week", "2 hours per person per week"),
        ("a pair takes words between: 2s on mobile, was 9s", "2s on mobile, was 9s"),
        ("a chain is one figure: 40 → 20 → 9 min", "40 → 20 → 9 min"),
        ("mixed units are one duration: 1 hr 30 min", "1 hr 30 min"),
        ("a name may stand inside: 8 Year 9 pupils", "8 Year 9 pupils"),
        ("so may a standard: 3 ISO 9001 audits", "3 ISO 9001 audits"),
        ("and a size: 40 2-bed flats", "40 2-bed flats"),
        ("a mixed number is one: two and a half hours", "two and a half hours"),
        ("minutes need no unit: from 2h10 to 45m", "from 2h10 to 45m"),
        ("grand is money: forty grand", "forty grand"),
        ("anything is a rate of time or money: 25 minutes a trip", "25 minutes a trip"),
        ("money has short tails: £950 pcm", "£950 pcm"),
        ("m counts views: 1.2m pageviews", "1.2m pageviews"),
        ("and metres of cable: 200m cables", "200m"),
        ("from may be misspelt: frm 90s to 35s", "frm 90s to 35s"),
        ("within a pair too: 3 lambs frm 11", "3 lambs frm 11"),
        ("what was may come last: 9 min (40 before)", "9 min (40"),
        ("a ratio is read as one: ratio from 1:8 to 1:5", "from 1:8 to 1:5"),
        ("a tally has both parts: 3 for 3 on audits", "3 for 3"),
    ],
)
def test_the_figure_is_in_the_words_typed(sentence: str, text: str) -> None:
    assert texts(sentence) == [text]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("forty grand", 40_000),
        ("€12.000", 12_000),
        ("€1.250.000,50", 1_250_000.5),
        ("Rs 5 lakh", 500_000),
        ("1.2m pageviews", 1_200_000),
        ("half a million rows", 500_000),
        ("two and a half million rows", 2_500_000),
        ("two and a half hours", 2.5),
        ("1h30", 1.5),
        ("4lb 8oz", 4.5),
        ("three quarters of an hour", 0.75),
    ],
)
def test_numbers_in_parts_are_put_together(sentence: str, value: float) -> None:
    assert [metric.value for metric in find(sentence)] == [pytest.approx(value)]


SMALL = [1, 2, 3, 5, 8, 9, 12, 20, 24, 40, 404, 911, 1430]
WORDINGS = [
    "Complaints fell from {} to {}",
    "Cut errors {} to {}",
    "Late runs went from {} to {} a week",
    "Open bugs {} → {}",
    "Wait fell from {} to {} minutes",
    "Grew the team from {} to {}",
]


@pytest.mark.parametrize("wording", WORDINGS)
def test_no_pair_of_numbers_is_mistaken_for_hours_years_or_codes(wording: str) -> None:
    pairs = [(a, b) for a in SMALL for b in SMALL if a != b]
    read = {(a, b): [(m.before, m.after) for m in find(wording.format(a, b))] for a, b in pairs}
    assert {pair: found for pair, found in read.items() if found != [pair]} == {}


NAMES = """
the NHS 111 desk|Room 12|Gate 22|the M25 depot|the Boeing 747-400 hangar|the iPhone 15 launch|
the G7 weekend|Studio 54|the 24/7 line|Office 365|port 8080|the Section 508 works|
the BS 7671 course|Channel 4|the Six Nations match|7-Eleven|the 404 page|the 911 desk|
the 0730 handover|the 9 to 5 desk|the Under-11s section|PR #88|!412|order 100-48213|Ext. 4417|
CVE-2024-3094|10.0.4.12|v2.3.1|sprint 43|Phase 3|the Tier 1 team|Sev2|page 212|
the Type 2 clinic|the A4 poster|flight BA117|the Big Four|the 12 noon slot|half past nine|
31 March|the 5-7 June fair|FY24/25|the 73 bus|seat 14C|the 40 Club
"""


@pytest.mark.parametrize("name", [name.strip() for name in NAMES.split("|")])
@pytest.mark.parametrize("figure", ["from 30 to 12 minutes", "14 leads", "18%", "40 → 9"])
def test_a_name_beside_a_figure_changes_nothing(name: str, figure: str) -> None:
    wordings = ("We got {f} at {n}", "At {n} we saw {f}", "Reached {f} on {n}, all calm")
    for wording in wordings:
        assert texts(wording.format(f=figure, n=name)) == [figure]


@pytest.mark.parametrize("row", ROWS[:40], ids=[row["text"][:50] for row in ROWS[:40]])
def test_a_figure_survives_storage(row: dict[str, Any]) -> None:
    for metric in find(row["text"]):
        assert Metric.from_dict(json.loads(json.dumps(metric.as_dict()))) == metric


def test_fields_of_a_later_version_are_left_out() -> None:
    assert Metric.from_dict({"text": "3x", "value": 3.0, "shade": "blue"}) == Metric(
        "3x", value=3.0
    )


MARKS = "0123456789%$€£.,:;/-–→()'’\" \n\u00a0\u202fxkm#@"
PIECES = st.sampled_from([*MARKS, "from ", " to ", "was ", "now ", "two", "of "])


@pytest.mark.parametrize("text", ["9" * 5000 + " cats", "million " * 200, "two " + "billion " * 99])
def test_a_number_beyond_all_measure_is_stored_as_json_or_not_at_all(text: str) -> None:
    json.dumps([metric.as_dict() for metric in find(text)], allow_nan=False)


LONG_RUNS = [
    "1",
    "1 ",
    "1.",
    "1,",
    "1-",
    "1–2–",
    "1/",
    "a",
    "a-",
    "from 1 to ",
    "two ",
    "3 of ",
    "(",
]
LONG_RUNS += ["1:", "to ", "\u0661", "now ", "was ", "1 and ", "$", "-", "about ", "hundred ", "x1"]
LONG_RUNS += [
    "@",
    "http://",
    "<",
    "2h ",
    "a1-",
    "9 slow ",
    "per 1 ",
    "1 in ",
    "9 a week ",
    "-1",
    "Ab 1 ",
    "1) ",
    "9 to 5 ",
    "1:8 ratio ",
    "9 Year 9 ",
    "3 for ",
    "an hour and a half ",
    "a quarter of a ",
    "1.5m words ",
]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map("".join)))
def test_no_text_makes_it_fail_and_every_figure_is_in_the_text_in_order(text: str) -> None:
    at = 0
    for metric in find(text):
        at = text.index(metric.text, at) + len(metric.text)
        assert metric.text.strip() == metric.text != ""


@pytest.mark.parametrize("piece", LONG_RUNS)
def test_a_very_long_run_is_read_to_its_end(piece: str) -> None:
    """A pattern that backtracks without bound would not come back."""
    text = (piece * 12_000)[:12_000]
    assert all(metric.text in text for metric in find(text))
