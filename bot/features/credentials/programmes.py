"""Programmes in progress: units with days and a bar; the last unit makes a credential of it."""

from datetime import date
from typing import Any

from bot.career import dimensions
from bot.career.credentials import programmes
from bot.career.prompts import today
from bot.errors import Missing, Refused
from bot.features.credentials import asking, card, form
from bot.features.credentials.asking import Looking, looking
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.commands import word
from bot.slack.text import day, escape, listed
from storage.records_credentials import Credential, Programme

FORM, START, CHANGE = "programme_form", "programme_start", "programme_change"
FINISH, DROP, OPEN = "programme_finish", "programme_drop", "programmes_open"
SHOWN = 10
EMPTY = (
    "No programme in progress. A nanodegree, a certification path or a course has units: note it."
)
WORDS = frozenset({"programme", "programmes", "program", "programs", "programe", "programes"})


def register(app: Any) -> None:
    app.command("/win", matchers=[is_mine])(show)
    app.action(OPEN)(open_window)
    app.action(START)(start)
    app.action(CHANGE)(start)
    app.action(FINISH)(finish)
    app.action(DROP)(drop)
    app.view(FORM)(save)


def is_mine(spoken: Any) -> bool:
    return word("credentials")(spoken) and spoken.args.lower().rstrip(".!?") in WORDS


def show(ack: Any, store: Any, me: Any, clock: Any, settings: Any) -> None:
    shown = overview(looking(store, me, clock.now(), settings))
    ack(text="Your programmes in progress.", blocks=shown)


