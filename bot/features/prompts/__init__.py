"""Prompts: once a month, one private message that asks for wins and names what is thin."""

from datetime import timedelta
from typing import Any

from bot import coverage, holding
from bot.career import dimensions, gaps, prompts, rubric
from bot.career.days import months_back
from bot.due import Due, Sending, Visiting
from bot.features.prompts import asking, planning, ready
from bot.slack import blocks, messages, text
from bot.slack.messages import Message
from storage.records import Person

SNOOZED = prompts.SNOOZED
REVIEW = "Your monthly review is ready"


def register(app: Any) -> None:
    app.action("prompt_snooze")(snooze)
    app.action("prompt_skip")(skip)
    app.action("prompt_pause")(pause)
    asking.register(app)


def snooze(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any, after: Any
) -> None:
    """The same question again in three days; pressing twice asks once."""
    now = clock.now()
    person = store.people.get(me) or store.people.acted(me, now)
    row = prompts.snoozed(person, now, settings.zone)
    store.deliveries.plan([row])
    ack()
    day = prompts.today(person, row.due, settings.zone)
    _say(after, body, client, f"I ask again on {text.day(day)}.")


def skip(
    ack: Any,
    action: Any,
    body: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
) -> None:
    """No more questions this month."""
    now = clock.now()
    person = store.people.get(me) or store.people.acted(me, now)
    month = prompts.month_of(prompts.today(person, now, settings.zone))
    store.people.choose(me, now, action.get("action_ts", ""), skipped_month=month)
    store.deliveries.drop_pending(me.workspace, me.user, prompts.LATER, "skipped")
    ack()
    _say(after, body, client, "Skipped. I ask again next month.")


def pause(
    ack: Any,
    action: Any,
    body: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
    homes: Any,
) -> None:
    """Three months without questions."""
    now = clock.now()
    person = store.people.get(me) or store.people.acted(me, now)
    until = months_back(prompts.today(person, now, settings.zone), -3)
    store.people.choose(me, now, action.get("action_ts", ""), paused_until=until)
    store.deliveries.drop_pending(me.workspace, me.user, prompts.EVERY_KIND, "paused")
    ack()
    back = f"Paused until {text.day(until)}. `{settings.win_command} remind monthly` ends it."
    _say(after, body, client, back)
    homes.stale(me)


def question(sending: Sending) -> Message | None:
    """What happened, what waits, what is thin, what to look for; or the line that says it stops."""
    if holding.ignored(sending.store, sending.person) >= prompts.PATIENCE:
        return _last_word(sending)
    standings = coverage.when_sent(sending)
    worst = gaps.thin(standings)
    month = prompts.local(sending.person, sending.now, sending.settings.zone)
    head = f"What landed since {prompts.month_before(month.date()):%B} began?"
    shown = [
        blocks.section(f"*{head}* One line is plenty.", "ask"),
        blocks.section("\n".join(_facts(sending)), "ask_facts"),
        blocks.section(_thin(standings), "ask_thin"),
        *([blocks.section(_look_for(sending, worst[0]), "ask_look")] if worst else []),
        *holding.followed(sending, "ask_credentials"),
        _buttons(worst),
        blocks.context(_rhythm(sending.person, sending.settings), block_id="ask_rhythm"),
    ]
    return Message(f"{_waiting(sending) or head} {_thin(standings)}", shown)


def nudge(sending: Sending) -> Message | None:
    """One thin dimension mid-month; nothing when a win came in for it since the question.

    When none is thin any more of what the plan or the level requires, the message that says so
    takes its place.
    """
    if holding.ignored(sending.store, sending.person) >= prompts.PATIENCE:
        return None
    worst = gaps.thin(coverage.when_sent(sending))
    if ready.announce(sending) or not worst:
        return None
    day = prompts.today(sending.person, sending.now, sending.settings.zone)
    if worst[0].last and day - worst[0].last < timedelta(days=30):
        return None
    name = dimensions.TITLES[worst[0].dimension]
    point = f"{name} is still thin. Did anything count towards it this month?"
    shown = [
        blocks.section(f"*{point}*", "nudge"),
        blocks.section(_look_for(sending, worst[0]), "nudge_look"),
        *holding.followed(sending, "nudge_credentials"),
        _buttons(worst),
    ]
    return Message(point, shown)


