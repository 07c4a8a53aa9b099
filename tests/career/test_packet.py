"""The packet: what is told, in which order, what is missing, and what will be asked."""

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.career import rubric
from bot.career.packet import (
    Book,
    Credential,
    Curation,
    Packet,
    Span,
    as_dict,
    build,
    difference,
    digest,
    from_dict,
)
from bot.career.packet.curating import rewritten
from bot.career.packet.telling import split
from bot.errors import Refused
from tests.career.books import AT, DANA, TODAY, YEAR, a_year, book, praise, win

LADDER = rubric.default()
SENIOR = LADDER.level("senior")
NONE = Curation()


def packet(kept: Book, curation: Curation = NONE, span: Span = YEAR, today: date = TODAY) -> Packet:
    return build(kept, LADDER, DANA, span, SENIOR, curation, today)


def numbers(found: Packet, key: str) -> list[int]:
    [section] = [section for section in found.sections if section.key == key]
    return [told.number for told in section.evidence]


def ref(number: int) -> str:
    return f"{'w' * 18}{number:04}"


def asked(found: Packet) -> list[str]:
    return [question.asks for question in found.questions]


class TestWhatIsTold:
    def test_three_wins_per_dimension_the_strongest_first(self) -> None:
        assert numbers(packet(a_year()), "influence") == [9, 5, 8]

    def test_equal_strength_is_decided_by_the_newer_day_then_the_higher_number(self) -> None:
        wins = [
            win(1, "Ran the launch", "2026-05-01", "scope"),
            win(2, "Ran the rollout", "2026-06-01", "scope"),
            win(3, "Ran the cutover", "2026-06-01", "scope"),
        ]
        assert numbers(packet(book(wins)), "scope") == [3, 2, 1]

    def test_the_order_of_the_book_changes_nothing(self) -> None:
        kept = a_year()
        mixed = list(kept.wins)
        random.Random(7).shuffle(mixed)
        assert packet(replace(kept, wins=mixed)) == packet(kept)

    def test_the_outcome_stands_before_what_was_done(self) -> None:
        [told] = [e for e in packet(a_year()).told if e.number == 3]
        assert told.headline == "Cut checkout time from 40 to 9 seconds for all customers."
        assert told.story.startswith("Owned the checkout rewrite")

    def test_figures_are_shown_as_before_and_after(self) -> None:
        [told] = [e for e in packet(a_year()).told if e.number == 3]
        assert told.measured == ("40 seconds → 9 seconds",)
        assert told.figures[0].text == "from 40 to 9 seconds"

    def test_a_win_under_two_dimensions_is_told_in_full_once(self) -> None:
        found = packet(a_year())
        under = {s.key: [e for e in s.evidence if e.number == 5] for s in found.sections}
        assert under["scope"][0].told_under == ""
        assert under["influence"][0].told_under == "Scope"
        assert [e.number for e in found.told].count(5) == 1

    def test_the_level_signal_says_what_the_target_asks_and_which_words_led_there(self) -> None:
        [scope] = [s for s in packet(a_year()).sections if s.key == "scope"]
        assert scope.asks == LADDER.asks("scope", "senior").asks
        assert [told.because for told in scope.evidence] == [
            "read from “end to end”",
            "read from “Owned the”",
            "filed here by its owner",
        ]

    def test_wins_outside_the_period_drafts_and_the_bin_are_not_told(self) -> None:
        wins = [
            win(1, "Ran the launch", "2026-05-01", "scope"),
            win(2, "Ran a launch long ago", "2024-05-01", "scope"),
            win(3, "A draft", "2026-05-01", "scope", state="draft"),
            win(4, "In the bin", "2026-05-01", "scope", deleted_at=AT),
        ]
        found = packet(book(wins))
        assert numbers(found, "scope") == [1]
        assert found.totals.considered == 1


