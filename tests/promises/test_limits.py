"""Whatever is stored, everything we send keeps Slack's limits and mentions nobody by itself."""

import importlib
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot import casebook, coverage
from bot.career import coach, confirming, dimensions, independence, plans
from bot.career.landing import Boxes, compose
from bot.clock import MovableClock
from bot.due import Sending, visit
from bot.features import (
    HOMES,
    confirm,
    decision,
    gaps,
    packet,
    papers,
    plan,
    praise,
    privacy,
    prompts,
)
from bot.features import settings as choices
from bot.features.confirm import answering
from bot.features.confirm import asking as asking_form
from bot.features.confirm import cards as confirm_cards
from bot.features.confirm import listing as confirm_list
from bot.features.decision import closing, yes
from bot.features.decision import form as decision_form
from bot.features.decision import page as decision_page
from bot.features.decision import sending as follow_up
from bot.features.packet import card as packet_card
from bot.features.packet import openings, picking, versions
from bot.features.papers import cards as paper_cards
from bot.features.plan import form as plan_form
from bot.features.plan import linking, planbook, talkbook, talking
from bot.features.plan import messages as plan_messages
from bot.features.plan import window as plan_window
from bot.features.praise import authors, cards, windows
from bot.features.prompts import asking as ready_ask
from bot.features.share import giving, lending, publishing, reading
from bot.features.share import listing as share_list
from bot.features.share import messages as share_messages
from bot.features.wins import card, coaching, form, landing, listing, tips
from bot.papers import SUPPORT
from bot.requests import form as form_of_requests
from bot.settings import Settings
from bot.slack import text
from bot.slack.blocks import home
from bot.slack.messages import Message
from bot.slack.plainer import SAID, plainer
from playground.judge import check
from storage import Store
from storage.edge import clean
from storage.records import Delivery, Person, Praise, Principal, Win, WinVersion, Workspace
from storage.records_people import Confirmation, Decision, Paper, Plan, Share
from tests.conftest import NOW

CHECKS = Path(__file__).parents[3] / "shared" / "slack" / "checks"
TALK, SHARE = "t" * 22, "s" * 22
AUTHOR, CHANNEL, EVIL = "U0AUTHOR1", "C0PLACE01", "U0EVIL001"
NO_SHRINKING = (Phase.explicit, Phase.generate)  # a book shrinks for minutes
OUR_TOKENS = re.compile(rf"<@{AUTHOR}>|<@U1>|<#{CHANNEL}>|<!date\^\d+\^[^<>]*>")
TOKEN = re.compile(r"<[^<>\s][^<>]*>")

PIECES = [
    "<!channel>",
    "<!here|here>",
    "<!subteam^S0EVIL001>",
    f"<@{EVIL}>",
    "<https://evil.example|your bank>",
    "&lt;!everyone&gt;",
    "&amp;lt;!channel&amp;gt;",
    "`code` ```fence```",
    "*bold* _it_ ~no~ > quote",
    "\u202eright to left\u202c",
    "nul\0nul",
    "\ud800lone",
    "🏴\u200d☠️👩\u200d👩\u200d👧",
    ":tada:",
    "a" * 700,
    "wide " * 200,
    "ﷺ" * 80,
    "\n",
    "<",
    ">",
    "|",
    "480 ms to 310 ms",
    "#scope",
]
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), max_size=8).map(
    lambda parts: clean(" ".join(parts))[:3000]
)
short = hostile.map(lambda said: said[:60])
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
some_dimensions = st.lists(st.sampled_from(dimensions.KEYS), max_size=4, unique=True)
figures = st.lists(
    st.fixed_dictionaries(
        {
            "text": short,
            "before": st.none() | st.floats(-1e12, 1e12),
            "after": st.none() | st.floats(-1e12, 1e12),
            "unit": st.sampled_from(["ms", "%", "$", ""]) | short,
        }
    ),
    max_size=4,
)
wins = st.builds(
    Win,
    id=st.integers(1, 10**6),
    workspace=st.just("T1"),
    owner=st.just("U1"),
    number=st.integers(1, 10**6),
    source=st.just("view:1"),
    state=st.sampled_from(["kept", "draft"]),
    text=hostile.map(lambda said: said if said.strip() else "x"),
    outcome=hostile,
    happened=days,
    dimensions=some_dimensions,
    because=st.dictionaries(st.sampled_from(dimensions.KEYS), st.lists(short, max_size=3)),
    unsorted=st.lists(short, max_size=3),
    credited=st.lists(st.just(AUTHOR), max_size=1),
    links=st.lists(short, max_size=5),
    figures=figures,
    deleted_at=st.none() | st.just(NOW),
    created_at=st.just(NOW),
    updated_at=st.just(NOW),
)
praises = st.builds(
    Praise,
    id=st.integers(1, 10**6),
    workspace=st.just("T1"),
    owner=st.just("U1"),
    author=st.just(AUTHOR),
    channel=st.just(CHANNEL),
    ts=st.just("1795514400.000001"),
    said_at=st.just(NOW),
    quote=hostile,
    reason=hostile,
    state=st.sampled_from(["draft", "kept", "declined", "withdrawn", "removed"]),
    win_id=st.none() | st.integers(1, 3),
    because=st.lists(short, max_size=3),
    edited_at=st.none() | st.just(NOW),
    noticed_at=st.just(NOW),
    updated_at=st.just(NOW),
)


