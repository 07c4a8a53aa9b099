"""Badges that come in a bundle: what is said of them is read again from the files beside them."""

import base64
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot import holding
from bot.career import prompts
from bot.career.credentials import logging
from bot.career.credentials.steps import UNCHECKED, YES, as_data
from bot.settings import Settings
from storage import Store
from storage.records import Person, Principal

FACTS = ("title", "issuer", "issuer_id", "issued", "expires", "achievement", "standard", "digest")
UNREAD = "It came in a bundle, and was not checked here."
Row = dict[str, Any]
Tables = dict[str, list[Row]]


class Anew:
    """Nobody's bundle can say that a badge was verified: that is found out here, offline."""

    def __init__(
        self, store: Store, me: Principal, person: Person, settings: Settings, now: datetime
    ) -> None:
        self._whom = holding.whom(store, me, settings, now) if holding.is_ready() else None
        self._zone = prompts.zone_of(person, settings.zone)
        self._now = now

    def tables(self, brought: Tables) -> Tables:
        """The same tables with credentials that say what their files say."""
        bodies = {row["credential_id"]: row["body"] for row in brought.get("badge_files", [])}
        if self._whom is not None:
            said = tuple(row["address"] for row in brought.get("addresses", []))
            self._whom = replace(self._whom, addresses=(*self._whom.addresses, *said))
        rows = brought.get("credentials", [])
        seen = [self._seen(row, bodies.get(row["public_id"], "")) for row in rows]
        return brought | {"credentials": seen}

    def _seen(self, row: Row, body: str) -> Row:
        if not row["steps"]:  # its owner's own word, and called so
            return row
        if not body or self._whom is None:
            return row | {"steps": [unread(step) for step in row["steps"]]}
        from bot.badges.checking import check  # noqa: PLC0415 - loaded with the first badge

        data = base64.b64decode(body)
        found = check(data, self._whom)
        if found.badge is None:
            return row | {"steps": newest(row["steps"], as_data(found.steps))}
        told = logging.from_badge(
            found.badge, found.steps, row["file"], data, self._zone, self._now
        ).model_dump(mode="json")
        same = {name: told[name] for name in (*FACTS, "expires_at")}
        return row | same | {"steps": newest(row["steps"], told["steps"])}


def newest(before: list[Row], now: list[Row]) -> list[Row]:
    """What was found before keeps its time where the same is found again."""
    said = [(step["name"], step["verdict"], step["reason"]) for step in before]
    again = [(step["name"], step["verdict"], step["reason"]) for step in now]
    return before if said == again else now


def unread(step: Row) -> Row:
    """What somebody else's server found is no longer a yes here."""
    if step["verdict"] != YES:
        return step
    return step | {"verdict": UNCHECKED, "reason": UNREAD}
