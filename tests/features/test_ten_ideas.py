"""The ten ideas of credential-led careers, each as a conversation, and each in the handbook."""

import json
from pathlib import Path
from typing import Any

import pytest

from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.badges import making
from tests.career.test_credentials import LADDER
from tests.features.said import answer, direct_messages, home, move_to, text, told
from tests.features.test_credentials import button, log
from tests.features.test_credentials import drop as drop_badge
from tests.features.test_growing import drop, holds

PAGE = Path(__file__).parents[2] / "docs" / "credentials.md"
BADGE = making.png(making.itxt(making.signed(making.claims(making.third()))))


@pytest.fixture
def me(slack: Playground) -> Principal:
    user = next(p.id for p in slack.world.people.values() if p.name == "dana")
    return Principal(slack.team, user)


def use(dana: Visitor, ladder: str = LADDER) -> None:
    said = drop(dana, "ladder.yml", ladder)
    dana.click("ladder_use_me", channel="@winbook", ts=said["ts"])
    assert dana.settle()


def verified(dana: Visitor) -> None:
    """The school's key is trusted and the address is Dana's."""
    dana.command("/win credentials trust")
    dana.click("credential_trust_open")
    dana.submit({"issuer": making.ISSUER, "key": making.pem(making.key()).decode()})
    dana.command("/win credentials addresses")
    dana.submit({"addresses": making.DANA})
    assert "verified" in text(drop_badge(dana, "sql.png", BADGE))


def skills_badge_laddering(dana: Visitor, store: Store, me: Principal, clock: Any) -> None:
    holds(store, me, "SQL in Depth", clock.now())
    holds(store, me, "Python for Data", clock.now())
    use(dana)
    said = answer(dana, "/win credentials ladders")
    assert "Foundations reached" in said
    assert "Next: *Breadth*, 0 of 2. Missing: 2 of Cloud One, Ops One and Models." in said


def nanodegree_leap(dana: Visitor, store: Store, me: Principal, clock: Any) -> None:
    dana.command("/win credentials programmes")
    dana.click("programme_start", **button(dana, "programme_start"))
    units = "[x] Basics\n[x] Models by 2027-01-31"
    dana.submit({"title": "Data Nanodegree", "provider": "School", "units": units})
    assert "2 of 2" in answer(dana, "/win credentials programmes")
    (one,) = store.growing.programmes(me)
    dana.click("programme_finish", value=one.public_id, **button(dana, "programme_finish"))
    assert dana.settle()
    assert "*Data Nanodegree* · School" in answer(dana, "/win credentials")


def upskill_to_advance_pathway(dana: Visitor, store: Store, me: Principal, clock: Any) -> None:
    answer(dana, "/win remind monthly")
    said = answer(dana, "/win credentials pathways")
    assert "*Direction* is thin. Work to look for:" in said
    dana.click("pathway_choose", value="direction", **button(dana, "pathway_choose"))
    chosen = {"work": "Frame the next quarter's latency work", "by": "2027-01-15"}
    dana.submit(chosen | {"credential": "A course in strategy"})
    for moment in ("2026-12-01T09:30:00+00:00", "2027-01-01T09:30:00+00:00"):
        move_to(dana, moment)
        move_to(dana, moment.replace("-01T", "-04T"))  # past the holiday
        asked = [one for one in told(dana) if "Work: Frame the next quarter's latency work" in one]
        assert "*Direction* by Fri, Jan 15, 2027" in asked[-1]
        answer(dana, "/win list")
    assert len(asked) == 2


def credentials_gap_bridging(dana: Visitor, store: Store, me: Principal, clock: Any) -> None:
    log(dana, dimensions=["Scope", "Blast radius"])
    answer(dana, "/win Cut the pager load of three teams from 40 to 9 a week #scope")
    said = answer(dana, "/win credentials matrix")
    assert "3 of 5 expectations bridged by neither work nor proof." in said
    assert "Incident Command (no win yet)" in said
    assert "a credential alone: find work that uses it" in said


def micro_advancement_track(dana: Visitor, store: Store, me: Principal, clock: Any) -> None:
    answer(dana, "/win Cut the pager load of three teams from 40 to 9 a week #scope")
    said = answer(dana, "/win credentials milestones")
    assert "*Scope*: ✓ first win, Tue, Nov 24, 2026 · ✓ first figure" in said
    assert "○ first corroborator · ○ third month" in said
    assert "Milestones · Scope: 2 of 4, next first corroborator" in home(dana)
    seen = Visitor(dana.url, "ben").messages("#eng")
    assert not any("ilestone" in text(one) for one in seen)


