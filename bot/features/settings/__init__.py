"""Settings: when Winbook asks, how praise is announced, and what Slack says changed."""

from typing import Any

from bot import people
from bot.career import prompts, window
from bot.errors import all_of
from bot.features.settings.form import FORM, card, form, learned, summary
from bot.features.settings.words import read_reminder, read_zone
from bot.slack import blocks, forms, text
from bot.slack.commands import word
from bot.slack.people import facts_of
from storage.records import Person, Principal


def register(app: Any) -> None:
    app.command("/win", matchers=[word("settings")])(show)
    app.command("/win", matchers=[word("remind")])(remind)
    app.action("settings_open")(open_form)
    app.view(FORM)(save)
    app.event("user_change")(learn)


def show(ack: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any) -> None:
    person = people.known(client, store, me, clock.now())
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
    person = people.known(client, store, me, now)
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
    change(store, me, clock.now(), settings, read(forms.answers(view)))
    ack()
    homes.stale(me)


def read(told: dict[str, forms.Answer]) -> dict[str, Any]:
    """The form's answers as choices; Refused with every field that is wrong."""
    zone = forms.text(told, "zone").strip()
    return all_of(
        {
            "rhythm": lambda: forms.text(told, "rhythm"),
            "ask_day": lambda: prompts.read_day(forms.text(told, "day").replace("-", " ")),
            "ask_time": lambda: prompts.read_time(forms.text(told, "time")),
            "ask_zone": lambda: read_zone(zone) if zone else "",
            "country": lambda: window.read_country(forms.text(told, "country")),
            "praise_notices": lambda: forms.text(told, "notices"),
        }
    )


def learn(event: Any, store: Any, me: Any, clock: Any, settings: Any) -> None:
    """Slack says that a person's zone, name or state changed: unsent questions move along."""
    user = Principal(me.workspace, str(event["user"]["id"]))
    person = people.learn(store, user, clock.now(), facts_of(event["user"], me.workspace))
    move_questions(store, person, clock.now(), settings)


def change(store: Any, me: Any, now: Any, settings: Any, choices: dict[str, Any]) -> Person:
    """Store what was chosen, and move the questions that were planned by the old choice."""
    before = store.people.get(me)
    if "rhythm" in choices:
        choices = choices | {"paused_until": None, "skipped_month": ""}
    done = [*before.steps_done, "rhythm"] if "rhythm" not in before.steps_done else None
    steps = {"steps_done": done} if done else {}
    stamp = max(before.chosen_stamp, f"{now.timestamp():.6f}")  # typed words have no action_ts
    person: Person = store.people.choose(me, now, stamp, rhythm_at=now, **choices, **steps)
    if prompts.is_silent(person, now, settings.zone):
        store.deliveries.drop_pending(me.workspace, me.user, prompts.EVERY_KIND, "turned off")
    else:
        move_questions(store, person, now, settings)
    return person


def move_questions(store: Any, person: Person, now: Any, settings: Any) -> None:
    rows = store.deliveries.planned(person.workspace, person.user, list(prompts.UNASKED))
    for row, due in prompts.replanned(person, rows, now, settings.zone):
        store.deliveries.replan(row.id, due, due + prompts.LIVES)
