"""Files that only their owner can read, whole or not there at all."""

import os
import secrets
from pathlib import Path

from bot.errors import Refused


def write(path: Path, body: bytes) -> None:
    """Beside it under another name, synced, then renamed; Refused when there is no room."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.unfinished")
    try:
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as opened:
            opened.write(body)
            opened.flush()
            os.fsync(opened.fileno())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Refused(
            f"{path} cannot be written: {(error.strerror or 'unknown').lower()}."
        ) from None
