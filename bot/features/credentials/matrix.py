"""Expectations × (wins, corroborators, credentials), milestones, and one dimension over time."""

from typing import Any

from bot import rubrics
from bot.career import dimensions, gaps
from bot.career.credentials import counting, milestones
from bot.career.credentials.counting import Row
from bot.errors import Refused
from bot.features.credentials import card
from bot.features.credentials.asking import Looking, looking
from bot.slack import blocks
from bot.slack.blocks import Block
from bot.slack.commands import word
from bot.slack.text import count, day, escape, listed

SHOWN = 25  # rows
KINDS = {"win": "■", "words": "❝", "credential": "◆", "expired": "◇"}
HEAD = ["Expectation", "Dimension", "Wins", "Colleagues", "Credentials", "Bridged by"]


def register(app: Any) -> None:
    app.command("/win", matchers=[is_mine])(show)


def is_mine(spoken: Any) -> bool:
    first = spoken.args.lower().partition(" ")[0].rstrip(".!?") if spoken is not None else ""
    return word("credentials")(spoken) and first in ("matrix", "milestones", "picture")


def show(ack: Any, spoken: Any, store: Any, me: Any, clock: Any, settings: Any) -> None:
    who = looking(store, me, clock.now(), settings)
    deed, _, rest = spoken.args.rstrip(".!?").partition(" ")
    parts = {"matrix": table, "milestones": reached}
    shown = picture(who, rest) if deed.lower() == "picture" else parts[deed.lower()](who)
    ack(text=shown[0]["text"]["text"].strip("*"), blocks=shown)


def rows(who: Looking) -> list[Row]:
    """Every expectation of the target level, over the window of coverage."""
    ladder = rubrics.of(who.store, who.me)
    held = who.held
    since = gaps.since(held.today)
    wins = who.store.wins.of(who.me, since=since, until=held.today)
    backing = who.store.praise.backing(who.me, [win.id for win in wins if win.id])
    people: dict[str, set[str]] = {}
    for win in wins:
        for key in win.dimensions:
            found = gaps.corroborators(win, backing.get(win.id or 0, ()))
            people.setdefault(key, set()).update(found)
    level = who.person.level_next
    return counting.matrix(ladder, level, wins, dict(people), held.current)


def table(who: Looking) -> list[Block]:
    found = rows(who)
    bare = [row for row in found if row.bridge == counting.BRIDGED[False, False]]
    point = f"{len(bare)} of {count(len(found), 'expectation')} bridged by neither work nor proof."
    told = [HEAD, *(_cells(row) for row in found[:SHOWN])]
    left = f" {len(found) - SHOWN} more are not shown." if len(found) > SHOWN else ""
    return [
        blocks.section(f"*{point}*", "matrix_head"),
        blocks.data_table("Expectations, and what bridges them", told, "matrix", page=10),
        blocks.context(f"{card.COUNTED}{left} {card.ONLY_YOU}", block_id="matrix_note"),
    ]


def _cells(row: Row) -> list[str]:
    held = [title if counts else f"{title} (no win yet)" for title, counts in row.credentials]
    name = dimensions.TITLES.get(row.dimension, row.dimension)
    said = blocks.cut(" ".join((row.asks or "Nothing written").split()), 120)
    told = blocks.cut(listed([blocks.cut(one, 60) for one in held]) or "none", 200)
    return [said, name, str(row.wins), str(row.people), told, row.bridge]


def reached(who: Looking) -> list[Block]:
    """Small steps per dimension, with the day each was reached."""
    wins = who.store.wins.of(who.me)
    backing = who.store.praise.backing(who.me, [win.id for win in wins if win.id])
    asked = rubrics.of(who.store, who.me).asked(who.person.level_next)
    lines = []
    for key in asked:
        found = milestones.of(key, wins, backing)
        told = [f"✓ {one.name}, {day(one.on)}" if one.on else f"○ {one.name}" for one in found]
        lines.append(f"*{dimensions.TITLES.get(key, key)}*: {' · '.join(told)}")
    note = f"Derived from your wins, never posted, compared with nobody. {card.ONLY_YOU}"
    return [
        blocks.section("*Milestones per dimension*", "milestones_head"),
        blocks.section("\n".join(lines), "milestones"),
        blocks.context(note, block_id="milestones_note"),
    ]


def picture(who: Looking, words: str) -> list[Block]:
    """One dimension over time: wins, what colleagues said, credentials."""
    key = dimensions.by_tag(words.strip("# ")) if words.strip() else "scope"
    if key is None:
        raise Refused(f"Name a dimension: {listed(list(dimensions.TITLES.values()))}.")
    wins = who.store.wins.of(who.me)
    backing = who.store.praise.backing(who.me, [win.id for win in wins if win.id])
    held = who.held
    found = milestones.elevation(key, wins, backing, held.every, held.today)
    lines = [
        f"{KINDS[one.kind]} {day(one.on)} · {_what(one.kind, one.what)}" for one in found[-SHOWN:]
    ]
    kinds = [one.kind for one in found]
    told = [
        count(kinds.count("win"), "win"),
        count(kinds.count("words"), "colleague's quote", "colleagues' quotes"),
        count(kinds.count("credential"), "credential"),
    ]
    point = f"{dimensions.TITLES[key]} over time: {listed(told)}"
    note = f"■ a win, ❝ a colleague's words, ◆ a credential, ◇ its end. {card.ONLY_YOU}"
    return [
        blocks.section(f"*{point}*", "picture_head"),
        blocks.section("\n".join(lines) or "Nothing yet.", "picture"),
        blocks.context(note, block_id="picture_note"),
    ]


def _what(kind: str, words: str) -> str:
    said = escape(blocks.cut(" ".join(words.split()), 80))
    return f"{said} (expired)" if kind == "expired" else said
