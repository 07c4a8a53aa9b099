"""Credentials: badges dropped and checked, logged by form, mapped, renewed, and what they count."""

import base64
import io
import json
import zipfile
from typing import Any

import pytest

from bot.badges import register, signing, vault
from bot.badges.checking import check
from bot.clock import MovableClock
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.badges import making
from tests.features.said import answer, direct_messages, home, move_to, text

TOKEN = making.signed(making.claims(making.third()))
LOGGED = {
    "title": "Incident Command",
    "issuer": "School of Examples",
    "issued": "2026-03-01",
    "expires": "2027-03-01",
    "dimensions": ["Scope", "Ambiguity"],
}


@pytest.fixture
def me(slack: Playground) -> Principal:
    user = next(p.id for p in slack.world.people.values() if p.name == "dana")
    return Principal(slack.team, user)


def drop(visitor: Visitor, name: str, data: bytes, **more: Any) -> dict[str, Any]:
    """Share a file with the bot and read its answer."""
    told = base64.b64encode(data).decode()
    visitor.upload("@winbook", name, told, encoding="base64", **more)
    assert visitor.settle()
    return direct_messages(visitor)[-1]


def log(visitor: Visitor, **more: Any) -> None:
    visitor.command("/win credentials add")
    visitor.submit(LOGGED | more)
    assert visitor.settle()


