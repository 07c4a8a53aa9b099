"""What a paper looks like to the person asked, and to whoever sent it."""

from bot.slack.blocks import Block, actions, button, context, cut, plain_section, section
from bot.slack.messages import Message
from bot.slack.text import day, escape
from storage.records_people import Paper

CONFIRM, CORRECT = "paper_confirm", "paper_correct"
ASKS = {
    "plan": "asks you to confirm what you agreed about their promotion",
    "decision": "asks you to confirm what was said about their promotion",
}
NAMED = {"plan": "plan", "decision": "record of the decision"}
NOBODY = "A colleague"


def asked(row: Paper, name: str, kept: str) -> Message:
    """To the person asked, in the state the paper is in; `kept` is the one confirmed before."""
    who, what = escape(name), NAMED[row.kind]
    if row.state != "sent":
        said = outcome(row, "You", who)
        shown = [section(said, f"paper:{row.state}"), *words(row), *_correction(row)]
        return Message(said.replace("*", ""), shown)
    before = f" It takes the place of what you both confirmed on {kept}." if kept else ""
    why = (
        f"{who} keeps their own record in Winbook. Confirm when this is what was said; Correct "
        f"when it is not.{before}"
    )
    do = actions(
        button("Confirm", CONFIRM, row.public_id, says=f"Confirm the {what} of {name}"),
        button("Correct", CORRECT, row.public_id, says=f"Correct the {what} of {name}"),
        block_id="paper:do",
    )
    audience = (
        f"Who will see your answer: {who}. Confirmed, both of you see this text with today's date, "
        "and it does not change any more."
    )
    head = f"*{who} {ASKS[row.kind]}*"
    shown = [section(head, "paper:who"), *words(row), section(why, "paper:why"), do]
    return Message(f"{who} {ASKS[row.kind]}.", [*shown, context(audience, block_id="paper:note")])


def told(row: Paper, name: str) -> Message:
    """To whoever sent it."""
    said = outcome(row, escape(name), "You")
    head = section(said, f"told:{row.state}")
    if row.state == "corrected":
        note = "Change what you agree with, and send it again: then both confirm the new text."
        return Message(said.replace("*", ""), [head, *_correction(row), section(note, "told:next")])
    note = "Frozen: this text does not change any more. Only the two of you can see it."
    shown = [head, *words(row), context(note, block_id="told:note")]
    return Message(said.replace("*", ""), shown)


def outcome(row: Paper, other: str, owner: str) -> str:
    """One sentence: who did what with it, and when."""
    what, on = NAMED[row.kind], f" on {day(row.other_at.date())}" if row.other_at else ""
    sent = day(row.owner_at.date())
    whose = "of yours" if owner == "You" else f"of {owner}"
    if row.state == "confirmed":
        return f"*{other} confirmed the {what} {whose}*{on}."
    if row.state == "corrected":
        return f"*{other} corrected the {what} {whose}*{on}:"
    if row.state == "replaced":
        return f"The {what} {whose} of {sent} was replaced by a newer one."
    if row.state == "recalled":
        return f"The {what} {whose} of {sent} was taken back. Nothing is asked any more."
    return f"The {what} {whose} of {sent} waits to be confirmed."


def words(row: Paper) -> list[Block]:
    """The text, whole, however many sections that takes."""
    pieces = [row.text[at : at + 3000] for at in range(0, len(row.text), 3000)][:4]
    return [plain_section(piece, f"paper:text:{at}") for at, piece in enumerate(pieces)]


def _correction(row: Paper) -> list[Block]:
    if row.state != "corrected":
        return []
    return [plain_section(f"“{cut(row.correction, 2900)}”", "paper:correction")]