def judges() -> list[Any]:
    """Ours, and the reference checks when they lie beside the repository."""
    if not CHECKS.exists():
        return [check]
    sys.path.insert(0, str(CHECKS))
    try:
        return [check, importlib.import_module("check_blocks").check]
    finally:
        sys.path.remove(str(CHECKS))


JUDGES = [check]  # the slow part adds the reference checks, which take ten times as long


def texts(shown: Any) -> Iterator[str]:
    """Every text in it that Slack reads as markup."""
    if isinstance(shown, dict):
        if shown.get("type") == "mrkdwn":
            yield shown["text"]
        for value in shown.values():
            yield from texts(value)
    elif isinstance(shown, list):
        for value in shown:
            yield from texts(value)


def accept(shown: Any, surface: str = "message") -> None:
    """A message, a view, or bare blocks: no finding, and no token that is not ours."""
    spoken = []
    if hasattr(shown, "blocks"):
        accept(shown.blocks)
        shown, spoken = shown.blocks, [shown.text]
    payload = {"blocks": shown} if isinstance(shown, list) else shown
    for judge in JUDGES:
        assert [str(problem) for problem in judge(payload, surface=surface)] == []
    for said in [*spoken, *texts(shown)]:
        left = OUR_TOKENS.sub("", said)
        assert TOKEN.findall(left) == [], left
        assert "<!" not in left
        assert "<@" not in left


def render_wins(found: list[Win], said: str, names: dict[str, str]) -> None:
    first = found[0]
    tag = dimensions.nearest(said[:40] or "x")
    for shown in (
        card.saved(first, card.Tip(text.escape(said)), tag),
        card.saved(first, tips.question(first), tag),
        card.saved(first, backed=independence.backed([said] * 9, [said] * 9)),
        card.proposed(first),
        card.binned(first, "/win"),
        Message("A win.", publishing.posted(ME, first)),
        card.forgotten(first),
        listing.page(found, said, 1, "/win"),
        listing.page(found, said, 0, "/win", backing=lambda _: {first.public_id: said}),
        listing.page([], said, 0, "/win"),
    ):
        accept(shown)
    versions = [
        WinVersion(workspace="T1", owner="U1", win_id=1, version=n, at=NOW, said={"text": said})
        for n in range(30)
    ]
    for view in (
        card.result(first, "/win", tips.question(first)),
        *(coaching.box(first, key, {}) for key in coach.QUESTIONS),
        landing.boxes(first, Boxes(said, first.text, first.outcome, said), {}),
        landing.shown(first, compose(Boxes(said, first.text, said, said)), {}),
        form.new({form.WHAT: said * 3, form.OUTCOME: said}, {"place": ["C1", "1.1"]}),
        form.change(first, {}),
        listing.history(first, versions),
    ):
        accept(view, "modal")


def render_praise(rows: list[Praise], found: list[Win], names: dict[str, str]) -> None:
    known, zone, row = {win.id or 0: win for win in found}, ZoneInfo("Europe/Berlin"), rows[0]
    for shown in (
        cards.notice(rows, known, names, zone, is_first=True),
        cards.kept(row, known, names),
        cards.ask(row.channel, row.ts, NOW),
        authors.notice(rows, names),
        cards.kept(row, known, names, {row.public_id}),
    ):
        accept(shown)
    for view in (
        cards.review(rows, known, names, zone),
        windows.chooser(row, found, names, "{}"),
        windows.outcome(found[0], "{}"),
        windows.about_whom("{}"),
    ):
        accept(view, "modal")


