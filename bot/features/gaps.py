"""Gaps: what the file shows per dimension, what is thin, and one thing to look for."""

from typing import Any

from bot import holding, rubrics
from bot.career import dimensions, gaps, rubric
from bot.career.prompts import today
from bot.due import Visiting
from bot.slack import blocks, text
from bot.slack.commands import word


def register(app: Any) -> None:
    app.command("/win", matchers=[word("gaps")])(show)
    app.action("gaps_show")(show_privately)


def show(ack: Any, store: Any, me: Any, clock: Any, settings: Any) -> None:
    visiting = _visit(store, me, clock, settings)
    standings = standing(visiting)
    ack(text=headline(standings), blocks=answer(visiting, standings))


def show_privately(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    visiting = _visit(store, me, clock, settings)
    shown = [blocks.section(headline(standing(visiting)), "gaps_head")]
    view = blocks.modal(
        "gaps", "Coverage", shown + details(standing(visiting)), submit="", close="Done"
    )
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def home(visiting: Visiting) -> list[blocks.Block]:
    standings = standing(visiting)
    ladder = rubrics.of(visiting.store, visiting.me)
    now, target = ladder.level(visiting.person.level_now), ladder.level(visiting.person.level_next)
    title = f"Coverage for {now.name} → {target.name}, last {gaps.WINDOW} months"
    if not ladder.knows(visiting.person.level_next):
        title = f"Coverage, last {gaps.WINDOW} months"
    shown = [
        blocks.header(title, "home_coverage"),
        blocks.section(
            headline(standings),
            "home_gaps",
            accessory=blocks.button("Show Gaps", "gaps_show"),
        ),
    ]
    if any(s.wins for s in standings):
        shown.append(chart(standings, "home_chart"))
    worst = gaps.thin(standings)
    if worst:
        shown.append(_look_for(visiting, worst[0], "home_look"))
    return shown


def standing(visiting: Visiting) -> list[gaps.Standing]:
    """Coverage as it is now, from the person's own wins and what backs them."""
    day = today(visiting.person, visiting.now, visiting.settings.zone)
    wins = visiting.store.wins.of(visiting.me)
    backing = visiting.store.praise.backing(visiting.me, [win.id for win in wins if win.id])
    asked = rubrics.of(visiting.store, visiting.me).asked(visiting.person.level_next)
    return gaps.coverage(asked, wins, backing, day)


def headline(standings: list[gaps.Standing]) -> str:
    """The point, in one or two sentences."""
    good = [dimensions.TITLES[s.dimension] for s in standings if not s.is_thin]
    some = [dimensions.TITLES[s.dimension] for s in standings if s.level == gaps.SOMETIMES]
    none = [dimensions.TITLES[s.dimension] for s in standings if s.level == gaps.NEVER]
    said = []
    if good:
        said.append(f"{text.listed(good)} {'is' if len(good) == 1 else 'are'} consistent.")
    if some:
        said.append(f"{text.listed(some)} {'is' if len(some) == 1 else 'are'} thin.")
    if none:
        said.append(f"Nothing yet for {text.listed([name.lower() for name in none])}.")
    return " ".join(said)


def answer(visiting: Visiting, standings: list[gaps.Standing]) -> list[blocks.Block]:
    worst = gaps.thin(standings)
    note = f"Consistent means {gaps.WINS} wins in {gaps.MONTHS} months, one with a colleague's "
    note += "words and one with a figure. Only you can see this."
    return [
        blocks.section(f"*{headline(standings)}*", "gaps_head"),
        *details(standings),
        *([_look_for(visiting, worst[0], "gaps_look")] if worst else []),
        *holding.support(visiting, [one.dimension for one in standings], "gaps_credentials"),
        blocks.context(note, block_id="gaps_note"),
    ]


def details(standings: list[gaps.Standing]) -> list[blocks.Block]:
    """One line per dimension: the bar in text, the counts, the reason."""
    return [blocks.section("\n".join(_line(s) for s in standings), "gaps_lines")]


def chart(standings: list[gaps.Standing], block_id: str) -> blocks.Block:
    values = [(dimensions.TITLES[s.dimension], float(s.wins)) for s in standings]
    return blocks.bars("Wins by dimension, 12 months", "Wins", values, block_id)


def _line(standing: gaps.Standing) -> str:
    name, bar = dimensions.TITLES[standing.dimension], "▰" * min(standing.wins, 5)
    bar += "▱" * (5 - len(bar))
    if not standing.wins:
        return f"`{bar}` *{name}*: never. Nothing in {gaps.WINDOW} months."
    counts = f"{text.count(standing.wins, 'win')} in {text.count(standing.months, 'month')}"
    last = f"last {text.day(standing.last)}" if standing.last else ""
    needs = f" Still needs {text.listed(list(standing.missing))}." if standing.missing else ""
    return f"`{bar}` *{name}*: {standing.level}. {counts}, {last}.{needs}"


def _look_for(visiting: Visiting, worst: gaps.Standing, block_id: str) -> blocks.Block:
    ladder = rubrics.of(visiting.store, visiting.me)
    expected = ladder.asks(worst.dimension, visiting.person.level_next)
    first = text.escape(blocks.cut(expected.asks.split("\n")[0], 300))
    hint = rubric.suggestion(worst.dimension, visiting.now.month)
    name = dimensions.TITLES[worst.dimension].lower()
    return blocks.section(
        f"*To look for, {name}*: {hint}\n_{first}_ Reliable delivery comes first."
        if expected.is_asked and ladder.knows(visiting.person.level_next)
        else f"*To look for, {name}*: {hint} Reliable delivery comes first.",
        block_id,
    )


def _visit(store: Any, me: Any, clock: Any, settings: Any) -> Visiting:
    now = clock.now()
    person = store.people.get(me) or store.people.acted(me, now)
    return Visiting(person, me, store, now, settings)
