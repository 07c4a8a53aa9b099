"""Rubric: which ladder a person is judged by, brought in by file, mapped, and spoken about."""

from typing import Any

from bot.features.rubric import (
    assessing,
    changing,
    importing,
    levels,
    mapping,
    page,
    words,
)

DUE = importing.DUE
TAKES = importing.TAKES


home = page.home


def register(app: Any) -> None:
    for part in (page, levels, importing, mapping, changing, assessing, words):
        part.register(app)