def requests(found: list[Win], said: str) -> list[Confirmation]:
    """One request in each state it can be in."""
    states = [("open", ""), ("withdrawn", "yes"), ("recalled", "")]
    states += [("answered", kind) for kind in confirming.BUTTONS]
    return [
        Confirmation(
            public_id=f"{'c' * 21}{number}",
            workspace="T1",
            owner="U1",
            peer=AUTHOR,
            win_ref=found[0].public_id,
            number=1,
            words=confirming.words(found[0]),
            turn=str(number),
            state=state,
            answer=answer,
            said=said,
            asked_at=NOW,
            answered_at=NOW if answer else None,
        )
        for number, (state, answer) in enumerate(states)
    ]


def render_requests(found: list[Win], said: str, name: str) -> None:
    rows, names = requests(found, said), {AUTHOR: name}
    for row in rows:
        accept(confirm_cards.asked(row, name, "team"))
        accept(confirm_cards.asked(row, name, "", is_again=True))
    accept(confirm_cards.result(rows, names, {AUTHOR: "sponsor"}))
    accept(form_of_requests(found[0], name), "modal")
    for kind in answering.ASKS:
        accept(answering.form(rows[0], kind, name), "modal")


def a_paper(state: str, said: str, kind: str = "plan") -> Paper:
    return Paper(
        public_id=f"{'q' * 21}1",
        workspace="T1",
        owner="U1",
        other=AUTHOR,
        kind=kind,
        about=f"{'q' * 21}2",
        number=1,
        text=said * 4 or "x",
        digest="",
        state=state,
        correction=said,
        owner_at=NOW,
        other_at=NOW,
    )


def render_papers(said: str, name: str) -> None:
    for state in ("sent", "confirmed", "corrected", "replaced", "recalled"):
        for kind in ("plan", SUPPORT):
            row = a_paper(state, said, kind)
            accept(paper_cards.asked(row, name, "Nov 24"))
            accept(paper_cards.told(row, name))
    accept(papers.answering.form(a_paper("sent", said)), "modal")
    accept(papers.answering.form(a_paper("sent", said, SUPPORT)), "modal")
    accept(ready_ask.form(AUTHOR, said), "modal")


def a_plan(said: str) -> Plan:
    return Plan(
        workspace="",
        owner="",
        sponsor=AUTHOR,
        target="senior",
        target_name=said[:60],
        cycle=date(2027, 3, 1),
        evidence=plans.read_evidence(f"x {' '.join(said.split())}"[:300]),
        missing=said,
        next_on=date(2026, 12, 1),
        created_at=NOW,
        updated_at=NOW,
    )


def render_plans(store: Store, found: list[Win]) -> None:
    """A plan of hostile words, its check-ins, and what its sponsor sees."""
    said, sponsor = found[0].text, Principal("T1", AUTHOR)
    kept = planbook.kept(store, ME, store.plans.make(ME, a_plan(said)))
    for view in (
        plan_window.window(kept, date(2026, 11, 24)),
        plan_window.review(kept),
        plan_form.form(store, ME, kept.plan),
        linking.form(store, ME, kept.plan, kept.plan.evidence[0]),
        talkbook.window(store, ME, kept.plan),
    ):
        accept(view, "modal")
    offered = talkbook.items(store, ME, kept.plan, NOW, Settings(_env_file=None))
    accept(talkbook.form(kept.plan, offered), "modal")
    accept(talkbook.review(store, ME, kept.plan, offered, said[:1000]), "modal")
    row = talkbook.talk_of(kept.plan, date(2026, 12, 1), NOW)
    row.public_id = TALK
    talk = store.check_ins.on(ME, row)
    lines = [{"key": one.key, "text": one.text} for one in offered]
    store.check_ins.share(ME, TALK, lines, plan_messages.shared_row(talk, NOW), NOW)
    store.check_ins.note(sponsor, TALK, said, NOW)
    accept(talkbook.window(store, ME, kept.plan), "modal")
    shared = store.check_ins.with_me(sponsor, TALK)
    assert shared is not None
    accept(talking.window(store, sponsor, shared), "modal")


