"""One line per record, without secrets: whatever is logged goes through here once."""

import logging
import re

SECRETS = re.compile(
    r"xox[a-z]{1,2}-[\w-]+|xapp-[\w-]+|xoxe\.[\w.-]+"
    r"|https://hooks\.slack\.com/\S+|AGE-SECRET-KEY-1\w+"
    r"|(?i:bearer|basic)\s+[\w.+/=~-]{8,}"
    r"|(?i:(?<=authorization: )|(?<=signing_secret=))\S+"
    r"|(?<=://)[^\s/:@]+:[^\s/@]+(?=@)"
)
BREAKS = {"\n": "\\n", "\r": "\\r", "\x1b": "\\x1b", "\u2028": "\\u2028", "\u2029": "\\u2029"}
QUIET = ("slack_bolt", "slack_sdk", "apscheduler", "alembic", "uvicorn", "websocket", "fsspec")


class OneLine(logging.Formatter):
    """Nothing that was logged can look like another record, or like a token."""

    def format(self, record: logging.LogRecord) -> str:
        return flat(redacted(super().format(record)))


def redacted(said: str) -> str:
    return SECRETS.sub("[removed]", said)


def flat(said: str) -> str:
    """On one line; control characters as their codes."""
    return "".join(
        BREAKS.get(sign) or (sign if sign >= " " else f"\\x{ord(sign):02x}") for sign in said
    )


def quiet(level: str) -> None:
    """Our own records at this level; the libraries only when something is wrong."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler])
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
