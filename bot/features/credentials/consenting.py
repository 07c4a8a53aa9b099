"""Whether a corroborator agrees to be named in a colleague's badge: asked once, theirs to say."""

from datetime import timedelta
from typing import Any

from bot.career import gaps
from bot.due import Due, Sending
from bot.errors import Missing
from bot.features.credentials.asking import Looking
from bot.slack import blocks, forms, messages
from bot.slack.messages import Message
from bot.slack.text import MENTION, escape, plain
from storage.records import Delivery, Principal, Win

KIND, ANSWERED = "proof_consent", "proof_answer"
YES, NO = "proof_name_me", "proof_not_me"
LIVES = timedelta(days=14)
GONE = "There is nothing to answer any more."


def register(app: Any) -> None:
    app.action(YES)(agree)
    app.action(NO)(decline)


def corroborators(who: Looking, win: Win) -> dict[str, str]:
    """Who backs the win -> yes | no | asked | "" for not asked."""
    backing = who.store.praise.backing(who.me, [win.id or 0]).get(win.id or 0, [])
    known = who.store.proofs.consents(who.me, win.public_id)
    return {user: known.get(user, "") for user in gaps.corroborators(win, backing)}


def agreed(who: Looking, win: Win) -> dict[str, str]:
    """Names of those who said yes and still back it."""
    users = [user for user, answer in corroborators(who, win).items() if answer == "yes"]
    names = who.store.people.names(who.me.workspace, users)
    return {user: names.get(user) or "a colleague" for user in users}


def order_asks(who: Looking, win: Win) -> int:
    """How many are asked now; nobody twice about the same win."""
    rows = []
    for user, answer in corroborators(who, win).items():
        if answer == "" and who.store.proofs.ask(who.me, win.public_id, user, who.now):
            rows.append(_row(who.me.workspace, user, KIND, [who.me.user, win.public_id], who.now))
    who.store.deliveries.plan(rows)
    return len(rows)


def unnamed(text: str, owner: str, name: str) -> str:
    """A text as people read it, in which a mention names the badge's owner and nobody else."""

    def shown(mention: Any) -> str:
        return escape(name) if name and mention[1] == owner else "a colleague"

    return plain(MENTION.sub(shown, text))


def question(sending: Sending) -> Message | None:
    """The one who is asked sees their own words, and by whom they would be shown."""
    owner, ref = sending.delivery.about
    asked = sending.store.proofs.asked(sending.me, owner, ref)
    if asked is None or asked.answer != "asked":
        return None
    them = Principal(sending.me.workspace, owner)
    win = sending.store.wins.get(them, ref)
    if win is None:
        return None
    backing = sending.store.praise.backing(them, [win.id or 0]).get(win.id or 0, [])
    called = sending.names([owner]).get(owner) or ""
    mine = [row.quote for row in backing if row.author == sending.me.user]
    if not mine:
        return None
    words = "”\n“".join(unnamed(said, owner, called) for said in mine)
    name = escape(called or "A colleague")
    head = f"*{name}* makes a badge of a win that you confirmed. May it name you?"
    hint = f"{owner}:{ref}"
    shown = [
        blocks.section(head, "consent_head"),
        blocks.plain_section(f"Your words in it: “{blocks.cut(words, 2500)}”", "consent_words"),
        blocks.actions(
            blocks.button("Name Me", YES, hint, style="primary"),
            blocks.button("Do Not Name Me", NO, hint),
            block_id="consent_do",
        ),
        blocks.context(
            "The badge is a signed file that its owner may give to anybody: what is in it stays in "
            "it. Without an answer you are not named.",
            block_id="consent_note",
        ),
    ]
    return Message(head.replace("*", ""), shown)


def agree(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, after: Any,
    wake: Any,
) -> None:  # fmt: skip
    _answer(store, me, action, "yes", clock.now())
    ack()
    said = "You agreed to be named, with these words. Badges made before are not changed."
    after(messages.replace, body, client, said, [blocks.section(said, "consent_said")])
    wake()


def decline(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, after: Any
) -> None:
    _answer(store, me, action, "no", clock.now())
    ack()
    said = "You are not named. Your colleague only sees that."
    after(messages.replace, body, client, said, [blocks.section(said, "consent_said")])


def _answer(store: Any, me: Any, action: Any, answer: str, now: Any) -> None:
    """Only the one who was asked has such a row."""
    owner, _, ref = forms.chosen(action).partition(":")
    found = store.proofs.answer(me, owner, ref, answer, now)
    if found is None:
        raise Missing(GONE)
    if answer == "yes":
        store.deliveries.plan([_row(me.workspace, owner, ANSWERED, [me.user, ref], now)])


def told(sending: Sending) -> Message | None:
    """The owner hears of a yes."""
    peer, ref = sending.delivery.about
    win = sending.store.wins.get(sending.me, ref)
    if win is None:
        return None
    name = escape(sending.names([peer]).get(peer) or "A colleague")
    command = sending.settings.win_command
    said = f"{name} agreed to be named in the badge about win {win.number}. "
    said += f"`{command} credentials proof {win.number}` makes it."
    return Message(said, [blocks.section(said, "consent_told")])


def _row(workspace: str, user: str, kind: str, about: list[str], now: Any) -> Delivery:
    return Delivery(
        workspace=workspace,
        owner=user,
        kind=kind,
        period=f"{kind}:{about[0]}:{about[1]}",
        about=about,
        due=now,
        expires=now + LIVES,
        created_at=now,
    )


DUE = (Due(KIND, question), Due(ANSWERED, told, any_hour=True))
