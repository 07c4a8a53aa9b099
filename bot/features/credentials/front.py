"""What Home shows: credentials in a line, the rung reached, programmes, milestones."""

from bot import holding
from bot.career import dimensions
from bot.career.credentials import milestones, programmes
from bot.career.credentials.stacks import Standing
from bot.due import Visiting
from bot.features.credentials import ladders, page
from bot.features.credentials.asking import Looking
from bot.features.credentials.programmes import running
from bot.slack import blocks
from bot.slack.blocks import Block
from bot.slack.text import escape
from storage.records_credentials import Programme

SHOWN = 2  # ladders, programmes


def home(visiting: Visiting) -> list[Block]:
    """One section with a button that opens the rest, and one line of milestones."""
    look = visiting
    who = Looking(look.store, look.me, look.person, look.now, look.settings)
    held = holding.of(visiting)
    lines = [f"*Credentials*: {page.headline(held)}", *holding.lines(held)[:1]]
    lines += [_rung(row.name, standing) for row, standing in ladders.standings(who)[:SHOWN]]
    lines += [
        f"{escape(blocks.cut(one.title, 60))} `{programmes.bar(one)}`"
        for one in running(who)[:SHOWN]
    ]
    way = blocks.button("Credentials", page.OVERVIEW)
    return [
        blocks.section("\n".join(lines), "home_credentials", accessory=way),
        *_milestones(visiting),
    ]


def _rung(name: str, standing: Standing) -> str:
    reached = escape(blocks.cut(standing.reached.name, 60)) if standing.reached else "no rung yet"
    following = f", next {escape(blocks.cut(standing.next.name, 60))}" if standing.next else ""
    return f"{escape(blocks.cut(name, 60))}: {reached}{following}"


def _running(one: Programme) -> str:
    return f"{escape(blocks.cut(one.title, 60))} `{programmes.bar(one)}`"


def _milestones(visiting: Visiting) -> list[Block]:
    """Per dimension what was reached first and what comes next; nothing before the first win."""
    wins = visiting.wins
    if not wins:
        return []
    backing = visiting.backing
    asked = visiting.rubric.asked(visiting.person.level_next)
    said = []
    for key in asked:
        found = milestones.of(key, wins, backing)
        left = next((one.name for one in found if one.on is None), "all four")
        reached = sum(one.on is not None for one in found)
        more = "all four reached" if left == "all four" else f"{reached} of 4, next {left}"
        said.append(f"{dimensions.TITLES.get(key, key)}: {more}")
    return [blocks.context(f"Milestones · {' · '.join(said)}", block_id="home_milestones")]
