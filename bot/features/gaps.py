"""Gaps: what the file shows per dimension, what is thin, and one thing to look for."""

from typing import Any

from bot import coverage, holding
from bot.career import dimensions, gaps, rubric
from bot.career.prompts import today
from bot.due import Visiting, visit
from bot.slack import blocks, text
from bot.slack.commands import word

RICH = ("data_visualization", "data_table")


def register(app: Any) -> None:
    app.command("/win", matchers=[word("gaps")])(show)
    app.action("gaps_show")(show_privately)


def show(ack: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any) -> None:
    visiting = _visit(store, me, clock, settings)
    standings = coverage.standings(visiting)
    is_rich = homes.takes(me.workspace, RICH)
    ack(text=headline(standings), blocks=answer(visiting, standings, is_rich=is_rich))


def show_privately(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    visiting = _visit(store, me, clock, settings)
    standings = coverage.standings(visiting)
    shown = [
        blocks.section(headline(standings), "gaps_head"),
        *details(standings),
        by_quarter(trend(visiting), [s.dimension for s in standings]),
    ]
    view = blocks.modal("gaps", "Coverage", shown, submit="", close="Done")
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def home(visiting: Visiting) -> list[blocks.Block]:
    standings = coverage.standings(visiting)
    ladder = visiting.rubric
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


def answer(
    visiting: Visiting, standings: list[gaps.Standing], *, is_rich: bool = False
) -> list[blocks.Block]:
    """The sentence first; `is_rich` where Slack is known to draw charts and tables."""
    worst, quarters = gaps.thin(standings), trend(visiting)
    asked = [standing.dimension for standing in standings]
    has_chart = is_rich and any(quarter.wins for quarter in quarters)
    note = f"Consistent means {gaps.WINS} wins in {gaps.MONTHS} months, one with a colleague's "
    note += "words and one with a figure. Only you can see this."
    return [
        blocks.section(f"*{headline(standings)}*", "gaps_head"),
        *([drawn(quarters, asked), table(standings)] if has_chart else []),
        *([] if has_chart else [*details(standings), by_quarter(quarters, asked)]),
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


def trend(visiting: Visiting) -> list[gaps.Quarter]:
    """This person's wins by quarter, the one that runs last."""
    day = today(visiting.person, visiting.now, visiting.settings.zone)
    return gaps.trend(coverage.counted(visiting), day)


def by_quarter(quarters: list[gaps.Quarter], asked: list[str]) -> blocks.Block:
    """Q1 2026: 4 (Scope 3, Influence 1), a line each."""
    said = [f"*{q.name}{'' if q.is_over else ', so far'}*: {_counts(q, asked)}" for q in quarters]
    return blocks.section("*By quarter*\n" + "\n".join(said), "gaps_quarters")


def _counts(quarter: gaps.Quarter, asked: list[str]) -> str:
    shares = [f"{dimensions.TITLES[k]} {quarter.wins[k]}" for k in asked if quarter.wins.get(k)]
    return f"{quarter.total or 'none'}" + (f" ({', '.join(shares)})" if shares else "")


def drawn(quarters: list[gaps.Quarter], asked: list[str]) -> blocks.Block:
    """The trend as Slack draws it: per quarter a bar for each dimension."""
    series = {
        dimensions.TITLES[key]: [(q.name, float(q.wins.get(key, 0))) for q in quarters]
        for key in asked
    }
    return blocks.grouped_bars("Wins by quarter", series, "gaps_chart")


def table(standings: list[gaps.Standing]) -> blocks.Block:
    """The counts and the reason, a row per dimension."""
    titles = ["Dimension", "Standing", "Wins", "Months", "Last", "Still Needs"]
    rows = [
        [
            dimensions.TITLES[s.dimension],
            s.level,
            str(s.wins),
            str(s.months),
            text.day(s.last) if s.last else "",
            text.listed(list(s.missing)),
        ]
        for s in standings
    ]
    caption = f"Coverage, last {gaps.WINDOW} months"
    return blocks.data_table(caption, [titles, *rows], "gaps_table")


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
    ladder = visiting.rubric
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
    return visit(person, me, store, now, settings)
