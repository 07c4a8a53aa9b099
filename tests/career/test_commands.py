"""What follows /win: a command or prose."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.career import commands
from bot.career.commands import Command

CASES = [
    ("", ("", "", "")),
    ("   ", ("", "", "")),
    ("help", ("help", "", "")),
    ("HELP", ("help", "", "")),
    ("help!", ("help", "", "")),
    ("help dates", ("help", "dates", "")),
    ("help desk now answers in 2 hours", ("log", "help desk now answers in 2 hours", "help")),
    ("list", ("list", "", "")),
    ("list Q3", ("list", "Q3", "")),
    ("list Q3 2025", ("list", "Q3 2025", "")),
    ("list 2026", ("list", "2026", "")),
    ("list last month", ("list", "last month", "")),
    ("list #scope", ("list", "#scope", "")),
    ("list <#C9|scope>", ("list", "#scope", "")),
    ("gaps <#C9|scope>", ("gaps", "#scope", "")),
    ("list <#C9|general>", ("log", "list <#C9|general>", "list")),
    ('list "deploy time"', ("list", '"deploy time"', "")),
    ("list “deploy time”", ("list", "“deploy time”", "")),
    ('List since march #blast "deploy"', ("list", 'since march #blast "deploy"', "")),
    (
        "list building for sales is automatic",
        ("log", "list building for sales is automatic", "list"),
    ),
    ("edit 42", ("edit", "42", "")),
    ("edit #42", ("edit", "#42", "")),
    ("edit last", ("edit", "last", "")),
    ("Edit flow is 3x faster", ("log", "Edit flow is 3x faster", "edit")),
    ("edit 42 pages of docs", ("log", "edit 42 pages of docs", "edit")),
    ("undo", ("undo", "", "")),
    ("Undo.", ("undo", "", "")),
    ("undo button shipped", ("log", "undo button shipped", "undo")),
    ("redo", ("redo", "", "")),
    ("redo of the onboarding done", ("log", "redo of the onboarding done", "redo")),
    ("delete 3", ("delete", "3", "")),
    ("delete last", ("delete", "last", "")),
    ("delete dead code, 4k lines", ("log", "delete dead code, 4k lines", "delete")),
    ("deleted 4k lines of dead code", ("log", "deleted 4k lines of dead code", "")),
    ("gaps", ("gaps", "", "")),
    ("gaps in monitoring closed", ("log", "gaps in monitoring closed", "gaps")),
    ("remind", ("remind", "", "")),
    ("remind monthly", ("remind", "monthly", "")),
    ("remind off", ("remind", "off", "")),
    ("remind pause 3 months", ("remind", "pause 3 months", "")),
    ("remind pause a month", ("remind", "pause a month", "")),
    ("remind time 16:00", ("remind", "time 16:00", "")),
    ("remind day 1", ("remind", "day 1", "")),
    ("remind country DE", ("remind", "country DE", "")),
    ("remind country united kingdom", ("remind", "country united kingdom", "")),
    ("remind discreet on", ("remind", "discreet on", "")),
    (
        "remind country leads in time, 9 of 9",
        ("log", "remind country leads in time, 9 of 9", "remind"),
    ),
    ("remind day last friday", ("remind", "day last friday", "")),
    ("Remind Me emails cut churn 4%", ("log", "Remind Me emails cut churn 4%", "remind")),
    ("settings", ("settings", "", "")),
    ("settings page loads 3x faster", ("log", "settings page loads 3x faster", "settings")),
    ("privacy", ("privacy", "", "")),
    ("privacy review passed", ("log", "privacy review passed", "privacy")),
    ("why", ("why", "", "")),
    ("why?", ("why", "", "")),
    ("level", ("level", "", "")),
    ("level staff", ("level", "staff", "")),
    ("level up", ("log", "level up", "level")),
    ("level 3 audit passed", ("log", "level 3 audit passed", "level")),
    ("export pipeline is 3x faster", ("log", "export pipeline is 3x faster", "export")),
    ("export", ("export", "", "")),
    ("packet", ("packet", "", "")),
    ("packet Q3", ("packet", "Q3", "")),
    ("packet last quarter", ("packet", "last quarter", "")),
    ("packet since March", ("packet", "since March", "")),
    ("packet for staff", ("packet", "for staff", "")),
    ("Packet 2026 for Staff", ("packet", "2026 for Staff", "")),
    ("packet for an opening", ("packet", "for an opening", "")),
    ("packet freeze", ("packet", "freeze", "")),
    ("packet loss is down 40%", ("log", "packet loss is down 40%", "packet")),
    ("packet for the audit sent", ("log", "packet for the audit sent", "packet")),
    ("packet tracing for staff engineers", ("log", "packet tracing for staff engineers", "packet")),
    ("hlep", ("unknown", "hlep", "help")),
    ("Setings", ("unknown", "setings", "settings")),
    ("shipped", ("unknown", "shipped", "")),
    ("#scope", ("log", "#scope", "")),
    ("3x", ("log", "3x", "")),
    ("<https://example.com>", ("log", "<https://example.com>", "")),
    ("部署时间缩短了", ("log", "部署时间缩短了", "")),
    ("Shipped  it  yesterday", ("log", "Shipped  it  yesterday", "")),
]


@pytest.mark.parametrize(("text", "meant"), CASES, ids=[text or "nothing" for text, _ in CASES])
def test_a_reserved_word_is_a_command_only_alone_or_with_its_own_arguments(
    text: str, meant: tuple[str, str, str]
) -> None:
    assert commands.read(text) == Command(*meant)


@given(st.text(max_size=60) | st.sampled_from(commands.RESERVED).map(lambda word: f"{word} x y z"))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_whatever_is_typed_is_one_of_the_words_and_prose_is_kept_whole(text: str) -> None:
    meant = commands.read(text)
    assert meant.word in ("", "log", "unknown", *commands.RESERVED)
    assert meant.hint in ("", *commands.RESERVED)
    if meant.word == "log":
        assert meant.args == text.strip()