def home(visiting: Visiting) -> list[blocks.Block]:
    return [
        blocks.divider("home_line"),
        blocks.context(_rhythm(visiting.person, visiting.settings), block_id="home_rhythm"),
        blocks.actions(
            blocks.button("Change", "settings_open", says="Change when Winbook asks"),
            blocks.button("Privacy", "privacy_open"),
            block_id="home_more",
        ),
    ]


DUE = (
    Due(prompts.MONTHLY, question, planning.questions, unasked=True, discreet=REVIEW),
    Due(prompts.NUDGE, nudge, planning.nudges, unasked=True),
    Due(SNOOZED, question, discreet=REVIEW),
    *ready.DUE,
)


def _last_word(sending: Sending) -> Message:
    command = sending.settings.win_command
    said = f"Two questions stayed unanswered, so I stop asking. `{command} remind monthly` starts "
    said += "it again; your book stays as it is."
    return Message(said, [blocks.section(said, "stop")])


def _facts(sending: Sending) -> list[str]:
    """What was logged last month and what waits, as lines."""
    here = prompts.local(sending.person, sending.now, sending.settings.zone).date()
    first = prompts.month_before(here)
    logged = sending.store.wins.of(sending.me, since=first)
    lines = [f"{text.count(len(logged), 'win')} since {text.day(first)}."]
    lines += [f"• {text.escape(blocks.cut(win.text, 120))}" for win in logged[:3]]
    waits = _waiting(sending)
    return [*lines, waits] if waits else lines


def _waiting(sending: Sending) -> str:
    """What only needs a yes or a no: drafts and praise."""
    drafts = len(sending.store.wins.of(sending.me, states=("draft",)))
    praise = len(sending.store.praise.waiting(sending.me))
    told = [text.count(drafts, "draft")] if drafts else []
    told += [text.count(praise, "piece of praise", "pieces of praise")] if praise else []
    where = f" `{sending.settings.win_command} list drafts` shows what is not kept yet."
    return f"{text.listed(told)} to confirm.{where if drafts else ''}" if told else ""


def _thin(standings: list[gaps.Standing]) -> str:
    worst = gaps.thin(standings)
    if not worst:
        return "Every dimension is consistent."
    names = [f"{dimensions.TITLES[s.dimension].lower()}{_since(s)}" for s in worst]
    return f"Thin: {text.listed(names)}."


def _since(standing: gaps.Standing) -> str:
    if standing.wins and standing.last:
        return f" ({text.count(standing.wins, 'win')}, last {text.day(standing.last)})"
    return f" (nothing since {text.day(standing.last)})" if standing.last else " (nothing yet)"


def _look_for(sending: Sending, worst: gaps.Standing) -> str:
    hint = rubric.suggestion(worst.dimension, sending.now.month)
    name = dimensions.TITLES[worst.dimension].lower()
    return f"*To look for, {name}*: {hint} Reliable delivery comes first."


def _buttons(worst: list[gaps.Standing]) -> blocks.Block:
    target = worst[0].dimension if worst else ""
    return blocks.actions(
        blocks.button("Log a Win", "win_open", target, style="primary"),
        blocks.button("Snooze", "prompt_snooze", says="Ask again in three days"),
        blocks.button("Skip This Month", "prompt_skip"),
        blocks.button("Pause", "prompt_pause", says="Pause for three months"),
        blocks.button("Change", "settings_open", says="Change when Winbook asks"),
        block_id="ask_buttons",
    )


def _rhythm(person: Person, settings: Any) -> str:
    command = settings.win_command
    if person.rhythm != "monthly":
        return f"I ask nothing by myself. `{command} remind monthly` changes that."
    zone = prompts.zone_of(person, settings.zone).key
    when = f"{prompts.said(person.ask_day)} at {person.ask_time} ({zone})"
    paused = f" Paused until {text.day(person.paused_until)}." if person.paused_until else ""
    return f"I ask once a month, {when}.{paused} `{command} remind` changes it."


def _say(after: Any, body: Any, client: Any, sentence: str) -> None:
    """Take the buttons off the question and say what was chosen."""
    after(messages.replace, body, client, sentence, [blocks.section(sentence, "asked")])
