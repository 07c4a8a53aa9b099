"""A place that a person names: an address they confirm, a folder they type, a passphrase."""

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyrage
import pytest
from pydantic import SecretStr

from bot import mail, places
from bot.bundle import Redaction, bundled, check, read
from bot.clock import MovableClock
from bot.errors import Refused
from bot.mail import Unsent
from bot.running import Bot
from bot.settings import Settings
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.conftest import settings_for
from tests.features.postbox import Postbox
from tests.features.said import answer, home, text
from tests.features.test_export import files
from tests.features.test_rubric import principal

MAIL, OWN, DM = "An e-mail address of mine", "A folder I type, below a folder on the server", ""
PASSPHRASE = "seven quiet otters row home"


@pytest.fixture
def me(slack: Playground) -> Principal:
    return principal(slack, "dana")


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with Postbox(refuses="nobody") as box:
        yield box


@pytest.fixture
def homes(tmp_path: Path) -> Path:
    (tmp_path / "homes" / "dana").mkdir(parents=True)
    return tmp_path / "homes"


@pytest.fixture
def bot(
    slack: Playground,
    store: Store,
    database: Path,
    clock: MovableClock,
    homes: Path,
    postbox: Postbox,
) -> Iterator[Bot]:
    given = settings_for(
        slack,
        database,
        copy_below=str(homes),
        copy_redact="Initech, Acme  Corp",
        mail_server=SecretStr(postbox.address),
        mail_from="winbook@corp.example",
        mail_domains=frozenset({"home.example"}),
    )
    running = Bot(given, store, clock)
    slack.on_idle, slack.on_clock = running.settle, running.schedule.tick
    running.start()
    while not running.link.is_open():
        clock.wait(running.outbox.loop.stopping, 0.005)
    yield running
    running.stop()


def choose(visitor: Visitor, kind: str, **more: str) -> dict[str, Any]:
    home(visitor)
    visitor.click("place_open", home=True)
    said = visitor.submit({"kind": kind, **more})
    assert visitor.settle()
    return said


def code_in(postbox: Postbox) -> str:
    found = re.search(r"is (\d{6})\.", postbox.mails[-1].get_content())
    assert found
    return found[1]


def confirm(visitor: Visitor, code: str) -> dict[str, Any]:
    home(visitor)
    visitor.click("place_code_open", home=True)
    said = visitor.submit({"code": code})
    assert visitor.settle()
    return said


def test_what_is_allowed_and_replaced_is_said_before_anything_is_chosen(dana: Visitor) -> None:
    home(dana)
    said = text(dana.click("place_open", home=True)["view"])
    assert "An e-mail address of mine, A folder I type, below a folder on the server" in said
    assert "these names are replaced by “a customer”: Acme Corp, Initech." in said


def test_to_an_address_only_after_its_code_came_back(
    dana: Visitor, postbox: Postbox, store: Store, me: Principal
) -> None:
    answer(dana, "/win Led the rota for Initech")
    choose(dana, MAIL, where="dana@home.example")
    assert [len(postbox.mails), *postbox.to] == [1, "dana@home.example"]
    assert "waits for the code that was mailed to you" in home(dana)
    wrong = confirm(dana, "not it")
    assert "That is not the code" in wrong["errors"]["code"]
    dana.submit({"code": code_in(postbox)})
    assert dana.settle()
    [attached] = postbox.mails[1].iter_attachments()
    assert attached.get_filename() == f"winbook-{me.user}-2026-11-24.zip"
    brought = read(attached.get_content())
    assert brought.counts["wins"] == 1
    assert "Your own copy*: monthly, dana@home.example · last on" in home(dana)


def test_saved_again_a_confirmed_address_asks_for_no_second_code(
    dana: Visitor, postbox: Postbox
) -> None:
    choose(dana, MAIL, where="dana@home.example")
    confirm(dana, code_in(postbox))
    choose(dana, MAIL, where="dana@home.example")
    assert len(list(postbox.mails[-1].iter_attachments())) == 1


def test_five_wrong_codes_or_half_an_hour_end_it(
    dana: Visitor, postbox: Postbox, clock: MovableClock
) -> None:
    choose(dana, MAIL, where="dana@home.example")
    right = code_in(postbox)
    for _ in range(5):
        assert confirm(dana, "000000" if right != "000000" else "1")["errors"]
    assert confirm(dana, right)["errors"]
    again = choose(dana, MAIL, where="dana@home.example")
    assert "A code was mailed a minute ago" in again["errors"]["where"]
    clock.advance(61)
    choose(dana, MAIL, where="dana@home.example")
    clock.advance(31 * 60)
    assert confirm(dana, code_in(postbox))["errors"]
    assert not any(list(mail.iter_attachments()) for mail in postbox.mails)


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("dana@other.example", "allows addresses of: home.example"),
        ("dana", "no e-mail address"),
        ("dana@home.example, ben@home.example", "no e-mail address"),
        ("dana@home.example\nBcc: ben@home.example", "no e-mail address"),
        ("", "no e-mail address"),
    ],
)
def test_what_is_no_address_of_theirs_is_refused_under_its_field(
    dana: Visitor, postbox: Postbox, where: str, says: str
) -> None:
    assert says in choose(dana, MAIL, where=where)["errors"]["where"]
    assert postbox.mails == []


