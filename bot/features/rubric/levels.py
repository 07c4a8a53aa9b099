"""The current and the target level: shown, typed, or chosen in a form, on a branch if they fork."""

import json
import re
from typing import Any

from bot import rubrics
from bot.career import dimensions
from bot.career.rubric import Rubric
from bot.errors import Refused
from bot.rubrics import Judged
from bot.slack import blocks, forms
from bot.slack.commands import word
from bot.slack.text import escape, listed
from storage.records import Person, Principal

FORM = "rubric_levels"
OPEN = "rubric_open"
NOW, NEXT, BRANCH = "level_now", "level_next", "branch"
BRANCHES = [("Individual contributor", "ic"), ("People manager", "pm")]
MOST = 600  # characters of what one dimension asks in the overview


def register(app: Any) -> None:
    app.command("/win", matchers=[word("level")])(show)
    app.action(OPEN)(open_form)
    app.view(FORM)(choose)


def show(ack: Any, store: Any, me: Any, clock: Any, spoken: Any, settings: Any) -> None:
    """`/win level` shows; `level staff` sets the target, `level mid to senior` both."""
    ladder = rubrics.of(store, me)
    person = store.people.get(me) or store.people.acted(me, clock.now())
    if spoken.args:
        chosen = read_levels(spoken.args, ladder)
        _refuse_going_down(chosen, person, ladder, settings.win_command)
        person = store.people.choose(me, clock.now(), **chosen)
    shown = expectations(person, ladder, settings.win_command)
    ack(text=escape(sentence(person, ladder)), blocks=shown)


def open_form(ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any) -> None:
    person = store.people.get(me) or store.people.acted(me, clock.now())
    view = form(person, rubrics.judged(store, me))
    opening = client.views_push if _is_in_form(body) else client.views_open
    opening(trigger_id=body["trigger_id"], view=view)
    ack()


def choose(ack: Any, view: Any, store: Any, me: Any, clock: Any, homes: Any) -> None:
    told = forms.answers(view)
    judged = rubrics.judged(store, me)
    now_id, next_id, branch = (forms.text(told, name) for name in (NOW, NEXT, BRANCH))
    if wrong := problems(judged.rubric, now_id, next_id, branch):
        ack(response_action="errors", errors=wrong)
        return
    person = store.people.choose(me, clock.now(), level_now=now_id, level_next=next_id)
    if judged.version is not None:
        store.rubrics.choose(me.workspace, me.user, judged.version, clock.now(), branch)
    done(store, me, clock, person)
    ack()
    homes.stale(me)


def problems(ladder: Rubric, now_id: str, next_id: str, branch: str) -> dict[str, str]:
    """What cannot be taken as it is, under the field it belongs to."""
    now, target = ladder.level(now_id), ladder.level(next_id)
    if target.rank < now.rank:
        return {
            NEXT: "The target cannot be below the current level. Choose the same or a higher one."
        }
    if branch and target.branch not in ("", branch):
        wanted = next((label for label, key in BRANCHES if key == target.branch), target.branch)
        return {NEXT: f"{target.name} is on the other branch. Choose it, or “{wanted}” as branch."}
    return {}


def read_levels(words: str, ladder: Rubric) -> dict[str, str]:
    """`staff`, `next staff`, `now mid` or `mid to senior` as choices, or Refused."""
    both = re.split(r"\s+(?:to|->|→|and|next)\s+", words.strip(), maxsplit=1, flags=re.IGNORECASE)
    if len(both) == 2:
        now, target = (ladder.named(part.removeprefix("now ")) for part in both)
        if target.rank < now.rank:
            raise Refused(f"{target.name} is below {now.name}. Name the lower level first.")
        return {NOW: now.id, NEXT: target.id}
    first, _, rest = words.strip().partition(" ")
    if first.lower() == "now":
        return {NOW: ladder.named(rest).id}
    return {NEXT: ladder.named(rest if first.lower() == "next" else words).id}


