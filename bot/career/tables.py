"""The word lists and tables that lie beside the code, read by the quickest reader there is."""

from pathlib import Path
from typing import Any

import yaml

# Ten times as fast, where they were built.
_TYPED: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def typed(path: Path) -> Any:
    """As YAML means it: numbers are numbers, and `no` is False."""
    return yaml.load(path.read_text("utf-8"), _TYPED)


def worded(path: Path) -> Any:
    """Everything stays a string: "no", "on" and "off" are words there."""
    return yaml.load(path.read_text("utf-8"), _WORDS)
