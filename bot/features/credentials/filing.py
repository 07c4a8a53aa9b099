"""`/win credentials files`: all of them as one archive, with the badges as they were dropped."""

from datetime import timedelta
from typing import Any

from bot import holding
from bot.due import Due, Sending
from bot.errors import Refused
from bot.features.credentials.asking import looking
from bot.slack import blocks
from bot.slack.commands import word
from bot.slack.messages import Message
from bot.slack.uploads import Upload
from storage.records import Delivery

KIND = "credential_files"
LIVES = timedelta(days=1)
NO_FILES = "The files could not be sent: Winbook may not upload files here (scope `files:write`)."


def register(app: Any) -> None:
    app.command("/win", matchers=[is_mine])(order)


def is_mine(spoken: Any) -> bool:
    return word("credentials")(spoken) and spoken.args.lower().rstrip(".!?") == "files"


def order(ack: Any, store: Any, me: Any, clock: Any, settings: Any, wake: Any) -> None:
    who = looking(store, me, clock.now(), settings)
    if not who.held.every:
        raise Refused("There are no credentials yet.")
    row = Delivery(
        workspace=me.workspace,
        owner=me.user,
        kind=KIND,
        period=f"{who.now:%Y%m%d%H%M}",
        due=who.now,
        expires=who.now + LIVES,
        created_at=who.now,
    )
    store.deliveries.plan([row])
    ack(text="Your credentials come into your direct message in a moment, as one archive.")
    wake()


def files(sending: Sending) -> Message | None:
    from bot.exports import credentials  # noqa: PLC0415 - what only an export needs

    held = holding.of(sending)
    if not held.every:
        return None
    current = {one.public_id for one in held.current}
    kept = [
        credentials.Kept(
            one, one.public_id in current, sending.store.credentials.body(sending.me, one)
        )
        for one in held.every
    ]
    body = credentials.archive(kept)
    upload = Upload(f"credentials-{held.today.isoformat()}.zip", "Your credentials", body)
    said = "Your credentials: what was checked of each, and the badges as you dropped them."
    instead = Message(NO_FILES, [blocks.section(NO_FILES, "credentials_no_files")])
    return Message(said, [], files=(upload,), instead=instead)


DUE = (Due(KIND, files, any_hour=True, discreet="Your files are ready"),)
