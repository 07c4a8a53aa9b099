"""A badge of one's own record: a corroborated win, signed by the workspace's key, for anywhere."""

import json
import secrets
import uuid
from datetime import date, timedelta
from typing import Any

from bot import holding
from bot.career.credentials import portable
from bot.career.credentials.portable import Claim
from bot.career.days import spelled
from bot.due import Due, Sending
from bot.errors import Missing, Refused
from bot.features.credentials import asking, card
from bot.features.credentials.asking import Looking, looking
from bot.features.credentials.consenting import agreed, corroborators, order_asks, unnamed
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.commands import word
from bot.slack.messages import Message
from bot.slack.text import count, day, escape
from bot.slack.uploads import Upload
from storage.records import Delivery, Win
from storage.records_credentials import Proof

ASK, MAKE, FILES = "proof_ask", "proof_make", "proof_files"
LIVES = timedelta(days=1)
ALONE = "Nobody but you says so yet. A badge is made of a win that a colleague's words back."
NO_FILES = "The badge could not be sent: Winbook may not upload files here (scope `files:write`)."
ABOUT = (
    "Signed, it can be checked by anybody without Slack and without us. What is in it cannot be "
    "taken back once you give it away."
)


def register(app: Any) -> None:
    app.command("/win", matchers=[is_mine])(show)
    app.action(ASK)(ask)
    app.action(MAKE)(make)


def is_mine(spoken: Any) -> bool:
    first = spoken.args.lower().partition(" ")[0].rstrip(".!?") if spoken is not None else ""
    return word("credentials")(spoken) and first == "proof"


