"""JSON: as the published schema says, whatever was typed."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.exports import data
from tests.exports.samples import SAMPLES, a_packet
from tests.exports.test_formats import without_otis
from tests.exports.test_pdf import with_words

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/packet.schema.json").read_text("utf-8"))
JUDGE = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def problems(body: bytes) -> list[str]:
    return [problem.message for problem in JUDGE.iter_errors(json.loads(body))]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_is_written_keeps_the_schema(sample: str) -> None:
    assert problems(data.write(SAMPLES[sample]())) == []


def test_the_schema_sees_what_is_wrong() -> None:
    said: dict[str, Any] = json.loads(data.write(a_packet()))
    said["sections"][0]["standing"] = "brilliant"
    said["made"] = "yesterday"
    del said["totals"]["people"]
    assert len(problems(json.dumps(said).encode())) == 4


def test_no_user_id_of_slack_leaves_the_house_and_withdrawn_words_are_gone() -> None:
    said = data.write(without_otis(a_packet())).decode()
    assert "UBEN" not in said
    assert '"is_withdrawn": true' not in said
    assert "Otis" not in said


@given(st.text(max_size=300))
@settings(max_examples=40)
def test_any_words_keep_the_schema(words: str) -> None:
    assert problems(data.write(with_words(words))) == []