def render_decisions(store: Store, found: list[Win]) -> None:
    """A hostile no, one whose goal was moved, and a yes."""
    said = found[0].text
    wins = [win.public_id for win in store.wins.of(ME)]
    first = ""
    for number, answer in enumerate(("no", "not_yet", "yes")):
        row = Decision(
            workspace="",
            owner="",
            public_id=f"{'d' * 21}{number}",
            source=f"view:{number}",
            answer=answer,
            said_on=date(2026, 11, number + 1),
            said=said,
            gap=said if answer != "yes" else "",
            evidence=said,
            by=date(2027, 3, 1),
            checkpoint=date(2027, 1, 1),
            is_moved=number == 1,
            follows=first,
            wins=wins,
            created_at=NOW,
            updated_at=NOW,
        )
        first = store.decisions.add(ME, row).public_id
        accept(decision_page.window(store, ME, row), "modal")
        accept(follow_up.form(row), "modal")
        accept(closing.form(store, ME, row), "modal")
    told = dict.fromkeys(("said", "gap", "evidence"), said)
    accept(decision_form.form(told), "modal")
    accept(decision_form.soft(told | {"said": f"keep it up {said}"}), "modal")
    accept(yes.form(row, casebook.reader(store, ME, NOW, Settings(_env_file=None))), "modal")


def render_shares(store: Store) -> None:
    """The first win, shared: the form, what is read, both lists and the message."""
    kept, reader = store.wins.of(ME), Principal("T1", AUTHOR)
    if not kept:
        return  # nothing to share: drafts alone
    win = kept[0]
    share = Share(
        public_id=SHARE,
        workspace="",
        owner="",
        grantee=AUTHOR,
        kind="win",
        ref=win.public_id,
        until=NOW + timedelta(days=2),
        created_at=NOW,
    )
    given = store.shares.give(ME, share, share_messages.told(ME, share, NOW))
    lines = lending.looked_at(store, ME, "win", win.public_id)
    assert lines is not None
    accept(giving.form(store, ME, "win", win.public_id, AUTHOR), "modal")
    accept(reading.window("A" * 80, date(2026, 12, 1), lines), "modal")
    accept(share_list.window(store, ME, NOW), "modal")
    person = store.people.learn("T1", AUTHOR, NOW, name="otis", zone="UTC")
    row = share_messages.told(ME, given, NOW)
    told = share_messages.shared(
        Sending(row, person, reader, store, NOW, Settings(_env_file=None), _nobody)
    )
    assert told is not None
    accept(told)
    visiting = visit(person, reader, store, NOW, Settings(_env_file=None))
    accept(home([block for part in HOMES for block in part(visiting)]), "home")


def _nobody(users: list[str]) -> dict[str, str]:
    return {}


def render_everything(found: list[Win], rows: list[Praise], said: str, name: str) -> None:
    names = {AUTHOR: name, EVIL: name}
    for number, win in enumerate(found, 1):
        win.id, win.number, win.public_id = number, number, f"{'w' * 21}{number}"
    for number, row in enumerate(rows, 1):
        row.public_id = f"{'p' * 21}{number}"
    render_wins(found, said, names)
    render_requests(found, said, name)
    render_papers(said, name)
    render_praise(rows, found, names)


books = (st.lists(wins, min_size=1, max_size=6), st.lists(praises, min_size=1, max_size=9))


@pytest.mark.promise(24)
@pytest.mark.promise(42)
@given(*books, hostile, short)
@settings(max_examples=25, phases=NO_SHRINKING)
def test_hostile_books_keep_every_limit_and_mention_nobody(
    found: list[Win], rows: list[Praise], said: str, name: str
) -> None:
    render_everything(found, rows, said, name)


@pytest.mark.long
@pytest.mark.promise(24)
@pytest.mark.promise(42)
@given(*books, hostile, short)
@settings(max_examples=1000, phases=NO_SHRINKING)
def test_a_thousand_hostile_books_keep_every_limit_and_mention_nobody(
    found: list[Win], rows: list[Praise], said: str, name: str
) -> None:
    JUDGES[:] = judges()
    render_everything(found, rows, said, name)


ME = Principal("T1", "U1")


