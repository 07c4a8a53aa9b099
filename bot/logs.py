"""One line per record, without secrets: whatever is logged goes through here once."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

SECRETS = re.compile(
    r"xox[a-z]{1,2}-[\w-]+|xapp-[\w-]+|xoxe\.[\w.-]+"
    r"|https://hooks\.slack\.com/\S+|AGE-SECRET-KEY-1\w+"
    r"|(?i:bearer|basic)\s+[\w.+/=~-]{8,}"
    r"|(?i:(?<=authorization: )|(?<=signing_secret=))\S+"
    r"|(?<=://)[^\s/:@]+:[^\s/@]+(?=@)"
)
BREAKS = {"\n": "\\n", "\r": "\\r", "\x1b": "\\x1b", "\u2028": "\\u2028", "\u2029": "\\u2029"}
TOLD = ("quote", "error", "place")  # beside the sentence, where a record says them
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


def as_json() -> logging.Formatter:
    """One object a line. A traceback's words are left out, since they may be a person's: its class
    stands in `error`, its places in `place`, and what the person may quote in `quote`."""
    import structlog  # noqa: PLC0415 - 0.05 s, for those who ask for it

    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(allow=TOLD),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[_told, structlog.processors.JSONRenderer(ensure_ascii=True)],
    )


def _told(logger: Any, method: str, said: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    error = said.pop("exc_info", None)
    if isinstance(error, tuple) and error[0] is not None:
        said.setdefault("error", error[0].__name__)
    plain = {key: value for key, value in said.items() if not key.startswith("_")}
    return {key: redacted(str(value)) for key, value in plain.items()}


def formatter(kind: str) -> logging.Formatter:
    """`text`, or `json`."""
    return as_json() if kind == "json" else OneLine("%(levelname)s %(name)s: %(message)s")


def quiet(level: str, kind: str = "text") -> None:
    """Our own records at this level; the libraries only when something is wrong."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(kind))
    logging.basicConfig(level=level, handlers=[handler])
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
