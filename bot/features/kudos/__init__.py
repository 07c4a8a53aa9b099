"""Kudos: praise noticed in channels, and `/kudos`, which posts it. Kept only by those praised."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_sdk import WebClient

from bot import people, posting
from bot.career import dimensions, offers, praise
from bot.career.offers import Words
from bot.errors import Refused
from bot.features.kudos import line
from bot.features.kudos.line import Kudos
from bot.posting import Outcome, Posted
from bot.settings import Settings
from bot.slack import blocks, messages, text
from bot.slack.commands import in_channel
from storage import Store
from storage.noticing import Offer
from storage.records import Principal

TWICE = "Post was pressed already. If the words do not stand in the channel, type them again."
CLOSED = frozenset({"not_in_channel", "channel_not_found", "is_archived", "restricted_action"})


def register(app: Any) -> None:
    app.event("message", matchers=[in_channel])(notice)
    app.command("/kudos")(preview)
    app.action("kudos_post")(post)
    app.action("kudos_cancel")(cancel)


def notice(
    event: Any, context: Any, store: Any, clock: Any, settings: Any, me: Any, wake: Any
) -> None:
    """A draft for each person praised. Hundreds a second may come: Slack is not asked anything."""
    found = praise.read(event.get("text") or "", me.user, event.get("subtype"))
    if found is None or event.get("bot_id"):
        return
    words = Words(
        workspace=me.workspace,
        channel=event["channel"],
        ts=event["ts"],
        author=me.user,
        quote=event["text"],
        thread_ts=event.get("thread_ts") or "",
        reason=found.reason,
    )
    offer(store, words, list(found.praised), clock.now(), settings, context.get("bot_user_id"))
    wake()


def preview(
    ack: Any,
    command: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    context: Any,
) -> None:
    """The words as they will stand in the channel, which is named, before anybody sees them."""
    said = " ".join((command.get("text") or "").split())
    try:
        kudos = line.read(said, me.user, settings.kudos_command)
        people.meet(client, store, me.workspace, text.mentioned(said), clock.now())
        refuse_strangers(store, me, kudos, context.get("bot_user_id"))
        refuse_privacy(command, settings)
    except Refused as why:
        known = store.people.names(me.workspace, text.mentioned(said))
        again = copied(settings, said, known) if said else ""
        raise Refused(f"{why.sentence}{again}") from None
    where = audience(command)
    names = store.people.names(me.workspace, text.mentioned(kudos.reason))
    asked = f"Post this in {text.escape(where)}? Everybody in {text.escape(where)} will see it."
    shown = [
        blocks.section(asked, "kudos:audience"),
        *posted_blocks(me, kudos, names),
        blocks.actions(
            blocks.button("Post", "kudos_post", said, style="primary", says=f"Post in {where}"),
            blocks.button("Cancel", "kudos_cancel"),
            block_id="kudos:preview",
        ),
    ]
    ack(text=asked, blocks=shown)


def post(
    ack: Any,
    body: Any,
    action: Any,
    client: Any,
    context: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
    wake: Any,
) -> None:
    kudos = line.read(str(action["value"]), me.user, settings.kudos_command)
    refuse_strangers(store, me, kudos, context.get("bot_user_id"))
    channel, now = body["channel"]["id"], clock.now()
    claim = offers.message(
        (me.workspace, me.user), "kudos", f"kudos:{body['container']['message_ts']}", [], now
    )
    claim.state, claim.sent_at = "sent", now  # pressed twice, posted once
    if not store.deliveries.plan([claim]):
        raise Refused(TWICE)
    ack()
    bot = context.get("bot_user_id")
    after(publish, client, store, me, body, channel, kudos, now, settings, bot, wake)


def cancel(ack: Any, body: Any, client: Any, after: Any) -> None:
    ack()
    said = "Not posted. Nobody else saw it."
    after(messages.replace, body, client, said, [blocks.section(said, "kudos:cancelled")])


def publish(
    client: WebClient,
    store: Store,
    me: Principal,
    body: dict[str, Any],
    channel: str,
    kudos: Kudos,
    now: Any,
    settings: Settings,
    bot: str,
    wake: Callable[[], None],
) -> None:
    """Post it, offer it to those praised, and say so where the button was."""
    names = people.names(client, store, me.workspace, text.mentioned(kudos.reason), now)
    said = f"{headline(me, kudos)} {text.escape(line.spoken(kudos.reason, names))}"
    shown = posted_blocks(me, kudos, names)
    content = {"channel": channel, "text": said, "blocks": shown}
    quiet = {"unfurl_links": False, "unfurl_media": False}
    posted = posting.post(client, "chat.postMessage", **content, **quiet)
    if posted.outcome is not Outcome.DONE:
        typed = body["actions"][0]["value"]
        known = people.names(client, store, me.workspace, text.mentioned(typed), now)
        answer(body, client, refusal(posted, copied(settings, typed, known)))
        return
    words = Words(
        workspace=me.workspace,
        channel=channel,
        ts=posted.ts,
        author=me.user,
        quote=kudos.reason,
        reason=kudos.reason,
        dimensions=tuple(kudos.dimensions),
    )
    offer(store, words, kudos.peers, now, settings, bot)
    wake()
    peers = text.listed([f"<@{peer}>" for peer in kudos.peers])
    answer(body, client, f"Posted. {peers} may keep it; that is up to them.")


def offer(
    store: Store, words: Words, praised: list[str], now: Any, settings: Settings, bot: str | None
) -> None:
    """One draft and one message for each person who may be told; again is harmless."""
    store.praise.offer(
        Offer(
            words.workspace,
            praised,
            lambda people: offers.planned(words, praised, people, bot or "", now, settings.zone),
        )
    )


def posted_blocks(me: Principal, kudos: Kudos, names: Any) -> list[blocks.Block]:
    """The praise as the channel sees it: each peer mentioned once, the words as plain text."""
    titles = text.listed([dimensions.TITLES[key] for key in kudos.dimensions])
    return [
        blocks.section(headline(me, kudos), "kudos:who"),
        blocks.plain_section(f"“{line.spoken(kudos.reason, names)}”", "kudos:words"),
        *([blocks.context(titles, block_id="kudos:dimensions")] if titles else []),
    ]


def headline(me: Principal, kudos: Kudos) -> str:
    return f"Kudos to {text.listed([f'<@{peer}>' for peer in kudos.peers])} from <@{me.user}>:"


def audience(command: dict[str, Any]) -> str:
    """The channel's name as the person knows it."""
    name = str(command.get("channel_name") or "")
    return "this private channel" if name in ("", "privategroup") else f"#{name}"


