"""Pathways: per thin expectation, work to look for and credentials that would help, by a day."""

from datetime import timedelta
from typing import Any

from bot import holding
from bot.career import dimensions, gaps, rubric
from bot.career.credentials import stacks
from bot.career.prompts import today
from bot.coverage import standings
from bot.due import visit
from bot.errors import Missing, Refused
from bot.features.credentials import asking, card, form
from bot.features.credentials.asking import Looking, looking
from bot.slack import blocks, forms, messages
from bot.slack.blocks import Block
from bot.slack.commands import word
from bot.slack.text import escape, listed
from storage.records_credentials import Pathway

FORM, CHOOSE, OPEN = "pathway_form", "pathway_choose", "pathways_open"
DONE, DROP = "pathway_done", "pathway_drop"
SHOWN = 8
GONE = "That pathway is no longer here."
QUARTER = timedelta(days=91)
FIRST = "Reliable delivery comes first; a credential counts with work that uses it."


def register(app: Any) -> None:
    app.command("/win", matchers=[is_mine])(show)
    app.action(OPEN)(open_window)
    app.action(CHOOSE)(choose)
    app.action(DONE)(done)
    app.action(DROP)(drop)
    app.view(FORM)(save)


def is_mine(spoken: Any) -> bool:
    said = spoken.args.lower().rstrip(".!?") if spoken is not None else ""
    return word("credentials")(spoken) and said in ("pathway", "pathways")


def show(ack: Any, store: Any, me: Any, clock: Any, settings: Any) -> None:
    shown = overview(looking(store, me, clock.now(), settings))
    ack(text="Pathways for what is thin.", blocks=shown)


