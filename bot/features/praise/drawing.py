"""Draw a message or window about praise again, after a button in it was pressed."""

import json
from datetime import datetime
from typing import Any, NamedTuple

from slack_sdk import WebClient

from bot import people
from bot.career import prompts
from bot.features.praise import cards, keeping
from bot.settings import Settings
from bot.slack import forms, messages
from storage import Store
from storage.records import Praise, Principal

PRESSED = ("container", "channel", "response_url")


class Origin(NamedTuple):
    """Where a pressed button stood: which praise is shown there, and how to change the place."""

    shown: list[str]
    body: dict[str, Any]  # the part of the payload that names the message
    view_id: str = ""

    @property
    def ts(self) -> str:
        return str(self.body.get("container", {}).get("message_ts", ""))


def origin(body: dict[str, Any]) -> Origin:
    view = body.get("view") or {}
    blocks = view.get("blocks") or (body.get("message") or {}).get("blocks") or []
    return Origin(
        cards.shown(blocks), {k: body[k] for k in PRESSED if k in body}, str(view.get("id") or "")
    )


def packed(place: Origin, **more: str) -> str:
    """An origin as a form's private metadata, which holds 3,000 characters."""
    return json.dumps({**place._asdict(), **more})


def unpacked(view: dict[str, Any]) -> tuple[Origin, dict[str, str]]:
    """What `packed` wrote: hints, to be looked up again under the name of who acts."""
    told = forms.kept(view)
    shown, body, view_id = (told.pop(name, None) for name in Origin._fields)
    place = Origin(
        [one for one in shown if isinstance(one, str)] if isinstance(shown, list) else [],
        body if isinstance(body, dict) else {},
        view_id if isinstance(view_id, str) else "",
    )
    return place, {name: str(said) for name, said in told.items()}


def again(
    client: WebClient, store: Store, me: Principal, now: datetime, settings: Settings, place: Origin
) -> None:
    """Show every praise of that place in the state it is in now."""
    rows = found(store, me, place.shown)
    names, wins = names_in(client, store, me, rows, now), keeping.wins(store, me)
    here = prompts.zone_of(store.people.get(me) or store.people.acted(me, now), settings.zone)
    if place.view_id:
        window = cards.review(rows, wins, names, here)
        client.views_update(view_id=place.view_id, view=window)
        return
    if place.shown:
        taken, gone = taken_back(store, me, rows, settings), len(place.shown) - len(rows)
        said = cards.notice(rows, wins, names, here, gone=gone, taken=taken)
        messages.replace(place.body, client, said.text, said.blocks)


def found(store: Store, me: Principal, ids: list[str]) -> list[Praise]:
    return [row for public_id in ids if (row := store.praise.get(me, public_id)) is not None]


def taken_back(store: Store, me: Principal, rows: list[Praise], settings: Settings) -> set[str]:
    """Kept words whose reaction went away, until it is said what that means."""
    kept = [row for row in rows if row.state == "kept"]
    return {row.public_id for row in kept if _is_taken_back(store, me, row, settings)}


def _is_taken_back(store: Store, me: Principal, row: Praise, settings: Settings) -> bool:
    seen = store.reactions.seen(row.workspace, row.channel, row.ts, me.user)
    ours = [on for emoji, on in seen.items() if emoji.split("::")[0] in settings.praise_emoji]
    return bool(ours) and not any(ours)


def names_in(
    client: WebClient, store: Store, me: Principal, rows: list[Praise], now: datetime
) -> dict[str, str]:
    """Names of those who wrote, and of those mentioned in what they wrote."""
    users = {user for row in rows for user in cards.people_in(row)}
    return people.names(client, store, me.workspace, users, now)
