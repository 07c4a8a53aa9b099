"""The people and channels of Fernhill, and a month of what they said before today."""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from playground import talk
from playground.state import Channel, Json, Message, Person, World

FERNHILL = Path(__file__).with_name("seed.yml")
BOT = "winbook"


def fill(world: World) -> None:
    """Put everybody in their place; nothing of it is sent to the app."""
    held = yaml.load(FERNHILL.read_text(encoding="utf-8"), yaml.CSafeLoader)
    people = {facts["name"]: _person(world, facts) for facts in held["people"]}
    people[BOT] = world.people[world.bot_user]
    channels = {facts["name"]: _channel(world, people, facts) for facts in held["channels"]}
    for said in held["said"]:
        _say(world, people, channels[said["in"]], said)
    for channel in channels.values():
        stream = channel.stream()
        for member in channel.members if stream else ():
            channel.last_read[member] = stream[-1].ts


def _person(world: World, facts: Json) -> Person:
    first = facts["real_name"].split()[0]
    email = f"{facts['name']}@fernhill.example"
    made = Person(world.new_id("U"), display_name=first, email=email, **facts)
    if made.is_bot:
        made.bot_id, made.app_id = world.new_id("B"), world.new_id("A")
    world.people[made.id] = made
    return made


def _channel(world: World, people: dict[str, Person], facts: Json) -> Channel:
    everybody = [name for name, person in people.items() if not person.deleted]
    names = everybody if facts["members"] == "all" else facts["members"]
    members = [people[name].id for name in names]
    kind = "group" if facts.get("private") else "channel"
    made = Channel(world.new_id("C"), facts["name"], kind, members, members[0])
    made.topic = facts["topic"]
    made.created = world.seconds() - 31 * 24 * 3600
    world.channels[made.id] = made
    return made


def _say(world: World, people: dict[str, Person], channel: Channel, said: Json) -> None:
    sent = _post(world, people, channel, said, said["day"])
    for emoji, names in said.get("reactions", {}).items():
        sent.reactions[emoji] = [people[name].id for name in names]
    for reply in said.get("replies", ()):
        _post(world, people, channel, reply, said["day"], thread_ts=sent.ts)


def _post(
    world: World, people: dict[str, Person], channel: Channel, said: Json, day: int, **more: Any
) -> Message:
    text = talk.typed(world, said["text"])
    ts = _stamp(world, day, said["at"])
    content = talk.by_person(world, people[said["by"]].id, text, ts=ts, **more)
    return talk.post(world, channel, content, quiet=True)


def _stamp(world: World, day: int, at: str) -> str:
    now = world.clock.now()
    moment = datetime.combine(now.date() - timedelta(days=day), time.fromisoformat(at), now.tzinfo)
    return f"{int(moment.timestamp())}.{int(at.replace(':', '')):06d}"
