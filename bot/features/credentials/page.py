"""`/win credentials`: what you hold, one of them, and the way to everything about them."""

from typing import Any

from bot.career.credentials import counting
from bot.errors import Refused
from bot.features.credentials import (
    asking,
    card,
    checkup,
    form,
    identity,
    ladders,
    mapping,
    pathways,
    programmes,
)
from bot.features.credentials.asking import Looking, looking
from bot.holding import Held
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.commands import is_link, word
from bot.slack.text import count
from storage.records_credentials import Credential

SHOWN = 15  # lines
OVERVIEW = "credentials_open"
EMPTY = (
    "Drop a badge (PNG, SVG, JSON or JWT) in my direct message, without words beside it, or press "
    "Log a Credential. {}"
)


def register(app: Any) -> None:
    app.command("/win", matchers=[is_mine])(show)
    app.event("message", matchers=[is_link])(hear_link)
    app.action(OVERVIEW)(open_window)
    app.action(card.SHOW)(show_one)
    app.action(card.RETIRE)(retire)
    app.action(card.DELETE)(delete)


WORDS = ("", "list", "add", "log", "addresses", "trust", "retire", "renew", "map", "check")


def is_mine(spoken: Any) -> bool:
    """Bare, a number, or one of this page's own words; others belong to other parts."""
    if not word("credentials")(spoken):
        return False
    first = spoken.args.strip(".!? ").lower().partition(" ")[0]
    return first in WORDS or first.lstrip("#").isdecimal() or first.startswith(("http", "<http"))


def show(
    ack: Any, command: Any, spoken: Any, client: Any, store: Any, me: Any, clock: Any,
    settings: Any, wake: Any, homes: Any,
) -> None:  # fmt: skip
    """A list, a card, or the form that a word names."""
    who = looking(store, me, clock.now(), settings)
    first, _, rest = spoken.args.strip(".!? ").partition(" ")
    deed = first.lower()
    if deed in ("add", "log", "addresses", "renew", "map", "trust"):
        view = _view(who, deed, rest)
        client.views_open(trigger_id=command["trigger_id"], view=view)
        ack()
        return
    if deed.startswith(("http", "<http")):
        ack(text=_link(who, first))
        wake()
        return
    if deed in ("", "list"):
        ack(text=headline(who.held), blocks=overview(who))
        return
    one = asking.numbered(who, rest or first)
    if deed == "retire":
        one = retired(who, one)
        homes.stale(me)
    elif deed == "check":
        one = checkup.recheck(who, one, checkup.offline(who))
    ack(text=card.line(one, who.held), blocks=asking.whole(who, one))


def _view(who: Looking, deed: str, rest: str) -> Block:
    if deed == "addresses":
        return identity.addresses(who)
    if deed == "trust":
        return asking.window(identity.trusted(who), "Trusted Issuers")
    if deed == "map":
        return mapping.form(who, asking.numbered(who, rest))
    return form.form(asking.numbered(who, rest) if deed == "renew" else None)


def _link(who: Looking, said: str) -> str:
    """A badge behind a link: fetched only where it is switched on."""
    url = said.strip("<>").partition("|")[0].replace("&amp;", "&")
    if not who.settings.badge_hosts:
        raise Refused(f"{checkup.CLOSED} Download the badge and drop the file here.")
    if not url.startswith("https://"):
        raise Refused("A link to a badge begins with https://.")
    checkup.order_link(who, url[:1000])
    return "The badge is fetched now; what it says comes into your direct message."


def hear_link(
    event: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any, wake: Any
) -> None:
    """A mere link in the direct message, to a host that is listed; heard twice, it is one order."""
    who = looking(store, me, clock.now(), settings)
    if who.person.channel != event["channel"]:
        store.people.meet(me, who.now, event["channel"])
    _link(who, event["text"].strip())
    wake()


def open_window(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    who = looking(store, me, clock.now(), settings)
    asking.open_or_push(client, body, asking.window(overview(who), "Credentials"))
    ack()


def show_one(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    who = looking(store, me, clock.now(), settings)
    one = asking.mine(who, forms.chosen(action))
    asking.open_or_push(client, body, asking.window(asking.whole(who, one)))
    ack()


def retire(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any,
    after: Any, homes: Any,
) -> None:  # fmt: skip
    who = looking(store, me, clock.now(), settings)
    one = retired(who, asking.mine(who, forms.chosen(action)))
    ack()
    after(asking.repaint, body, client, asking.whole(who, one, "Retired."), "Retired.")
    homes.stale(me)


def delete(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any,
    after: Any, homes: Any,
) -> None:  # fmt: skip
    who = looking(store, me, clock.now(), settings)
    one = asking.mine(who, forms.chosen(action))
    store.credentials.drop(me, one.public_id)
    ack()
    said = f"Credential {one.number} is deleted, with its file."
    after(asking.repaint, body, client, [blocks.section(said, "credential_gone")], said)
    homes.stale(me)


def retired(who: Looking, one: Credential) -> Credential:
    """From today on it counts for nothing; a second time changes nothing."""
    if one.retired_on is not None:
        return one
    day = who.held.today
    changed = who.store.credentials.change(
        who.me, one.public_id, retired_on=day, updated_at=who.now
    )
    return changed or one


def headline(held: Held) -> str:
    """`2 current, 1 expires Mon, Jan 12, 2026.`"""
    if not held.every:
        return "No credentials yet."
    said = f"{len(held.current)} current"
    soon = held.soon()
    if soon:
        one = f", {'1 ' if len(held.current) > 1 else ''}{card.dated(soon[0], held)}"
        said += one if len(soon) == 1 else f", {len(soon)} expire soon"
    gone = [one for one in held.every if one not in held.current]
    why = "expired, retired or wrong" if any(map(counting.is_wrong, gone)) else "expired or retired"
    return f"{said}, {len(gone)} {why}." if gone else f"{said}."


def overview(who: Looking) -> list[Block]:
    held, command = who.held, who.settings.win_command
    more = f"`{command} credentials matrix` shows what bridges each expectation."
    rows = [*held.current, *(one for one in held.every if one not in held.current)]
    lines = [card.line(one, held) for one in rows[:SHOWN]]
    if len(rows) > SHOWN:
        lines.append(f"and {count(len(rows) - SHOWN, 'more')}")
    said = "\n".join(lines) or EMPTY.format(card.COUNTED)
    add = blocks.button("Log a Credential", card.ADD, style="primary")
    return [
        blocks.section(f"*{headline(held)}*", "credentials_head"),
        blocks.section(said, "credentials_list"),
        *_chooser(rows),
        blocks.actions(
            add,
            blocks.button("My Addresses", card.MINE),
            blocks.button("Ladders", ladders.OPEN),
            blocks.button("Programmes", programmes.OPEN),
            blocks.button("Pathways", pathways.OPEN),
            block_id="credentials_do",
        ),
        blocks.context(f"{more} {card.ONLY_YOU}", block_id="credentials_note"),
    ]


def _chooser(rows: list[Credential]) -> list[Block]:
    if not rows:
        return []
    options = [(f"{one.number} · {one.title}", one.public_id) for one in rows]
    menu = blocks.select(card.SHOW, options, placeholder="Show one")
    return [blocks.actions(menu, block_id="credentials_show")]
