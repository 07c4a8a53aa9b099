"""What a request looks like to whoever is asked, and what an answer looks like to its owner."""

from bot import requests
from bot.career import confirming, independence
from bot.career.confirming import BUTTONS, DIFFERS, MORE, NOT_MINE, YES
from bot.slack.blocks import (
    Block,
    actions,
    button,
    context,
    cut,
    plain_section,
    section,
    select,
)
from bot.slack.messages import Message
from bot.slack.text import day, escape
from storage.records_people import Confirmation

ANSWER = {kind: f"confirm_{kind}" for kind in BUTTONS}
WITHDRAW, TIE, NEVER, RECALL = "confirm_withdraw", "confirm_tie", "confirm_never", "confirm_recall"
NOTICE = 120  # characters of a win in a notification
NOBODY = "A colleague"


def asked(row: Confirmation, name: str, tie: str, *, is_again: bool = False) -> Message:
    """The peer's message, in the state the request is in."""
    if row.state == "open":
        who, words, why, audience = requests.question(name, row.words)
        never = button("No More of These", NEVER, says="Take no requests to confirm any more")
        once = [context("A reminder, the only one.", block_id="confirm:once")] if is_again else []
        shown = [who, words, why | {"accessory": never}, _buttons(row, name), *once, audience]
        return Message(f"{escape(name)} asks: did you see this? {_short(row)}", shown)
    said = _over(row, name)
    shown = [section(said, f"confirm:{row.state}"), plain_section(row.words, "confirm:words")]
    if row.state == "answered":
        shown += _answered(row, name, tie)
    return Message(said.replace("*", ""), shown)


def result(rows: list[Confirmation], names: dict[str, str], ties: dict[str, str]) -> Message:
    """What the owner hears: each answer, word for word."""
    lines = [outcome(row, names, ties) for row in rows]
    shown = [block for row, line in zip(rows, lines, strict=True) for block in _told(row, line)]
    note = "A yes stands with the win, as a colleague's words. Only you can see this."
    return Message(lines[0].replace("*", ""), [*shown[:45], context(note, block_id="told:note")])


def outcome(row: Confirmation, names: dict[str, str], ties: dict[str, str]) -> str:
    """One sentence about one request, for its owner."""
    name, about = names.get(row.peer, NOBODY), f"win {row.number}"
    who = escape(independence.named(name, independence.title(row.peer, ties)))
    if row.state == "withdrawn":
        return (
            f"*{who} took the answer about {about} back.* Their words left your book and packets."
        )
    said = {
        "": f"{who} has not answered about {about} yet.",
        YES: f"*{who} saw {about}.*",
        MORE: f"*{who} saw {about}, and adds*:",
        DIFFERS: f"*{who} saw {about} differently.* This stays with you:",
        NOT_MINE: f"*{who} would rather not speak to {about}.*",
    }
    return f"You took back what you asked {who}." if row.state == "recalled" else said[row.answer]


def _told(row: Confirmation, line: str) -> list[Block]:
    said = [plain_section(f"“{cut(row.said, 2900)}”", f"said:{row.public_id}")] if row.said else []
    return [section(line, f"told:{row.public_id}"), *said]


def _buttons(row: Confirmation, name: str) -> Block:
    do = [
        button(label, ANSWER[kind], row.public_id, says=f"{label}: answer {name}")
        for kind, label in BUTTONS.items()
    ]
    return actions(*do, block_id="confirm:do")


def _over(row: Confirmation, name: str) -> str:
    who = escape(name)
    if row.state == "recalled":
        return f"{who} took this question back. Nothing is asked of you any more."
    if row.state == "withdrawn":
        return (
            f"You took your answer back. {who}'s record and cases hold no word of yours about this."
        )
    on = f", {day(row.answered_at.date())}" if row.answered_at else ""
    return f"*You answered {who}*: {BUTTONS[row.answer]}{on}."


def _answered(row: Confirmation, name: str, tie: str) -> list[Block]:
    said = [plain_section(f"“{cut(row.said, 2900)}”", "confirm:said")] if row.said else []
    back = button("Take It Back", WITHDRAW, row.public_id, says=f"Take your answer to {name} back")
    offered = [(label, f"{row.public_id}:{kind}") for kind, label in independence.SAID.items()]
    choice = select(TIE, offered, f"{row.public_id}:{tie}", "Choose")
    ask = f"How do you work with {escape(name)}? It stands beside your name."
    how = [section(ask, f"confirm:tie:{tie}", accessory=choice)]
    heard = row.answer in confirming.SPEAKS
    return [*said, *(how if heard else []), actions(back, block_id="confirm:back")]


def _short(row: Confirmation) -> str:
    return escape(cut(row.words, NOTICE))
