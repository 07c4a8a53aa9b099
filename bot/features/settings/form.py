"""How the choices are shown: a card, and the form that changes them."""

from typing import Any

from bot.career import prompts
from bot.slack import blocks, text
from storage.records import Person

FORM = "settings_form"
NOTICES = [("At once", "now"), ("Once a week, on Monday", "weekly"), ("Never", "never")]
RHYTHMS = [("Once a month", "monthly"), ("Never", "off")]
DAYS = [
    *[(prompts.said(str(day)).removeprefix("on the "), str(day)) for day in range(1, 29)],
    ("Last working day", "last"),
    ("Last Friday", "last-friday"),
    ("First Monday", "first-monday"),
]


def summary(person: Person, settings: Any) -> str:
    if person.rhythm != "monthly":
        return "I ask you nothing by myself."
    zone = prompts.zone_of(person, settings.zone).key
    when = f"{prompts.said(person.ask_day)} at {person.ask_time} ({zone})"
    paused = f" Paused until {text.day(person.paused_until)}." if person.paused_until else ""
    return f"I ask once a month, {when}.{paused}"


def card(person: Person, settings: Any) -> list[blocks.Block]:
    chosen = {value: label for label, value in NOTICES}[person.praise_notices]
    notices = chosen[0].lower() + chosen[1:]
    words = f"`{settings.win_command} remind off`, `remind pause 3 months`, `remind time 16:00`, "
    words += "`remind day 15`, `remind zone Europe/Paris`, `remind country DE`, "
    words += f"`remind discreet {'off' if person.is_discreet else 'on'}`"
    return [
        blocks.section(
            summary(person, settings), "rhythm", accessory=blocks.button("Change", "settings_open")
        ),
        blocks.section(f"Praise I notice about you: {notices}. {_manners(person)}", "notices"),
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


def _manners(person: Person) -> str:
    """Which days stay free, and what a notification gives away."""
    free = f"weekends and the public holidays of {person.country}" if person.country else "weekends"
    tells = "do not say" if person.is_discreet else "say"
    return f"I write nothing on {free}. Notifications {tells} what they are about."


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
                "country",
                "Country",
                blocks.text_line(person.country, most=60),
                optional=True,
                hint="Its public holidays are kept free. Like DE or Germany; empty for none.",
            ),
            blocks.field(
                "notices",
                "Tell me about praise",
                blocks.select("answer", NOTICES, person.praise_notices),
            ),
        ],
    )
