"""`/win rubric`: which one, which levels, what each dimension asks, and what can be done."""

from typing import Any

from bot import rubrics
from bot.career.ladders import telling
from bot.due import Visiting
from bot.features.rubric import assessing, changing, levels, mapping, words
from bot.rubrics import Judged
from bot.slack import blocks
from bot.slack.commands import word
from bot.slack.text import count, escape
from storage.records import Person

MOST = 2900


def register(app: Any) -> None:
    app.command("/win", matchers=[is_bare])(show)
    app.command("/win", matchers=[is_assess])(assess)
    app.command("/win", matchers=[is_map])(map_it)


def is_bare(spoken: Any) -> bool:
    return word("rubric")(spoken) and not spoken.args.strip(".!? ")


def is_assess(spoken: Any) -> bool:
    return word("rubric")(spoken) and spoken.args.lower().rstrip(".!? ") == "assess"


def is_map(spoken: Any) -> bool:
    return word("rubric")(spoken) and spoken.args.lower().rstrip(".!? ") == "map"


def show(ack: Any, store: Any, me: Any, clock: Any, settings: Any) -> None:
    now = clock.now()
    person = store.people.get(me) or store.people.acted(me, now)
    judged = rubrics.judged(store, me)
    shown = page(store, me, person, judged, now, settings)
    said = f"{blocks.cut(judged.rubric.name, 100)}. {levels.sentence(person, judged.rubric)}"
    ack(text=escape(said), blocks=shown)


def assess(ack: Any, command: Any, client: Any, store: Any, me: Any, clock: Any) -> None:
    view = assessing.first_page(store, me, clock.now())
    client.views_open(trigger_id=command["trigger_id"], view=view)
    ack()


def map_it(ack: Any, command: Any, client: Any, store: Any, me: Any) -> None:
    version = rubrics.judged(store, me).version
    if version is None:
        ack(text=mapping.NOTHING)
        return
    view = mapping.first_page(store, me, version, mapping.MINE)
    client.views_open(trigger_id=command["trigger_id"], view=view)
    ack()


def home(visiting: Visiting) -> list[blocks.Block]:
    """Only what waits: dimensions to be mapped, or a version to move to."""
    judged = rubrics.judged(visiting.store, visiting.me)
    waits = _waits(judged)
    if not waits or judged.version is None:
        return []
    value = f"{mapping.MINE}:{judged.version.public_id}"
    way = blocks.button("Map Dimensions", mapping.OPEN, value)
    if not judged.rubric.unmapped:
        way = blocks.button("See What Changed", changing.OPEN)
    said = f"*{escape(blocks.cut(judged.rubric.name, 80))}*: {waits[0]}"
    return [blocks.section(said, "home_rubric", accessory=way)]


def page(
    store: Any, me: Any, person: Person, judged: Judged, now: Any, settings: Any
) -> list[blocks.Block]:
    ladder, version = judged.rubric, judged.version
    change = blocks.button("Change", levels.OPEN, says="Change your levels")
    where = escape(levels.sentence(person, ladder))
    asks = blocks.cut(levels.asked(ladder, person.level_next), MOST)
    notes = _notes(store, me, person, judged, now, settings)
    return [
        blocks.section(_head(judged), "rubric_which", accessory=changing.menu(store, me, version)),
        blocks.section(where, "rubric_levels", accessory=change),
        blocks.section(asks, "rubric_asks"),
        *([blocks.section("\n".join(notes), "rubric_notes")] if notes else []),
        _buttons(judged),
        blocks.context(_way(settings.win_command), block_id="rubric_way"),
    ]


def _head(judged: Judged) -> str:
    ladder, version = judged.rubric, judged.version
    told = telling.counts(ladder.ladder)
    if version is None:
        return f"*{escape(ladder.name)}*, the rubric that ships with Winbook: {told}."
    whose = "yours" if version.owner else "the workspace's"
    named = f" (“{escape(version.version)}”)" if version.version else ""
    day = f"{version.created_at:%b} {version.created_at.day}, {version.created_at.year}"
    return (
        f"*{escape(ladder.name)}*, version {version.number}{named}, {whose}, imported {day} from "
        f"{escape(version.file)}: {told}."
    )


def _notes(
    store: Any, me: Any, person: Person, judged: Judged, now: Any, settings: Any
) -> list[str]:
    """What waits: unmapped dimensions, a newer version; what was said and assessed."""
    ladder, notes = judged.rubric, _waits(judged)
    said = store.manager_words.of(me)
    if said:
        notes.append(f"*In your manager's words*: “{escape(blocks.cut(said[0].text, 200))}”")
    found = assessing.compared(store, me, person, ladder, now, settings)
    if found:
        notes.append(f"*Your own word*: {assessing.tally(found)}")
        notes += [f"• {assessing.line(one)}" for one in found if one.differs][:3]
    return notes


def _waits(judged: Judged) -> list[str]:
    found = []
    if judged.rubric.unmapped:
        left = count(len(judged.rubric.unmapped), "dimension")
        found.append(f"*{left} still to be mapped*: until then they count for none of the five.")
    if judged.chosen.newest is not None:
        number = judged.chosen.newest.number
        found.append(f"*Version {number} is there.* See What Changed before you move to it.")
    return found


def _buttons(judged: Judged) -> blocks.Block:
    version = judged.version
    offered = [
        blocks.button("Assess Yourself", assessing.OPEN),
        blocks.button("In Your Manager's Words", words.OPEN),
    ]
    if version is not None:
        value = f"{mapping.MINE}:{version.public_id}"
        offered.insert(0, blocks.button("Map Dimensions", mapping.OPEN, value))
    if judged.chosen.newest is not None:
        offered.insert(0, blocks.button("See What Changed", changing.OPEN))
    return blocks.actions(*offered, block_id="rubric_do")


def _way(command: str) -> str:
    return (
        "Drop a ladder as a file in my direct message to use your company's. "
        f"`{command} rubric words` lists what your manager said. Only you can see this."
    )
