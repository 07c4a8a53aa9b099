"""Log a credential in under a minute; renew one; both by the same form."""

import json
from datetime import date
from typing import Any

from bot.career import dimensions
from bot.career.credentials import logging
from bot.career.prompts import today
from bot.errors import Missing, Refused
from bot.features.credentials import asking, card
from bot.features.credentials.asking import Looking, looking
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.text import escape
from storage.records_credentials import Credential

FORM = "credential_form"
OPTIONS = [(title, key) for key, title in dimensions.TITLES.items()]


def register(app: Any) -> None:
    app.action(card.ADD)(open_form)
    app.action(card.RENEW)(renew)
    app.view(FORM)(save)


def open_form(ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any) -> None:
    asking.open_or_push(client, body, form())
    ack()


def renew(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    """The next one, with what is known filled in; the old one retires when it is saved."""
    one = asking.mine(looking(store, me, clock.now(), settings), forms.chosen(action))
    asking.open_or_push(client, body, form(one))
    ack()


def save(ack: Any, view: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any) -> None:
    who = looking(store, me, clock.now(), settings)
    before, told = _renewed(who, view), forms.answers(view)
    said = {name: forms.text(told, name) for name in ("title", "issuer", "issued", "expires")}
    here = today(who.person, who.now, settings.zone)
    fields = logging.from_form(said | {"link": forms.text(told, "link")}, here)
    record = Credential(
        workspace=me.workspace,
        owner=me.user,
        source=f"view:{view['id']}",
        dimensions=[key for key in forms.many(told, "dimensions") if key in dimensions.TITLES],
        created_at=who.now,
        updated_at=who.now,
        **fields,
    )
    if before is not None:
        record.renews, record.shown_by = before.public_id, list(before.shown_by)
        record.expectations = list(before.expectations)
    kept, _ = store.credentials.add(me, record)
    if before is not None:
        store.credentials.change(me, before.public_id, retired_on=here, updated_at=who.now)
    note = f"Renewed: credential {before.number} is retired." if before else "Saved."
    ack(response_action="update", view=asking.window(asking.whole(who, kept, note)))
    homes.stale(me)


def day(text: str, field: str) -> date | None:
    """What a date picker says; None for nothing."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused("Choose a day from the calendar.", field) from None


def _renewed(who: Looking, view: Any) -> Credential | None:
    """What the form renews; nothing when it logs a new one."""
    kept = forms.kept(view)
    if "renews" not in kept:
        return None
    found = who.store.credentials.get(who.me, str(kept["renews"]))
    if found is None:
        raise Missing(asking.GONE, "title")
    return found


def form(before: Credential | None = None) -> Block:
    """Six inputs, three of them needed."""
    title, issuer = (before.title, before.issuer) if before else ("", "")
    focus = {"focus_on_load": True}
    shown = [
        blocks.field("title", "Name", blocks.text_line(title, most=200) | focus),
        blocks.field("issuer", "Issuer", blocks.text_line(issuer, most=200)),
        blocks.field("issued", "Issued on", blocks.date_picker()),
        blocks.field("expires", "Last day", blocks.date_picker(), optional=True),
        blocks.field(
            "link",
            "Evidence",
            blocks.text_line(before.link if before else "", most=2000),
            optional=True,
            hint="A link that begins with https://.",
        ),
        blocks.field(
            "dimensions",
            "Dimensions it speaks to",
            blocks.multi_select("answer", OPTIONS, before.dimensions if before else []),
            optional=True,
            hint="It counts there only as the card will say.",
        ),
    ]
    if before is not None:
        old = f"Renews *{escape(blocks.cut(before.title, 100))}*, which is retired when you save."
        shown.insert(0, blocks.section(old, "renews"))
    kept = json.dumps({"renews": before.public_id}) if before else ""
    name = "Renew Credential" if before else "Log a Credential"
    return blocks.modal(FORM, name, shown, kept=kept)
