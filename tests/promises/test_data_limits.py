"""Whatever a file, a place or a book says: limits kept, nobody mentioned, nothing lost."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.bundle import bundled, read
from bot.due import Sending
from bot.features import export
from bot.features.imports import dropping, undoing
from bot.features.place import choosing, mailing, words
from bot.settings import Settings
from storage import Store
from storage.records import Delivery, Person, Praise, Principal, Win, Workspace
from storage.records_data import BookImport, Place
from tests.conftest import NOW
from tests.promises.test_limits import NO_SHRINKING, accept, book, books, hostile, short

ME, YOU = Principal("T1", "U1"), Principal("T1", "U2")
names = short.map(lambda said: said or "x")


def sending(store: Store, kind: str, about: list[str]) -> Sending:
    person = store.people.get(ME) or Person(workspace="T1", user="U1", created_at=NOW)
    row = Delivery(
        workspace="T1",
        owner="U1",
        kind=kind,
        period="1",
        about=about,
        due=NOW,
        expires=NOW + timedelta(days=1),
        created_at=NOW,
    )

    def known(users: list[str]) -> Mapping[str, str]:
        return {}

    return Sending(row, person, ME, store, NOW, Settings(_env_file=None), known)


@pytest.mark.promise(24)
@pytest.mark.promise(42)
@given(lines=st.lists(hostile.map(lambda said: said or "x"), min_size=1, max_size=12), name=names)
@settings(max_examples=25, phases=NO_SHRINKING)
def test_a_hostile_file_keeps_every_limit(store: Store, lines: list[str], name: str) -> None:
    if store.workspaces.get("T1") is None:
        store.workspaces.save(Workspace(id="T1", created_at=NOW))
    for brings, new in (({"source": "s"}, 3), (None, 0)):
        kept = {"lines": lines, "new": new, "brings": brings, "refused": brings is None}
        store.typed.keep(ME, f"{dropping.KIND}:F1", kept, NOW)
        message = dropping.answer(sending(store, dropping.KIND, ["F1"]))
        assert message is not None
        accept(message)
    store.typed.drop(ME, f"{dropping.KIND}:F1")
    for brought in store.bundles.imports(ME):
        store.bundles.undo(ME, brought.public_id)
    one = BookImport(workspace="", owner="", source="s", file=name * 4, kind="csv", at=NOW)
    store.bundles.add(ME, one, [])
    done = dropping.brought(sending(store, dropping.BROUGHT, ["F1", "s"]))
    assert done is not None
    accept(done)
    accept([undoing._one(brought) for brought in store.bundles.imports(ME)])


@pytest.mark.promise(24)
@pytest.mark.promise(42)
@given(error=hostile, name=st.from_regex(r"[a-z0-9-]{1,30}", fullmatch=True))
@settings(max_examples=25, phases=NO_SHRINKING)
def test_a_place_keeps_every_limit(error: str, name: str) -> None:
    given_ = Settings(_env_file=None, copy_places=f"a{name}=/x, b=webdav://u:p@h.example/{name}")
    row = Place(
        workspace="T1",
        owner="U1",
        kind=f"a{name}",
        error=error[:200],
        good_at=NOW,
        bad_at=NOW,
        chosen_at=NOW,
    )
    typed = Settings(
        _env_file=None,
        copy_below=f"/{name}, sftp://u:p@h.example/{name}",
        copy_redact=",".join([error, *[f"{error} {n}" for n in range(60)]]),
        mail_server=SecretStr("smtp://localhost"),
        mail_from="w@corp.example",
    )
    accept(choosing.form(row, given_), "modal")
    accept(choosing.form(None, Settings(_env_file=None, copy_in_dm=False)), "modal")
    accept(choosing.form(row, typed), "modal")
    accept(mailing.form(), "modal")
    own = row.model_copy(update={"kind": "own", "address": error[:200], "code": "x"})
    for one, given_one in ((row, given_), (own, typed)):
        shown = {"type": "mrkdwn", "text": words.standing(one, given_one)}
        accept([{"type": "section", "text": shown}])


@pytest.mark.promise(55)
@given(*books)
@settings(max_examples=10, phases=NO_SHRINKING)
def test_a_hostile_book_comes_back_equal(
    store: Store, found: list[Win], rows: list[Praise]
) -> None:
    """Out, erased, and in again: the same bytes, whatever people typed."""
    book(store, found, rows)
    data = bundled(store, ME)
    store.erasure.forget(ME, NOW)
    store.people.learn("T1", "U1", NOW, name="dana", zone="Europe/Berlin")
    brought = read(data)
    one = BookImport(workspace="", owner="", source=brought.digest, file="b", kind="bundle", at=NOW)
    store.bundles.put(ME, one, brought.tables, brought.names)
    assert bundled(store, ME) == data
    message = export.sent(sending(store, export.KIND, []))
    assert message.files
    accept(message.instead)
