"""Whatever a badge or a ladder says: Slack takes it, and nobody is mentioned."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.career.credentials import stacks, steps
from bot.career.credentials.stacks import Piece, Rung, Stack
from bot.due import Sending, visit
from bot.features import credentials
from bot.features.credentials import (
    asking,
    consenting,
    form,
    front,
    identity,
    ladders,
    mapping,
    matrix,
    page,
    pathways,
    programmes,
    proof,
)
from bot.features.credentials.asking import Looking
from bot.settings import Settings
from bot.slack.blocks import home
from storage import Store
from storage.records import Delivery, Person, Praise, Win
from storage.records_credentials import Credential, CredentialLadder, Pathway, Programme
from tests.promises.test_limits import (
    AUTHOR,
    ME,
    NO_SHRINKING,
    NOW,
    accept,
    book,
    hostile,
    praises,
    short,
    wins,
)

books = (st.lists(wins, min_size=1, max_size=4), st.lists(praises, min_size=1, max_size=3))
STEPS = [steps.Step(name, verdict, "x" * 400, NOW) for name in steps.STEPS for verdict in ("no",)]
WHOSE: dict[str, Any] = {"workspace": "T1", "owner": "U1"}
BOTH: dict[str, Any] = {"created_at": NOW, "updated_at": NOW}


def held(said: str, number: int, **more: Any) -> Credential:
    given: dict[str, Any] = {
        "source": f"view:{number}",
        "title": (said or "x")[:200],
        "issuer": said[:200],
        "issuer_id": said[:2000],
        "issued": date(2026, 1, 1),
        "expires": date(2026, 12, 1),
        "note": said[:500],
        "link": "https://school.example/" + "x" * 1900,
        "file": "a.png",
        "steps": steps.as_data(STEPS),
        "dimensions": ["scope", "direction", "ambiguity"],
    }
    return Credential(**(WHOSE | BOTH | given | more))


def fill(store: Store, said: str, found: list[Win]) -> None:
    """Much of everything, all of it in the same hostile words."""
    for number in range(30):
        more = {"retired_on": date(2026, 11, 1)} if number % 5 == 4 else {}
        store.credentials.add(ME, held(said, number, **more))
    store.credentials.set_addresses(ME, [f"{said[:50]}@x"], NOW)
    for number in range(45):
        store.credentials.trust(ME, "U1", f"https://{number}/{said[:400]}", "k", NOW)
    pieces = tuple(Piece(f"p{n}", said[:300] or "x") for n in range(40))
    rungs = tuple(Rung(f"r{n}", said[:300] or "x", "all", ("p1", "p2"), 2) for n in range(40))
    content = stacks.as_data(Stack(said[:300] or "x", said, pieces, rungs))
    units = [{"name": said[:200] or "x", "due": "2026-11-01", "done": None} for _ in range(60)]
    for number in range(12):
        one = {"key": f"k{number}", "name": said[:300] or "x", "content": content}
        store.growing.put_ladder(CredentialLadder(created_at=NOW, **WHOSE, **one))
        told = {"source": f"v{number}", "title": said[:200] or "x", "provider": said[:200]}
        store.growing.start(ME, Programme(units=units, **WHOSE, **BOTH, **told))
        path = {"source": f"v{number}", "work": said[:500], "credential": said[:500]}
        by = date(2026, 12, 1)
        store.growing.choose(ME, Pathway(dimension="scope", by=by, **WHOSE, **BOTH, **path))


def render_messages(store: Store, person: Person, given: Settings) -> None:
    one = store.credentials.of(ME)[0]
    (file, refused, ladder) = ("F1", "F2", "F3")
    known = {"credential": one.public_id, "is_new": False, "said": True, "name": one.title}
    store.typed.keep(ME, f"badge:{file}", known, NOW)
    wrong = {"refused": one.title * 3, "name": one.title}
    store.typed.keep(ME, f"badge:{refused}", wrong, NOW)
    row = store.growing.ladders(ME)[0]
    dropped = {"file": one.title, "problems": [one.title] * 10, "is_admin": True}
    store.typed.keep(ME, f"credential_ladder:{ladder}", dropped | {"stack": row.content}, NOW)
    store.typed.keep(ME, f"credential_ladder:{refused}", dropped | {"stack": None}, NOW)
    for due in credentials.DUE:
        for about in ([one.public_id], [file], [refused], [ladder], [AUTHOR, one.public_id]):
            if len(about) != 1 + (due.kind in (consenting.KIND, consenting.ANSWERED)):
                continue
            delivery = Delivery(
                id=1, kind=due.kind, period="1", about=about, due=NOW,
                expires=NOW + timedelta(days=1), created_at=NOW, **WHOSE,
            )  # fmt: skip
            if due.kind == "badge_online":
                continue
            sending = Sending(delivery, person, ME, store, NOW, given, lambda users: {})
            message = due.render(sending)
            if message is not None:
                accept(message.instead if message.files else message)


@pytest.mark.promise(24)
@pytest.mark.promise(42)
@given(
    st.lists(wins, min_size=1, max_size=4),
    st.lists(praises, min_size=1, max_size=3),
    hostile,
    short,
)
@settings(max_examples=6, phases=NO_SHRINKING)
def test_hostile_credentials_keep_every_limit_and_mention_nobody(
    store: Store, found: list[Win], rows: list[Praise], said: str, name: str
) -> None:
    person = book(store, found, rows)
    given = Settings(_env_file=None, BADGE_HOSTS="school.example")
    fill(store, said, found)
    who = Looking(store, ME, person, NOW, given)
    one = store.credentials.of(ME)[0]
    win = store.wins.of(ME, states=("kept", "draft"))[0]
    for shown in (
        page.overview(who),
        asking.whole(who, one, said),
        matrix.table(who),
        matrix.reached(who),
        matrix.picture(who, "scope"),
        ladders.overview(who),
        programmes.overview(who),
        pathways.overview(who),
        proof.preview(who, win, said),
        identity.trusted(who),
    ):
        accept(shown)
    for shown in (page.overview(who), ladders.overview(who), pathways.overview(who)):
        accept(asking.window(shown), "modal")
    for view in (
        form.form(),
        form.form(one),
        mapping.form(who, one),
        identity.addresses(who),
        identity.trust(who),
        programmes.window(store.growing.programmes(ME)[0]),
        pathways.window(who, "scope"),
    ):
        accept(view, "modal")
    accept(home(front.home(visit(person, ME, store, NOW, given))), "home")
    render_messages(store, person, given)
