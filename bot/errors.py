"""The one kind of error that is meant for a person."""


class Refused(Exception):  # noqa: N818 - reads as the sentence it carries
    """What is wrong and what to do instead, in one sentence; `field` names the form's input."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
