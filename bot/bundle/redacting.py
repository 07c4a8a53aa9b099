"""Names that must not leave the workspace are replaced wherever they stand in a copy."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

INSTEAD = "a customer"
# What an import goes by, and what is no text of anybody's.
CODES = re.compile(
    r"(id|.*_id|workspace|owner|user|kind|state|source|channel|ts|author|owner|peer|sponsor|other"
    r"|grantee|digest|hash|sha256|serial|body|.*_at|happened|stamp|version|number|rubric|level.*"
    r"|target|dimensions?|credited|by|ref|position)"
)


class Redaction:
    """Of so many names; none of them changes nothing."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted({" ".join(name.split()) for name in names if name.strip()}))
        longest = sorted(self.names, key=len, reverse=True)
        said = "|".join(r"\s+".join(re.escape(part) for part in name.split()) for name in longest)
        self._found = re.compile(rf"(?<!\w)(?:{said})(?!\w)", re.IGNORECASE) if said else None
        quoted = (json.dumps(name, ensure_ascii=False)[1:-1] for name in longest)
        inner = "|".join(r"\s+".join(re.escape(part) for part in name.split()) for name in quoted)
        self._found_quoted = re.compile(rf"(?<!\w)(?:{inner})(?!\w)", re.IGNORECASE)

    def text(self, said: str) -> str:
        return self._found.sub(INSTEAD, said) if self._found else said

    def rows(self, tables: Mapping[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
        """Every text in them; ids, states and times stay, so that the copy can be brought back."""
        return {name: [self._row(row) for row in rows] for name, rows in tables.items()}

    def file(self, name: str, body: bytes) -> bytes:
        """A page as it would be read; data that is brought back goes through `rows`."""
        if self._found is None or not name.endswith((".md", ".csv", ".json")):
            return body
        found = self._found_quoted if name.endswith(".json") else self._found
        return found.sub(INSTEAD, body.decode()).encode()

    def _row(self, row: dict[str, Any]) -> dict[str, Any]:
        if self._found is None:
            return row
        return {name: self._value(name, value) for name, value in row.items()}

    def _value(self, name: str, value: Any) -> Any:
        if CODES.fullmatch(name):
            return value
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self._value(name, part) for part in value]
        if isinstance(value, dict):
            return {key: self._value(key, part) for key, part in value.items()}
        return value
