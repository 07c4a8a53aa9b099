"""auth.*, apps.* and oauth.*: who is calling, and how an installation begins and ends."""

from collections.abc import Iterable

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
        "team_id": world.enterprise if world.is_for_all else world.team,
        "user_id": world.bot_user,
        "bot_id": world.bot_id,
        "app_id": world.app_id,
        "is_enterprise_install": world.is_for_all,
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
    if call.text("grant_type") == "refresh_token":
        given = world.grants.renew(call.text("refresh_token"), world.clock.now())
        if given is None or not world.is_installed:
            raise SlackError("invalid_refresh_token")
        return _granted(world) | given
    agreed = world.grants.take(call.text("code"), world.clock.now())
    if agreed is None:
        raise SlackError("invalid_code")
    if call.text("redirect_uri") and call.text("redirect_uri") != agreed.redirect:
        raise SlackError("bad_redirect_uri")
    world.is_installed, world.is_for_all, world.granted = True, agreed.for_all, agreed.scopes
    installer = next(p for p in world.people.values() if not p.is_bot or len(world.people) == 1)
    given = world.grants.issue(world.clock.now())
    return _granted(world) | {"authed_user": {"id": installer.id}} | given


def _granted(world: World) -> Json:
    """What was installed where, without its tokens."""
    team = None if world.is_for_all else {"id": world.team, "name": world.name}
    return {
        "app_id": world.app_id,
        "scope": ",".join(sorted(world.scopes)),
        "token_type": "bot",
        "bot_user_id": world.bot_user,
        "team": team,
        "enterprise": {"id": world.enterprise, "name": world.name} if world.enterprise else None,
        "is_enterprise_install": world.is_for_all,
    }


@method("auth.revoke")
def revoke(call: Call) -> Json:
    """The app gives its token back, and hears of it like everybody else."""
    if not call.flag("test"):
        call.world.grants.revoked.add(call.token)
        tell(call.world, "tokens_revoked")
    return {"revoked": not call.flag("test")}


@method("apps.uninstall", needed=("client_id", "client_secret"))
def uninstall(call: Call) -> Json:
    if call.text("client_secret") != call.world.client_secret:
        raise SlackError("bad_client_secret")
    remove_app(call.world)
    return {}


GOODBYES = ("tokens_revoked", "app_uninstalled")


def remove_app(world: World, told: Iterable[str] = GOODBYES) -> None:
    """The app is gone: its tokens die and it hears of it, in no promised order."""
    world.is_installed = False
    world.grants.end()
    for name in told:
        tell(world, name)


def tell(world: World, name: str) -> None:
    """One of the two events that say goodbye."""
    tokens = {"oauth": [], "bot": [world.bot_user]}
    more = {"tokens": tokens} if name == "tokens_revoked" else {}
    world.emit({"type": name, **more}, None)


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
