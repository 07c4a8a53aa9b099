"""Edits and deletions of messages whose words we hold."""

from typing import Any

from bot.career import praise as rules
from bot.features.praise import gesture, keeping
from bot.slack.commands import subtype
from storage.records import Principal


def register(app: Any) -> None:
    app.event("message", matchers=[subtype("message_changed")])(edited)
    app.event("message", matchers=[subtype("message_deleted")])(deleted)


def edited(
    event: Any, context: Any, store: Any, clock: Any, settings: Any, me: Any, wake: Any
) -> None:
    """What waits gets the new words; what is kept stays as it stood and says so."""
    message, before = event["message"], event.get("previous_message") or {}
    if event.get("channel_type") == "im" or message.get("text") == before.get("text"):
        return  # an unfurl comes as an edit in which nobody edited
    now, bot = clock.now(), context.get("bot_user_id") or ""
    words = gesture.words_of(me.workspace, event["channel"], message)
    words = words._replace(newest=event["event_ts"])
    where = (me.workspace, words.channel, words.ts)
    was = rules.read(str(before.get("text") or ""), words.author, None)
    found = rules.read(words.quote, words.author, None)
    words = words._replace(reason=found.reason if found else "")
    store.praise.repaint(store.praise.edited(*where, words.quote, words.newest, now, words.reason))
    if was and found and not message.get("bot_id"):  # it may overtake the words it edits
        both = [user for user in found.praised if user in was.praised]  # an edit praises nobody new
        gesture.offer(store, words, both, now, settings, bot)
    wake()


def deleted(event: Any, store: Any, clock: Any, me: Any, homes: Any, wake: Any) -> None:
    """The author took the words back: they leave every book, the record says so."""
    if event.get("channel_type") == "im":
        return
    now, ts = clock.now(), event["deleted_ts"]
    rows = store.praise.withdrawn(me.workspace, event["channel"], ts, event["event_ts"], now)
    for row in rows:
        owner = Principal(row.workspace, row.owner)
        keeping.drop_draft(store, owner, row, now)
        homes.stale(owner)
    store.praise.repaint(rows)
    wake()