class TestVoices:
    def test_words_come_with_name_day_and_address_and_read_as_people_read_them(self) -> None:
        [told] = [e for e in packet(a_year()).told if e.number == 3]
        ben, cleo = told.voices
        assert (ben.name, ben.said_on) == ("Ben Okafor", date(2026, 2, 13))
        assert (
            ben.words
            == "Kudos to @dana: checkout is <b>fast</b> & calm now, and she owned all of it."
        )
        assert ben.link.startswith("https://example.slack.com/archives/")
        assert cleo.name == "Cleo Marsh"

    def test_withdrawn_words_and_the_owners_own_are_never_told(self) -> None:
        said = str(as_dict(packet(a_year())))
        assert "taken back" not in said
        assert "my own words" not in said

    def test_people_are_counted_once_however_often_they_spoke(self) -> None:
        wins = [win(n, "Ran the launch", f"2026-0{n}-01", "scope") for n in (1, 2)]
        rows = [praise(n, n % 2 + 1, "UBEN", "thanks", "2026-02-02") for n in range(1, 5)]
        assert packet(book(wins, rows)).totals.people == 1

    def test_of_many_words_everybody_is_heard_once_before_anybody_twice(self) -> None:
        authors = ["UBEN"] * 6 + ["UCLEO", "UOTIS", "UANA"]
        rows = [
            praise(n, 1, by, f"thanks {n}", f"2026-05-{n:02}") for n, by in enumerate(authors, 2)
        ]
        [told] = packet(book([win(1, "Ran it", "2026-05-01", "scope")], rows)).told
        assert [voice.words for voice in told.voices] == [
            "thanks 2",
            "thanks 3",
            "thanks 8",
            "thanks 9",
            "thanks 10",
        ]
        assert told.more_voices == 4

    def test_very_long_words_are_shortened_visibly(self) -> None:
        rows = [praise(1, 1, "UBEN", "thank you " * 300, "2026-05-02")]
        [told] = packet(book([win(1, "Ran it", "2026-05-01", "scope")], rows)).told
        assert len(told.voices[0].words) <= 1500
        assert told.voices[0].words.endswith("…")

    def test_words_of_somebody_erased_stay_without_a_name_and_count_for_nobody(self) -> None:
        rows = [praise(1, 1, "", "she saved the launch", "2026-05-02")]
        found = packet(book([win(1, "Ran the launch", "2026-05-01", "scope")], rows))
        [told] = found.told
        assert [(voice.name, voice.words) for voice in told.voices] == [
            ("", "she saved the launch")
        ]
        assert found.totals.people == 0
        assert not next(tick.met for tick in told.ticks if tick.name == "corroborated")

    def test_nobody_is_shown_by_a_raw_id(self) -> None:
        rows = [praise(1, 1, "U0STRANGER", "well done <@U0OTHER>", "2026-05-02")]
        found = packet(book([win(1, "Ran it", "2026-05-01", "scope", credited=["U0X"])], rows))
        [voice] = found.told[0].voices
        assert (voice.name, voice.words) == ("a colleague", "well done @someone")
        assert [one.name for one in found.told[0].credited] == ["a colleague"]


class TestCurating:
    def test_a_pinned_win_is_told_before_stronger_ones(self) -> None:
        assert numbers(packet(a_year(), NONE.pin(ref(7))), "influence") == [7, 9, 5]

    def test_more_than_three_pins_are_all_told(self) -> None:
        pinned = NONE.pin(ref(5)).pin(ref(7)).pin(ref(8)).pin(ref(9))
        assert numbers(packet(a_year(), pinned), "influence") == [9, 5, 8, 7]

    def test_a_dropped_win_is_neither_told_nor_counted(self) -> None:
        found = packet(a_year(), NONE.drop(ref(9)))
        assert numbers(found, "influence") == [5, 8, 7]
        [influence] = [s for s in found.sections if s.key == "influence"]
        assert influence.wins == 3
        assert found.totals.considered == 9

    def test_dropping_takes_the_pin_off_and_pinning_brings_back(self) -> None:
        assert NONE.pin("a").drop("a") == Curation(dropped=("a",))
        assert NONE.drop("a").pin("a") == Curation(pinned=("a",))

    def test_moving_changes_the_order_of_what_is_told(self) -> None:
        moved = NONE.move([ref(9), ref(5), ref(8)], ref(8), -1)
        assert numbers(packet(a_year(), moved), "influence") == [9, 8, 5]
        again = moved.move([ref(9), ref(8), ref(5)], ref(9), +1)
        assert numbers(packet(a_year(), again), "influence") == [8, 9, 5]

    def test_moving_beyond_an_end_or_an_unknown_win_changes_nothing(self) -> None:
        among = [ref(9), ref(5)]
        assert numbers(packet(a_year(), NONE.move(among, ref(9), -1)), "influence")[:2] == [9, 5]
        assert NONE.move(among, "unknown", 1) == NONE

    def test_a_rewrite_holds_for_the_packet_alone(self) -> None:
        kept = a_year()
        found = packet(kept, NONE.reword(ref(10), "Traced the Monday exports to one lock."))
        [told] = [e for e in found.told if e.number == 10]
        assert told.headline == "Traced the Monday exports to one lock."
        assert told.is_rewritten
        assert [w.text for w in kept.wins if w.number == 10][0].startswith("Found that nobody")

    def test_a_rewrite_may_not_bring_in_a_figure(self) -> None:
        one = win(12, "Cut the cloud bill by a third, from $21,400 to $14,200 a month.")
        with pytest.raises(Refused) as refused:
            rewritten("Cut the cloud bill by 60%", one)
        assert refused.value.sentence == (
            "“60%” is not in win 12. Edit the win first, so that the figure can be traced."
        )
        assert refused.value.field == "words"
        assert rewritten(" The cloud bill fell  from $21,400 to $14,200. ", one) == (
            "The cloud bill fell from $21,400 to $14,200."
        )

    def test_a_rewrite_may_say_a_number_in_words(self) -> None:
        assert rewritten("Three teams use it", win(1, "3 teams use it")) == "Three teams use it"

    def test_a_long_rewrite_is_refused_with_its_length(self) -> None:
        with pytest.raises(Refused, match="That is 1,001 characters. Use at most 1,000"):
            rewritten("x" * 1001, win(1, "Ran it"))

    def test_choices_survive_being_stored(self) -> None:
        chosen = NONE.pin("a").drop("b").move(["c", "d"], "d", -1).reword("e", "words")
        assert Curation.from_dict(chosen.as_dict()) == chosen
        assert Curation.from_dict({}) == NONE


