"""users.*: who is there."""

from playground import shapes
from playground.state import Json
from playground.web_api.calls import Call, SlackError, method, page

READ = ("users:read",)


@method("users.info", scopes=READ, needed=("user",))
def info(call: Call) -> Json:
    person = call.world.people.get(call.text("user"))
    if person is None:
        raise SlackError("user_not_found")
    return {"user": shapes.user(call.world, person, with_locale=call.flag("include_locale"))}


@method("users.list", scopes=READ)
def everyone(call: Call) -> Json:
    shown, metadata = page(list(call.world.people.values()), call)
    locale = call.flag("include_locale")
    members = [shapes.user(call.world, p, with_locale=locale) for p in shown]
    return {"members": members, "cache_ts": call.world.seconds(), "response_metadata": metadata}


@method("users.lookupByEmail", scopes=("users:read.email",), needed=("email",))
def by_email(call: Call) -> Json:
    email = call.text("email").lower()
    found = [p for p in call.world.people.values() if p.email and p.email.lower() == email]
    if not found:
        raise SlackError("users_not_found")
    return {"user": shapes.user(call.world, found[0])}
