"""The card of a win: what was saved, why it is filed there, and what can be done about it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.career import dimensions
from bot.career.metrics.shown import figure
from bot.slack import messages
from bot.slack.blocks import (
    Block,
    actions,
    button,
    context,
    cut,
    modal,
    plain_section,
    section,
    select,
)
from bot.slack.messages import Message
from bot.slack.text import day, escape, listed
from storage.records import Principal, Win

EDIT, UNDO, RESTORE, FILE = "win_edit", "win_undo", "win_restore", "win_file"
NEAREST = ("win_file_1", "win_file_2")
KEEP, DISCARD = "win_keep", "win_discard"
CONFIRM = "confirm_open"  # taken by the feature of that name
ANSWER, NOTHING, LAND = "win_answer_open", "win_nothing", "win_land_open"
ONLY_YOU = "Only you can see this."
NOTICE = 120  # characters of a win in a notification


class Tip(NamedTuple):
    """The one thing more that a card may say; `question` is its key when the coach asks it."""

    text: str = ""
    question: str = ""


NO_TIP = Tip()


def saved(
    win: Win,
    tip: Tip = NO_TIP,
    nearest: Sequence[str] = (),
    verb: str = "Saved",
    backed: str = "",
) -> Message:
    """The answer to a win that was kept; `backed` says who backs it."""
    do = [*_answering(win, tip), *_buttons(win), *_filing(win, nearest)]
    blocks = [
        section(heading(win, verb), f"head:{win.version}", accessory=dimension_menu(win)),
        plain_section(words(win), f"words:{win.version}"),
        *_beside(win, backed),
        *_shown(tip, win),
        actions(*do, block_id=f"do:{win.version}"),
        context(ONLY_YOU, block_id="audience"),
    ]
    return Message(notice(win, verb), blocks)


def proposed(win: Win) -> Message:
    """A draft made by a reaction: nothing counts until it is kept."""
    blocks = [
        section(heading(win, "Your message as"), "head"),
        plain_section(words(win), "words"),
        actions(
            button("Keep", KEEP, win.public_id, style="primary", says=f"Keep win {win.number}"),
            button("Edit", EDIT, win.public_id, says=f"Edit win {win.number}"),
            button("Discard", DISCARD, win.public_id, says=f"Discard win {win.number}"),
            block_id="do",
        ),
        context(f"Not kept unless you press Keep. {ONLY_YOU}", block_id="audience"),
    ]
    return Message(f"Keep win {win.number}? {escape(cut(win.text, NOTICE))}", blocks)


def restored(win: Win, backed: str = "") -> Message:
    """Out of the bin, as what it was: a win, or a draft."""
    return proposed(win) if win.state == "draft" else saved(win, verb="Restored", backed=backed)


def binned(win: Win, command: str) -> Message:
    """What stands in the card's place after Undo."""
    said = f"*Win {win.number} is in the bin* for 30 days. "
    said += f"`{command} redo {win.number}` brings it back."
    back = button("Restore", RESTORE, win.public_id, says=f"Restore win {win.number}")
    blocks = [section(said, "binned", accessory=back), context(ONLY_YOU, block_id="audience")]
    return Message(f"Win {win.number} is in the bin for 30 days.", blocks)


def forgotten(win: Win) -> Message:
    """What stands in a draft's place once it is discarded."""
    said = f"Draft {win.number} is discarded. Nothing was kept."
    return Message(said, [section(said, "forgotten")])


def result(
    win: Win, command: str, tip: Tip = NO_TIP, verb: str = "Saved", backed: str = ""
) -> Block:
    """The form after it was saved."""
    closing = f"{ONLY_YOU} `{command} undo {win.number}` takes it back, "
    closing += f"`{command} edit {win.number}` changes it."
    do = _answering(win, tip)
    blocks = [
        section(heading(win, verb), "head"),
        plain_section(words(win), "words"),
        *_beside(win, backed),
        *_shown(tip, win),
        *([actions(*do, block_id=f"do:{win.version}")] if do else []),
        context(closing, block_id="audience"),
    ]
    return modal("win_saved", f"{verb} Win {win.number}", blocks, submit="", close="Done")


