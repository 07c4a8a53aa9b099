"""A win shown in a channel: its owner's own words, previewed, posted by a button that names it."""

import re
from datetime import timedelta
from typing import Any

from slack_sdk import WebClient

from bot import posting
from bot.career import offers
from bot.career.days import spelled
from bot.career.metrics.shown import figure
from bot.errors import Missing, Refused
from bot.posting import Outcome
from bot.slack import blocks, forms, messages
from bot.slack.blocks import Block
from bot.slack.commands import word
from bot.slack.text import escape
from storage import Store
from storage.records import Principal, Win
from storage.records_people import POSTED, Share

POST, CANCEL, CLAIM = "share_post", "share_cancel", "share_post"
CHANNEL = re.compile(r"<#([CG][A-Z0-9]+)(?:\|([^<>]*))?>")
STAYS = timedelta(days=36_500)  # a post has no last day
GONE = "That win is no longer here. `/win list` shows what is."
UNKNOWN = "Slack does not know that channel. Pick it from the list that Slack offers after #."
PACKET = "A packet goes to one person at a time: `/win share packet @name`."
CHANGED = "You changed this win since. Type the command again, so that you see what is posted."
TWICE = "That was posted already."
OUTSIDE = "I am not in that channel. Invite me there with `/invite @Winbook`, then try again."


def register(app: Any) -> None:
    app.command("/win", matchers=[names_a_channel])(preview)
    app.action(POST)(post)
    app.action(CANCEL)(cancel)


def names_a_channel(spoken: Any) -> bool:
    return word("share")(spoken) and re.search(r"<#|(?<!\S)#(?!\d)", spoken.args) is not None


def preview(ack: Any, spoken: Any, store: Any, me: Any) -> None:
    """`share 42 #eng`: what everybody there would read; nothing is posted yet."""
    found = CHANNEL.search(spoken.args)
    if found is None:
        raise Refused(UNKNOWN)
    if "packet" in spoken.args.lower().split():
        raise Refused(PACKET)
    number = re.search(r"\b\d{1,6}\b", spoken.args.split("<")[0])
    win = checked(store.wins.numbered(me, int(number.group())) if number else store.wins.last(me))
    where = f"#{found[2]}" if found[2] else "that channel"
    asked = f"Post this in {escape(where)}? Everybody who is in {escape(where)} will see it."
    hint = f"{win.public_id}:{win.version}:{found[1]}"
    note = "Only your own words are posted, no colleague's. `/win share` takes it back."
    shown = [
        blocks.section(asked, "post:audience"),
        *posted(me, win),
        blocks.actions(
            blocks.button(blocks.cut(f"Post in {where}", 75), POST, hint, style="primary"),
            blocks.button("Cancel", CANCEL),
            block_id="post:do",
        ),
        blocks.context(note, block_id="post:note"),
    ]
    ack(text=asked, blocks=shown)


def post(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, after: Any
) -> None:
    """What was seen is what is posted, once."""
    ref, version, channel = ([*forms.chosen(action).split(":"), "", ""])[:3]
    win, now = checked(store.wins.get(me, ref)), clock.now()
    if str(win.version) != version or CHANNEL.fullmatch(f"<#{channel}>") is None:
        raise Refused(CHANGED)
    period = f"{CLAIM}:{body['container']['message_ts']}"
    claim = offers.message(me[:2], CLAIM, period, [ref], now)
    claim.state, claim.sent_at = "sent", now  # pressed twice, posted once
    if not store.deliveries.plan([claim]):
        raise Refused(TWICE)
    ack()
    after(publish, client, store, me, body, win, channel, now)


def cancel(ack: Any, body: Any, client: Any, after: Any) -> None:
    ack()
    after(_say, body, client, "Not posted. Nobody else saw it.")


def publish(
    client: WebClient,
    store: Store,
    me: Principal,
    body: dict[str, Any],
    win: Win,
    channel: str,
    now: Any,
) -> None:
    """Post it, keep where it stands so that it can be taken back, and say so."""
    said = f"<@{me.user}> shares a win: {escape(blocks.cut(win.text, 300))}"
    content = {"channel": channel, "text": said, "blocks": posted(me, win)}
    sent = posting.post(
        client, "chat.postMessage", **content, unfurl_links=False, unfurl_media=False
    )
    if sent.outcome is not Outcome.DONE:
        _say(body, client, _refusal(sent))
        return
    row = Share(
        workspace="",
        owner="",
        grantee=channel,
        kind=POSTED,
        ref=f"{win.public_id}:{sent.ts}",
        until=now + STAYS,
        created_at=now,
    )
    store.shares.posted(me, row)
    _say(body, client, f"Posted in <#{channel}>. `/win share` takes it back.")


def take_down(client: WebClient, share: Share) -> None:
    """The message goes from the channel; gone already is as good."""
    posting.post(client, "chat.delete", channel=share.grantee, ts=share.ref.rpartition(":")[2])


def posted(me: Principal, win: Win) -> list[Block]:
    """As the channel reads it: plain, so that nothing in it mentions, links or is formatted."""
    words = "\n".join(filter(None, [win.text, win.outcome]))
    about = [*(figure(found) for found in win.figures[:3]), spelled(win.happened)]
    return [
        blocks.section(f"<@{me.user}> shares a win:", "posted:who"),
        blocks.plain_section(words, "posted:words"),
        blocks.context(escape(" · ".join(about)), block_id="posted:about"),
    ]


def checked(win: Win | None) -> Win:
    if win is None or win.deleted_at is not None or win.state != "kept":
        raise Missing(GONE)
    return win


def _refusal(sent: posting.Posted) -> str:
    if sent.reason in ("not_in_channel", "channel_not_found", "is_archived", "restricted_action"):
        return OUTSIDE
    if sent.outcome is Outcome.UNKNOWN:
        return "Slack did not say whether it was posted. Look before you try again."
    return "Slack did not take it and nothing was posted. Try again."


def _say(body: dict[str, Any], client: WebClient, said: str) -> None:
    messages.replace(body, client, said, [blocks.section(said, "post:over")])
