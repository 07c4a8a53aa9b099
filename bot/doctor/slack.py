"""Tokens, scopes, Socket Mode and the clock, as Slack sees them."""

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any

import yaml
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.cli import MANIFEST, PACKED
from bot.doctor.finding import Finding, good, look, wrong
from bot.settings import Settings

FAR = 60  # seconds; Slack's signatures are refused after 300
PAGE = "api.slack.com/apps, your app"


def tokens(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Their shape; whether they are right is Slack's to say."""
    bot = settings.bot_token.get_secret_value()
    app = settings.app_token.get_secret_value()
    if settings.is_oauth:
        if settings.mode == "none":
            yield wrong(
                "Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set.",
                "Set one: the first for Socket Mode, the second for HTTP.",
            )
        else:
            yield good(f"Workspaces install Winbook by OAuth, mode {settings.mode}.")
        return
    if not bot:
        yield look("No SLACK_BOT_TOKEN: `winbook run` starts the playground.", "See .env.example.")
        return
    if not bot.startswith("xoxb-"):
        yield wrong("SLACK_BOT_TOKEN does not begin with xoxb-.", f"{PAGE}, OAuth & Permissions.")
    if app and not app.startswith("xapp-"):
        yield wrong("SLACK_APP_TOKEN does not begin with xapp-.", f"{PAGE}, Basic Information.")
    if settings.mode == "none":
        yield wrong(
            "There is a bot token, but neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET.",
            "Set one: the first for Socket Mode, the second for HTTP.",
        )
    elif bot.startswith("xoxb-"):
        yield good(f"Tokens are set, mode {settings.mode}.")


def connection(settings: Settings, now: datetime) -> Iterator[Finding]:
    """What Slack says of us: who we are, what we may do, and what time it is."""
    if settings.is_oauth:
        yield from _socket(settings)
    if not settings.bot_token.get_secret_value():
        return
    client = _client(settings, settings.bot_token.get_secret_value())
    try:
        said = client.auth_test()
    except SlackApiError as error:
        code = str(error.response.get("error", ""))
        yield wrong(f"Slack refuses the bot token ({code}).", f"Copy it again from {PAGE}.")
        return
    except (OSError, HTTPException) as error:
        yield wrong(
            f"Slack does not answer at {settings.api_url} ({type(error).__name__}).",
            "Check the network, a proxy, and SLACK_API_URL.",
        )
        return
    yield good(f"Slack knows us as {said.get('user')} in {said.get('team')}.")
    headers = {str(name).lower(): value for name, value in said.headers.items()}
    yield from _scopes(_one(headers.get("x-oauth-scopes")))
    yield from _clock(_one(headers.get("date")), now)
    yield from _socket(settings)


def _scopes(said: str) -> Iterator[Finding]:
    if not said:
        yield look("Slack did not say which scopes the token has.", "Nothing to do.")
        return
    given = {scope.strip() for scope in said.split(",")}
    asked = _asked()
    needed, wished = set(asked["bot"]), set(asked.get("bot_optional") or ())
    for scope in sorted(needed - given):
        yield wrong(f"The scope {scope} is missing.", f"Add it at {PAGE}, and install again.")
    for scope in sorted(wished - given):
        yield look(
            f"The optional scope {scope} is missing.",
            "docs/privacy.md says what is lost without it.",
        )
    for scope in sorted(given - needed - wished):
        yield look(f"The app has the scope {scope}, which Winbook never uses.", "Take it away.")
    if needed <= given:
        yield good("Every scope that is needed is there.")


def _clock(said: str, now: datetime) -> Iterator[Finding]:
    if not said:
        return
    seconds = abs((parsedate_to_datetime(said) - now).total_seconds())
    if seconds > FAR:
        yield wrong(f"This machine's clock is {seconds:.0f} s away from Slack's.", "Switch on NTP.")
    else:
        yield good("The clock agrees with Slack's.")


def _socket(settings: Settings) -> Iterator[Finding]:
    app = settings.app_token.get_secret_value()
    if not app:
        return
    try:
        _client(settings, app).apps_connections_open(app_token=app)
    except SlackApiError as error:
        code = str(error.response.get("error", ""))
        fix = f"{PAGE}: Socket Mode on, and a token with connections:write."
        yield wrong(f"Socket Mode is refused ({code}).", fix)
    except (OSError, HTTPException):
        yield wrong("Socket Mode did not answer.", "Check the network.")
    else:
        yield good("Socket Mode can be opened.")


def _asked() -> dict[str, Any]:
    path = MANIFEST if MANIFEST.exists() else PACKED
    said: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    scopes: dict[str, Any] = said["oauth_config"]["scopes"]
    return scopes


def _client(settings: Settings, token: str) -> WebClient:
    return WebClient(token=token, base_url=settings.api_url, timeout=5, retry_handlers=[])


def _one(value: Any) -> str:
    return str(value[0] if isinstance(value, list) and value else value or "")
