"""Messages that are due: claim, look, send, settle, reconcile."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import people
from bot.career import prompts
from bot.clock import Clock
from bot.due import Due, Sending
from bot.loops import Loop
from bot.outcomes import Unmet, not_sent, settled, unsaid
from bot.pace import Paces
from bot.posting import Outcome, Posted, post
from bot.reconcile import MOST, Reconciler
from bot.settings import Settings
from bot.sharing import shared
from bot.slack.messages import Message
from bot.slack.plainer import plainer, refused_types, words_alone
from storage import Store
from storage.records import Delivery, Person, Principal

log = logging.getLogger(__name__)

SPARE = 30.0  # seconds of lease that must be left before a post
BURST, PER_SECOND = 10.0, 1.0  # in each workspace; Slack's own limit is one a second


class Outbox:
    """Sends each planned message at most once, and knows when it cannot know."""

    def __init__(
        self,
        client: Callable[[str], WebClient],
        store: Store,
        clock: Clock,
        settings: Settings,
        dues: Mapping[str, Due],
        written_to: Callable[[Principal], None] = lambda me: None,
        left: Callable[[str], bool] | None = None,
    ) -> None:
        """`left` hears that Slack refuses a workspace's token, and says whether we are out."""
        self._client, self._store, self._clock = client, store, clock
        self._settings, self._dues, self._written_to = settings, dues, written_to
        self._left = left or self._leave
        self._lease = timedelta(seconds=settings.lease_seconds)
        self._paces = Paces(clock, BURST, PER_SECOND)
        self._reconciler = Reconciler(client, store, clock)
        self.loop = Loop("outbox", self._drain)

    def _drain(self) -> bool:
        now = self._clock.now()
        tired, due = self._paces.tired(), self._store.deliveries.is_any_due
        if tired and due(now) and not due(now, tired):  # all that is due has to wait
            self._clock.wait(self.loop.stopping, 0.2)
            return True
        self._store.deliveries.expire(now)
        worked = self._reconciler.settle_doubts(now)
        claimed_at = self._clock.monotonic()
        for delivery in self._store.deliveries.claim(now, 1, self._lease, tired):
            self._one(delivery, claimed_at)
            worked = True
        return worked

    def _one(self, delivery: Delivery, claimed_at: float) -> None:
        try:
            changes = self._sent(delivery, claimed_at)
        except Exception as error:  # noqa: BLE001 - a post never raises: nothing was sent
            changes = not_sent(delivery, error, self._clock.now())
        self._store.deliveries.settle(delivery, self._clock.now(), **changes)
        self._written_to(Principal(delivery.workspace, delivery.owner))

    def _sent(self, delivery: Delivery, claimed_at: float) -> dict[str, Any]:
        """What to write into the row, after everything that must be true was looked at."""
        now = self._clock.now()
        me = Principal(delivery.workspace, delivery.owner)
        if not self._is_open(delivery.workspace):
            return unsaid(delivery, "workspace left")
        person = self._person(me, now)
        due = self._dues.get(delivery.kind)
        if why := self._dropped(delivery, person, due, now):
            return unsaid(delivery, why)
        assert due is not None
        at_once = due.any_hour or delivery.ts  # a repaint rings no bell
        if not at_once and (open_at := prompts.next_opening(person, now, self._settings.zone)):
            return {"state": "pending", "due": open_at}
        channel = self._channel(me, person, now)
        message = due.render(self._sending(delivery, person, me, now))
        if message is None:
            return unsaid(delivery, "nothing to say")
        if person.is_discreet:
            message = message._replace(text=due.discreet)
        if self._settings.lease_seconds - (self._clock.monotonic() - claimed_at) < min(
            SPARE, self._settings.lease_seconds / 4
        ):
            return {"state": "pending"}
        return self._posted(delivery, channel, message, now)

    def _is_open(self, workspace: str) -> bool:
        here = self._store.workspaces.get(workspace)
        return here is not None and here.state == "active"

    def _leave(self, workspace: str) -> bool:
        self._store.workspaces.leave(workspace, self._clock.now())
        return True

    def _dropped(self, delivery: Delivery, person: Person, due: Due | None, now: datetime) -> str:
        """Why this message must not be sent any more; "" when it may."""
        if person.is_gone or person.is_bot:
            return "person gone"
        if due is None:
            return "unknown kind"
        if now >= _aware(delivery.expires) and not delivery.ts:
            return "expired"
        if due.unasked and prompts.is_silent(person, now, self._settings.zone):
            return "opted out"
        return ""

    def _person(self, me: Principal, now: datetime) -> Person:
        """Somebody praised may never have met us, and anybody may have left since yesterday."""
        person = people.fresh(self._client(me.workspace), self._store, me, now)
        if person is None:
            raise ConnectionError("Slack did not say who that is")
        return person

    def _channel(self, me: Principal, person: Person, now: datetime) -> str:
        """Their DM with us, known before the post so that a lost reply can be looked for."""
        if person.channel:
            return person.channel
        try:
            opened = self._client(me.workspace).conversations_open(users=me.user)
        except SlackApiError as error:
            if error.response.get("error") == "missing_scope":
                raise Unmet from None
            raise
        channel = str(opened["channel"]["id"])
        self._store.people.meet(me, now, channel)
        return channel

    def _sending(self, delivery: Delivery, person: Person, me: Principal, now: datetime) -> Sending:
        def names(users: list[str]) -> Mapping[str, str]:
            return people.names(self._client(me.workspace), self._store, me.workspace, users, now)

        return Sending(delivery, person, me, self._store, now, self._settings, names)

    def _posted(
        self, delivery: Delivery, channel: str, message: Message, now: datetime
    ) -> dict[str, Any]:
        self._paces.of(delivery.workspace).take()
        if message.files:
            return self._shared(delivery, channel, message, now)
        blocks = self._blocks(delivery, message)
        posted = self._post(delivery, channel, message.text, blocks)
        if posted.outcome is Outcome.BLOCKS:
            posted = self._post_plainer(delivery, channel, message, blocks, posted.complaints)
        return self._settled(delivery, posted, channel, now)

    def _shared(
        self, delivery: Delivery, channel: str, message: Message, now: datetime
    ) -> dict[str, Any]:
        """With files; without them, and saying so, where Slack takes none or has failed often."""

        def noted(ids: list[str]) -> bool:
            return self._store.deliveries.settle(delivery, now, files=ids)

        posted = shared(self._client(delivery.workspace), channel, message, noted)
        is_lost = posted.outcome is Outcome.NOT_SENT and delivery.attempts >= MOST
        if message.instead and (posted.outcome is Outcome.REFUSED or is_lost):
            return self._posted(delivery, channel, message.instead, now)
        return self._settled(delivery, posted, channel, now)

    def _settled(
        self, delivery: Delivery, posted: Posted, channel: str, now: datetime
    ) -> dict[str, Any]:
        if posted.outcome is Outcome.LATER:
            self._paces.of(delivery.workspace).rest(posted.wait)
        if posted.outcome is Outcome.CLOSED and not self._left(delivery.workspace):
            posted = posted._replace(outcome=Outcome.NOT_SENT)  # by an older token of ours
        return settled(delivery, posted, channel, now)

    def _blocks(self, delivery: Delivery, message: Message) -> list[dict[str, Any]]:
        """The plain form at once where this workspace has refused the richer one before."""
        workspace = self._store.workspaces.get(delivery.workspace)
        return plainer(message.blocks, workspace.refused_blocks if workspace else ())

    def _post_plainer(
        self,
        delivery: Delivery,
        channel: str,
        message: Message,
        blocks: list[dict[str, Any]],
        complaints: tuple[str, ...],
    ) -> Posted:
        """Without the kinds of blocks that Slack refused; else the words alone."""
        refused = refused_types(complaints, blocks)
        for kind in refused:
            self._store.workspaces.refuse_block(delivery.workspace, kind)
        if refused:
            posted = self._post(delivery, channel, message.text, plainer(blocks, refused))
            if posted.outcome is not Outcome.BLOCKS:
                return posted
        return self._post(delivery, channel, message.text, words_alone(message.text))

    def _post(
        self, delivery: Delivery, channel: str, text: str, blocks: list[dict[str, Any]]
    ) -> Posted:
        marked = [{**blocks[0], "block_id": f"wb:{delivery.id}"}, *blocks[1:]]
        said = {"channel": channel, "text": text, "blocks": marked}
        client = self._client(delivery.workspace)
        if delivery.ts:
            return post(client, "chat.update", ts=delivery.ts, **said)
        return post(client, "chat.postMessage", unfurl_links=False, unfurl_media=False, **said)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
