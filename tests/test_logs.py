"""What stands in the log, in each of its two shapes."""

import json
import logging
from collections.abc import Callable, Iterator

import pytest

from bot import logs
from bot.problems import note

CANARY = "kingfisher"
SECRET = "xoxb-1234567890-abcdef"


class Heard(logging.Handler):
    def __init__(self, kind: str) -> None:
        super().__init__()
        self.setFormatter(logs.formatter(kind))
        self.lines = list[str]()

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def listen() -> Iterator[Callable[[str], Heard]]:
    root, added = logging.getLogger(), list[Heard]()

    def begin(kind: str) -> Heard:
        added.append(Heard(kind))
        root.addHandler(added[-1])
        return added[-1]

    yield begin
    for one in added:
        root.removeHandler(one)


@pytest.mark.promise(48)
def test_in_json_a_problem_names_its_class_its_place_and_what_to_quote(
    listen: Callable[[str], Heard],
) -> None:
    heard = listen("json")
    try:
        raise ValueError(f"{CANARY} {SECRET}")
    except ValueError as error:
        name = note(error)
    said = json.loads(heard.lines[0])
    assert (said["quote"], said["error"], said["level"]) == (name, "ValueError", "error")
    assert said["place"].startswith("test_logs.py:")
    assert said["timestamp"].endswith("Z")
    assert CANARY not in heard.lines[0]


@pytest.mark.promise(47)
@pytest.mark.promise(48)
@pytest.mark.parametrize("kind", ["text", "json"])
def test_a_record_is_one_line_without_secrets(listen: Callable[[str], Heard], kind: str) -> None:
    heard = listen(kind)
    log = logging.getLogger("bot.somewhere")
    log.error("two\nlines \u2028 \x1b[31m %s", SECRET)
    log.error("%s", {"authorization: ": SECRET}, extra={"quote": SECRET})
    assert len(heard.lines) == 2
    for line in heard.lines:
        assert SECRET not in line
        assert not any(sign in line for sign in "\n\r\x1b\u2028")


@pytest.mark.promise(48)
def test_in_json_a_traceback_is_its_class_alone(listen: Callable[[str], Heard]) -> None:
    heard = listen("json")
    try:
        raise KeyError(CANARY)
    except KeyError:
        logging.getLogger("bot.somewhere").exception("It went wrong.")
    assert json.loads(heard.lines[0])["error"] == "KeyError"
    assert CANARY not in heard.lines[0]