def show(
    ack: Any, spoken: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    """What the badge would say, word for word, and who agreed to be named."""
    who = looking(store, me, clock.now(), settings)
    digits = "".join(letter for letter in spoken.args if letter.isdecimal())[:6]
    win = store.wins.numbered(me, int(digits)) if digits else store.wins.last(me)
    if win is None or win.deleted_at is not None or win.state != "kept":
        raise Refused("There is no such win. Write `credentials proof 42` for win 42.")
    ack(text=f"A badge about win {win.number}.", blocks=preview(who, win))


def ask(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any,
    after: Any, wake: Any,
) -> None:  # fmt: skip
    """Each corroborator is asked once, in the words that stand in the preview."""
    who = looking(store, me, clock.now(), settings)
    win = _win(who, forms.chosen(action))
    asked = order_asks(who, win)
    ack()
    note = f"{count(asked, 'colleague')} asked." if asked else "Everybody was asked before."
    after(asking.repaint, body, client, preview(who, win, note), note)
    wake()


def make(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any,
    after: Any, wake: Any,
) -> None:  # fmt: skip
    """Signed and kept before the press is acknowledged; the outbox sends the file."""
    who = looking(store, me, clock.now(), settings)
    win = _win(who, forms.chosen(action))
    proof = signed(who, win)
    row = Delivery(
        workspace=me.workspace,
        owner=me.user,
        kind=FILES,
        period=f"{proof.win}:{who.now:%Y%m%d%H%M}",
        about=[proof.public_id],
        due=who.now,
        expires=who.now + LIVES,
        created_at=who.now,
    )
    store.deliveries.plan([row])
    ack()
    note = "The badge is signed. It comes into your direct message in a moment."
    after(asking.repaint, body, client, preview(who, win, note), note)
    wake()


def told(who: Looking, win: Win) -> Claim:
    """What the badge says, with the names of those who agreed and of nobody else."""
    backing = who.store.praise.backing(who.me, [win.id or 0]).get(win.id or 0, [])
    owner = (who.me.user, who.person.name)
    return portable.claim(win, backing, agreed(who, win), lambda said: unnamed(said, *owner))


def preview(who: Looking, win: Win, note: str = "") -> list[Block]:
    claim = told(who, win)
    backed = corroborators(who, win)
    lines = [f"*{escape(claim.title)}*", f"{day(win.happened)} · win {win.number}"]
    if claim.figures:
        lines.append(escape(" · ".join(claim.figures)))
    lines += [f"“{escape(blocks.cut(c.words, 300))}” {escape(c.name)}" for c in claim.confirmed[:5]]
    if claim.unnamed:
        more = count(claim.unnamed, "colleague confirms", "colleagues confirm")
        lines.append(f"{more} it without being named.")
    head = blocks.section("\n".join(lines) if backed else ALONE, "proof_head")
    if not backed:
        return [head]
    hint = win.public_id
    waiting = [user for user, answer in backed.items() if answer == ""]
    buttons = [blocks.button("Make Badge", MAKE, hint, style="primary")]
    if waiting:
        buttons.append(blocks.button("Ask to Be Named", ASK, hint))
    return [
        head,
        blocks.section(_asking(backed), "proof_asked"),
        blocks.actions(*buttons, block_id="proof_do"),
        blocks.context(f"{escape(note)} {ABOUT} {card.ONLY_YOU}".strip(), block_id="proof_note"),
    ]


def _asking(backed: dict[str, str]) -> str:
    states = list(backed.values())
    said = {"yes": "agreed to be named", "no": "will not be named", "asked": "not answered yet"}
    found = [f"{states.count(key)} {words}" for key, words in said.items() if key in states]
    if "" in states:
        found.append(f"{states.count('')} not asked. They see their own words and your name")
    return f"Colleagues behind it: {', '.join(found)}."


def signed(who: Looking, win: Win) -> Proof:
    """Made, read back by our own reader, and kept."""
    claim = told(who, win)
    if not (claim.confirmed or claim.unnamed):
        raise Refused(ALONE)
    addresses = who.store.credentials.addresses(who.me)
    if not addresses:
        raise Refused("Say under `/win credentials addresses` whose badge it is; kept as a hash.")
    if not holding.is_ready():
        raise Refused(holding.NO_BADGES)
    from bot.badges import signing, vault  # noqa: PLC0415 - loaded with the first badge

    folder, team = who.settings.keys_folder, who.me.workspace
    key = vault.active(folder, team)
    here = who.store.workspaces.get(team)
    serial, salt = f"urn:uuid:{uuid.uuid4()}", secrets.token_hex(16)
    name = here.name if here and here.name else "A workspace"
    bit = _status(who, key.did, serial)
    vc = portable.credential(claim, addresses[0], key.did, name, serial, salt, who.now, bit)
    token = signing.sign(vc, vault.private(folder, team, key), key)
    _reads(who, token)
    record = Proof(
        workspace=team,
        owner=who.me.user,
        win=win.public_id,
        number=win.number,
        serial=serial,
        kid=key.kid,
        token=token,
        made_at=who.now,
    )
    return who.store.proofs.keep(who.me, record)


def _status(who: Looking, did: str, serial: str) -> dict[str, Any] | None:
    """A bit of its own in the list, where whoever runs Winbook publishes one."""
    from bot.badges import register  # noqa: PLC0415 - loaded with the first badge

    base = who.settings.badge_status_url
    if not base.startswith("https://"):
        return None
    index = register.claim(who.settings.keys_folder, who.me.workspace, did, serial)
    return register.entry(did, index, base)


def _reads(who: Looking, token: str) -> None:
    """Our own reader verifies it, before anybody else is asked to."""
    from bot.badges.checking import check  # noqa: PLC0415 - loaded with the first badge

    found = check(token.encode(), holding.whom(who.store, who.me, who.settings, who.now))
    if found.verdict != "verified":
        raise Refused(f"The badge could not be verified ({found.verdict}). Nothing was made.")


def files(sending: Sending) -> Message | None:
    """The picture with the badge in it, and the public keys to check it with."""
    proof = sending.store.proofs.get(sending.me, sending.delivery.about[0])
    if proof is None:
        return None
    from bot.badges import signing, tokens, vault  # noqa: PLC0415 - loaded with the first badge

    vc = tokens.read(proof.token).payload
    body = signing.baked(proof.token, face(vc))
    public = vault.public(sending.settings.keys_folder, sending.me.workspace)
    keys = json.dumps(public, indent=2).encode()
    uploads = (
        Upload(f"win-{proof.number}-badge.png", f"Badge about win {proof.number}", body),
        Upload("winbook-public-keys.json", "Public keys, to check it with", keys),
    )
    said = f"Your badge about win {proof.number}, and the public keys that anybody checks it with."
    instead = Message(NO_FILES, [blocks.section(NO_FILES, "proof_no_files")])
    return Message(said, [], files=uploads, instead=instead)


def face(vc: dict[str, Any]) -> dict[str, Any]:
    """What the picture shows, out of the signed words themselves."""
    done, *others = vc["evidence"]
    rows = done["narrative"].splitlines()
    figures = [row.removeprefix("Figures: ") for row in rows if row.startswith("Figures: ")]
    unnamed = next((row for row in rows if row.endswith("without being named.")), "")
    names = [one["name"].removeprefix("Confirmed by ").rpartition(",")[0] for one in others]
    return {
        "issuer": vc["issuer"]["name"],
        "title": vc["name"],
        "happened": spelled(date.fromisoformat(done["name"].rpartition(", ")[2])),
        "figures": figures[-1].split("; ")[:4] if figures else [],
        "confirmed": list(dict.fromkeys(names))[:6],
        "unnamed": unnamed if rows[-1:] == [unnamed] else "",
        "serial": vc["id"],
    }


def _win(who: Looking, hint: str) -> Win:
    win = who.store.wins.get(who.me, hint)
    if win is None or win.deleted_at is not None:
        raise Missing("That win is no longer here.")
    return win


DUE = (Due(FILES, files, any_hour=True, discreet="Your badge is ready"),)