def digital_badge_promotion(dana: Visitor, store: Store, me: Principal, clock: Any) -> None:
    verified(dana)
    answer(dana, "/win Cut deploy time from 40 to 9 minutes #blast")
    answer(dana, "/win packet send")
    assert dana.settle()
    assert any(file["name"].endswith(".md") for m in direct_messages(dana) for file in _files(m))


def stackable_certification_ascent(dana: Visitor, store: Store, me: Principal, clock: Any) -> None:
    for title in ("SQL in Depth", "Python for Data", "Cloud One"):
        holds(store, me, title, clock.now())
    use(dana)
    assert "Next: *Breadth*, 1 of 2" in answer(dana, "/win credentials ladders")
    holds(store, me, "Ops One", clock.now())
    assert "Platform reached" in answer(dana, "/win credentials ladders")


def on_demand_career_bumping(dana: Visitor, store: Store, me: Principal, clock: Any) -> None:
    answer(dana, "/win Cut deploy time from 40 to 9 minutes #scope")
    answer(dana, "/win packet for an opening")
    assert dana.settle()
    wanted = {"opening": "Payments Lead", "requirements": "- Cutting deploy time\n- Haskell"}
    dana.submit(wanted)
    assert "Of 2 requirements, 1 is shown by wins, and 1 is not." in _view(dana)


def capability_stack_elevation(dana: Visitor, store: Store, me: Principal, clock: Any) -> None:
    log(dana)
    answer(dana, "/win Cut the pager load of three teams from 40 to 9 a week #scope")
    said = answer(dana, "/win credentials picture scope")
    assert "Scope over time: 1 win, 0 colleagues' quotes and 1 credential" in said
    assert said.index("Incident Command") < said.index("Cut the pager load")


def just_in_time_promotion(dana: Visitor, store: Store, me: Principal, clock: Any) -> None:
    for number, month in enumerate(("sep", "oct", "nov"), 13):
        answer(dana, f"/win Cut the wait at checkout by {number}% #scope on {number} {month}")
    assert "Scope is thin" in answer(dana, "/win gaps")
    sent = Visitor(dana.url, "otis").post("#eng", "Kudos @dana for cutting the wait by 15%")
    dana.react(sent["channel"], sent["ts"], "trophy")
    assert dana.settle()
    said = answer(dana, "/win gaps")
    assert "Scope is consistent" in said
    assert "Nothing yet for ambiguity, influence, blast radius and direction" in said


IDEAS = {
    "skills-badge laddering": skills_badge_laddering,
    "nanodegree leap": nanodegree_leap,
    "upskill-to-advance pathway": upskill_to_advance_pathway,
    "credentials gap bridging": credentials_gap_bridging,
    "micro-advancement track": micro_advancement_track,
    "digital badge promotion": digital_badge_promotion,
    "stackable certification ascent": stackable_certification_ascent,
    "on-demand career bumping": on_demand_career_bumping,
    "capability stack elevation": capability_stack_elevation,
    "just-in-time promotion": just_in_time_promotion,
}


@pytest.mark.parametrize("idea", IDEAS)
def test_each_idea_is_something_a_person_can_do(
    dana: Visitor, store: Store, me: Principal, clock: Any, idea: str
) -> None:
    IDEAS[idea](dana, store, me, clock)


def test_the_handbook_has_a_row_for_each_with_what_to_type_or_press() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = lines.index("| Idea | Here | Command or click |") + 2
    rows = [line.strip("|").split("|") for line in lines[start : start + len(IDEAS)]]
    assert [row[0].strip() for row in rows] == list(IDEAS)
    assert all("`" in row[2] or "drop" in row[2] for row in rows)
    assert not lines[start + len(IDEAS)].startswith("|")


def test_the_packet_shows_a_badge_with_its_verdict_issuer_and_link(
    dana: Visitor, slack: Playground
) -> None:
    verified(dana)
    answer(dana, "/win Cut deploy time from 40 to 9 minutes #blast")
    answer(dana, "/win packet send")
    assert dana.settle()
    [file] = [
        slack.world.files[file["id"]]
        for message in direct_messages(dana)
        for file in _files(message)
        if file["name"].endswith(".md")
    ]
    page = file.content.decode()
    assert "SQL in Depth" in page
    assert "School of Examples" in page
    assert "verified" in page


def _files(message: Any) -> list[Any]:
    return message.get("files") or []


def _view(visitor: Visitor) -> str:
    return json.dumps(visitor.seen()["views"][-1], ensure_ascii=False)
