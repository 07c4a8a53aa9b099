"""What one credential looks like: what it is, what was checked, what it counts for."""

from datetime import datetime
from typing import Any

from bot.career import dimensions
from bot.career.credentials import counting, steps
from bot.career.credentials.steps import NO, UNCHECKED, YES, Step
from bot.holding import Held
from bot.slack import blocks
from bot.slack.blocks import Block
from bot.slack.text import day, escape, listed, moment
from storage.records import Win
from storage.records_credentials import Credential

MAP, RENEW, RETIRE = "credential_map", "credential_renew", "credential_retire"
AGAIN, ONLINE, MINE = "credential_again", "credential_online", "credential_mine"
SHOW, ADD, DELETE = "credential_show", "credential_add", "credential_delete"
MARKS = {YES: "✓", NO: "✗", UNCHECKED: "–"}
ONLY_YOU = "Only you can see this."
TRUST = "If you have the issuer's public key, `/win credentials trust` keeps it."
COUNTED = (
    "A credential supports a skill. It counts toward scope, influence or direction only through a "
    "win that shows it in use."
)


def verdict(one: Credential) -> str:
    return steps.verdict(steps.from_data(one.steps))


def line(one: Credential, held: Held) -> str:
    """`3 · *SQL in Depth* · School · expires Mon, Jan 12, 2026 · verified`."""
    parts = [f"{one.number} · *{escape(blocks.cut(one.title, 80))}*"]
    parts += [escape(blocks.cut(one.issuer, 60))] if one.issuer else []
    is_past = one not in held.current and not counting.is_wrong(one)
    then = " when last checked" if is_past and one.steps else ""
    return " · ".join([*parts, dated(one, held), f"{verdict(one)}{then}"])


def dated(one: Credential, held: Held) -> str:
    """What time has made of it."""
    if one.retired_on:
        return f"retired {day(one.retired_on)}"
    if counting.is_wrong(one):
        return "*does not count*"
    if one not in held.current:
        return f"*expired {day(one.expires)}*" if one.expires else "*expired*"
    if one.expires:
        return f"expires {day(one.expires)}"
    return f"issued {day(one.issued)}" if one.issued else "no date"


def shown(one: Credential, held: Held, wins: list[Win], note: str, hosts: Any) -> list[Block]:
    """The whole card, six blocks at most."""
    facts = [line(one, held), *_more(one)]
    said = f"{escape(note)} {COUNTED}" if note else COUNTED
    checked = checks(one)
    return [
        blocks.section("\n".join(facts), "credential_head"),
        *([blocks.section(checked, "credential_steps")] if checked else []),
        blocks.section(supports(one, wins), "credential_counts"),
        blocks.actions(*_buttons(one, held, is_open=bool(hosts)), block_id="credential_do"),
        blocks.context(f"{said}{_trusting(one)} {ONLY_YOU}", block_id="credential_note"),
    ]


def _trusting(one: Credential) -> str:
    """The way on where nobody is known to have issued it."""
    is_open = any(s["name"] == steps.ISSUER and s["verdict"] != YES for s in one.steps)
    return f" {TRUST}" if is_open and not counting.is_wrong(one) else ""


def checks(one: Credential) -> str:
    """A line per step: the mark, the step, why."""
    taken = steps.from_data(one.steps)
    if not taken:
        return ""
    newest = max(step.at for step in taken)
    how = ", the issuer asked" if any(step.online for step in taken) else ""
    told = [_step(step, newest) for step in taken]
    return "\n".join([*told, f"Last check{how}: {moment(newest)}."])


def supports(one: Credential, wins: list[Win]) -> str:
    """What it is mapped to, and whether it counts there."""
    if not one.dimensions:
        return "*Not mapped yet*: it supports no dimension. Press Map to say which."
    told = []
    for key in one.dimensions:
        name = dimensions.TITLES.get(key, key)
        used = counting.in_use(one, wins, key)
        if counting.counts(one, key, wins):
            where = f" (in use in win {listed([str(win.number) for win in used])})" if used else ""
            told.append(f"*{name}*: {counting.COUNTS}{where}")
        else:
            told.append(f"*{name}*: {counting.WAITS}")
    return "Supports " + " · ".join(told)


def _more(one: Credential) -> list[str]:
    found = []
    if one.note:
        found.append(f"_{escape(blocks.cut(' '.join(one.note.split()), 300))}_")
    if one.issuer_id and one.issuer_id != one.issuer:
        found.append(f"Issuer: {escape(blocks.cut(one.issuer_id, 200))}")
    if one.link.startswith("https://"):
        found.append(f"Evidence: {escape(blocks.cut(one.link, 300))}")
    return found


def _step(step: Step, newest: datetime) -> str:
    mark = f"{MARKS[step.verdict]} *{steps.TITLES.get(step.name, step.name)}*"
    asked = " (not checked)" if step.verdict == UNCHECKED else ""
    earlier = f" ({day(step.at.date())})" if step.at < newest else ""
    return f"{mark}{asked}: {escape(blocks.cut(step.reason, 200))}{earlier}"


def _buttons(one: Credential, held: Held, *, is_open: bool) -> list[Block]:
    about = f"credential {one.number}"
    hint = one.public_id
    found = [blocks.button("Map", MAP, hint, says=f"Map {about}")]
    if one.file:
        found.append(blocks.button("Check Again", AGAIN, hint, says=f"Check {about} again"))
        if is_open:
            found.append(blocks.button("Check Online", ONLINE, hint, says=f"Check {about} online"))
        if any(s["name"] == steps.RECIPIENT and s["verdict"] != YES for s in one.steps):
            found.append(blocks.button("My Addresses", MINE))
    found.append(blocks.button("Renew", RENEW, hint, says=f"Renew {about}"))
    if one in held.current:
        found.append(blocks.button("Retire", RETIRE, hint, says=f"Retire {about}"))
    else:
        sure = blocks.sure("Delete it?", "It leaves your book for good, with its file.", "Delete")
        found.append(
            blocks.button(
                "Delete", DELETE, hint, style="danger", says=f"Delete {about}", confirm=sure
            )
        )
    return found