class TestDropping:
    def test_a_badge_is_read_checked_and_kept_with_its_file(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        said = text(drop(dana, "sql.png", making.png(making.itxt(TOKEN))))
        assert "SQL in Depth" in said
        assert "signature not checked, issuer not checked, recipient not checked" in said
        assert "verified" not in said
        (kept,) = store.credentials.of(me)
        assert (kept.title, kept.issuer, str(kept.issued)) == (
            "SQL in Depth",
            "School of Examples",
            "2026-01-10",
        )
        assert store.credentials.body(me, kept) == making.png(making.itxt(TOKEN))

    def test_its_alignment_maps_it(self, dana: Visitor, store: Store, me: Principal) -> None:
        said = text(drop(dana, "sql.jwt", TOKEN.encode()))
        assert "Mapped by the issuer's alignment" in said
        assert store.credentials.of(me)[0].dimensions == ["blast_radius"]

    def test_the_same_file_twice_is_one_credential(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        drop(dana, "sql.jwt", TOKEN.encode())
        assert "dropped this very file before" in text(drop(dana, "sql.jwt", TOKEN.encode()))
        assert len(store.credentials.of(me)) == 1

    @pytest.mark.parametrize(
        ("name", "data", "sentence"),
        [
            ("c.pdf", b"%PDF-1.7", "A PDF is not read"),
            ("shot.png", making.png(), "No badge is baked into this PNG"),
            ("two.png", making.png(making.itxt(TOKEN), making.itxt(TOKEN)), "2 badges"),
            ("photo.jpg", b"\xff\xd8\xff\xe0", "Pictures other than PNG and SVG"),
        ],
    )
    def test_a_wrong_file_is_told_in_one_sentence(
        self, dana: Visitor, store: Store, me: Principal, name: str, data: bytes, sentence: str
    ) -> None:
        said = text(drop(dana, name, data))
        assert sentence in said
        assert "Nothing was saved" in said
        assert store.credentials.of(me) == []

    def test_a_win_with_a_picture_beside_it_stays_a_win(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        drop(dana, "shot.png", making.png(), text="Cut deploy time from 40 to 9 minutes")
        assert [win.text for win in store.wins.of(me)] == ["Cut deploy time from 40 to 9 minutes"]


class TestVerifying:
    def test_with_an_address_and_a_trusted_key_it_is_verified(self, dana: Visitor) -> None:
        drop(dana, "sql.jwt", TOKEN.encode())
        dana.command("/win credentials addresses")
        dana.submit({"addresses": making.DANA})
        assert "issued to you" not in answer(dana, "/win credentials 1")
        dana.command("/win credentials trust")
        dana.click("credential_trust_open")
        dana.submit({"issuer": making.ISSUER, "key": making.pem(making.key()).decode()})
        said = answer(dana, "/win credentials 1")
        assert "· verified" in said
        assert "You trust this key for the issuer" in said

    def test_somebody_elses_badge_says_so(self, dana: Visitor) -> None:
        drop(dana, "sql.jwt", TOKEN.encode())
        dana.command("/win credentials addresses")
        dana.submit({"addresses": "someone@example.org"})
        assert "issued to somebody else" in answer(dana, "/win credentials 1")

    def test_a_private_key_is_refused_and_not_kept(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        dana.command("/win credentials trust")
        dana.click("credential_trust_open")
        shown = dana.submit({"issuer": making.ISSUER, "key": "-----BEGIN PRIVATE KEY-----\nx"})
        assert "private key" in text(shown)
        assert store.credentials.trusted(me) == []

    def test_nobody_but_an_admin_trusts_for_everybody(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        dana.command("/win credentials trust")
        dana.click("credential_trust_open")
        key = making.pem(making.key()).decode()
        whole = "For the whole workspace (admins)"
        shown = dana.submit({"issuer": making.ISSUER, "key": key, "whose": whole})
        assert "Only an admin" in text(shown)
        assert store.credentials.trusted(me) == []

    def test_a_link_is_not_followed_where_that_is_not_switched_on(self, dana: Visitor) -> None:
        said = answer(dana, "/win credentials https://school.example/badge")
        assert "Links are not followed on this server" in said


class TestLogging:
    def test_a_credential_by_form(self, dana: Visitor, store: Store, me: Principal) -> None:
        log(dana)
        (one,) = store.credentials.of(me)
        assert (one.title, str(one.expires), one.dimensions) == (
            "Incident Command",
            "2027-03-01",
            ["scope", "ambiguity"],
        )
        said = answer(dana, "/win credentials")
        assert "your own word, no badge file" in said
        assert "1 current" in said

    def test_every_wrong_field_is_named_at_once(self, dana: Visitor) -> None:
        dana.command("/win credentials add")
        shown = text(
            dana.submit({"title": "X", "issuer": "Y", "issued": "2030-01-01", "link": "x"})
        )
        assert "is in the future" in shown
        assert "A link begins with https://" in shown

    def test_renewing_retires_the_old_one(self, dana: Visitor, store: Store, me: Principal) -> None:
        log(dana)
        dana.command("/win credentials renew 1")
        dana.submit({"issued": "2026-11-20", "expires": "2028-11-20"})
        old, new = store.credentials.of(me)
        assert str(old.retired_on) == "2026-11-24"
        assert (new.title, new.renews) == ("Incident Command", old.public_id)

    def test_retiring_by_typed_words(self, dana: Visitor, store: Store, me: Principal) -> None:
        log(dana)
        assert "retired" in answer(dana, "/win credentials retire 1")
        assert "0 current, 1 expired or retired" in answer(dana, "/win credentials")

    def test_another_persons_credential_is_nobodys(self, dana: Visitor, ben: Visitor) -> None:
        log(dana)
        assert "There is no credential 1" in answer(ben, "/win credentials 1")


class TestCounting:
    def test_scope_counts_only_through_a_win_that_shows_it(self, dana: Visitor) -> None:
        log(dana)
        before = answer(dana, "/win credentials 1")
        assert "*Scope*: waits for a win that shows it in use" in before
        assert "*Ambiguity*: counts" in before
        answer(dana, "/win Led the incident command of a Sunday outage #scope")
        dana.command("/win credentials map 1")
        dana.submit(
            {
                "dimensions": ["Scope", "Ambiguity"],
                "wins": ["1 · Led the incident command of a Sunday outage"],
            }
        )
        assert "*Scope*: counts (in use in win 1)" in answer(dana, "/win credentials 1")

    def test_the_packet_tells_it_with_its_verdict(self, dana: Visitor, store: Store) -> None:
        log(dana)
        answer(dana, "/win Led the outage from 40 to 9 minutes #scope")
        answer(dana, "/win packet send")
        assert dana.settle()
        files = [f for m in direct_messages(dana) for f in m.get("files") or []]
        assert any(f["name"].endswith(".md") for f in files)


def test_everything_comes_as_files_with_the_originals(dana: Visitor, slack: Playground) -> None:
    badge = making.png(making.itxt(TOKEN))
    drop(dana, "sql.png", badge)
    log(dana, title="Incident *Command*")
    answer(dana, "/win credentials files")
    assert dana.settle()
    [file] = [f for m in direct_messages(dana) for f in m.get("files") or [] if "zip" in f["name"]]
    with zipfile.ZipFile(io.BytesIO(slack.world.files[file["id"]].content)) as told:
        assert told.read("badges/001.png") == badge
        rows = json.loads(told.read("credentials.json"))["credentials"]
        assert [row["verdict"] for row in rows][1] == "your own word, no badge file"
        page = told.read("credentials.md").decode()
    assert "**Incident \\*Command\\*** · School of Examples · issued" in page


def test_home_says_it_in_one_line(dana: Visitor, clock: MovableClock) -> None:
    log(dana, expires="2026-12-20")
    said = home(dana)
    assert "*Credentials*: 1 current, expires Sun, Dec 20, 2026" in said


def test_an_expired_one_drops_at_midnight_of_ones_own_day(
    dana: Visitor, clock: MovableClock
) -> None:
    log(dana, expires="2026-12-01")
    move_to(dana, "2026-12-01T22:30:00+00:00")  # 23:30 in Berlin
    assert "1 current" in answer(dana, "/win credentials")
    move_to(dana, "2026-12-01T23:01:00+00:00")
    said = answer(dana, "/win credentials")
    assert "0 current, 1 expired" in said
    assert "*expired Tue, Dec 1, 2026*" in said


class TestProof:
    """A corroborated win becomes a signed badge, with the names of those who agreed."""

    @pytest.fixture
    def keys(self, bot: Any, slack: Playground, tmp_path: Any) -> Any:
        bot.settings.keys_folder = tmp_path / "keys"
        vault.make(bot.settings.keys_folder, slack.team, making.NOW)
        return bot.settings.keys_folder

    def corroborated(self, dana: Visitor, ben: Visitor) -> None:
        answer(dana, "/win Rolled back the release in 4 minutes instead of 40 #scope")
        sent = ben.post("#eng", "Thanks @dana for rolling back the release before @cleo noticed")
        dana.react(sent["channel"], sent["ts"], "trophy")
        assert dana.settle()

    def test_from_the_question_to_the_file(
        self, dana: Visitor, ben: Visitor, keys: Any, store: Store, me: Principal, slack: Playground
    ) -> None:
        self.corroborated(dana, ben)
        dana.command("/win credentials addresses")
        dana.submit({"addresses": making.DANA})
        said = answer(dana, "/win credentials proof 1")
        assert "1 colleague confirms it without being named." in said
        where = button(dana, "proof_ask")
        dana.click("proof_ask", **where)
        move_to(dana, "2026-11-24T16:00:00+00:00")  # 11:00 in New York
        asked = direct_messages(ben)[-1]
        assert "Your words in it" in text(asked)
        assert "Thanks dana for rolling back the release before a colleague noticed" in text(asked)
        ben.click("proof_name_me", channel="@winbook", ts=asked["ts"])
        assert ben.settle()
        assert "agreed to be named" in text(direct_messages(dana)[-1])
        assert "1 agreed to be named" in answer(dana, "/win credentials proof 1")
        dana.click("proof_make", **button(dana, "proof_make"))
        assert dana.settle()
        (proof,) = store.proofs.of(me)
        told = json.loads(base64.urlsafe_b64decode(proof.token.split(".")[1] + "=="))
        assert told["evidence"][1]["name"] == "Confirmed by ben, 2026-11-24"
        assert "cleo" not in text(told)
        files = [f for m in direct_messages(dana) for f in m.get("files") or []]
        assert [f["name"] for f in files] == ["win-1-badge.png", "winbook-public-keys.json"]
        whom = making.Whom(making.NOW, (making.DANA,), tuple(vault.trusted(keys, slack.team)))
        token = proof.token.encode()
        late = making.Whom(making.NOW.replace(year=2027), whom.addresses, whom.trusted)
        assert check(token, late).verdict == "verified"

    def test_a_win_that_nobody_backs_makes_no_badge(self, dana: Visitor, keys: Any) -> None:
        answer(dana, "/win Rolled back the release in 4 minutes instead of 40 #scope")
        said = answer(dana, "/win credentials proof 1")
        assert "Nobody but you says so yet" in said
        assert "Make Badge" not in said

    def test_whoever_declines_is_not_named(self, dana: Visitor, ben: Visitor, keys: Any) -> None:
        self.corroborated(dana, ben)
        answer(dana, "/win credentials proof 1")
        dana.click("proof_ask", **button(dana, "proof_ask"))
        move_to(dana, "2026-11-24T16:00:00+00:00")
        asked = direct_messages(ben)[-1]
        ben.click("proof_not_me", channel="@winbook", ts=asked["ts"])
        assert ben.settle()
        assert "1 will not be named" in answer(dana, "/win credentials proof 1")

    def test_nobody_else_can_answer_for_them(
        self, dana: Visitor, ben: Visitor, store: Store, me: Principal, slack: Playground
    ) -> None:
        self.corroborated(dana, ben)
        win = store.wins.of(me)[0]
        cleo = next(p.id for p in slack.world.people.values() if p.name == "cleo")
        them = Principal(slack.team, cleo)
        assert store.proofs.answer(them, me.user, win.public_id, "yes", making.NOW) is None


def button(visitor: Visitor, action: str) -> dict[str, Any]:
    """Where the newest private answer with this button stands."""
    found = [
        {"channel": channel["id"], "ts": message["ts"]}
        for channel in visitor.seen()["channels"]
        for message in channel["messages"]
        if action in text(message)
    ]
    return found[-1]


class TestLinks:
    @pytest.fixture
    def hosts(self, bot: Any) -> None:
        """Switched on for an address that the guard refuses: no connection is opened."""
        bot.settings.badge_hosts = frozenset({"127.0.0.1"})

    def test_a_mere_link_is_a_badge_and_no_win(
        self, dana: Visitor, hosts: None, store: Store, me: Principal
    ) -> None:
        dana.post("@winbook", "https://127.0.0.1/assertions/1")
        assert dana.settle()
        said = text(direct_messages(dana)[-1])
        assert "127.0.0.1 leads into a private network. Nothing was saved." in said
        assert store.wins.of(me) == []

    def test_words_with_a_link_stay_a_win(
        self, dana: Visitor, hosts: None, store: Store, me: Principal
    ) -> None:
        dana.post("@winbook", "Shipped the rewrite https://127.0.0.1/assertions/1")
        assert dana.settle()
        assert len(store.wins.of(me)) == 1

    def test_the_issuer_is_asked_only_when_the_button_is_pressed(
        self, dana: Visitor, hosts: None
    ) -> None:
        token = making.signed(making.claims(making.third()), kid="https://127.0.0.1/key")
        said = drop(dana, "sql.jwt", token.encode())
        assert "Check Online" in text(said)
        assert "links are followed only when you ask" in text(said)
        dana.click("credential_online", channel="@winbook", ts=said["ts"])
        assert dana.settle()
        assert "127.0.0.1 leads into a private network" in text(direct_messages(dana)[-1])


class TestAgeing:
    """What was found out is found out again by itself, without a message."""

    def drop_for(self, dana: Visitor, **more: Any) -> None:
        dana.command("/win credentials addresses")
        dana.submit({"addresses": making.DANA})
        drop(dana, "sql.jwt", making.signed(making.claims(making.third(**more))).encode())

    def said_of_dates(self, store: Store, me: Principal) -> tuple[str, str]:
        (one,) = store.credentials.of(me)
        return next((s["verdict"], s["at"][:16]) for s in one.steps if s["name"] == "dates")

    def test_the_verdict_about_its_dates_changes_when_it_is_over(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        self.drop_for(dana, validUntil="2026-12-01T23:00:00Z")  # midnight in Berlin
        before = len(direct_messages(dana))
        move_to(dana, "2026-12-01T22:59:00+00:00")
        assert self.said_of_dates(store, me)[0] == "yes"
        assert "1 current" in answer(dana, "/win credentials")
        move_to(dana, "2026-12-01T23:00:00+00:00")
        assert self.said_of_dates(store, me) == ("no", "2026-12-01T23:00")
        assert "0 current, 1 expired" in answer(dana, "/win credentials")
        assert len(direct_messages(dana)) == before
        answer(dana, "/win Cut the load of three teams from 40 to 9 a week #blast")
        assert "SQL in Depth" not in answer(dana, "/win packet")

    def test_once_a_month_everything_is_looked_at_and_a_badge_that_is_taken_back_counts_no_more(
        self, dana: Visitor, store: Store, me: Principal, bot: Any, tmp_path: Any
    ) -> None:
        folder = tmp_path / "keys"
        bot.settings.keys_folder = folder
        own = vault.make(folder, me.workspace, bot.clock.now())
        serial = making.third()["id"]
        vc = making.third(issuer={"id": own.did, "type": ["Profile"], "name": "Acme"})
        token = signing.sign(vc, vault.private(folder, me.workspace, own), own)
        dana.command("/win credentials addresses")
        dana.submit({"addresses": making.DANA})
        assert "verified" in text(drop(dana, "own.jwt", token.encode()))
        register.revoke(folder, me.workspace, serial, "a wrong figure", bot.clock.now())
        assert "1 current" in answer(dana, "/win credentials")
        for day in range(1, 29, 2):
            move_to(dana, f"2026-12-{day:02}T10:00:00+00:00")
        said = answer(dana, "/win credentials 1")
        assert "This workspace took it back: a wrong figure." in said
        assert "*does not count*" in said
        assert "0 current, 1 expired, retired or wrong" in answer(dana, "/win credentials")
        rows = store.deliveries.planned(me.workspace, me.user, ("badge_again",))
        assert [row.period for row in rows] == ["month:2026-12"]

    def test_somebody_elses_badge_counts_for_nothing(self, dana: Visitor) -> None:
        subject = making.third()["credentialSubject"]
        other = subject | {"identifier": [{"identityHash": "ben@example.org", "hashed": False}]}
        self.drop_for(dana, credentialSubject=other)
        assert "0 current" in answer(dana, "/win credentials")
        assert "issued to somebody else" in answer(dana, "/win credentials 1")
