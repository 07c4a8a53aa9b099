"""What a paper looks like to the person asked, and to whoever sent it."""

from bot.papers import SUPPORT
from bot.slack.blocks import Block, actions, button, context, cut, plain_section, section
from bot.slack.messages import Message
from bot.slack.text import day, escape
from storage.records_people import Paper

CONFIRM, CORRECT = "paper_confirm", "paper_correct"
ASKS = {
    "plan": "asks you to confirm what you agreed about their promotion",
    "decision": "asks you to confirm what was said about their promotion",
    SUPPORT: "asks for your support for their promotion",
}
NAMED = {"plan": "plan", "decision": "record of the decision", SUPPORT: "request"}
BUTTONS = {SUPPORT: ("I Support It", "Not Yet, Because…")}
USUAL = ("Confirm", "Correct")
NOBODY = "A colleague"


def asked(row: Paper, name: str, kept: str) -> Message:
    """To the person asked, in the state the paper is in; `kept` is the one confirmed before."""
    who, what = escape(name), NAMED[row.kind]
    if row.state != "sent":
        said = outcome(row, "You", who)
        shown = [section(said, f"paper:{row.state}"), *words(row), *_correction(row)]
        return Message(said.replace("*", ""), shown)
    yes, no = BUTTONS.get(row.kind, USUAL)
    why = _why(row, who, kept)
    do = actions(
        button(yes, CONFIRM, row.public_id, says=f"{yes}: the {what} of {name}"),
        button(no, CORRECT, row.public_id, says=f"{no}: the {what} of {name}"),
        block_id="paper:do",
    )
    audience = (
        f"Who will see your answer: {who}. {yes}: both of you see this text with today's date, "
        "and it does not change any more."
    )
    head = f"*{who} {ASKS[row.kind]}*"
    shown = [section(head, "paper:who"), *words(row), section(why, "paper:why"), do]
    return Message(f"{who} {ASKS[row.kind]}.", [*shown, context(audience, block_id="paper:note")])


def _why(row: Paper, who: str, kept: str) -> str:
    if row.kind == SUPPORT:
        return (
            f"{who} keeps their own record of work in Winbook, and has shown there what the two of "
            "you agreed. Your answer promises nothing and decides nothing; not answering is fine."
        )
    before = f" It takes the place of what you both confirmed on {kept}." if kept else ""
    return (
        f"{who} keeps their own record in Winbook. Confirm when this is what was said; Correct "
        f"when it is not.{before}"
    )


def told(row: Paper, name: str) -> Message:
    """To whoever sent it."""
    said = outcome(row, escape(name), "You")
    head = section(said, f"told:{row.state}")
    if row.state == "corrected":
        note = "Change what you agree with, and send it again: then both confirm the new text."
        if row.kind == SUPPORT:
            note = "Ask what would show it, and write that into the plan, so that both can see it."
        return Message(said.replace("*", ""), [head, *_correction(row), section(note, "told:next")])
    note = "Frozen: this text does not change any more. Only the two of you can see it."
    shown = [head, *words(row), context(note, block_id="told:note")]
    return Message(said.replace("*", ""), shown)


def outcome(row: Paper, other: str, owner: str) -> str:
    """One sentence: who did what with it, and when."""
    what, on = NAMED[row.kind], f" on {day(row.other_at.date())}" if row.other_at else ""
    sent = day(row.owner_at.date())
    named = f"your {what}" if owner == "You" else f"the {what} of {owner}"
    if row.kind == SUPPORT and row.state in ("confirmed", "corrected"):
        return _answer(row, other, owner, on)
    if row.state == "confirmed":
        return f"*{other} confirmed {named}*{on}."
    if row.state == "corrected":
        return f"*{other} corrected {named}*{on}:"
    if row.state == "replaced":
        return f"{_first(named)}, sent on {sent}, was replaced by a newer one."
    if row.state == "recalled":
        return f"{_first(named)}, sent on {sent}, was taken back. Nothing is asked any more."
    return f"{_first(named)}, sent on {sent}, waits to be confirmed."


def _first(words: str) -> str:
    """With a capital where a sentence begins."""
    return words[:1].upper() + words[1:]


def _answer(row: Paper, other: str, owner: str, on: str) -> str:
    if row.state == "corrected":
        return f"*{other} said not yet*{on}:"
    verb = "support" if other == "You" else "supports"
    whose = "your promotion" if owner == "You" else f"the promotion of {owner}"
    return f"*{other} {verb} {whose}*, said{on}."


def words(row: Paper) -> list[Block]:
    """The text, whole, however many sections that takes."""
    pieces = [row.text[at : at + 3000] for at in range(0, len(row.text), 3000)][:4]
    return [plain_section(piece, f"paper:text:{at}") for at, piece in enumerate(pieces)]


def _correction(row: Paper) -> list[Block]:
    if row.state != "corrected":
        return []
    return [plain_section(f"“{cut(row.correction, 2900)}”", "paper:correction")]
