"""Rubric: the current and the target level, and what each dimension asks there."""

import re
from typing import Any

from bot.career import dimensions, rubric
from bot.errors import Refused
from bot.slack import blocks, forms
from bot.slack.commands import word

FORM = "rubric_levels"


def register(app: Any) -> None:
    app.command("/win", matchers=[word("level")])(show)
    app.action("rubric_open")(open_form)
    app.view(FORM)(choose)


def show(ack: Any, store: Any, me: Any, clock: Any, spoken: Any, settings: Any) -> None:
    """`/win level` shows; `level staff` sets the target, `level mid to senior` both."""
    if spoken.args:
        chosen = read_levels(spoken.args)
        before = store.people.get(me) or store.people.acted(me, clock.now())
        _refuse_going_down(chosen, before, settings.win_command)
        store.people.choose(me, clock.now(), **chosen)
    person = store.people.get(me) or store.people.acted(me, clock.now())
    ack(text=sentence(person), blocks=expectations(person, settings.win_command))


def open_form(ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any) -> None:
    person = store.people.get(me) or store.people.acted(me, clock.now())
    client.views_open(trigger_id=body["trigger_id"], view=form(person))
    ack()


def choose(ack: Any, view: Any, store: Any, me: Any, clock: Any, homes: Any) -> None:
    told = forms.answers(view)
    now_id, next_id = forms.text(told, "level_now"), forms.text(told, "level_next")
    ladder = rubric.default()
    if ladder.level(next_id).rank < ladder.level(now_id).rank:
        problem = "The target cannot be below the current level. Choose the same or a higher one."
        ack(response_action="errors", errors={"level_next": problem})
        return
    person = store.people.choose(me, clock.now(), level_now=now_id, level_next=next_id)
    done(store, me, clock, person)
    ack()
    homes.stale(me)


def read_levels(words: str) -> dict[str, str]:
    """`staff`, `next staff`, `now mid` or `mid to senior` as choices, or Refused."""
    ladder = rubric.default()
    both = re.split(r"\s+(?:to|->|→|and|next)\s+", words.strip(), maxsplit=1, flags=re.IGNORECASE)
    if len(both) == 2:
        now, target = (ladder.named(part.removeprefix("now ")) for part in both)
        if target.rank < now.rank:
            raise Refused(f"{target.name} is below {now.name}. Name the lower level first.")
        return {"level_now": now.id, "level_next": target.id}
    first, _, rest = words.strip().partition(" ")
    if first.lower() == "now":
        return {"level_now": ladder.named(rest).id}
    return {"level_next": ladder.named(rest if first.lower() == "next" else words).id}


def _refuse_going_down(chosen: dict[str, str], person: Any, command: str) -> None:
    ladder = rubric.default()
    now = ladder.level(chosen.get("level_now", person.level_now))
    target = ladder.level(chosen.get("level_next", person.level_next))
    if target.rank >= now.rank:
        return
    if "level_now" in chosen:
        fix = f"{command} level {now.name.lower()} to {ladder.after(now.id).name.lower()}"
        raise Refused(f"Your target, {target.name}, is below {now.name}. `{fix}` sets both.")
    fix = f"{command} level now {target.name.lower()}"
    raise Refused(
        f"{target.name} is below your current level, {now.name}. `{fix}` sets the current one."
    )


def done(store: Any, me: Any, clock: Any, person: Any) -> None:
    """The first of the three first steps is over."""
    if "rubric" not in person.steps_done:
        store.people.choose(me, clock.now(), steps_done=[*person.steps_done, "rubric"])


def sentence(person: Any) -> str:
    ladder = rubric.default()
    now, target = ladder.level(person.level_now), ladder.level(person.level_next)
    return f"You are {now.name} and aim for {target.name}."


def expectations(person: Any, command: str) -> list[blocks.Block]:
    ladder = rubric.default()
    asked = [(key, ladder.asks(key, person.level_next)) for key in ladder.dimensions]
    lines = [f"*{dimensions.TITLES[key]}*: {expected.asks}" for key, expected in asked]
    levels = ", ".join(level.name for level in ladder.levels)
    return [
        blocks.section(sentence(person), "level", accessory=blocks.button("Change", "rubric_open")),
        blocks.section("\n".join(lines), "level_asks"),
        blocks.context(
            f"Levels: {levels}. Set the target with `{command} level staff`. "
            "Only you can see this.",
            block_id="level_note",
        ),
    ]


def form(person: Any) -> blocks.Block:
    levels = [(level.name, level.id) for level in rubric.default().levels]
    return blocks.modal(
        FORM,
        "Your Levels",
        [
            blocks.field(
                "level_now", "Level now", blocks.select("answer", levels, person.level_now)
            ),
            blocks.field(
                "level_next", "Target", blocks.select("answer", levels, person.level_next)
            ),
        ],
    )
