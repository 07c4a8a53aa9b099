"""A post whose outcome is unknown: read the DM back, never send on a guess."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.clock import Clock
from bot.installs import Closed
from storage import Store
from storage.records import Delivery, Principal

PAGE = 15  # the most that some installs may read at once
BACK = timedelta(hours=24)  # our clock could be wrong
AGAIN = timedelta(minutes=2)
MOST = 5  # attempts
REFUSED = frozenset({"missing_scope", "not_in_channel", "channel_not_found", "no_permission"})


class Reconciler:
    """Found: sent. Not there: pending again. Not allowed to look: given up and counted."""

    def __init__(self, client: Callable[[str], WebClient], store: Store, clock: Clock) -> None:
        self._client, self._store, self._clock = client, store, clock

    def settle_doubts(self, now: datetime) -> bool:
        """True when something was settled."""
        settled = False
        for delivery in self._store.deliveries.unknown(now):
            settled |= self._settle(delivery, now)
        return settled

    def _settle(self, delivery: Delivery, now: datetime) -> bool:
        try:
            ts = self._found(delivery, now)
        except SlackApiError as error:
            return self._refused(delivery, error, now)
        except OSError:
            return self._later(delivery, now)
        except Closed:  # we cannot look, and shall not send
            return self._store.deliveries.settle(
                delivery, now, state="abandoned", reason="workspace left"
            )
        if ts:
            found = {"ts": ts, "sent_at": now, "shown": 0, "channel": self._place(delivery)}
            return self._store.deliveries.settle(
                delivery, now, state="sent", reason="found", **found
            )
        state = "failed" if delivery.attempts >= MOST else "pending"
        return self._store.deliveries.settle(delivery, now, state=state, reason="not found")

    def _found(self, delivery: Delivery, now: datetime) -> str:
        """The ts of our message in the DM, "" when the last page did not have it either."""
        mark, cursor, channel = f"wb:{delivery.id}", "", self._place(delivery)
        if not channel:
            return ""
        oldest = f"{(delivery.created_at - BACK).timestamp():.6f}"
        while True:
            page = self._client(delivery.workspace).conversations_history(
                channel=channel, oldest=oldest, limit=PAGE, cursor=cursor or None
            )
            for message in page.get("messages") or []:
                if _is_ours(message, mark, delivery.files):
                    return str(message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return ""

    def _place(self, delivery: Delivery) -> str:
        """The DM it went to; "" when it was not known yet, so that nothing can have been sent."""
        person = self._store.people.get(Principal(delivery.workspace, delivery.owner))
        return delivery.channel or (person.channel if person else "")

    def _refused(self, delivery: Delivery, error: SlackApiError, now: datetime) -> bool:
        if error.response.get("error") in REFUSED:
            return self._store.deliveries.settle(
                delivery, now, state="abandoned", reason="cannot look"
            )
        return self._later(delivery, now)

    def _later(self, delivery: Delivery, now: datetime) -> bool:
        self._store.deliveries.settle(delivery, now, lease_until=now + AGAIN)
        return False


def _is_ours(message: dict[str, Any], mark: str, files: list[str]) -> bool:
    """By the mark on its first block, or by a file that was uploaded for it."""
    blocks = message.get("blocks") or [{}]
    shown = {str(file.get("id")) for file in message.get("files") or []}
    return blocks[0].get("block_id") == mark or bool(shown & set(files))