def open_window(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    who = looking(store, me, clock.now(), settings)
    asking.open_or_push(client, body, asking.window(overview(who), "Programmes"))
    ack()


def start(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    """A new one, or one to tick units of."""
    is_new = action["action_id"] == START
    one = None if is_new else _mine(store, me, forms.chosen(action))
    asking.open_or_push(client, body, window(one))
    ack()


def save(ack: Any, view: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any) -> None:
    who = looking(store, me, clock.now(), settings)
    told = forms.answers(view)
    kept = forms.kept(view)
    before = _mine(store, me, str(kept["id"])) if "id" in kept else None
    here = today(who.person, who.now, settings.zone)
    title = " ".join(forms.text(told, "title").split())[:200]
    if not title:
        raise Refused("Say what it is called.", "title")
    said: dict[str, Any] = {
        "title": title,
        "provider": " ".join(forms.text(told, "provider").split())[:200],
        "units": programmes.units(forms.text(told, "units"), before.units if before else [], here),
        "target": form.day(forms.text(told, "target"), "target"),
        "dimensions": [k for k in forms.many(told, "dimensions") if k in dimensions.TITLES],
        "updated_at": who.now,
    }
    if before is not None:
        store.growing.change_programme(me, before.public_id, **said)
    else:
        whose = {"workspace": me.workspace, "owner": me.user, "source": f"view:{view['id']}"}
        store.growing.start(me, Programme(created_at=who.now, **whose, **said))
    ack(response_action="update", view=asking.window(overview(who), "Programmes"))
    homes.stale(me)


def finish(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any,
    after: Any, homes: Any,
) -> None:  # fmt: skip
    """A whole programme becomes a credential: one, however often the button is pressed."""
    who = looking(store, me, clock.now(), settings)
    one = _mine(store, me, forms.chosen(action))
    if not programmes.is_whole(one):
        raise Refused("Some units are not done yet.")
    record = Credential(
        workspace=me.workspace,
        owner=me.user,
        source=f"programme:{one.public_id}",
        title=one.title,
        issuer=one.provider,
        issued=today(who.person, who.now, settings.zone),
        note=f"A programme of {len(one.units)} units.",
        dimensions=list(one.dimensions),
        created_at=who.now,
        updated_at=who.now,
    )
    kept, _ = store.credentials.add(me, record)
    store.growing.change_programme(me, one.public_id, state="finished", updated_at=who.now)
    ack()
    shown = asking.whole(who, kept, "The programme is done and became a credential.")
    after(asking.repaint, body, client, shown, "The programme is done.")
    homes.stale(me)


def drop(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any,
    after: Any, homes: Any,
) -> None:  # fmt: skip
    who = looking(store, me, clock.now(), settings)
    one = _mine(store, me, forms.chosen(action))
    store.growing.change_programme(me, one.public_id, state="dropped", updated_at=who.now)
    ack()
    after(asking.repaint, body, client, overview(who), "Dropped.")
    homes.stale(me)


def running(who: Looking) -> list[Programme]:
    return [one for one in who.store.growing.programmes(who.me) if one.state == "open"]


def overview(who: Looking) -> list[Block]:
    shown: list[Block] = []
    for at, one in enumerate(running(who)[:SHOWN]):
        shown.append(blocks.section(told(one, who), f"programme_{at}"))
        shown.append(blocks.actions(*_buttons(one), block_id=f"programme_do_{at}"))
    add = blocks.button("Start a Programme", START)
    return [
        *(shown or [blocks.section(EMPTY, "programmes_none")]),
        blocks.actions(add, block_id="programmes_do"),
        blocks.context(card.ONLY_YOU, block_id="programmes_note"),
    ]


def told(one: Programme, who: Looking) -> str:
    """Title, the bar, the next unit with its day, what is late."""
    here = today(who.person, who.now, who.settings.zone)
    by = f" · by {escape(blocks.cut(one.provider, 60))}" if one.provider else ""
    lines = [f"*{escape(blocks.cut(one.title, 100))}*{by}", f"`{programmes.bar(one)}` units"]
    following = programmes.following(one)
    if following:
        due = f", due {day(date.fromisoformat(following['due']))}" if following["due"] else ""
        lines[1] += f" · next: {escape(blocks.cut(following['name'], 80))}{due}"
    if one.target:
        lines.append(f"Target: {day(one.target)}{' (over)' if one.target < here else ''}")
    late = programmes.late(one, here)
    if late:
        lines.append(f"Late: {listed([escape(blocks.cut(name, 60)) for name in late[:3]])}")
    return "\n".join(lines)


def window(one: Programme | None) -> Block:
    title, provider = (one.title, one.provider) if one else ("", "")
    hint = "One a line. [x] before it is done; by 2027-01-31 behind it is its day."
    units = blocks.text_area(programmes.text(one) if one else "", most=3000)
    target = one.target.isoformat() if one and one.target else ""
    dims = blocks.multi_select("answer", form.OPTIONS, one.dimensions if one else [])
    focus = {"focus_on_load": True}
    shown = [
        blocks.field("title", "Programme", blocks.text_line(title, most=200) | focus),
        blocks.field("provider", "Issuer", blocks.text_line(provider, most=200), optional=True),
        blocks.field("units", "Units", units, hint=hint),
        blocks.field("target", "Target day", blocks.date_picker(target), optional=True),
        blocks.field("dimensions", "Dimensions it speaks to", dims, optional=True),
    ]
    name = "Programme" if one else "Start a Programme"
    return blocks.modal(FORM, name, shown, kept=forms.packed(id=one.public_id) if one else "")


def _buttons(one: Programme) -> list[Block]:
    hint, title = one.public_id, one.title
    found = [blocks.button("Tick Units", CHANGE, hint, says=f"Tick units of {title}")]
    if programmes.is_whole(one):
        found.insert(0, blocks.button("Finish", FINISH, hint, says=f"Finish {title}"))
    return [*found, blocks.button("Drop", DROP, hint, says=f"Drop {title}")]


def _mine(store: Any, me: Any, hint: str) -> Programme:
    every: list[Programme] = store.growing.programmes(me)
    found = [one for one in every if one.public_id == hint]
    if not found:
        raise Missing("That programme is no longer here.")
    return found[0]
