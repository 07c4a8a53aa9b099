"""Help answers privately, names the closest command, and says what works in threads."""

import json
from typing import Any

import pytest

from bot.career.commands import RESERVED, read
from bot.features.help.topics import COMMANDS, TOPICS
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal


def answer(visitor: Visitor, line: str) -> dict[str, Any]:
    response: dict[str, Any] = visitor.command(line)["response"]
    assert response["is_ephemeral"]
    return response


def test_every_command_is_named_with_a_line_to_copy(dana: Visitor) -> None:
    said = json.dumps(answer(dana, "/win help"), ensure_ascii=False)
    assert "```/win Cut deploy time from 40 to 9 minutes #scope on friday```" in said
    assert [word for word in RESERVED if f"`/win {word}`" not in said] == []


def test_it_says_what_works_in_threads(dana: Visitor) -> None:
    said = json.dumps(answer(dana, "/win help"))
    for way in ("Save as a Win", "Save as Corroboration", ":checkered_flag:", ":trophy:"):
        assert way in said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("dates", "two weeks ago"),
        ("praise", "/kudos @peer for"),
        ("kudos", "/kudos @peer for"),
        ("rem", "/win remind off"),
        ("gaps", "/win level senior"),
        ("privacy", "/win privacy"),
    ],
)
def test_a_topic_has_examples(dana: Visitor, asked: str, said: str) -> None:
    shown = answer(dana, f"/win help {asked}")
    assert said in json.dumps(shown["blocks"])
    assert len(shown["blocks"]) <= 6


LINES = [line for _, examples in TOPICS.values() for line in examples if "{win}" in line]


@pytest.mark.parametrize("line", LINES)
def test_every_example_means_what_it_says(line: str) -> None:
    typed = line.removeprefix("{win} ")
    first = typed.split()[0]
    assert read(typed).word == (first if first in COMMANDS else "log")


def test_an_unknown_topic_is_said_and_shows_the_contents(dana: Visitor) -> None:
    said = json.dumps(answer(dana, "/win help zzz")["blocks"], ensure_ascii=False)
    assert "There is no topic “zzz”." in said
    assert "`/win gaps`" in said


def test_a_misspelt_topic_names_the_closest(dana: Visitor) -> None:
    shown = answer(dana, "/win help daets")["blocks"]
    assert "Did you mean `/win help dates`?" in json.dumps(shown)
    assert len(shown) <= 6


@pytest.mark.parametrize("word", [word for word in COMMANDS if word not in {*TOPICS, "help"}])
def test_every_command_is_a_topic(dana: Visitor, word: str) -> None:
    shown = answer(dana, f"/win help {word}")["blocks"]
    assert f"`/win {word}`: {COMMANDS[word]}." in json.dumps(shown)
    assert "There is no topic" not in json.dumps(shown)


def test_kudos_typed_as_a_win_command_points_to_its_own(dana: Visitor) -> None:
    assert "`/kudos @name for what they did`" in answer(dana, "/win kudos")["text"]


def test_an_unknown_word_names_the_closest_command(dana: Visitor) -> None:
    assert "Did you mean `/win gaps`?" in answer(dana, "/win gasp")["text"]


def test_a_word_like_nothing_points_to_help(dana: Visitor) -> None:
    assert "`/win help` shows the commands." in answer(dana, "/win zzzzzz")["text"]


def test_the_word_can_be_saved_after_all_and_only_once(
    dana: Visitor, store: Store, slack: Playground
) -> None:
    guess = answer(dana, "/win Shipped")
    dana.click("win_save", channel="@winbook", ts=guess["ts"])
    dana.settle()
    user = next(p.id for p in slack.world.people.values() if p.name == "dana")
    assert [kept.text for kept in store.wins.of(Principal(slack.team, user))] == ["Shipped"]
    [left] = dana.messages("@winbook")
    assert "Saved win 1" in json.dumps(left["blocks"])


LINES = ("help", "list", "gaps", "settings", "why", "privacy", "level", "Fixed 3 bugs", "banana")


@pytest.mark.parametrize("line", LINES)
def test_every_answer_is_said_to_be_for_one_person_alone(
    slack: Playground, dana: Visitor, line: str
) -> None:
    dana.command(f"/win {line}", "#eng")
    acks = [entry["payload"] for entry in slack.world.ledger.entries("ack") if entry["payload"]]
    assert acks[-1]["response_type"] == "ephemeral"