def book(store: Store, found: list[Win], rows: list[Praise]) -> Person:
    """The book is stored, as people would have written it."""
    if store.workspaces.get("T1") is None:
        store.workspaces.save(Workspace(id="T1", created_at=NOW))
    store.people.learn("T1", "U1", NOW, name="dana", zone="Europe/Berlin")
    store.erasure.forget(ME, NOW)
    person = store.people.learn("T1", "U1", NOW, name="dana", zone="Europe/Berlin")
    for number, win in enumerate(found, 1):
        win.id, win.source, win.happened = None, f"view:{number}", date(2026, 11, number)
        win.deleted_at = None
        store.wins.add(ME, win)
    for number, row in enumerate(rows):
        row.id, row.win_id, row.state, row.ts = None, None, "draft", f"179551440{number}.000001"
    store.praise.notice(rows, [])
    for row in requests(found, found[0].text):
        store.confirmations.ask([row], [asking_form._message(row, NOW)], 99)
    return person


def render_packets(store: Store, found: list[Win]) -> str:
    """The packet, an opening made of the same hostile words, and every window about them."""
    who = casebook.reader(store, ME, NOW, Settings(_env_file=None))
    wanted = tuple(f"{win.text[:300]} {number}" for number, win in enumerate(found, 1))
    for case in (casebook.asked(who), casebook.for_opening(who, found[0].text[:80], wanted)):
        accept(packet_card.answer(case, "/win", found[0].text[:200]))
        accept(packet_card.window(case, "/win"), "modal")
        accept(packet_card.whole(case))
        accept(picking.window(who, case), "modal")
        accept(picking.form(case, found[0]), "modal")
        if not case.packet.is_empty:
            casebook.freeze(who, case.row.public_id)
        accept(versions.window(who, casebook.mine(who, case.row.public_id)), "modal")
        accept(openings.form(), "modal")
    return case.row.public_id


@pytest.mark.promise(24)
@pytest.mark.promise(42)
@given(*books)
@settings(max_examples=5, phases=NO_SHRINKING)
def test_home_and_questions_keep_every_limit_with_a_hostile_book(
    store: Store, clock: MovableClock, found: list[Win], rows: list[Praise]
) -> None:
    person = book(store, found, rows)
    given = Settings(_env_file=None)
    visiting = visit(person, ME, store, NOW, given)
    shown = [block for part in HOMES for block in part(visiting)]
    accept(home(shown), "home")
    accept(home(plainer(shown, SAID)), "home")
    standings = coverage.standings(visiting)
    accept(gaps.answer(visiting, standings))
    accept(gaps.answer(visiting, standings, is_rich=True))
    accept(choices.card(person, given))
    accept(choices.form(person, given), "modal")
    accept(privacy.page(store.erasure.count(ME), given))
    accept(privacy.form(), "modal")
    accept(confirm_list.page(store, ME), "modal")
    accept(confirm_list.page(store, Principal("T1", AUTHOR)), "modal")
    render_plans(store, found)
    render_decisions(store, found)
    render_shares(store)
    case = render_packets(store, found)
    for due in (*prompts.DUE, *praise.DUE, *packet.DUE, *confirm.DUE, *plan.DUE, *decision.DUE):
        about = [row.public_id for row in rows] if due.kind != "ask" else [CHANNEL, "1.1"]
        about = [case] if due.kind.startswith("packet") else about
        about = [f"{'c' * 21}0"] if due.kind.startswith("confirm") else about
        about = [f"{'d' * 21}0"] if due.kind.startswith("decision") else about
        about = [TALK] if due.kind.startswith("checkin") else about
        row = Delivery(
            id=1,
            workspace="T1",
            owner="U1",
            kind=due.kind,
            period="x:2026-12-01" if due.kind == "checkin" else "x:2027-01-01",
            about=about,
            due=NOW,
            expires=NOW + timedelta(days=1),
            created_at=NOW,
        )
        sending = Sending(row, person, ME, store, NOW, given, lambda users: {})
        if (message := due.render(sending)) is not None:
            accept(message.instead if message.files else message)
            accept(message._replace(blocks=plainer(message.blocks, SAID)))


@pytest.mark.promise(42)
@pytest.mark.parametrize("piece", [p for p in PIECES if "<" in p])
def test_the_check_itself_sees_user_markup(piece: str) -> None:
    shown = [{"type": "section", "text": {"type": "mrkdwn", "text": f"x {piece} x"}}]
    if TOKEN.search(piece):
        with pytest.raises(AssertionError):
            accept(shown)