def heading(win: Win, verb: str) -> str:
    """Saved win 42 · 480 ms → 310 ms · Scope (because: three teams) · Fri, Nov 27, 2026."""
    parts = [f"*{verb} win {win.number}*", *(f"*{escape(f)}*" for f in figures(win)[:3])]
    return " · ".join([*parts, filed(win), day(win.happened)])


def figures(win: Win) -> list[str]:
    """Each figure as before → after, else in the person's own words."""
    return [figure(found) for found in win.figures]


def filed(win: Win) -> str:
    """The dimensions, each with the words that caused it, and the #tags nobody knows."""
    known = [title(key) + _because(win.because.get(key, [])) for key in win.dimensions]
    unknown = [f"#{escape(tag)} is no dimension" for tag in win.unsorted]
    return ", ".join([*(known or ["Unsorted"]), *unknown])


def title(dimension: str) -> str:
    return dimensions.TITLES.get(dimension, dimension)


def dimension_menu(win: Win) -> Block:
    """Every dimension, one tap away; the value says which win, to be checked again."""
    offered = [(title(key), f"{win.public_id}:{key}") for key in dimensions.KEYS]
    main = f"{win.public_id}:{win.dimensions[0]}" if win.dimensions else ""
    return select(FILE, offered, main, "Dimension")


def words(win: Win) -> str:
    """What happened and its outcome, as typed."""
    return "\n".join(filter(None, [win.text, win.outcome]))


def notice(win: Win, verb: str) -> str:
    return f"{verb} win {win.number}: {escape(cut(win.text, NOTICE))}"


def repaint(body: dict[str, Any], client: WebClient, me: Principal, message: Message) -> None:
    """Change the card in place; once Slack no longer takes that, say it in the DM."""
    try:
        messages.replace(body, client, message.text, message.blocks)
    except (messages.Expired, SlackApiError):
        client.chat_postMessage(
            channel=me.user,
            text=message.text,
            blocks=message.blocks,
            unfurl_links=False,
            unfurl_media=False,
        )


def spot(body: dict[str, Any]) -> dict[str, Any]:
    """Where the pressed card is, small enough to travel with a form; in Home there is none."""
    if "channel" not in body:
        return {}
    return {key: body[key] for key in ("container", "channel", "response_url") if key in body}


def _because(caused: list[str]) -> str:
    return f" (because: _{escape(', '.join(caused))}_)" if caused else ""


def _beside(win: Win, backed: str = "") -> list[Block]:
    """Who backs it, who is credited and where to look, when any of it is known."""
    told = [escape(backed)] if backed else []
    told += [f"With {listed([f'<@{user}>' for user in win.credited[:5]])}"] if win.credited else []
    told += [escape(cut(link, 200)) for link in win.links[:3]]
    return [context(" · ".join(told), block_id=f"beside:{win.version}")] if told else []


def _buttons(win: Win) -> list[Block]:
    return [
        button("Edit", EDIT, win.public_id, says=f"Edit win {win.number}"),
        button("Undo", UNDO, win.public_id, says=f"Undo win {win.number}"),
        button("Make It Land", LAND, win.public_id, says=f"Make win {win.number} land"),
        button(
            "Ask a Peer to Confirm",
            CONFIRM,
            win.public_id,
            says=f"Ask who saw win {win.number}",
        ),
    ]


def _shown(tip: Tip, win: Win) -> list[Block]:
    """A question has an id of its own, so that the next one is drawn anew."""
    return [section(tip.text, f"tip:{tip.question}:{win.version}")] if tip.text else []


def _answering(win: Win, tip: Tip) -> list[Block]:
    if not tip.question:
        return []
    value = f"{win.public_id}:{tip.question}"
    about = f"the question about win {win.number}"
    return [
        button("Answer", ANSWER, value, says=f"Answer {about}"),
        button("Nothing to Add", NOTHING, value, says=f"Nothing to add to {about}"),
    ]


def _filing(win: Win, nearest: Sequence[str]) -> list[Block]:
    return [
        button(title(key), action, f"{win.public_id}:{key}", says=f"File under {title(key)}")
        for action, key in zip(NEAREST, nearest, strict=False)
    ]