QUESTIONS = [
    pytest.param(
        [win(1, "Cut it by 40%", "2026-05-01", "scope")],
        [praise(1, 1, "UBEN", "thanks", "2026-05-02")],
        ["Scope rests on win 1 alone: pattern or luck?"],
        id="one win only",
    ),
    pytest.param(
        [win(n, "Cut it by 40%", f"2026-0{n}-01", "scope") for n in (1, 2)],
        [],
        ["Who else saw the work under scope?"],
        id="no corroborator",
    ),
    pytest.param(
        [win(n, "Ran the launch", f"2026-0{n}-01", "scope") for n in (1, 2)],
        [praise(1, 1, "UBEN", "thanks", "2026-01-02")],
        ["By how much? No figure under scope."],
        id="no figure",
    ),
    pytest.param(
        [win(n, "Cut it by 40%", f"2026-05-0{n}", "scope") for n in (1, 2)],
        [praise(1, 1, "UBEN", "thanks", "2026-05-02")],
        ["All of scope is from May 2026: one project?"],
        id="all in one month",
    ),
    pytest.param(
        [win(n, "Cut it by 40%", f"2026-0{n}-01", "scope") for n in (1, 2)],
        [praise(n, n, "UBEN", "thanks", "2026-03-02") for n in (1, 2)],
        ["Every quote is by Ben Okafor. Who else would say so?"],
        id="same corroborator throughout",
    ),
]


class TestQuestions:
    @pytest.mark.parametrize(("wins", "rows", "expected"), QUESTIONS)
    def test_each_weakness_has_its_question(
        self, wins: list[Any], rows: list[Any], expected: list[str]
    ) -> None:
        bare = [f"What shows {s} at Senior?" for s in ("ambiguity", "influence", "blast radius")]
        found = [one for one in asked(packet(book(wins, rows))) if one not in bare]
        assert [one for one in found if "direction" not in one] == expected

    def test_a_dimension_with_nothing_is_asked_about(self) -> None:
        assert "What shows direction at Senior?" in asked(packet(a_year()))

    def test_one_voice_under_a_single_dimension_is_asked_there(self) -> None:
        wins = [win(n, "Cut it by 40%", f"2026-0{n}-01", "scope") for n in (1, 2)]
        wins.append(win(3, "Cut it by 40%", "2026-03-01", "influence"))
        rows = [praise(n, n, "UBEN", "thanks", "2026-03-02") for n in (1, 2)]
        rows.append(praise(3, 3, "UCLEO", "thanks", "2026-03-02"))
        assert "Every quote under scope is by Ben Okafor. Who else would say so?" in asked(
            packet(book(wins, rows))
        )


