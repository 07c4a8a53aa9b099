"""Settings: when Winbook asks, how praise is announced, and what Slack says changed."""

import re
from datetime import date, timedelta
from typing import Any

from bot.career import prompts
from bot.career.days import months_back
from bot.errors import Refused
from bot.people import known
from bot.slack import blocks, forms, text
from bot.slack.commands import word
from bot.slack.people import facts_of
from storage.records import Person, Principal

FORM = "settings_form"
NOTICES = [("At once", "now"), ("Once a week, on Monday", "weekly"), ("Never", "never")]
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
RHYTHMS = [("Once a month", "monthly"), ("Never", "off")]
DAYS = [
    *[(prompts.said(str(day)).removeprefix("on the "), str(day)) for day in range(1, 29)],
    ("Last working day", "last"),
    ("Last Friday", "last-friday"),
    ("First Monday", "first-monday"),
]


def register(app: Any) -> None:
    app.command("/win", matchers=[word("settings")])(show)
    app.command("/win", matchers=[word("remind")])(remind)
    app.action("settings_open")(open_form)
    app.view(FORM)(save)
    app.event("user_change")(learn)


def show(ack: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any) -> None:
    person = known(client, store, me, clock.now())
    shown = [*card(person, settings), *learned(len(store.corrections.of(me)))]
    ack(text=summary(person, settings), blocks=shown)


def remind(
    ack: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    spoken: Any,
    settings: Any,
    homes: Any,
) -> None:
    """`/win remind monthly | off | pause 3 months | time 16:00 | day 15 | zone Europe/Paris`."""
    now = clock.now()
    person = known(client, store, me, now)
    asked = spoken.args.lower().rstrip(".!? ")
    if asked == "snooze":
        row = prompts.snoozed(person, now, settings.zone)
        store.deliveries.plan([row])
        said = f"I ask again on {text.day(prompts.today(person, row.due, settings.zone))}."
        ack(text=said, blocks=[blocks.section(f"{said} Only you can see this.", "snoozed")])
        return
    if asked and asked != "status":
        choices = read_reminder(spoken.args, person, now, settings.zone)
        person = change(store, me, now, settings, choices)
    ack(text=summary(person, settings), blocks=card(person, settings))
    homes.stale(me)


