"""Which addresses are yours, and whose keys are trusted: what offline checks compare with."""

from typing import Any

from bot.errors import Missing, Refused
from bot.features.credentials import asking, card, checkup
from bot.features.credentials.asking import Looking, looking
from bot.slack import blocks, forms, people
from bot.slack.blocks import Block
from bot.slack.text import count, escape
from storage.credentials import EVERYBODY
from storage.records_credentials import TrustedKey

ADDRESSES, TRUST, TRUST_OPEN = "credential_addresses", "credential_trust", "credential_trust_open"
FORGET = "credential_distrust"
MOST = 10  # addresses
GONE = "That key is no longer here."
NO_ADMIN = "Only an admin of this workspace can trust a key for everybody."


def register(app: Any) -> None:
    app.action(card.MINE)(open_addresses)
    app.action(TRUST_OPEN)(open_trust)
    app.action(FORGET)(distrust)
    app.view(ADDRESSES)(save_addresses)
    app.view(TRUST)(save_trust)


def open_addresses(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    asking.open_or_push(client, body, addresses(looking(store, me, clock.now(), settings)))
    ack()


def open_trust(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    asking.open_or_push(client, body, trust(looking(store, me, clock.now(), settings)))
    ack()


def save_addresses(
    ack: Any, view: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any
) -> None:
    """Kept as typed; every badge is compared anew."""
    who = looking(store, me, clock.now(), settings)
    said = forms.text(forms.answers(view), "addresses").replace(",", " ").split()
    wrong = [one for one in said if "@" not in one and ":" not in one]
    if wrong:
        raise Refused(f"“{wrong[0][:60]}” is no address.", "addresses")
    store.credentials.set_addresses(me, list(dict.fromkeys(said))[:MOST], who.now)
    checked = checkup.recheck_all(who)
    note = f"Saved. {count(checked, 'badge')} compared with them. {card.ONLY_YOU}"
    ack(response_action="update", view=asking.window([blocks.section(note, "said")], "Addresses"))
    homes.stale(me)


def save_trust(
    ack: Any,
    view: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
) -> None:
    """A key is read before it is kept. For everybody only an admin may."""
    who = looking(store, me, clock.now(), settings)
    told = forms.answers(view)
    issuer = forms.text(told, "issuer").strip()
    if not issuer.startswith(("https://", "did:")):
        raise Refused("Write the issuer's id as its badges do: https://… or did:…", "issuer")
    key = _readable(forms.text(told, "key"))
    owner = EVERYBODY if forms.text(told, "whose") == "all" else me.user
    if owner == EVERYBODY and not people.is_admin(client, me.user):
        raise Refused(NO_ADMIN, "whose")
    store.credentials.trust(me, owner, issuer, key, who.now)
    checkup.recheck_all(who)
    ack(response_action="update", view=asking.window(trusted(who), "Trusted Issuers"))


def distrust(
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
    who = looking(store, me, clock.now(), settings)
    hint = forms.chosen(action)
    rows = {row.public_id: row for row in store.credentials.trusted(me)}
    row = rows.get(hint)
    if row is None:
        raise Missing(GONE)
    if row.owner == EVERYBODY and not people.is_admin(client, me.user):
        raise Refused(NO_ADMIN)
    store.credentials.distrust(me, row.owner, hint)
    checkup.recheck_all(who, anew=True)
    ack()
    after(asking.repaint, body, client, trusted(who), "No longer trusted.")


def addresses(who: Looking) -> Block:
    known = "\n".join(who.store.credentials.addresses(who.me))
    hint = "One a line, as the issuers know them. Badges often hold only a hash to compare with."
    box = blocks.text_area(known, most=1000)
    shown = [blocks.field("addresses", "Your e-mail addresses", box, optional=True, hint=hint)]
    return blocks.modal(ADDRESSES, "Your Addresses", shown)


def trust(who: Looking) -> Block:
    whose = [("For me", "me"), ("For the whole workspace (admins)", "all")]
    shown = [
        blocks.field(
            "issuer", "Issuer's id", blocks.text_line("", most=500) | {"focus_on_load": True}
        ),
        blocks.field(
            "key",
            "Its public key",
            blocks.text_area("", most=3000),
            hint="As PEM, as a JWK or as did:key:… Take it from the issuer, not from the badge.",
        ),
        blocks.field("whose", "For whom", blocks.select("answer", whose, "me")),
    ]
    return blocks.modal(TRUST, "Trust an Issuer", shown)


def trusted(who: Looking) -> list[Block]:
    """Whose keys are known, each with a way to forget it."""
    rows = who.store.credentials.trusted(who.me)
    said = "Badges of these issuers can be verified here without the network."
    if not rows:
        said = "No issuer's key is trusted yet, so no issuer is anchored without the network."
    add = blocks.button("Trust an Issuer", TRUST_OPEN)
    return [
        blocks.section(said, "trusted_about"),
        *(_row(row, at) for at, row in enumerate(rows[:40])),
        blocks.actions(add, block_id="trusted_do"),
    ]


def _row(row: TrustedKey, at: int) -> Block:
    whose = "yours" if row.owner else "the workspace's"
    said = f"{escape(blocks.cut(row.issuer, 200))} · {whose}"
    forget = blocks.button("Forget", FORGET, row.public_id, says=f"Forget {row.issuer}")
    return blocks.section(said, f"trusted_{at}", accessory=forget)


def _readable(text: str) -> str:
    from bot import holding  # noqa: PLC0415 - says what is missing

    if not holding.is_ready():
        raise Refused(holding.NO_BADGES, "key")
    from bot.badges import keys  # noqa: PLC0415 - loaded with the first badge

    try:
        keys.algorithm(keys.from_text(text))
    except Refused as refused:
        raise Refused(refused.sentence, "key") from None
    return text.strip()
