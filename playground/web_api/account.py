"""auth.*, apps.* and oauth.*: who is calling, and how an installation begins and ends."""

import secrets

from playground.judge import check
from playground.state import Json, World
from playground.web_api.calls import Call, SlackError, method


@method("auth.test")
def auth_test(call: Call) -> Json:
    world = call.world
    return {
        "url": f"https://{world.domain}.slack.com/",
        "team": world.name,
        "user": world.people[world.bot_user].name,
        "team_id": world.team,
        "user_id": world.bot_user,
        "bot_id": world.bot_id,
        "app_id": world.app_id,
        "is_enterprise_install": False,
    }


@method("apps.connections.open", token="app")
def connections_open(call: Call) -> Json:
    if call.world.faults.on_link("refuse"):
        raise SlackError("internal_error")
    return {"url": call.ticket_url()}


@method("oauth.v2.access", token="none")
def oauth_access(call: Call) -> Json:
    world = call.world
    if call.text("client_id") != world.client_id:
        raise SlackError("invalid_client_id")
    if call.text("client_secret") != world.client_secret:
        raise SlackError("bad_client_secret")
    redirect = world.codes.get(call.text("code"))
    if redirect is None:
        raise SlackError("invalid_code")
    if call.text("redirect_uri") and call.text("redirect_uri") != redirect:
        raise SlackError("bad_redirect_uri")
    del world.codes[call.text("code")]
    world.is_installed = True
    world.bot_token = f"{world.bot_token.rpartition('-')[0]}-{secrets.token_hex(12)}"
    installer = next(p for p in world.people.values() if not p.is_bot or len(world.people) == 1)
    return {
        "app_id": world.app_id,
        "authed_user": {"id": installer.id},
        "scope": ",".join(sorted(world.scopes)),
        "token_type": "bot",
        "access_token": world.bot_token,
        "bot_user_id": world.bot_user,
        "team": {"id": world.team, "name": world.name},
        "enterprise": None,
        "is_enterprise_install": False,
    }


@method("auth.revoke")
def revoke(call: Call) -> Json:
    if not call.flag("test"):
        call.world.revoked.add(call.token)
    return {"revoked": not call.flag("test")}


@method("apps.uninstall", needed=("client_id", "client_secret"))
def uninstall(call: Call) -> Json:
    if call.text("client_secret") != call.world.client_secret:
        raise SlackError("bad_client_secret")
    remove_app(call.world)
    return {}


def remove_app(world: World) -> None:
    """The app is gone: its token dies and it hears of it, in no promised order."""
    world.is_installed = False
    world.emit({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [world.bot_user]}}, None)
    world.emit({"type": "app_uninstalled"}, None)


@method("blocks.validate", token="none")
def validate(call: Call) -> Json:
    for name in ("blocks", "view", "message"):
        value = call.arguments.get(name)
        if value is not None:
            judged = {"blocks": value} if name == "blocks" else value
            surface = judged.get("type", "message") if name == "view" else "message"
            problems = check(judged, surface)
            errors = [
                {"code": "invalid", "message": p.message, "pointer": p.pointer} for p in problems
            ]
            if errors:
                raise SlackError(f"invalid_{name}", errors=errors)
            return {}
    raise SlackError("invalid_arguments")
