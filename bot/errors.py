"""The one kind of error that is meant for a person."""

from collections.abc import Callable, Mapping
from typing import Any


class Refused(Exception):  # noqa: N818 - reads as the sentence it carries
    """What is wrong and what to do instead, in one sentence; `field` names the form's input."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.fields = {field: sentence} if field is not None else {}


class Missing(Refused):
    """Not there for whoever asked: gone, never there, or somebody else's. The answer is the same,
    and each is noted in the audit.
    """


def all_of(readings: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    """What each field of a form says; Refused with every field that is wrong, and its sentence."""
    said: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for field, read in readings.items():
        try:
            said[field] = read()
        except Refused as refused:
            wrong[refused.field or field] = refused.sentence
    if wrong:
        field, sentence = next(iter(wrong.items()))
        refusal = Refused(sentence, field)
        refusal.fields = wrong
        raise refusal
    return said