def refuse_strangers(store: Store, me: Principal, kudos: Kudos, bot: str | None) -> None:
    """Only somebody of this workspace, who is a person and still here, can keep the words."""
    found = [store.people.get(Principal(me.workspace, peer)) for peer in kudos.peers]
    known = [person for person in found if person is not None]
    if bot in kudos.peers or any(person.is_bot for person in known):
        raise Refused("Bots keep no record. Name the colleague behind it.")
    if gone := [f"<@{person.user}>" for person in known if person.is_gone]:
        is_are = "is" if len(gone) == 1 else "are"
        raise Refused(f"{text.listed(gone)} {is_are} no member of this workspace. Name others.")


def refuse_privacy(command: dict[str, Any], settings: Settings) -> None:
    """Direct messages of two begin with D; those of several are known by their name alone."""
    name, channel = str(command.get("channel_name") or ""), str(command.get("channel_id") or "")
    is_direct = channel.startswith("D") or name == "directmessage"
    if is_direct or name.startswith("mpdm-"):
        raise Refused(f"Kudos are public. Use `{settings.kudos_command}` in a channel.")


def refusal(posted: Posted, again: str) -> str:
    """Why Slack did not take it, and the words to copy."""
    if posted.reason in CLOSED:
        return f"I am not in this channel. Invite me with `/invite @Winbook`.{again}"
    if posted.outcome is Outcome.UNKNOWN:
        return f"Slack did not say whether it was posted. Look before you try again.{again}"
    return f"Slack did not take it and nothing was posted. Try again.{again}"


def copied(settings: Settings, typed: str, names: Mapping[str, str]) -> str:
    """The line as it was typed: nothing is lost."""
    return f"\n```{settings.kudos_command} {text.retyped(typed, names)}```"


def answer(body: dict[str, Any], client: WebClient, said: str) -> None:
    messages.replace(body, client, said, [blocks.section(said, "kudos:done")])
