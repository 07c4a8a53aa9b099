"""Sharing: what, with whom, until when; seen as the other will see it before it is given."""

import re
from typing import Any

from bot import casebook, people
from bot.career import plans, prompts, sharing
from bot.errors import Missing, Refused
from bot.features.share import lending, messages
from bot.features.share.publishing import names_a_channel
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.commands import word
from bot.slack.text import day, escape, mentioned
from storage import Store
from storage.records import Principal
from storage.records_people import Share

OPEN, FORM, WHO, UNTIL = "share_give", "share_form", "who", "until"
GONE = "That is no longer here. `/win list` shows your wins."
NO_PACKET = "Freeze a packet first, so that it is clear what is shared: `/win packet freeze`."


def register(app: Any) -> None:
    app.command("/win", matchers=[names_something])(from_command)
    app.action(OPEN)(from_list)
    app.view(FORM)(give)


def names_something(spoken: Any) -> bool:
    return word("share")(spoken) and bool(spoken.args) and not names_a_channel(spoken)


def from_command(
    ack: Any, command: Any, spoken: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    """`share 42 @otis`, `share packet @otis`."""
    number = re.search(r"\b\d{1,6}\b", spoken.args.split("<")[0])
    if "packet" in spoken.args.lower().split():
        kind, ref = "packet", frozen_packet(store, me, clock, settings)
    else:
        win = store.wins.numbered(me, int(number.group())) if number else store.wins.last(me)
        kind, ref = "win", win.public_id if win and win.deleted_at is None else ""
    who = next(iter(mentioned(spoken.args)), sponsor_of(store, me))
    view = form(store, me, kind, ref, who)
    client.views_open(trigger_id=command["trigger_id"], view=view)
    ack()


def from_list(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    """The packet, from the window of shares."""
    ref = frozen_packet(store, me, clock, settings)
    view = form(store, me, "packet", ref, sponsor_of(store, me))
    client.views_push(trigger_id=body["trigger_id"], view=view)
    ack()


def give(
    ack: Any, view: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any,
    wake: Any,
) -> None:  # fmt: skip
    now, told, kept = clock.now(), forms.answers(view), forms.kept(view)
    kind, ref = str(kept.get("kind", "")), str(kept.get("ref", ""))
    lending.checked(store, me, kind, ref, WHO)
    user = forms.text(told, WHO)
    known = people.meet(client, store, me.workspace, [user], now)
    if why := plans.unfit(known.get(user), me.user):
        raise Refused(why, WHO)
    person = store.people.get(me) or store.people.acted(me, now)
    here = prompts.today(person, now, settings.zone)
    until = sharing.read_until(forms.text(told, UNTIL), here, UNTIL)
    share = Share(
        workspace="",
        owner="",
        grantee=user,
        kind=kind,
        ref=ref,
        until=sharing.ends(until, prompts.zone_of(person, settings.zone)),
        created_at=now,
    )
    given = store.shares.give(me, share, messages.told(me, share, now))
    store.deliveries.repaint(me.workspace, user, [messages.SHARED], given.public_id)
    ack(
        response_action="update",
        view=given_window(lending.name(known[user]), until, settings.win_command),
    )
    homes.stale(Principal(me.workspace, user))
    wake()


def frozen_packet(store: Store, me: Principal, clock: Any, settings: Any) -> str:
    """The newest frozen version of the case in hand."""
    who = casebook.reader(store, me, clock.now(), settings)
    frozen = store.packets.frozen(me, casebook.latest(who).row.case_key)
    if not frozen:
        raise Refused(NO_PACKET)
    return frozen[0].public_id


def sponsor_of(store: Store, me: Principal) -> str:
    plan = store.plans.running(me)
    return plan.sponsor if plan else ""


def form(store: Store, me: Principal, kind: str, ref: str, who: str) -> Block:
    """Whom, until when, and exactly what they would read now."""
    found = lending.looked_at(store, me, kind, ref)
    if found is None:
        raise Missing(GONE)
    select = blocks.person_select("answer")
    select |= {"initial_user": who} if who else {}
    hint = "Empty means 90 days. You can take it back at any moment."
    shown = [
        blocks.field(WHO, "Share with", select),
        blocks.field(UNTIL, "Until", blocks.date_picker(), optional=True, hint=hint),
        blocks.context("*They will read this, as it is on the day they look*:", block_id="exactly"),
        *lending.pieces(found, "shared"),
        blocks.context("You see when they read it. Nothing else is shared.", block_id="note"),
    ]
    kept = forms.packed(kind=kind, ref=ref)
    return blocks.modal(FORM, "Share", shown, submit="Share", kept=kept)


def given_window(name: str, until: Any, command: str) -> Block:
    said = (
        f"Shared with {escape(name)} until {day(until)}. `{command} share` shows when it was read, "
    )
    shown = [blocks.section(f"{said}and takes it back.", "given")]
    return blocks.modal("share_given", "Shared", shown, submit="", close="Done")