def open_form(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    person = store.people.get(me) or store.people.acted(me, clock.now())
    client.views_open(trigger_id=body["trigger_id"], view=form(person, settings))
    ack()


def save(ack: Any, view: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any) -> None:
    told = forms.answers(view)
    choices = {
        "rhythm": forms.text(told, "rhythm"),
        "ask_day": prompts.read_day(forms.text(told, "day").replace("-", " ")),
        "ask_time": prompts.read_time(forms.text(told, "time")),
        "ask_zone": read_zone(forms.text(told, "zone")) if forms.text(told, "zone") else "",
        "praise_notices": forms.text(told, "notices"),
    }
    change(store, me, clock.now(), settings, choices)
    ack()
    homes.stale(me)


def learn(event: Any, store: Any, me: Any, clock: Any, settings: Any) -> None:
    """Slack says that a person's zone, name or state changed: unsent questions move along."""
    user = Principal(me.workspace, str(event["user"]["id"]))
    facts = facts_of(event["user"], me.workspace)
    person = store.people.learn(user.workspace, user.user, clock.now(), **facts)
    move_questions(store, person, clock.now(), settings)


def change(store: Any, me: Any, now: Any, settings: Any, choices: dict[str, Any]) -> Person:
    """Store what was chosen, and move the questions that were planned by the old choice."""
    before = store.people.get(me)
    if "rhythm" in choices:
        choices = choices | {"paused_until": None, "skipped_month": ""}
    done = [*before.steps_done, "rhythm"] if "rhythm" not in before.steps_done else None
    steps = {"steps_done": done} if done else {}
    person: Person = store.people.choose(me, now, rhythm_at=now, **choices, **steps)
    if prompts.is_silent(person, now, settings.zone):
        kinds = [*prompts.UNASKED, "snoozed"]
        store.deliveries.drop_pending(me.workspace, me.user, kinds, "turned off")
    else:
        move_questions(store, person, now, settings)
    return person


def move_questions(store: Any, person: Person, now: Any, settings: Any) -> None:
    rows = store.deliveries.planned(person.workspace, person.user, list(prompts.UNASKED))
    for row, due in prompts.replanned(person, rows, now, settings.zone):
        store.deliveries.replan(row.id, due, due + prompts.LIVES)


def read_reminder(args: str, person: Person, now: Any, default: str) -> dict[str, Any]:
    """The words after `remind` as choices, or Refused."""
    first, _, rest = args.strip().lower().rstrip(".!? ").partition(" ")
    if first in ("monthly", "on", "resume") and not rest:
        return {"rhythm": "monthly"}
    if first in ("off", "never", "stop"):
        return {"rhythm": "off"}
    if first == "skip":
        return {"skipped_month": prompts.month_of(prompts.today(person, now, default))}
    if first == "pause":
        here = prompts.today(person, now, default)
        if rest.startswith("until "):
            return {"paused_until": prompts.read_until(rest.removeprefix("until "), here)}
        return {"paused_until": _pause_ends(rest, here)}
    if first in ("time", "at"):
        return {"rhythm": "monthly", "ask_time": prompts.read_time(rest)}
    if first in ("day", "on"):
        return {"rhythm": "monthly", "ask_day": prompts.read_day(_bare_day(rest))}
    if first == "zone":
        return {"ask_zone": read_zone(args.strip().partition(" ")[2])}
    raise Refused(
        "Say `remind monthly`, `remind off`, `remind pause 3 months`, `remind time 16:00`, "
        "`remind day 15` or `remind zone Europe/Paris`."
    )


def read_zone(words: str) -> str:
    """An IANA zone by its name, or Refused."""
    name = words.strip().replace(" ", "_")
    probe = Person(workspace="", user="", ask_zone=name, created_at=prompts.EPOCH)
    key = prompts.zone_of(probe, "").key
    if key.lower() != name.lower() or not name:
        raise Refused(f"“{words.strip()[:40]}” is no time zone. Write it as Europe/Paris.", "zone")
    return key


def summary(person: Person, settings: Any) -> str:
    if person.rhythm != "monthly":
        return "Winbook asks you nothing by itself."
    zone = prompts.zone_of(person, settings.zone).key
    when = f"{prompts.said(person.ask_day)} at {person.ask_time} ({zone})"
    paused = f" Paused until {text.day(person.paused_until)}." if person.paused_until else ""
    return f"Winbook asks once a month, {when}.{paused}"


def card(person: Person, settings: Any) -> list[blocks.Block]:
    chosen = {value: label for label, value in NOTICES}[person.praise_notices]
    notices = chosen[0].lower() + chosen[1:]
    words = f"`{settings.win_command} remind off`, `remind pause 3 months`, `remind time 16:00`, "
    words += "`remind day 15`, `remind zone Europe/Paris`"
    return [
        blocks.section(
            summary(person, settings), "rhythm", accessory=blocks.button("Change", "settings_open")
        ),
        blocks.section(f"Praise I notice about you: {notices}.", "notices"),
        blocks.context(f"Or type {words}. Only you can see this.", block_id="settings_note"),
    ]


def learned(corrections: int) -> list[blocks.Block]:
    """What the suggestions of dimensions follow, and the way to end that."""
    if not corrections:
        return []
    said = f"You changed {text.count(corrections, 'suggested dimension')}; suggestions follow that."
    sure = blocks.sure(
        "Forget what you taught?",
        "Suggestions start afresh. Your wins stay where you filed them.",
        "Forget",
    )
    button = blocks.button("Forget What You Learned", "learned_forget", confirm=sure)
    return [blocks.section(said, "learned", accessory=button)]


def form(person: Person, settings: Any) -> blocks.Block:
    rhythm = "off" if person.rhythm == "off" else "monthly"
    zone = prompts.zone_of(person, settings.zone).key
    return blocks.modal(
        FORM,
        "Settings",
        [
            blocks.field("rhythm", "Ask me", blocks.select("answer", RHYTHMS, rhythm)),
            blocks.field("day", "Day", blocks.select("answer", DAYS, person.ask_day)),
            blocks.field(
                "time",
                "Time",
                blocks.text_line(person.ask_time, most=10),
                hint="Between 09:00 and 16:59, on a working day.",
            ),
            blocks.field(
                "zone",
                "Time zone",
                blocks.text_line(person.ask_zone, most=60, placeholder=zone),
                optional=True,
                hint=f"Leave empty to follow Slack ({zone}).",
            ),
            blocks.field(
                "notices",
                "Tell me about praise",
                blocks.select("answer", NOTICES, person.praise_notices),
            ),
        ],
    )


def _bare_day(words: str) -> str:
    """`the 15th` as 15, `last day` as last."""
    bare = words.removeprefix("the ").replace("-", " ").removesuffix(" day")
    return re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", bare)


def _pause_ends(rest: str, here: date) -> date:
    """The day after a pause of so many days, weeks or calendar months; two years at most."""
    found = re.fullmatch(r"(?:for\s+)?(\w+)?\s*(day|week|month)s?", rest.strip().lower())
    if rest.strip() and not found:
        raise Refused("Say how long, like `remind pause 3 months` or `remind pause 2 weeks`.")
    number = found.group(1) if found and found.group(1) else "3" if not rest.strip() else "1"
    count = NUMBERS.get(number, 0) or (int(number[:3]) if number.isdecimal() else 0)
    if not count:
        raise Refused("Say how long, like `remind pause 3 months` or `remind pause 2 weeks`.")
    if days := {"day": 1, "week": 7}.get(found.group(2) if found else ""):
        return here + timedelta(days=min(count * days, 730))
    return months_back(here, -min(count, 24))
