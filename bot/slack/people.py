"""Who acts, and what Slack says of them."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

PATIENCE = 1  # seconds: the person is waiting for an answer


class Status(NamedTuple):
    """What stands beside a person's name in Slack."""

    words: str
    emoji: str
    until: datetime | None


def workspace_of(body: dict[str, Any]) -> str:
    """The workspace we are installed in, whoever else takes part in the conversation."""
    authorizations = body.get("authorizations") or [{}]
    view, team = body.get("view") or {}, body.get("team") or {}
    return str(
        authorizations[0].get("team_id")
        or view.get("app_installed_team_id")
        or team.get("id")
        or body.get("team_id")
        or ""
    )


def place_of(body: dict[str, Any]) -> str:
    """That workspace; or the organisation, where we are installed for all of it."""
    return organisation_of(body) or workspace_of(body)


def organisation_of(body: dict[str, Any]) -> str:
    """Where we are installed for all workspaces of an organisation; "" elsewhere."""
    said = (body.get("authorizations") or [body])[0]
    if str(said.get("is_enterprise_install")).lower() != "true":
        return ""
    return str(said.get("enterprise_id") or (said.get("enterprise") or {}).get("id") or "")


def actor_of(body: dict[str, Any]) -> tuple[str, str]:
    """(user id, their workspace), from what Slack signed; never from a value we sent out."""
    event = body.get("event") or {}
    user = body.get("user") or event.get("user") or body.get("user_id") or {}
    if isinstance(user, dict):
        return str(user.get("id", "")), str(user.get("team_id") or user.get("team") or "")
    home = event.get("user_team") or event.get("source_team") or event.get("team") or ""
    return str(user), str(home)


def facts_of(user: dict[str, Any], workspace: str) -> dict[str, Any]:
    """What we keep of Slack's user object. Who belongs to another workspace is none of ours."""
    profile = user.get("profile") or {}
    shown = profile.get("display_name") or user.get("real_name") or profile.get("real_name")
    return {
        "name": str(shown or user.get("name") or ""),
        "zone": str(user.get("tz") or ""),
        "locale": str(user.get("locale") or "en-US"),
        "is_bot": bool(user.get("is_bot") or user.get("id") == "USLACKBOT"),
        "is_guest": bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        "is_gone": bool(user.get("deleted")) or not is_at_home(user, workspace),
        "status": status_of(profile),
    }


def is_at_home(user: dict[str, Any], workspace: str) -> bool:
    """Whether they belong to this workspace or organisation; there people may have several."""
    in_all = user.get("enterprise_user") or {}
    several = [*(in_all.get("teams") or []), in_all.get("enterprise_id")]
    return user.get("team_id", workspace) == workspace or workspace in several


def status_of(profile: dict[str, Any]) -> Status:
    """The status a person shows, and when it ends; None when it has no end."""
    try:
        ends = int(profile.get("status_expiration") or 0)
        until = datetime.fromtimestamp(ends, UTC) if ends > 0 else None
    except (ValueError, TypeError, OverflowError, OSError):
        until = None
    words, emoji = profile.get("status_text") or "", profile.get("status_emoji") or ""
    return Status(str(words), str(emoji), until)


def is_admin(client: WebClient, user: str) -> bool:
    """Whether Slack says so now: a right that was lost counts from the next press on."""
    try:
        found = _brief(client).users_info(user=user)["user"]
    except (SlackClientError, OSError):
        return False
    return any(found.get(name) for name in ("is_admin", "is_owner", "is_primary_owner"))


def _brief(client: WebClient) -> WebClient:
    return WebClient(
        token=client.token, base_url=client.base_url, timeout=PATIENCE, retry_handlers=[]
    )


def ask(client: WebClient, user: str, workspace: str) -> dict[str, Any] | None:
    """Slack's facts about a person; None when Slack does not answer in time."""
    try:
        return facts_of(
            _brief(client).users_info(user=user, include_locale=True)["user"], workspace
        )
    except SlackApiError as error:
        unknown = error.response.get("error") in ("user_not_found", "user_not_visible")
        return {"is_gone": True} if unknown else None
    except (SlackClientError, OSError):
        return None