class TestTheFrame:
    def test_the_summary_says_what_stands_and_what_does_not(self) -> None:
        assert packet(a_year()).summary == (
            "8 wins from 6 months, 6 with a figure, 4 backed by the words of 3 colleagues. "
            "Scope and influence are consistent at what Senior asks. Ambiguity and blast radius "
            "are shown, but thin. Nothing in this period shows direction."
        )

    def test_gaps_say_what_is_missing(self) -> None:
        missing = {s.key: s.missing for s in packet(a_year()).sections}
        assert missing["scope"] == ()
        assert missing["direction"] == ("3 more wins", "a colleague's words", "a figure")

    def test_without_a_win_it_says_so_and_helps(self) -> None:
        found = packet(book([]))
        assert found.is_empty
        assert found.summary == "There is no win in the last 12 months to make a case from."
        assert any("One line is enough to begin" in line for line in found.help)
        assert f"Scope, at Senior: {LADDER.asks('scope', 'senior').asks}" in found.help
        assert found.questions == ()

    def test_wins_of_another_time_are_pointed_at(self) -> None:
        old = [win(1, "Ran it", "2024-05-01", "scope"), win(2, "Ran it", "2024-06-01", "scope")]
        assert packet(book(old)).help[0] == (
            "2 wins lie outside the last 12 months, the newest of Jun 1, 2024. "
            "Choose a longer period."
        )

    def test_wins_without_a_dimension_are_pointed_at(self) -> None:
        assert packet(book([win(1, "Took minutes", "2026-05-01")])).help[0] == (
            "1 win is filed under no dimension of Winbook default. File them, and they are told."
        )

    def test_an_expired_credential_is_never_shown_as_current_nor_an_unchecked_one_as_valid(
        self,
    ) -> None:
        held = [
            Credential("Checkout design", "A School", date(2024, 1, 1), date(2025, 1, 1)),
            Credential("Cooking", "B School", date(2025, 1, 1), verdict="signature valid"),
        ]
        cooking, checkout = packet(replace(a_year(), credentials=held)).credentials
        assert (cooking.is_current, cooking.used_in) == (True, ())
        assert (checkout.is_current, checkout.verdict) == (False, "not checked")
        assert checkout.used_in == (3,)

    def test_it_comes_back_from_storage_as_it_was_with_the_same_digest(self) -> None:
        held = [Credential("A", "B", date(2024, 1, 1), None, "valid")]
        found = packet(replace(a_year(), credentials=held))
        assert from_dict(as_dict(found)) == found
        assert digest(as_dict(found)) == digest(
            as_dict(packet(replace(a_year(), credentials=held)))
        )
        assert digest(as_dict(found)) != digest(as_dict(packet(a_year())))


class TestDifference:
    def test_the_same_packet_has_none(self) -> None:
        assert difference(packet(a_year()), packet(a_year())) == []

    def test_every_change_is_a_sentence(self) -> None:
        kept = a_year()
        chosen = NONE.drop(ref(3)).reword(ref(9), "Pages at night fell by 60% after teaching.")
        chosen = chosen.move([ref(9), ref(5), ref(8)], ref(5), -1)
        more = praise(9, 8, "UOTIS", "she taught me everything", "2026-07-09")
        behind = {**kept.praise, 8: [*kept.praise[8], more], 5: []}
        new = packet(replace(kept, praise=behind), chosen)
        assert difference(packet(kept), new) == [
            "Scope was consistent and is sometimes.",
            "Scope no longer tells win 3, “Cut checkout time from 40 to 9 seconds for all "
            "customers”.",
            "Influence tells its wins in another order: 5, 9, 8.",
            "Win 5 no longer has the words of Otis Lund.",
            "Win 9 reads “Pages at night fell by 60% after teaching” instead of “Pages at night "
            "fell by 60%. Taught the on-call rota to read its own dashboards”.",
            "Win 8 has the words of Otis Lund.",
            "New question: Who else saw the work under scope?",
        ]

    def test_another_frame_is_told_first(self) -> None:
        other = build(
            a_year(),
            LADDER,
            DANA,
            Span(YEAR.first, TODAY, "2026"),
            LADDER.level("staff"),
            NONE,
            TODAY,
        )
        assert difference(packet(a_year()), other)[:2] == [
            "The target was Senior and is Staff.",
            "The period was the last 12 months and is 2026.",
        ]


