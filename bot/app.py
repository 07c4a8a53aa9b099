"""Build the bot: one Bolt app, every feature, one place where errors become sentences."""

import logging
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt import App, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack import Ack
from slack_sdk import WebClient

from bot import echoes
from bot.career import commands
from bot.errors import Missing, Refused
from bot.features import ECHOES, FEATURES
from bot.installs import House, Houses
from bot.people import FRESH, fresh
from bot.problems import audited, deed, explain, outsider
from bot.settings import Settings
from bot.slack.people import actor_of, place_of, workspace_of
from bot.slack.possible import is_possible
from storage.records import Principal

GOODBYES = ("app_uninstalled", "tokens_revoked")
IMPOSSIBLE = "That is not something this button or form can send. Open it again."
ANSWERED_WITHIN = 1.5  # seconds for Slack to take a form: the person's answer is due after three


def build(settings: Settings, houses: Houses, **offered: Any) -> App:
    """`houses` are where our tokens belong to; `offered` is what listeners ask for by name."""
    token = settings.bot_token.get_secret_value()
    offered |= {"settings": settings, "houses": houses}
    app = App(
        name="winbook",  # else Bolt reads the source of everybody on the stack to find one
        logger=quiet(),
        client=WebClient(token=token, base_url=settings.api_url, timeout=10, retry_handlers=[]),
        before_authorize=at_home(houses, offered),
        authorize=lambda context: authorized(context["house"]),
        ignoring_self_events_enabled=False,  # the filter does; a deleted /kudos post is ours
        request_verification_enabled=False,  # done in front of Bolt, where no body is logged
        process_before_response=True,  # nothing is acknowledged that was not saved
    )
    offer(app, offered)
    app.error(explain)
    for feature in FEATURES:
        feature.register(app)
    echoes.listen(app, ECHOES)
    return app


class Privately(Ack):
    """Answers to a command are said to be for one person alone, and not only by default."""

    def __call__(  # type: ignore[override]  # the stock one spells it all out
        self, text: Any = "", blocks: Any = None, **more: Any
    ) -> BoltResponse:
        kind = {"response_type": "ephemeral"} if text or blocks else {}
        return super().__call__(text, blocks, **(kind | more))


def quiet() -> logging.Logger:
    """Bolt's own notes carry bodies; only its errors are let through."""
    logger = logging.getLogger("bot.bolt")
    logger.setLevel(logging.ERROR)
    return logger


def at_home(houses: Houses, things: dict[str, Any]) -> Callable[..., BoltResponse | None]:
    """Whose house it is, before anything else; where we have none, nobody is answered."""

    def find(body: dict[str, Any], context: Any, next: Any) -> BoltResponse | None:
        context.update(things)
        house = houses.of(body)
        if house is None and (body.get("event") or {}).get("type") not in GOODBYES:
            return outsider(body)
        context["house"] = house
        next()
        return None

    return find


def authorized(house: House) -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=house.id if house.is_for_all else None,
        team_id=None if house.is_for_all else house.id,
        bot_token=house.token,
        bot_id=house.bot_id,
        bot_user_id=house.bot_user,
    )


def offer(app: App, things: dict[str, Any]) -> None:
    """Let any listener ask for these by name, and for `me` and `spoken`."""
    settings, store, clock = things["settings"], things["store"], things["clock"]
    usual = {settings.win_command: "/win", settings.kudos_command: "/kudos"}

    def introduce(body: dict[str, Any], context: Any, next: Any) -> BoltResponse | None:
        user, home = actor_of(body)
        asked, house = "event" not in body, context["house"]
        me = Principal(house.id if house else place_of(body), user)
        if asked and is_stranger(house, home, workspace_of(body)):
            return turned_away(body, me, things)
        context.update(things, me=me, spoken=None)
        if asked and house.is_for_all and is_from_elsewhere(context.client, store, me, clock.now()):
            return turned_away(body, me, things)
        if asked and is_gone(store, me, clock.now()):
            return turned_away(body, me, things)
        if asked and not is_possible(body):
            raise Missing(IMPOSSIBLE)
        if asked:
            filled(body)
            context.client.timeout = ANSWERED_WITHIN
        if "command" in body:
            context["ack"] = Privately()  # type: ignore[no-untyped-call]
            body["command"] = usual.get(body["command"], body["command"])
            context["spoken"] = commands.read(body.get("text") or "")
        if user and (asked or is_ours(body["event"])):
            things["seen"](store, me, clock.now())
        next()
        return None

    app.use(introduce)


def turned_away(body: dict[str, Any], me: Principal, things: dict[str, Any]) -> BoltResponse:
    """Whoever is none of this workspace's people gets one polite line, and a row in the audit."""
    audited({**things, "me": me}, f"turned away {deed(body)}")
    return outsider(body)


def is_stranger(house: House, home: str, workspace: str) -> bool:
    """Of another workspace, or in one. In an organisation ids do not say: there Slack is asked."""
    ours = ("", house.id)
    return not house.is_for_all and (home not in ours or workspace not in ours)


def is_from_elsewhere(client: WebClient, store: Any, me: Principal, now: datetime) -> bool:
    """In an organisation: whether Slack says, at most once a day, that they are not of it."""
    person = fresh(client, store, me, now)
    if person is None:
        raise Refused("Slack did not say who you are. Try again in a minute.")
    return person.is_gone


def is_gone(store: Any, me: Principal, now: datetime) -> bool:
    """Deactivated, or a bot, by what Slack said within a day; who came back is let in."""
    person = store.people.lately(me, now)
    if person is None or person.profile_at is None or now - person.profile_at > FRESH:
        return False
    return bool(person.is_gone or person.is_bot)


def filled(body: dict[str, Any]) -> None:
    """What Slack always sends with a command or click, and imitations leave out."""
    body.setdefault("trigger_id", secrets.token_hex(8))  # it also tells two equal lines apart
    if "message" in body:
        body.setdefault("message_ts", str(body["message"].get("ts") or ""))


def is_ours(event: dict[str, Any]) -> bool:
    """Something a person did with the bot, not merely near it."""
    return event.get("type") == "app_home_opened" or event.get("channel_type") == "im"
