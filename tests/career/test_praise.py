"""Who is praised in a message: a table of cases, the labelled messages, and whatever comes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.praise_quality import labelled, quality
from bot.career.praise import Praise, may_be_praise, read

PIECES = [
    "kudos",
    "props",
    "Shout-out",
    "shout out",
    "hats off",
    "thanks",
    "thank you",
    "thx",
    "to",
    "for",
    "couldn’t have done it without",
    "saved us",
    "saved my day",
    "++",
    "++ for",
    "<@U1>",
    "<@U2|bo>",
    "<@UME>",
    "<!subteam^S1|@x>",
    "`",
    "```",
    "&gt; ",
    "\n",
    "?",
    "!",
    ".",
    ",",
    "cc",
    "please",
    "not",
    "the long night shift",
    ":tada:",
    "*",
    "_",
    "~",
    "you",
    "especially",
    "and",
    "\u212audos",
    "İ",
    "\ue000",
    "<@",
    "<",
    "|",
    ">",
    ":",
    "İ<@U3>",
    '"',
    "“",
    "who",
    "saved us two",
    "<https://x.example|a b>",
    "• ",
    "1. ",
    "someone",
    "them",
    "both",
    "if you",
    "in advance",
]
messages = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
)

REASONS = {
    "after for": ("kudos to <@U1> for closing the audit", "closing the audit"),
    "none given": ("kudos <@U1>!", ""),
    "result after thanks to": ("Thanks to <@U1> the launch went fine", "the launch went fine"),
    "result before thanks to": ("The launch went fine thanks to <@U1>", "The launch went fine"),
    "plus plus": ("<@U1>++ for the postmortem", "the postmortem"),
    "without what follows": (
        "thanks <@U1> for walking the auditors round, I'll send the notes",
        "walking the auditors round",
    ),
    "in the sentence before": (
        "You drove the kids home one by one. Thank you <@U1>!",
        "You drove the kids home one by one",
    ),
    "in the sentence after": (
        "Thank you <@U1>. You rescued our demo this morning.",
        "You rescued our demo this morning",
    ),
    "with a question in quotes": (
        'Thank you <@U1> for answering "can I still enrol?" forty times',
        'answering "can I still enrol?" forty times',
    ),
    "behind a link": (
        "Thank you <@U1> for <https://w.example|the runbook> and the patience with us",
        "<https://w.example|the runbook> and the patience with us",
    ),
    "in its own letters": ("Props to <@U1> for the Łódź Count :tada:", "the Łódź Count"),
}


def people(text: str, author: str = "UME", subtype: str | None = None) -> list[str]:
    found = read(text, author, subtype)
    return list(found.praised) if found else []


@pytest.mark.parametrize(("text", "reason"), REASONS.values(), ids=REASONS.keys())
def test_the_reason_is_in_the_words_of_the_message(text: str, reason: str) -> None:
    assert read(text, "UME", None) == Praise(("U1",), reason)


@pytest.mark.parametrize("half", [False, True], ids=["all", "held out"])
def test_labelled_messages_are_read_right_nineteen_times_in_twenty(half: bool) -> None:
    cases = [case for case in labelled() if case.get("held_out") or not half]
    found = quality(cases)
    assert found.messages >= (110 if half else 220)
    assert min(found.precision, found.recall) >= 0.95, "\n".join(found.wrong)


@pytest.mark.parametrize(
    ("text", "praised"),
    [
        pytest.param("kudos to <@U2> and <@U1> and <@U2|b>", ["U1", "U2"], id="once each, sorted"),
        pytest.param("kudos to <@UME> and <@U1>", ["U1"], id="never the author"),
        pytest.param("kudos to <@UME>", [], id="the author alone is nobody"),
        pytest.param("kudos <!subteam^S1|@team>", [], id="a group alone is nobody"),
        pytest.param("`kudos <@U1>`", [], id="code is not read"),
        pytest.param("&gt; kudos <@U1>\nnice", [], id="a quotation is not read"),
        pytest.param("thanks <@U1> for the help", [], id="thanks want three words"),
        pytest.param("thanks <@U1> for the real help", ["U1"], id="three words are enough"),
        pytest.param("thanks <@U1> for helping <@U2> with it", ["U1"], id="a mention is no praise"),
        pytest.param("kudos <@U1> for it cc <@U2>", ["U1"], id="copied in is no praise"),
        pytest.param("~kudos <@U1>~ kudos <@U2>", ["U2"], id="struck out is not said"),
        pytest.param("<@U1>, hats off to you and <@U2>", ["U1", "U2"], id="you and another"),
        pytest.param("<@U1> sends her thanks for the fruit", [], id="who gives is not praised"),
        pytest.param("<@U1> gave me kudos on my run", [], id="who gave it is not praised"),
        pytest.param("Kudos to someone. <@U1> stayed late.", ["U1"], id="named in what follows"),
        pytest.param("<@U1> won. <@U2> too. Kudos to both.", ["U1", "U2"], id="both of before"),
        pytest.param("<@U1> saved us two chairs", [], id="chairs are kept"),
        pytest.param("<@U1> saved us two hours", ["U1"], id="hours are spared"),
        pytest.param("the rain saved us, <@U1>", [], id="rain is nobody"),
        pytest.param("<@U1> the Kudos login is down", [], id="a brand is no praise"),
        pytest.param("Kudos:\n* <@U1>\n* the cooks\n* <@U2>", ["U1", "U2"], id="a list"),
        pytest.param("Thanks to the fog <@U1> and I met", [], id="thanks to a thing"),
        pytest.param("Thanks to our cook <@U1> we all ate", ["U1"], id="thanks to a person"),
    ],
)
def test_people_are_praised_by_the_rules(text: str, praised: list[str]) -> None:
    assert people(text) == praised


@pytest.mark.parametrize("subtype", [None, "thread_broadcast", "me_message", "file_share"])
def test_what_people_write_is_read(subtype: str | None) -> None:
    assert people("kudos to <@U1>", subtype=subtype) == ["U1"]


@pytest.mark.parametrize("subtype", ["bot_message", "message_changed", "channel_join", "unknown"])
def test_what_slack_or_a_bot_writes_is_not_read(subtype: str) -> None:
    assert people("kudos to <@U1>", subtype=subtype) == []


@given(messages)
@settings(max_examples=300, deadline=None)
def test_no_text_breaks_the_reader_and_the_filter_misses_no_praise(text: str) -> None:
    found = read(text, "UME", None)
    if found is not None:
        assert may_be_praise(text)
        assert list(found.praised) == sorted(set(found.praised) - {"UME"})
        assert found.reason == found.reason.strip()


@given(st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_ordinary_words_pass_by_the_filter_cheaply_but_praise_never_does(text: str) -> None:
    if people(text):
        assert may_be_praise(f"by the way {text}")


def test_the_filter_lets_all_labelled_praise_through() -> None:
    praising = [case["text"] for case in labelled() if people(case["text"])]
    assert len(praising) > 500
    assert [text for text in praising if not may_be_praise(text)] == []


@pytest.mark.parametrize(
    "piece",
    [
        "thanks ",
        "kudos <@U1> ",
        "<@U1> ",
        "```",
        "` ",
        "<",
        ":",
        "hey ",
        "hats ",
        "cc <@U1> ",
        "\n&gt;",
        "fyi <@U1> ",
        "saved my ",
        "a, ",
        "<@U1>++ ",
        "thanks <@U1>, ",
        "without <@U1> ",
        "no ",
        "    ",
        "x",
        " \n",
        '"a ',
        "~a",
        "( <@U1> ",
        "1. ",
        "from a to ",
        "if you ",
    ],
)
def test_a_very_long_text_is_read_to_its_end(piece: str) -> None:
    """A pattern that backtracks without bound would not come back."""
    for text in ("kudos <@U1> for " + piece * 40_000, "thank you <@U1> " + piece * 40_000):
        found = read(text[:40_000], "UME", None)
        assert found is None or "UME" not in found.praised