@pytest.mark.parametrize(
    ("text", "headline", "story"),
    [
        ("Cut it by 40%. Then we rested.", "Cut it by 40%.", "Then we rested."),
        (
            "Moved e.g. Alpha and Beta to one sign-in",
            "Moved e.g. Alpha and Beta to one sign-in",
            "",
        ),
        ("First line\nsecond line", "First line", "second line"),
        ("\n> quoted first\nsecond", "> quoted first", "second"),
        ("Released 2.5 to all", "Released 2.5 to all", ""),
        ("短い文。次の文。", "短い文。", "次の文。"),
        ("word " * 100, ("word " * 48).strip() + "…", ("word " * 100).strip()),
    ],
)
def test_a_headline_is_the_first_sentence(text: str, headline: str, story: str) -> None:
    assert split(text) == (headline, story)


days = st.dates(date(2025, 10, 1), date(2026, 12, 31))
keys = st.lists(st.sampled_from(list(LADDER.dimensions)), max_size=3, unique=True)
books = st.lists(st.tuples(st.text(min_size=1, max_size=80), st.text(max_size=80), days, keys))


@given(books, st.lists(st.integers(0, 9), max_size=4), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_whatever_the_book_every_word_told_was_typed_and_the_order_does_not_matter(
    told: list[tuple[str, str, date, list[str]]], pinned: list[int], chance: random.Random
) -> None:
    wins = [
        win(n, text, on.isoformat(), *dims, outcome=outcome)
        for n, (text, outcome, on, dims) in enumerate(told, 1)
    ]
    chosen = Curation(pinned=tuple(ref(n) for n in pinned))
    found = packet(book(wins), chosen)
    mixed = list(wins)
    chance.shuffle(mixed)
    assert packet(book(mixed), chosen) == found
    assert from_dict(as_dict(found)) == found
    for evidence in found.told:
        typed = next(w for w in wins if w.number == evidence.number)
        assert evidence.headline.rstrip("…") in f"{typed.text}\n{typed.outcome}"
    assert all(len(s.evidence) <= max(3, len(pinned)) for s in found.sections)


class TestIndependence:
    def test_most_of_it_from_one_person_is_asked_about(self) -> None:
        wins = [win(n, "Ran the launch", f"2026-0{n}-01", "scope") for n in range(1, 6)]
        rows = [
            praise(n, n, "UBEN" if n < 5 else "UCLEO", "yes", "2026-02-02") for n in range(1, 6)
        ]
        asked = [q.asks for q in packet(book(wins, rows)).questions]
        assert any("4 of 5 corroborations are from" in said for said in asked)

    def test_two_who_share_the_work_are_not_one_voice(self) -> None:
        wins = [win(n, "Ran the launch", f"2026-0{n}-01", "scope") for n in range(1, 5)]
        rows = [
            praise(n * 10 + len(who), n, who, "yes", "2026-02-02")
            for n in range(1, 5)
            for who in ("UBEN", "UCLEO")
        ]
        assert not any("corroborations are" in q.asks for q in packet(book(wins, rows)).questions)

    def test_what_was_said_of_other_words_is_marked_and_the_spread_is_counted(self) -> None:
        wins = [win(n, "Ran the launch", f"2026-0{n}-01", "scope") for n in (1, 2)]
        rows = [praise(n, n, who, "yes", "2026-02-02") for n, who in ((1, "UBEN"), (2, "UCLEO"))]
        since = frozenset({rows[0].public_id})
        found = packet(replace(book(wins, rows), ties={"UBEN": "team"}, outdated=since))
        assert "2 colleagues (1 same team, 1 not said)" in found.summary
        marked = {v.by: v.is_outdated for e in found.told for v in e.voices}
        assert marked == {"UBEN": True, "UCLEO": False}

    def test_nobody_from_outside_the_team_is_asked_about(self) -> None:
        wins = [win(n, "Ran the launch", f"2026-0{n}-01", "scope") for n in (1, 2)]
        rows = [praise(n, n, who, "yes", "2026-02-02") for n, who in ((1, "UBEN"), (2, "UCLEO"))]
        near = replace(book(wins, rows), ties={"UBEN": "team", "UCLEO": "sponsor"})
        found = packet(near)
        assert any("on the same team" in q.asks for q in found.questions)
        assert {v.tie for e in found.told for v in e.voices} == {"same team", "sponsor"}