def open_window(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    who = looking(store, me, clock.now(), settings)
    asking.open_or_push(client, body, asking.window(overview(who), "Pathways"))
    ack()


def choose(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    """The form, with what would help filled in; the person decides what stays."""
    who = looking(store, me, clock.now(), settings)
    dimension = forms.chosen(action)
    if dimension not in dimensions.TITLES:
        raise Refused("That is no dimension of the rubric.")
    asking.open_or_push(client, body, window(who, dimension))
    ack()


def save(ack: Any, view: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any) -> None:
    who = looking(store, me, clock.now(), settings)
    told = forms.answers(view)
    dimension = view.get("private_metadata") or ""
    if dimension not in dimensions.TITLES:
        raise Refused("That is no dimension of the rubric.")
    work, credential = (forms.text(told, name).strip()[:500] for name in ("work", "credential"))
    if not work and not credential:
        raise Refused("Write the work to look for, a credential, or both.", "work")
    by = form.day(forms.text(told, "by"), "by")
    if by is None or by < today(who.person, who.now, settings.zone):
        raise Refused("Choose a day that is still to come.", "by")
    record = Pathway(
        workspace=me.workspace,
        owner=me.user,
        source=f"view:{view['id']}",
        dimension=dimension,
        work=work,
        credential=credential,
        by=by,
        created_at=who.now,
        updated_at=who.now,
    )
    store.growing.choose(me, record)
    ack(response_action="update", view=asking.window(overview(who), "Pathways"))
    homes.stale(me)


def done(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, after: Any,
    homes: Any,
) -> None:  # fmt: skip
    _close(store, me, forms.chosen(action), "done", clock.now())
    ack()
    said = "Done. Log the win that it led to, so that it counts."
    after(_repainted, body, client, said)
    homes.stale(me)


def drop(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, after: Any,
    homes: Any,
) -> None:  # fmt: skip
    _close(store, me, forms.chosen(action), "dropped", clock.now())
    ack()
    after(_repainted, body, client, "Dropped. Nothing is followed up.")
    homes.stale(me)


def _close(store: Any, me: Any, hint: str, state: str, now: Any) -> None:
    if store.growing.change_pathway(me, hint, state=state, updated_at=now) is None:
        raise Missing(GONE)


def _repainted(body: Any, client: Any, said: str) -> None:
    shown = [blocks.section(said, "pathway_said")]
    if (body.get("view") or {}).get("type") == "modal":
        client.views_update(view_id=body["view"]["id"], view=asking.window(shown, "Pathways"))
    else:
        messages.answer(body, said, shown, replace_original=False)


def overview(who: Looking) -> list[Block]:
    """What was chosen, then what is thin and has no pathway yet."""
    chosen = holding.open_pathways(who.store, who.me)
    here = today(who.person, who.now, who.settings.zone)
    shown: list[Block] = []
    for at, one in enumerate(chosen[:SHOWN]):
        shown.append(blocks.section(holding.pathway(one, here), f"pathway_{at}"))
        shown.append(
            blocks.actions(
                blocks.button("Done", DONE, one.public_id, says=f"Done: {one.dimension}"),
                blocks.button("Drop", DROP, one.public_id, says=f"Drop: {one.dimension}"),
                block_id=f"pathway_do_{at}",
            )
        )
    taken = {one.dimension for one in chosen}
    thin = [one for one in gaps.thin(coverage(who)) if one.dimension not in taken]
    for at, standing in enumerate(thin[:SHOWN]):
        key = standing.dimension
        way = blocks.button("Choose", CHOOSE, key, says=f"Choose a pathway for {key}")
        shown.append(blocks.section(_offer(who, key), f"offer_{at}", accessory=way))
    shown = shown or [blocks.section("Every dimension is consistent.", "pathways_none")]
    return [*shown, blocks.context(f"{FIRST} {card.ONLY_YOU}", block_id="pathways_note")]


def coverage(who: Looking) -> list[gaps.Standing]:
    return standings(visit(who.person, who.me, who.store, who.now, who.settings))


def _offer(who: Looking, dimension: str) -> str:
    helping = helpful(who, dimension)
    would = f"\nCredentials that would help: {listed(helping)}." if helping else ""
    hint = rubric.suggestion(dimension, who.now.month)
    return f"*{dimensions.TITLES[dimension]}* is thin. Work to look for: {hint}{would}"


def helpful(who: Looking, dimension: str) -> list[str]:
    """From the person's own ladders and programmes: what is next there, and what waits for work."""
    held = who.held
    found = [
        escape(blocks.cut(one.title, 80)) + " (held: find work that uses it)"
        for one in held.current
        if dimension in one.dimensions and not one.shown_by
    ]
    programmes = [one for one in who.store.growing.programmes(who.me) if one.state == "open"]
    found += [escape(blocks.cut(p.title, 80)) for p in programmes if dimension in p.dimensions]
    for row in who.store.growing.ladders(who.me):
        standing = stacks.standing(stacks.from_data(row.content), held.every, held.now, held.today)
        if standing.next:
            of = escape(blocks.cut(row.name, 60))
            missing = standing.next.missing[:2]
            found += [f"{escape(blocks.cut(name, 80))} (next on {of})" for name in missing]
    return list(dict.fromkeys(found))[:3]


def window(who: Looking, dimension: str) -> Block:
    hint = rubric.suggestion(dimension, who.now.month)
    by = (today(who.person, who.now, who.settings.zone) + QUARTER).isoformat()
    focus = {"focus_on_load": True}
    name = dimensions.TITLES[dimension]
    shown = [
        blocks.section(f"For *{name}*. {FIRST}", "pathway_about"),
        blocks.field(
            "work", "Work to look for", blocks.text_area(hint, most=500) | focus, optional=True
        ),
        blocks.field(
            "credential",
            "Credential that would help",
            blocks.text_line("", most=500),
            optional=True,
        ),
        blocks.field(
            "by", "By when", blocks.date_picker(by), hint="The monthly question follows it up."
        ),
    ]
    return blocks.modal(FORM, "Choose a Pathway", shown, kept=dimension)
