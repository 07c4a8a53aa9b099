"""Curate: pin, drop, move and rewrite what one packet tells. Every choice is saved at once."""

from typing import Any

from bot import casebook
from bot.career.packet import Curation
from bot.career.packet.curating import rewritten
from bot.casebook import GONE, Case, Reader
from bot.errors import Missing, Refused
from bot.features.packet import card, picking
from bot.slack import forms
from storage.records import Win


def register(app: Any) -> None:
    app.action(card.CURATE)(show)
    app.action(picking.DO)(do)
    app.action(picking.ADD)(add)
    app.action(picking.BACK)(bring_back)
    app.view(picking.WORDS)(reword)
    app.view(picking.VIEW)(done)


def show(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    who = casebook.reader(store, me, clock.now(), settings)
    open_window(client, body, who, casebook.mine(who, forms.chosen(action)))
    ack()


def open_window(client: Any, body: Any, who: Reader, case: Case) -> None:
    """On top of the packet's own window, or by itself."""
    if case.row.state == "frozen":
        raise Refused(casebook.FROZEN)
    is_inside = (body.get("view") or {}).get("type") == "modal"
    place = client.views_push if is_inside else client.views_open
    place(trigger_id=body["trigger_id"], view=picking.window(who, case))


def do(
    ack: Any,
    action: Any,
    body: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
) -> None:
    """One entry of a win's menu."""
    what, at, ref = (forms.chosen(action).split(":") + ["", ""])[:3]
    who = casebook.reader(store, me, clock.now(), settings)
    if what == "words":
        case = casebook.mine(who, _packet(body))
        client.views_push(trigger_id=body["trigger_id"], view=picking.form(case, _win(who, ref)))
        ack()
        return
    case = casebook.choose(who, _packet(body), lambda seen: _chosen(seen, what, at, ref))
    ack()
    after(_again, client, body["view"]["id"], who, case)


def add(
    ack: Any,
    action: Any,
    body: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
) -> None:
    """Another win is told: it is pinned."""
    who, ref = casebook.reader(store, me, clock.now(), settings), forms.chosen(action)
    _win(who, ref)
    case = casebook.choose(who, _packet(body), lambda seen: casebook.curation(seen).pin(ref))
    ack()
    after(_again, client, body["view"]["id"], who, case)


def bring_back(
    ack: Any,
    action: Any,
    body: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
) -> None:
    who, ref = casebook.reader(store, me, clock.now(), settings), forms.chosen(action)
    case = casebook.choose(who, _packet(body), lambda seen: casebook.curation(seen).restore(ref))
    ack()
    after(_again, client, body["view"]["id"], who, case)


def reword(
    ack: Any, view: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any, after: Any
) -> None:
    """Other words for this packet; a figure that the win lacks is refused under the field."""
    hint = forms.kept(view)
    who = casebook.reader(store, me, clock.now(), settings)
    win = _win(who, str(hint.get("win", "")))
    words = rewritten(forms.text(forms.answers(view), "words"), win)
    words = "" if words == picking.words_of(win) else words
    case = casebook.choose(
        who,
        str(hint.get("id", "")),
        lambda seen: casebook.curation(seen).reword(win.public_id, words),
    )
    ack()
    if view.get("previous_view_id"):
        after(_again, client, view["previous_view_id"], who, case)


def done(ack: Any, view: Any, store: Any, me: Any, clock: Any, settings: Any) -> None:
    """The window becomes the packet as it is now."""
    who = casebook.reader(store, me, clock.now(), settings)
    case = casebook.mine(who, str(forms.kept(view).get("id", "")))
    ack(response_action="update", view=card.window(case, settings.win_command))


def _chosen(case: Case, what: str, number: str, ref: str) -> Curation:
    """The curation after one entry of a menu; an unknown win or deed changes nothing."""
    chosen = casebook.curation(case)
    told = {e.ref for section in case.packet.sections for e in section.evidence}
    if ref not in told:
        raise Missing(GONE)
    if what in ("up", "down"):
        return chosen.move(_beside(case, number), ref, -1 if what == "up" else 1)
    deeds = {"pin": chosen.pin, "unpin": chosen.unpin, "drop": chosen.drop}
    return deeds[what](ref) if what in deeds else chosen


def _beside(case: Case, number: str) -> list[str]:
    """The wins told in full in that section, in their order."""
    sections = case.packet.sections
    if not number.isdecimal() or int(number) >= len(sections):
        return []
    return [e.ref for e in sections[int(number)].evidence if not e.told_under]


def _again(client: Any, view_id: str, who: Reader, case: Case) -> None:
    client.views_update(view_id=view_id, view=picking.window(who, case))


def _win(who: Reader, ref: str) -> Win:
    win = who.store.wins.get(who.me, ref)
    if win is None or win.deleted_at is not None:
        raise Missing(GONE)
    return win


def _packet(body: dict[str, Any]) -> str:
    return str(forms.kept(body.get("view") or {}).get("id", ""))