def _refuse_going_down(chosen: dict[str, str], person: Any, ladder: Rubric, command: str) -> None:
    now = ladder.level(chosen.get(NOW, person.level_now))
    target = ladder.level(chosen.get(NEXT, person.level_next))
    if target.rank >= now.rank or not ladder.knows(person.level_now):
        return
    if NOW in chosen:
        fix = f"{command} level {now.name.lower()} to {ladder.after(now.id).name.lower()}"
        raise Refused(f"Your target, {target.name}, is below {now.name}. `{fix}` sets both.")
    fix = f"{command} level now {target.name.lower()}"
    raise Refused(
        f"{target.name} is below your current level, {now.name}. `{fix}` sets the current one."
    )


def done(store: Any, me: Principal, clock: Any, person: Person) -> None:
    """The first of the three first steps is over."""
    if "rubric" not in person.steps_done:
        store.people.choose(me, clock.now(), steps_done=[*person.steps_done, "rubric"])


def sentence(person: Person, ladder: Rubric) -> str:
    if not ladder.knows(person.level_next):
        return f"Your levels in {ladder.name} are not chosen yet."
    now, target = ladder.level(person.level_now), ladder.level(person.level_next)
    return f"You are {now.name} and aim for {target.name}."


def expectations(person: Person, ladder: Rubric, command: str) -> list[blocks.Block]:
    names = ", ".join(level.name for level in ladder.levels)
    head = blocks.section(
        escape(sentence(person, ladder)), "level", accessory=blocks.button("Change", OPEN)
    )
    note = f"Levels: {escape(names)}. {_typed(ladder, person, command)}"
    return [
        head,
        blocks.section(asked(ladder, person.level_next), "level_asks"),
        blocks.context(f"{note}Only you can see this.", block_id="level_note"),
    ]


def _typed(ladder: Rubric, person: Person, command: str) -> str:
    """How to set the target in words, when it has an id that can be typed."""
    example = ladder.after(person.level_now).id.lower()
    if not re.fullmatch(r"[a-z][a-z0-9+-]{0,40}|\d{1,2}", example):
        return ""
    return f"Set the target with `{command} level {example}`. "


def asked(ladder: Rubric, level_id: str) -> str:
    """What each of the five dimensions asks at a level, in the company's words."""
    return "\n".join(_asked(ladder, key, level_id) for key in ladder.dimensions)


def _asked(ladder: Rubric, key: str, level_id: str) -> str:
    expected, names = ladder.asks(key, level_id), ladder.names(key)
    called = f" ({escape(listed([blocks.cut(name, 40) for name in names[:4]]))})" if names else ""
    head = f"*{dimensions.TITLES[key]}*{called}:"
    if not expected.is_asked:
        return f"{head} this level asks nothing here."
    if len(expected.criteria) == 1:
        return f"{head} {escape(blocks.cut(expected.asks, MOST))}"
    most = max(60, MOST // len(expected.criteria))
    return "\n".join(
        [head, *(f"• {escape(blocks.cut(one.text, most))}" for one in expected.criteria[:8])]
    )


def form(person: Person, judged: Judged) -> blocks.Block:
    """Both levels; the branch first, where the levels fork."""
    ladder = judged.rubric
    offered = [(level.name, level.id) for level in ladder.levels]
    now = person.level_now if ladder.knows(person.level_now) else ladder.levels[0].id
    target = person.level_next if ladder.knows(person.level_next) else ladder.after(now).id
    fields = [
        blocks.field(NOW, "Level now", blocks.select("answer", offered, now)),
        blocks.field(NEXT, "Target", blocks.select("answer", offered, target)),
    ]
    if any(level.branch for level in ladder.levels):
        branch = judged.chosen.branch or ladder.level(target).branch or "ic"
        hint = "The levels fork: those of the other branch are not your next step."
        menu = blocks.select("answer", BRANCHES, branch)
        fields.insert(0, blocks.field(BRANCH, "Branch", menu, hint=hint))
    note = blocks.section(f"From *{escape(ladder.name)}*.", "levels_of")
    return blocks.modal(FORM, "Your Levels", [note, *fields], kept=json.dumps({"of": ladder.key}))


def _is_in_form(body: dict[str, Any]) -> bool:
    return (body.get("view") or {}).get("type") == "modal"
