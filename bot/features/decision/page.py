"""What a decision looks like: the answer, the gap, how far it is closed, and what was before."""

from bot.career import answers, dimensions
from bot.career.answers import YES
from bot.due import HomeBlocks, Visiting
from bot.features.decision import record
from bot.slack import blocks
from bot.slack.blocks import Block
from bot.slack.text import count, day, escape
from storage import Store
from storage.records import Principal
from storage.records_people import Decision, Paper

OPEN, WINDOW = "decision_open", "decision_window"
SEND, LINK, CHECKPOINT, CLOSE_BOOK = (
    *("decision_send", "decision_link", "decision_checkpoint"),
    "decision_yes",
)
PAST = 6  # earlier decisions shown


def home(visiting: Visiting) -> HomeBlocks:
    """The open gap, with its next date."""
    rows = visiting.store.decisions.of(visiting.me)
    if not rows or rows[0].answer == YES or rows[0].state != "open":
        return []
    row = rows[0]
    said = f"*{answers.NAMES[row.answer]}*, {day(row.said_on)}: {_short(row)}"
    dates = [d for d in (row.checkpoint, row.by) if d and d >= visiting.now.date()]
    said += f" · next look {day(min(dates))}" if dates else ""
    open_it = blocks.button("Open", OPEN, row.public_id, says="Open the decision")
    return [blocks.section(said, "decision:home", accessory=open_it)]


def window(store: Store, me: Principal, row: Decision) -> Block:
    wins = {win.public_id: win.number for win in store.wins.of(me)}
    linked = [wins[ref] for ref in row.wins if ref in wins]
    papers = store.papers.of(me, row.public_id)
    earlier = record.before(store, me, row)
    shown = [
        blocks.section(_head(row), "decision:head"),
        *_said(row),
        *_moved(row, earlier),
        *_gap(row, linked),
        *_dates(row),
        *_agreed(papers),
        _buttons(row),
        *(_past(one) for one in earlier[:PAST]),
        blocks.context(_audience(papers), block_id="decision:audience"),
    ]
    return blocks.modal(WINDOW, "Decision", shown, submit="", close="Done")


def _head(row: Decision) -> str:
    state = {
        "met": f" Its gap was closed on {day(row.met_on)}." if row.met_on else "",
        "open": "",
        "closed": "",
    }[row.state]
    return f"*{answers.NAMES[row.answer]}*, {day(row.said_on)}.{state}"


def _said(row: Decision) -> list[Block]:
    return (
        [blocks.plain_section(f"“{blocks.cut(row.said, 2900)}”", "decision:said")]
        if row.said
        else []
    )


def _moved(row: Decision, earlier: list[Decision]) -> list[Block]:
    """Said plainly: the goal was met, and then it was another one."""
    before = next((one for one in earlier if one.public_id == row.follows), None)
    if not row.is_moved or before is None:
        return []
    on = f" on {day(before.met_on)}" if before.met_on else ""
    said = (
        f"*The goal was moved.* On {day(before.said_on)} the gap was “{escape(before.gap)}”. You "
    )
    said += f"closed it{on} with {count(len(before.wins), 'win')}. This answer names another gap."
    return [blocks.section(blocks.cut(said, 2900), "decision:moved")]


def _gap(row: Decision, linked: list[int]) -> list[Block]:
    if row.answer == YES:
        return []
    if row.blocker:
        why = answers.BLOCKERS[row.blocker]
        said = (
            f"*The reason was {why}.* That is no skill: nothing you could learn or show changes it."
        )
        return [blocks.section(f"{said} Ask when it changes, and what is open elsewhere.", "gap")]
    if not row.gap:
        return [blocks.section("*No gap was named.* The follow-up asks the two questions.", "gap")]
    title = dimensions.TITLES.get(row.dimension, "")
    shown = [blocks.section(f"*The gap*{f', {title.lower()}' if title else ''}:", "gap")]
    shown += [blocks.plain_section(row.gap, "gap:words")]
    if row.evidence:
        shown.append(blocks.section("*What would have made it a yes:*", "gap:yes"))
        shown.append(blocks.plain_section(row.evidence, "gap:evidence"))
    numbers = ", ".join(str(number) for number in linked)
    done = f"Wins that close it: {numbers}." if linked else "No win closes it yet."
    return [*shown, blocks.section(done, "gap:wins")]


def _dates(row: Decision) -> list[Block]:
    if row.answer == YES or row.by is None:
        return []
    picker = blocks.date_picker(row.checkpoint.isoformat() if row.checkpoint else "")
    when = day(row.checkpoint) if row.checkpoint else "none"
    said = f"By {day(row.by)}. Checkpoint: {when}."
    return [
        blocks.section(said, f"dates:{row.public_id}", accessory=picker | {"action_id": CHECKPOINT})
    ]


def _agreed(papers: list[Paper]) -> list[Block]:
    newest = papers[0] if papers else None
    confirmed = next((paper for paper in papers if paper.state == "confirmed"), None)
    shown = []
    if confirmed is not None and confirmed.other_at is not None:
        head = f"*Confirmed by both*, {day(confirmed.other_at.date())}. Frozen:"
        shown = [
            blocks.section(head, "agreed"),
            blocks.plain_section(confirmed.text, "agreed:text"),
        ]
    if newest is not None and newest.state == "sent":
        shown.append(blocks.section("The follow-up was sent and is not answered yet.", "sent"))
    if newest is not None and newest.state == "corrected":
        shown.append(blocks.section("*Your sponsor corrected the follow-up:*", "corrected"))
        words = f"“{blocks.cut(newest.correction, 2900)}”"
        shown.append(blocks.plain_section(words, "corrected:words"))
    return shown


def _buttons(row: Decision) -> Block:
    ref = row.public_id
    another = blocks.button("Record Another", "decision_new", says="Record another decision")
    if row.answer == YES:
        close = blocks.button("Close the Book", CLOSE_BOOK, ref)
        return blocks.actions(close, another, block_id="decision:do")
    link = [blocks.button("Link Wins", LINK, ref)] if row.gap else []
    send = blocks.button("Draft Follow-up", SEND, ref)
    return blocks.actions(send, *link, another, block_id="decision:do")


def _past(row: Decision) -> Block:
    said = f"{day(row.said_on)}: *{answers.NAMES[row.answer].lower()}*. {_short(row)}"
    said += " Closed." if row.state == "met" else ""
    said += " The goal had been moved." if row.is_moved else ""
    return blocks.section(said, f"past:{row.public_id}")


def _short(row: Decision) -> str:
    if row.blocker:
        return f"{answers.BLOCKERS[row.blocker]}, no skill"
    return escape(blocks.cut(row.gap, 200)) if row.gap else "no gap was named"


def _audience(papers: list[Paper]) -> str:
    if not papers:
        return "Only you can see this."
    return "Your sponsor sees the follow-up you sent. Nothing else of this."
