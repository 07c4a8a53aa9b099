"""Where the database lies, and the one way to say that it cannot be used."""

from pathlib import Path

from sqlalchemy import make_url


class Unusable(Exception):  # noqa: N818 - reads as the sentence it carries
    """Why the database cannot be used and what to do, in one sentence. Nothing was written."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def file_of(url: str) -> Path | None:
    """The SQLite file, made absolute; None when the database is not a file."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return None
    if not address.database or address.database == ":memory:":
        raise Unusable("DATABASE_URL names no file: write it as sqlite:///data/winbook.db.")
    return Path(address.database).absolute()
