"""A win from a line, a form or a message."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.career import wins
from bot.errors import Refused
from storage.records import Person, Praise, Win

NOW = datetime(2026, 11, 24, 23, 30, tzinfo=ZoneInfo("America/New_York"))  # the 25th in UTC
TODAY = NOW.date()
ANA = Person(workspace="T1", user="U1", locale="en-US", created_at=NOW)
BEN = Person(workspace="T1", user="U1", locale="en-GB", created_at=NOW)
FORM: dict[str, Any] = {"what": "Shipped the importer", "happened": "2026-11-03"}


def told(line: str, person: Person = ANA) -> Win:
    return wins.from_line(line, person, NOW, "command:1")


def filled(**answers: Any) -> Win:
    return wins.from_form(FORM | answers, ANA, NOW, "view:1")


def praise(author: str, state: str = "kept") -> Praise:
    at = NOW.astimezone(UTC)
    about = {"workspace": "T1", "owner": "U1", "channel": "C1", "ts": "1.1", "quote": "kudos"}
    return Praise(author=author, state=state, said_at=at, noticed_at=at, updated_at=at, **about)


def test_the_whole_grammar_in_one_line() -> None:
    win = told(
        "Cut deploy time from 40 to 9 minutes #scope with <@U2|ben> and <@U3|cleo> "
        "<https://ci.example.com/run?a=1&amp;b=2> on friday"
    )
    assert win.text == "Cut deploy time from 40 to 9 minutes"
    assert win.happened == date(2026, 11, 20)
    assert win.dimensions == ["scope"]
    assert win.because == {}
    assert win.credited == ["U2", "U3"]
    assert win.links == ["https://ci.example.com/run?a=1&b=2"]
    assert [figure["text"] for figure in win.figures] == ["from 40 to 9 minutes"]
    assert win.outcome_state == "found"
    assert (win.workspace, win.owner, win.number, win.source) == ("T1", "U1", 0, "command:1")
    assert win.created_at == win.updated_at == NOW.astimezone(UTC)


@pytest.mark.parametrize(
    "line",
    [
        "Shipped it #scope with <@U2|ben> on friday",
        "Shipped it on friday #scope with <@U2|ben>",
        "Shipped it with <@U2|ben> on friday #scope",
        "#scope Shipped it on friday with <@U2|ben>",
        "Shipped it  #Scope, with <@U2>, last Friday.",
    ],
)
def test_what_files_a_win_may_stand_in_any_order(line: str) -> None:
    win = told(line)
    assert win.text.rstrip(",") == "Shipped it"
    assert (win.dimensions, win.credited) == (["scope"], ["U2"])
    assert win.happened == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("line", "text", "credited"),
    [
        ("Paired with <@U2|ben> on the importer", "Paired with @ben on the importer", ["U2"]),
        ("Fixed the outage for <@U2|ben>", "Fixed the outage for @ben", []),
        ("<@U2|ben> now deploys alone", "@ben now deploys alone", []),
        ("Fixed <@U2|ben>'s pager", "Fixed @ben's pager", []),
        ("Shipped it with <@U1|ana> and <@U2|ben>", "Shipped it", ["U2"]),
        ("Shipped it with <@U2>, <@U2> and <@U3>", "Shipped it", ["U2", "U3"]),
        ("Shipped it with <@U1|ana>", "Shipped it", []),
        ("Shipped it with @ben", "Shipped it with @ben", []),
        ("Shipped it with <@U2|ben>'s team", "Shipped it with @ben's team", []),
        ("Unblocked <@U2|ben>, <@U3|cy> and <@U4|di>", "Unblocked @ben, @cy and @di", []),
        ("Shipped it with <@U2|ben> for <@U3|cy>", "Shipped it with @ben for @cy", ["U2"]),
    ],
)
def test_peers_after_with_are_credited_and_other_names_stay_in_the_sentence(
    line: str, text: str, credited: list[str]
) -> None:
    win = told(line)
    assert (win.text, win.credited) == (text, credited)


def test_a_name_slack_did_not_send_comes_from_what_is_known() -> None:
    win = wins.from_line("Fixed it for <@U2>", ANA, NOW, "command:1", {"U2": "Ben"})
    assert win.text == "Fixed it for @Ben"
    assert told("Fixed it for <@U2>").text == "Fixed it for @someone"


@pytest.mark.parametrize(
    ("line", "text", "links"),
    [
        (
            "Shipped <https://x.example/a|the importer> today",
            "Shipped the importer",
            ["https://x.example/a"],
        ),
        ("Shipped it <https://x.example/a>", "Shipped it", ["https://x.example/a"]),
        ("Shipped it <http://x.example|x.example> today", "Shipped it", ["http://x.example"]),
        ("Shipped it today <https://x.example/a|doc>", "Shipped it", ["https://x.example/a"]),
        (
            "Wrote it up: <https://x.example/a>",
            "Wrote it up: https://x.example/a",
            ["https://x.example/a"],
        ),
        ("Mail <mailto:a@x.example|a@x.example>", "Mail a@x.example", []),
    ],
)
def test_links_are_kept_and_their_labels_stay_where_they_are_prose(
    line: str, text: str, links: list[str]
) -> None:
    win = told(line)
    assert (win.text, win.links) == (text, links)


@pytest.mark.parametrize(
    ("line", "text", "dimensions", "unsorted"),
    [
        ("Shipped it #blast", "Shipped it", ["blast_radius"], []),
        ("Shipped it #impact #s", "Shipped it", ["blast_radius", "scope"], []),
        ("Shipped it #scope #scope", "Shipped it", ["scope"], []),
        ("Shipped it #wat", "Shipped it", [], ["wat"]),
        ("Owned an outage #wat", "Owned an outage", [], ["wat"]),
        ("Cut #flaky tests", "Cut #flaky tests", [], ["flaky"]),
        ("Cut #scope the queue", "Cut the queue", ["scope"], []),
        ("Closed #123", "Closed #123", [], []),
        ("Shipped it #scope,#blast", "Shipped it", ["scope", "blast_radius"], []),
        ("#scope: shipped it", "shipped it", ["scope"], []),
        ("Shipped the C# port", "Shipped the C# port", [], []),
        ("Asked in <#C1|general>", "Asked in #general", [], []),
        ("Shipped it <#C9|scope>", "Shipped it", ["scope"], []),
        ("Shipped it <#C9|blast> on friday", "Shipped it", ["blast_radius"], []),
        ("<#C9|scope>: shipped it", "shipped it", ["scope"], []),
        ("Cut <#C9|scope> the queue", "Cut the queue", ["scope"], []),
        ("Shipped it <#C1|general> #scope", "Shipped it #general", ["scope"], []),
    ],
)
def test_dimensions_are_named_by_tags(
    line: str, text: str, dimensions: list[str], unsorted: list[str]
) -> None:
    win = told(line)
    assert (win.text, win.dimensions, win.unsorted) == (text, dimensions, unsorted)


def test_without_a_tag_a_dimension_is_suggested_with_the_words_that_caused_it() -> None:
    win = told("Mentored two new hires")
    assert win.dimensions == ["influence"]
    assert "Mentored" in win.because["influence"]


def test_no_figure_and_no_outcome_is_said_plainly() -> None:
    win = told("Shipped the importer")
    assert (win.figures, win.outcome_state, win.outcome) == ([], "not asked", "")


def test_without_a_date_it_happened_on_the_day_of_the_person() -> None:
    assert told("Shipped it").happened == date(2026, 11, 24)


def test_figures_of_a_date_follow_the_locale_of_the_person() -> None:
    assert told("Shipped it 11/3").happened == date(2026, 11, 3)
    assert told("Shipped it 11/3", BEN).happened == date(2026, 3, 11)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("R&amp;D is &lt;3 &amp;amp; fine", "R&D is <3 &amp; fine"),
        ("Shipped\u00a0it   well", "Shipped it well"),
        ("a\x00b \ud800 c", "ab \ufffd c"),
        ("Shipped it 🎉", "Shipped it 🎉"),
        ("<!here> shipped", "@here shipped"),
        ("<!subteam^S1|@platform> shipped", "@platform shipped"),
        ("One\r\n\r\n\r\n\r\ntwo", "One\n\ntwo"),
    ],
)
def test_text_is_kept_as_people_read_it(line: str, text: str) -> None:
    assert told(line).text == text


@pytest.mark.parametrize("line", ["", "  ", "#scope", "on friday", "with <@U2|ben>", "🎉", "..."])
def test_a_line_that_says_nothing_is_refused_with_an_example(line: str) -> None:
    with pytest.raises(Refused, match="Cut deploy time from 40 to 9 minutes"):
        told(line)


def test_a_win_holds_three_thousand_characters() -> None:
    assert len(told("a" * 3000).text) == 3000
    with pytest.raises(Refused, match="3,001 characters"):
        told("a" * 3001)


def test_a_day_to_come_is_refused() -> None:
    with pytest.raises(Refused, match="in the future"):
        told("Shipped it on 2026-12-24")


def test_the_form_fills_every_part_of_a_win() -> None:
    win = filled(
        outcome="Setup takes 9 minutes, was 40",
        dimensions=["direction", "scope"],
        credited=["U2", "U1", "U2"],
        links=" https://x.example/a \n\nhttps://x.example/b\nhttps://x.example/a",
    )
    assert (win.text, win.happened) == ("Shipped the importer", date(2026, 11, 3))
    assert (win.dimensions, win.credited) == (["direction", "scope"], ["U2"])
    assert win.links == ["https://x.example/a", "https://x.example/b"]
    assert win.outcome_state == "found"
    assert win.figures


def test_the_form_takes_words_as_they_are() -> None:
    win = filled(what="R&amp;D on friday #scope", happened="")
    assert (win.text, win.happened) == ("R&amp;D on friday #scope", TODAY)


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"what": " "}, "what"),
        ({"what": "a" * 3001}, "what"),
        ({"outcome": "a" * 3001}, "outcome"),
        ({"happened": "2026-11-25"}, "happened"),
        ({"happened": "tomorrow"}, "happened"),
        ({"dimensions": ["charm"]}, "dimensions"),
        ({"links": "https://x.example\nnot a link"}, "links"),
        ({"links": "javascript:alert(1)"}, "links"),
        ({"links": "\n".join(f"https://x.example/{at}" for at in range(21))}, "links"),
    ],
)
def test_the_form_names_the_field_that_is_wrong(answers: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        filled(**answers)
    assert refusal.value.field == field


def test_days_in_a_message_count_from_the_day_it_was_said() -> None:
    said_on = date(2026, 11, 16)  # a Monday
    win = wins.from_message("Shipped it on friday", ANA, said_on, "message:C1:1.1", NOW)
    assert (win.text, win.happened) == ("Shipped it", date(2026, 11, 13))
    plain = wins.from_message("Shipped it", ANA, said_on, "message:C1:1.1", NOW)
    assert (plain.happened, plain.created_at) == (said_on, NOW.astimezone(UTC))


def test_a_message_about_a_day_to_come_is_kept_as_it_stands() -> None:
    said_on = date(2026, 11, 16)
    text = "Signed the renewal, it starts Jan 1, 2027"
    win = wins.from_message(text, ANA, said_on, "message:C1:1.1", NOW)
    assert (win.text, win.happened) == (text, said_on)


def test_an_edit_reads_figures_and_outcome_again() -> None:
    win = told("Cut deploy time from 40 to 9 minutes")
    win.text = "Cut deploy time"
    assert wins.reread(win) == {"figures": [], "outcome_state": "not asked"}
    win.outcome = "Releases are calm"
    assert wins.reread(win)["outcome_state"] == "found"
    win.outcome, win.outcome_state = "", "none"
    assert wins.reread(win)["outcome_state"] == "none"


def met(win: Win, *praises: Praise, today: date = TODAY) -> list[str]:
    return [tick.name for tick in wins.strength(win, praises, today) if tick.met]


def test_a_strong_win_has_five_ticks() -> None:
    win = told("Cut deploy time from 40 to 9 minutes #scope")
    ticks = wins.strength(win, [praise("U2")], TODAY)
    assert [tick.name for tick in ticks] == [
        "outcome stated",
        "figure",
        "corroborated",
        "level-shaped",
        "recent",
    ]
    assert all(tick.met for tick in ticks)


def test_a_tick_is_missing_where_its_ground_is() -> None:
    assert met(told("Shipped #wat")) == ["recent"]
    assert met(told("Shipped #wat"), praise("U1"), praise("U2", "withdrawn")) == ["recent"]
    assert met(told("Shipped #wat"), praise("U2")) == ["corroborated", "recent"]
    year_on = date(2027, 11, 24)
    assert met(told("Shipped #wat"), today=year_on) == ["recent"]
    assert met(told("Shipped #wat"), today=year_on + timedelta(1)) == []


def test_an_outcome_is_stated_where_a_reader_finds_one_and_not_by_a_figure_alone() -> None:
    assert "outcome stated" not in met(told("Trained 12 agents"))
    assert "figure" in met(told("Trained 12 agents"))
    assert "outcome stated" in met(told("Rewrote the form, so nobody has to call"))
    assert "outcome stated" in met(filled(what="Trained 12 agents", outcome="Releases are calm"))


PARTS = ["shipped", "it", "#scope", "#wat", "with", "<@U1|a>", "<@U2>", "and", ",", "on", "friday"]
MORE = [
    "<https://x.example|y>",
    "&amp;",
    "2027-01-01",
    "<",
    ">",
    "|",
    "\x00",
    "\ud800",
    "🎉",
    "40%",
]
lines = st.one_of(
    st.text(st.characters(), max_size=80),
    st.lists(st.sampled_from(PARTS + MORE), max_size=14).map(" ".join),
)


@given(lines)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_line_is_a_win_or_refused(line: str) -> None:
    try:
        win = told(line)
    except Refused:
        return
    assert win.text == win.text.strip() != ""
    assert win.happened <= TODAY
    assert "U1" not in win.credited
    assert "\x00" not in win.text
    win.text.encode("utf-8")


@pytest.mark.parametrize("piece", ["<", "with <@U2> ", "#a ", "a, ", "https://x.example ", "1 to "])
def test_a_very_long_line_is_answered_all_the_same(piece: str) -> None:
    with pytest.raises(Refused):
        told("a" * 3000 + " " + piece * 2000 + "end")
