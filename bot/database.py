"""The database's address, with its key told to storage and to nobody else."""

from pathlib import Path

from pydantic import SecretStr

from bot.errors import Refused
from bot.settings import Settings
from storage import Unusable, unlock


def address(settings: Settings) -> str:
    """From here on it can be opened; Refused for what is no key, or a key that cannot be used."""
    try:
        unlock(settings.database_url, key(settings))
    except Unusable as error:
        raise Refused(error.sentence) from None
    return settings.database_url


def key(settings: Settings) -> str:
    """Of the database, from the environment or a file; "" when it is a plain one."""
    return _said(settings.database_key, settings.database_key_file, "DATABASE_KEY")


def old_key(settings: Settings) -> str:
    """The one it had before, while it is being changed."""
    return _said(settings.old_database_key, settings.old_database_key_file, "OLD_DATABASE_KEY")


def _said(given: SecretStr, file: Path | None, name: str) -> str:
    said = given.get_secret_value().strip()
    if file is None:
        return said
    if said:
        raise Refused(f"Both {name} and {name}_FILE are set: set one.")
    try:
        said = file.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        raise Refused(
            f"{name}_FILE cannot be read: set it to the file that holds the key."
        ) from None
    if not said:
        raise Refused(
            f"{name}_FILE is empty: no database is opened without the key it should hold."
        )
    return said
