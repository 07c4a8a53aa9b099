"""Files: dropped in the bot's DM, fetched once, and given to the feature that takes their kind."""

from typing import Any

from slack_sdk import WebClient

from bot.career import offers
from bot.dropped import Dropping, File, Taker, Takers
from bot.due import Due, Sending
from bot.people import known
from bot.slack import blocks, files
from bot.slack.commands import has_files
from bot.slack.messages import Message

ANSWER = "file"  # a kind of message
NOT_ALLOWED, TOO_LARGE, UNKNOWN = "not allowed", "too large", "unknown"
ELSEWHERE, BUNDLE = "elsewhere", "bundle"
TROUBLE: dict[type[Exception], str] = {
    files.NotAllowed: NOT_ALLOWED,
    files.TooLarge: TOO_LARGE,
    files.Elsewhere: ELSEWHERE,
}


def register(app: Any) -> None:
    app.event("message", matchers=[has_files])(hear)


def hear(
    event: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    takers: Any,
    homes: Any,
    wake: Any,
) -> None:
    """Fetch what came with a message and let its taker plan the answer; heard twice, the same."""
    now = clock.now()
    person = known(client, store, me, now)
    if person.channel != event["channel"]:
        store.people.meet(me, now, event["channel"])
    taken, trouble = _sorted(client, event, takers)
    said = str(event.get("text") or "").strip()
    for taker, found in taken:
        taker.take(Dropping(found, said, person, me, client, store, now, settings))
    if not taken:
        period = f"{ANSWER}:{event['channel']}:{event['ts']}"
        store.deliveries.plan([offers.message(me[:2], ANSWER, period, [trouble], now)])
    homes.stale(me)
    wake()


def _sorted(
    client: WebClient, event: dict[str, Any], takers: Takers
) -> tuple[list[tuple[Taker, list[File]]], str]:
    """(takers with their files, why nobody took any)."""
    found: dict[str, tuple[Taker, list[File]]] = {}
    trouble = UNKNOWN
    for shared in event.get("files") or []:
        name = str(shared.get("name") or "file")
        able = takers.by_ending(name)
        if not able:
            continue
        try:
            data = files.fetch(client, shared, max(taker.most for taker in able))
        except tuple(TROUBLE) as error:
            trouble = _trouble(name, TROUBLE[type(error)])
            continue
        file = File(str(shared.get("id") or ""), name, data)
        taker = next((one for one in able if one.fits(file)), None)
        if taker is not None and len(data) > taker.most:
            trouble = TOO_LARGE
        elif taker is not None:
            found.setdefault(taker.kind, (taker, []))[1].append(file)
    return list(found.values()), trouble


def _trouble(name: str, what: str) -> str:
    """A bundle that is too large has a way of its own."""
    return BUNDLE if what == TOO_LARGE and files.ending(name) == "zip" else what


def answer(sending: Sending) -> Message:
    """Why nothing was done with a file."""
    said = SENTENCES.get(sending.delivery.about[0], SENTENCES[UNKNOWN])
    return Message(said, [blocks.section(f"{said} Nothing was saved.", "file")])


SENTENCES = {
    NOT_ALLOWED: "I may not read files here. Whoever runs Winbook adds the scope `files:read` to "
    "the app and installs it again; until then `winbook rubric import` does it on the server.",
    TOO_LARGE: "That file is too large: 64 KB is the limit for a ladder, 1 MB for a badge. Bring "
    "one per file.",
    BUNDLE: "A bundle of more than 20 MB is brought in on the server: whoever runs Winbook writes "
    "`winbook import FILE --for` with your name.",
    ELSEWHERE: "That file lies with another service, and I only read what lies in Slack. Download "
    "it and drop it here.",
    UNKNOWN: "I take career ladders as files (YAML, JSON, Markdown, CSV, HTML or JavaScript), "
    "badges (PNG, SVG, JSON or JWT), brag documents (Markdown, CSV, JSON) and bundles of Winbook. "
    "From a PDF or a workbook, export one of these. A win is saved from a line of words.",
}

DUE = (Due(ANSWER, answer, any_hour=True),)