def test_an_address_the_server_does_not_take_is_said_in_home(dana: Visitor) -> None:
    choose(dana, MAIL, where="nobody@home.example")
    assert "the mail server does not take that address" in home(dana)


def test_a_folder_that_was_typed_below_the_root(
    dana: Visitor, store: Store, me: Principal, homes: Path
) -> None:
    answer(dana, "/win Moved Acme Corp to one sign-in")
    choose(dana, OWN, where="dana")
    [copy] = (homes / "dana").iterdir()
    assert copy.stat().st_mode & 0o777 == 0o600
    assert b"Acme" not in zipped(copy.read_bytes())
    assert b"Moved a customer to one sign-in" in zipped(copy.read_bytes())
    check(read(copy.read_bytes()).tables)
    assert b"Acme Corp" in zipped(bundled(store, me)), "what is exported by hand stays whole"


@pytest.mark.parametrize(
    "typed", ["../other", "dana/../..", "/etc", "dana/./x", "s3://bucket/x", "", ".hidden", "a//b"]
)
def test_a_folder_that_leads_elsewhere_is_refused(dana: Visitor, typed: str) -> None:
    assert "below one of these" in choose(dana, OWN, where=typed)["errors"]["where"]


@pytest.mark.promise(44)
def test_a_link_that_leads_out_of_the_root_is_refused(homes: Path, tmp_path: Path) -> None:
    (homes / "out").symlink_to(tmp_path)
    with pytest.raises(Refused, match="leads elsewhere"):
        places.own([str(homes)], "out")
    assert places.own([str(homes)], f"{homes}/dana") == f"{homes}/dana"


@pytest.mark.promise(48)
def test_a_root_shows_no_secret_and_keeps_it() -> None:
    roots = ["sftp://ana:hunter2@nas.example/box", "webdav://nas.example/b"]
    found = places.own(roots, "sftp://nas.example/box/dana")
    assert found == "sftp://ana:hunter2@nas.example/box/dana"
    with pytest.raises(Refused) as refused:
        places.own(roots, "sftp://evil.example/box/dana")
    assert "hunter2" not in refused.value.sentence


def test_locked_with_a_passphrase_that_is_kept_nowhere(
    dana: Visitor, store: Store, me: Principal, homes: Path, database: Path
) -> None:
    answer(dana, "/win Led the kingfisher rota")
    choose(dana, OWN, where="dana", passphrase=PASSPHRASE)
    [copy] = (homes / "dana").iterdir()
    assert copy.name.endswith("-locked.zip")
    with zipfile.ZipFile(copy) as packed:
        assert packed.namelist() == ["README.txt", "key.age", "book.zip.age"]
        key, body = packed.read("key.age"), packed.read("book.zip.age")
    mine = pyrage.passphrase.decrypt(key, PASSPHRASE).decode().strip()
    opened = pyrage.decrypt(body, [pyrage.x25519.Identity.from_str(mine)])
    assert read(opened).counts["wins"] == 1
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(key, PASSPHRASE + "x")
    assert "locked to your key" in home(dana)
    kept = store.places.get(me)
    assert kept is not None
    assert base64.b64decode(kept.key_file) == key
    assert PASSPHRASE.encode() not in database.read_bytes()


def test_a_passphrase_is_long_enough_and_not_beside_a_key(dana: Visitor) -> None:
    assert (
        "12 letters" in choose(dana, OWN, where="dana", passphrase="short")["errors"]["passphrase"]
    )
    key = str(pyrage.x25519.Identity.generate().to_public())
    both = choose(dana, OWN, where="dana", passphrase=PASSPHRASE, recipient=key)
    assert "not both" in both["errors"]["passphrase"]


def test_in_the_direct_message_the_names_are_replaced_too(dana: Visitor, slack: Playground) -> None:
    answer(dana, "/win Kept acme corp from leaving")
    choose(dana, "My direct message")
    [sent] = files(slack)
    assert b"acme corp" not in zipped(sent.content)


def zipped(body: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())


def test_only_whole_names_are_replaced_and_codes_stay() -> None:
    redaction = Redaction(["Kept", "Acme Corp"])
    rows = {"wins": [{"state": "kept", "text": "Kept it; unkept. ACME\n corp’s"}]}
    told = redaction.rows(rows)["wins"][0]
    assert told == {"state": "kept", "text": "a customer it; unkept. a customer’s"}


def settings(**given: Any) -> Settings:
    return Settings(_env_file=None, mail_from="w@corp.example", **given)


@pytest.mark.parametrize("said", ["http://x", "smtp://", "smtp://h:99999", "nonsense"])
def test_what_is_no_mail_server_is_refused(said: str) -> None:
    with pytest.raises(Refused, match="MAIL_SERVER"):
        mail.server(settings(mail_server=SecretStr(said)))


def test_without_tls_nothing_is_sent_beyond_this_machine(postbox: Postbox) -> None:
    """By its name on the network this machine is not `localhost`: the same server, and no mail."""
    port = postbox.address.rpartition(":")[2]
    far = settings(mail_server=SecretStr(f"smtp://0.0.0.0:{port}"))
    with pytest.raises(Unsent, match="no TLS"):
        mail.send(far, "dana@home.example", "x", "x")
    assert postbox.mails == []
