"""`/win decision`: the latest one; the first time, the form."""

from typing import Any

from bot.features.decision import form, page, record
from bot.slack import forms
from bot.slack.blocks import Block
from bot.slack.commands import word
from storage import Store
from storage.records import Principal


def register(app: Any) -> None:
    app.command("/win", matchers=[word("decision")])(show)
    app.action(page.OPEN)(from_home)


def show(ack: Any, command: Any, client: Any, store: Any, me: Any) -> None:
    client.views_open(trigger_id=command["trigger_id"], view=_first(store, me))
    ack()


def from_home(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    """From Home or a reminder, which say which one."""
    row = record.mine(store, me, forms.chosen(action))
    client.views_open(trigger_id=body["trigger_id"], view=page.window(store, me, row))
    ack()


def _first(store: Store, me: Principal) -> Block:
    rows = store.decisions.of(me)
    return page.window(store, me, rows[0]) if rows else form.form(form.typed(store, me))
