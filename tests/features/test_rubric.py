"""A company's own ladder: dropped in the DM, looked at, put to use, mapped, and spoken about."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.clock import MovableClock
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.career.ladders.reading import FILES
from tests.features.said import answer, direct_messages, home, text

LIST = """level,dimension,criterion,example,id
Mid,Craft,Writes what was agreed,A form that saves,c1
Mid,Talking,Asks early,,t1
Senior,Craft,Finds the problem worth solving,,c2
Senior,Talking,Makes two teams decide faster,A decision in a day,t2
"""
NEXT = LIST.replace("Finds the problem", "Finds and frames the problem") + (
    "Senior,Reach,Is heard in other cities,,r1\n"
)


@pytest.fixture
def me(slack: Playground) -> Principal:
    return principal(slack, "dana")


def principal(slack: Playground, name: str) -> Principal:
    user = next(p.id for p in slack.world.people.values() if p.name == name)
    return Principal(slack.team, user)


def newest(visitor: Visitor) -> dict[str, Any]:
    assert visitor.settle()
    return direct_messages(visitor)[-1]


def drop(visitor: Visitor, name: str, content: str, **more: Any) -> dict[str, Any]:
    """Share a file with the bot and read its answer."""
    visitor.upload("@winbook", name, content, **more)
    return newest(visitor)


def labels(message: dict[str, Any]) -> list[str]:
    """The buttons a message offers."""
    rows = [b for b in message["blocks"] if b["type"] == "actions"]
    return [element["text"]["text"] for row in rows for element in row["elements"]]


def use(visitor: Visitor, name: str = "acme.csv", content: str = LIST) -> dict[str, Any]:
    """Drop a ladder and press Use for Me; the answer carries the form that opened."""
    dropped = drop(visitor, name, content)
    return visitor.click("rubric_use_me", channel="@winbook", ts=dropped["ts"])


def ready(visitor: Visitor, now: str = "Mid", target: str = "Senior") -> None:
    """A rubric in use, mapped, with levels chosen."""
    use(visitor)
    visitor.submit({"map_0": "None of them", "map_1": "Influence"})
    visitor.submit({"level_now": now, "level_next": target})


class TestDropping:
    def test_a_dry_run_comes_first_with_counts_and_nothing_is_imported(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        said = drop(dana, "acme.csv", LIST)
        assert "acme.csv is a list of criteria: 2 levels, 2 dimensions, 4 criteria" in text(said)
        assert "Levels: Mid → Senior" in text(said)
        assert labels(said) == ["Use for Me", "Not Now"]
        assert store.rubrics.offered(me) == []
        assert len(said["blocks"]) <= 6

    def test_a_file_is_never_a_win(self, dana: Visitor, store: Store, me: Principal) -> None:
        drop(dana, "acme.csv", LIST)
        drop(dana, "picture.png", "not really")
        assert store.wins.of(me, states=("kept", "draft")) == []

    def test_words_with_a_picture_beside_them_stay_a_win(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        dana.upload("@winbook", "graph.png", "x", text="Cut deploy time from 40 to 9 minutes")
        assert dana.settle()
        assert [win.text for win in store.wins.of(me)] == ["Cut deploy time from 40 to 9 minutes"]

    def test_words_beside_a_ladder_are_said_not_to_be_saved(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        said = drop(dana, "acme.csv", LIST, text="Here is our ladder for 2027")
        assert "The words beside the file were not saved" in text(said)
        assert store.wins.of(me) == []

    def test_problems_come_with_their_lines_and_no_button(self, dana: Visitor) -> None:
        broken = LIST.replace("Mid,Talking", ",Talking").replace("Senior,Craft", ",Craft")
        said = drop(dana, "acme.csv", broken)
        assert "acme.csv: 2 problems, so nothing can be imported." in text(said)
        assert "acme.csv:3:1: The row has no level." in text(said)
        assert "acme.csv:4:1: The row has no level." in text(said)
        assert "Mend the file and drop it again." in text(said)
        assert labels(said) == []

    def test_two_files_lean_on_each_other(self, dana: Visitor) -> None:
        """Slack sends files that were chosen together in one message."""
        names = ("general.md", "gardening.md")
        files = [{"name": name, "content": (FILES / name).read_text("utf-8")} for name in names]
        dana.send("upload", channel="@winbook", files=files)
        said = newest(dana)
        assert "gardening.md is a Monzo framework" in text(said)
        assert "💬 Talking" in text(said)

    def test_a_pdf_by_another_name_is_refused_in_one_sentence(self, dana: Visitor) -> None:
        said = drop(dana, "ladder.yml", "%PDF-1.7")
        assert "This is a PDF, whatever its name says." in text(said)

    def test_what_is_too_large_is_not_even_fetched(self, dana: Visitor) -> None:
        said = drop(dana, "ladder.yml", "a: b\n" * 20_000)
        assert "64 KB is the limit" in text(said)

    def test_a_file_that_is_no_ladder_gets_one_sentence(self, dana: Visitor) -> None:
        assert "I take career ladders as files" in text(drop(dana, "holiday.mp4", "x"))

    def test_without_the_scope_it_says_who_does_what(self, dana: Visitor) -> None:
        dana.send("faults", withhold_scopes=["files:read"])
        said = drop(dana, "acme.csv", LIST)
        assert "I may not read files here." in text(said)
        assert "`files:read`" in text(said)

    def test_not_now_takes_the_buttons_off_and_forgets_it(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        said = drop(dana, "acme.csv", LIST)
        dana.click("rubric_not_now", channel="@winbook", ts=said["ts"])
        assert "Not imported." in text(newest(dana))
        assert store.rubrics.offered(me) == []

    def test_an_event_delivered_twice_is_answered_once(self, dana: Visitor) -> None:
        dana.send("faults", events="duplicate", times=1)
        drop(dana, "acme.csv", LIST)
        assert len(direct_messages(dana)) == 2  # the file and its answer

    def test_nobody_else_can_use_what_somebody_dropped(
        self, dana: Visitor, ben: Visitor, slack: Playground, store: Store
    ) -> None:
        said = drop(dana, "acme.csv", LIST)
        mine = drop(ben, "other.csv", LIST)
        file = json.loads(text(said))["blocks"][-2]["elements"][0]["value"]
        room = slack.world.direct(principal(slack, "ben").user)
        room.messages[mine["ts"]].content["blocks"][-2]["elements"][0]["value"] = file
        ben.click("rubric_use_me", channel="@winbook", ts=mine["ts"])
        assert ben.settle()
        assert store.rubrics.offered(principal(slack, "ben")) == []


class TestUsing:
    def test_use_for_me_goes_on_to_what_the_dimensions_mean(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        view = use(dana)["view"]
        assert view["title"]["text"] == "Map Dimensions"
        assert "Proposed: Influence, because" not in text(view)  # “Talking” says nothing
        assert "Proposed: None of them, because its name says “craft”" in text(view)
        chosen = store.rubrics.chosen(me)
        assert chosen.version is not None
        assert (chosen.version.name, chosen.version.number) == ("Acme", 1)
        assert chosen.version.file == "acme.csv"

    def test_mapping_leads_to_the_levels_of_this_ladder(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        use(dana)
        levels = dana.submit({"map_0": "None of them", "map_1": "Influence"})["view"]
        assert levels["title"]["text"] == "Your Levels"
        assert "Mid" in text(levels)
        assert store.rubrics.mapping(me, "acme") == {"craft": "none", "talking": "influence"}
        done = dana.submit({"level_now": "Mid", "level_next": "Senior"})
        assert done["closed"]
        person = store.people.get(me)
        assert person is not None
        assert (person.level_now, person.level_next) == ("mid", "senior")

    def test_the_message_loses_its_buttons_and_names_the_way_on(self, dana: Visitor) -> None:
        use(dana)
        said = newest(dana)
        assert "*Acme*, version 1: 2 levels, 2 dimensions, 4 criteria" in text(said)
        assert labels(said) == ["Map Dimensions", "Choose Levels"]

    def test_pressed_twice_it_is_one_version(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        use(dana)
        use(dana)
        assert [one.number for one in store.rubrics.offered(me)] == [1]

    def test_a_long_ladder_is_mapped_a_page_at_a_time(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        rows = "".join(f"Mid,Area {n},Does thing {n}\n" for n in range(8))
        view = use(dana, "long.csv", f"level,dimension,criterion\n{rows}Senior,Area 1,More\n")[
            "view"
        ]
        assert "Page 1 of 2" in text(view)
        assert len([b for b in view["blocks"] if b["type"] == "input"]) == 6
        second = dana.submit(dict.fromkeys((f"map_{at}" for at in range(6)), "Scope"))["view"]
        assert "Page 2 of 2" in text(second)
        dana.submit({"map_7": "Direction"})
        meant = list(store.rubrics.mapping(me, "long").values())
        assert meant == ["scope"] * 6 + ["none", "direction"]

    def test_bullets_without_dimensions_are_assigned_one_by_one(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        view = use(dana, "titles.md", (FILES / "titles.md").read_text("utf-8"))["view"]
        inputs = [b["label"]["text"] for b in view["blocks"] if b["type"] == "input"]
        assert inputs[0] == "Work is tasted before it leaves the kitchen."
        dana.submit({"map_0": "Scope"})
        assert "scope" in store.rubrics.mapping(me, "titles-for-cooks").values()

    def test_levels_that_fork_ask_for_the_branch(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        use(dana, "ours.yml", (FILES / "ours.yml").read_text("utf-8"))
        levels = dana.submit({"map_2": "Influence"})["view"]
        assert [b["block_id"] for b in levels["blocks"] if b["type"] == "input"] == [
            "branch",
            "level_now",
            "level_next",
        ]
        wrong = dana.submit(
            {"branch": "People manager", "level_now": "Mid", "level_next": "Senior"}
        )
        assert "Senior is on the other branch." in json.dumps(wrong["errors"], ensure_ascii=False)
        dana.submit({"branch": "People manager", "level_now": "Mid", "level_next": "Lead"})
        assert store.rubrics.chosen(me).branch == "pm"

    def test_a_target_below_the_level_is_refused_under_its_field(self, dana: Visitor) -> None:
        use(dana)
        dana.submit({"map_1": "Influence"})
        wrong = dana.submit({"level_now": "Senior", "level_next": "Mid"})
        assert "cannot be below" in wrong["errors"]["level_next"]


class TestTheWorkspace:
    def test_only_admins_are_offered_it(self, dana: Visitor) -> None:
        dana.send("person", name="dana", is_admin=True)
        assert "Use for the Workspace" in labels(drop(dana, "acme.csv", LIST))

    def test_it_serves_everybody_who_chose_nothing_else(
        self, dana: Visitor, ben: Visitor, slack: Playground, store: Store
    ) -> None:
        dana.send("person", name="dana", is_admin=True)
        said = drop(dana, "acme.csv", LIST.replace("Mid,", "Two,").replace("Senior,", "Three,"))
        dana.click("rubric_use_all", channel="@winbook", ts=said["ts"])
        used = newest(dana)
        assert "Everybody here who has chosen nothing else" in text(used)
        dana.click("rubric_map_open", channel="@winbook", ts=used["ts"])
        done = dana.submit({"map_0": "None of them", "map_1": "Influence"})["view"]
        assert "2 dimensions mapped for everybody" in text(done)
        theirs = answer(ben, "/win rubric")
        assert "*Acme*, version 1, the workspace's" in theirs
        assert "Your levels in Acme are not chosen yet." in theirs
        assert store.rubrics.mapping(principal(slack, "ben"), "acme")["talking"] == "influence"

    def test_a_right_that_was_lost_counts_from_the_next_press_on(
        self, dana: Visitor, slack: Playground, store: Store, me: Principal
    ) -> None:
        dana.send("person", name="dana", is_admin=True)
        said = drop(dana, "acme.csv", LIST)
        dana.send("person", name="dana", is_admin=False)
        dana.click("rubric_use_all", channel="@winbook", ts=said["ts"])
        assert dana.settle()
        assert "Only an admin of this workspace" in text(dana.messages("@winbook"))
        assert store.rubrics.chosen(me).version is None

    def test_nobody_but_an_admin_says_what_a_dimension_means_for_all(
        self, dana: Visitor, slack: Playground, store: Store, me: Principal
    ) -> None:
        use(dana)
        stack = slack.world.stacks[me.user]
        view = slack.world.views[stack[-1]]
        kept = json.loads(view.content["private_metadata"])
        view.content["private_metadata"] = json.dumps(kept | {"for": "all"})
        refused = dana.submit({"map_0": "Scope", "map_1": "Scope"})
        assert "Only an admin" in json.dumps(refused["errors"])
        assert store.rubrics.mapping(principal(slack, "ben"), "acme") == {}


class TestThePage:
    def test_what_ships_says_so_and_how_to_bring_another(self, dana: Visitor) -> None:
        said = answer(dana, "/win rubric")
        assert "*Winbook default*, the rubric that ships with Winbook" in said
        assert "*Scope*: Owns a problem of a quarter" in said
        assert "Drop a ladder as a file in my direct message" in said

    def test_an_imported_one_asks_in_the_companys_words(self, dana: Visitor) -> None:
        ready(dana)
        said = answer(dana, "/win rubric")
        assert "You are Mid and aim for Senior." in said
        assert "*Influence* (Talking): Makes two teams decide faster" in said
        assert "*Direction*: this level asks nothing here." in said
        assert "imported Nov 24, 2026 from acme.csv" in said

    def test_what_is_not_mapped_is_said_here_and_in_home(self, dana: Visitor) -> None:
        use(dana)
        dana.close()
        assert "*2 dimensions still to be mapped*" in answer(dana, "/win rubric")
        assert "*Acme*: *2 dimensions still to be mapped*" in home(dana)
        dana.click("rubric_map_open", home=True)
        dana.submit({"map_0": "None of them", "map_1": "Influence"})
        dana.submit({"level_now": "Mid", "level_next": "Senior"})
        assert "still to be mapped" not in home(dana)

    def test_level_and_gaps_follow_it(self, dana: Visitor) -> None:
        ready(dana)
        assert "Levels: Mid, Senior." in answer(dana, "/win level")
        assert "You are Mid and aim for Senior." in answer(dana, "/win level mid to senior")
        gaps = answer(dana, "/win gaps")
        assert "Makes two teams decide faster" in gaps
        assert "Nothing yet for influence." in gaps
        assert "direction" not in gaps.lower()
        assert "Coverage for Mid → Senior" in home(dana)

    def test_the_companys_words_can_mention_nobody(self, dana: Visitor) -> None:
        content = LIST.replace("Makes two teams decide faster", "Tells <!channel> & <@U1|x>")
        use(dana, "acme.csv", content)
        dana.submit({"map_1": "Influence"})
        dana.submit({"level_now": "Mid", "level_next": "Senior"})
        said = answer(dana, "/win rubric")
        assert "<!channel>" not in said
        assert "Tells &lt;!channel&gt; &amp;" in said

    def test_back_to_what_ships_and_forth_again(self, dana: Visitor, store: Store) -> None:
        ready(dana)
        assert "judged by Winbook default again" in answer(dana, "/win rubric default")
        shown = dana.command("/win rubric")["response"]
        dana.click("rubric_pick", channel="@winbook", ts=shown["ts"], value="Acme, version 1")
        dana.submit({"level_now": "Mid", "level_next": "Senior"})
        assert "*Acme*, version 1, yours" in answer(dana, "/win rubric")

    def test_the_form_for_mapping_opens_from_words_too(self, dana: Visitor) -> None:
        assert "mean themselves" in answer(dana, "/win rubric map")
        ready(dana)
        view = dana.command("/win rubric map")["view"]
        assert "As chosen before." in text(view)


class TestVersions:
    def test_a_new_file_says_what_changed_before_it_is_used(self, dana: Visitor) -> None:
        ready(dana)
        said = drop(dana, "acme.csv", NEXT)
        assert "*Version 2* of Acme. Criteria: 1 added and 1 changed. 1 new dimension." in text(
            said
        )

    def test_a_newer_version_waits_until_the_person_moves(
        self, dana: Visitor, ben: Visitor, slack: Playground, store: Store
    ) -> None:
        them = principal(slack, "ben")
        dana.send("person", name="dana", is_admin=True)
        said = drop(dana, "acme.csv", LIST)
        dana.click("rubric_use_all", channel="@winbook", ts=said["ts"])
        used = newest(dana)
        dana.click("rubric_map_open", channel="@winbook", ts=used["ts"])
        dana.submit({"map_0": "None of them", "map_1": "Influence"})
        answer(ben, "/win level mid to senior")
        ben.command("/win rubric")
        ben.click("rubric_open", channel="@winbook")
        ben.submit({"level_now": "Mid", "level_next": "Senior"})
        ben.command("/win Made two teams decide in a day #influence")
        again = drop(dana, "acme.csv", NEXT)
        dana.click("rubric_use_all", channel="@winbook", ts=again["ts"])
        assert dana.settle()

        chosen = store.rubrics.chosen(them)
        assert chosen.version is not None
        assert chosen.version.number == 1
        assert "*Version 2 is there.*" in answer(ben, "/win rubric")
        view = ben.command("/win rubric changes")["view"]
        shown = text(view)
        assert "from version 1 to 2. Criteria: 1 added and 1 changed. 1 new dimension." in shown
        assert "Is heard in other cities" in shown
        assert "Finds the problem worth solving → Finds and frames the problem" in shown
        mapping = ben.submit({})["view"]
        assert mapping["title"]["text"] == "Map Dimensions"
        ben.submit({"map_2": "Blast radius"})
        ben.submit({"level_now": "Mid", "level_next": "Senior"})
        moved = store.rubrics.chosen(them)
        assert moved.version is not None
        assert (moved.version.number, moved.newest) == (2, None)

    def test_wins_under_what_changed_are_named(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        ready(dana)
        dana.command("/win Made two teams decide in a day #influence")
        dana.command("/win Cut deploy time from 40 to 9 minutes #scope")
        changed = LIST.replace("Makes two teams decide faster", "Makes three teams decide faster")
        first = store.rubrics.chosen(me).version
        use(dana, "acme.csv", changed)
        assert first is not None
        store.rubrics.choose(me.workspace, me.user, first, first.created_at)
        view = dana.command("/win rubric changes")["view"]
        assert "*To look at again*: 1 win stands under influence" in text(view)
        assert "(number 1)" in text(view)

    def test_the_newest_has_nothing_to_move_to(self, dana: Visitor) -> None:
        ready(dana)
        assert "You use the newest version" in answer(dana, "/win rubric changes")


class TestAssessing:
    def test_each_expectation_is_asked_and_compared_with_the_file(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        ready(dana)
        view = dana.command("/win rubric assess")["view"]
        shown = [b.get("label", b.get("text", {})).get("text") for b in view["blocks"]]
        assert "Makes two teams decide faster" in shown
        assert "Such as: A decision in a day" in text(view)
        result = dana.submit({"assess_0_0": "Sometimes", "assess_0_1": "Already"})["view"]
        assert "Already 1, Sometimes 1. Your file says otherwise in 1." in text(result)
        assert "You say already; your file shows nothing yet." in text(result)
        said = store.assessments.of(me, "acme")
        assert {key: one.answer for key, one in said.items()} == {
            "c2": "sometimes",
            "t2": "already",
        }
        assert "*Your own word*: Already 1, Sometimes 1." in answer(dana, "/win rubric")

    def test_not_applicable_wants_a_reason(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        ready(dana)
        dana.command("/win rubric assess")
        wrong = dana.submit({"assess_0_0": "Not applicable"})
        assert "why it does not apply" in wrong["errors"]["reason_0"]
        dana.submit({"assess_0_0": "Not applicable", "reason_0": "I do not write code"})
        (said,) = store.assessments.of(me, "acme").values()
        assert (said.answer, said.reason) == ("not_applicable", "I do not write code")

    def test_it_opens_with_what_was_said_before(self, dana: Visitor) -> None:
        ready(dana)
        dana.command("/win rubric assess")
        dana.submit({"assess_0_1": "Never"})
        view = dana.command("/win rubric assess")["view"]
        menus = [b["element"] for b in view["blocks"] if b.get("block_id") == "assess_0_1"]
        assert menus[0]["initial_option"]["value"] == "never"

    def test_the_rubric_that_ships_is_assessed_as_well(self, dana: Visitor) -> None:
        view = dana.command("/win rubric assess")["view"]
        assert len([b for b in view["blocks"] if b["type"] == "input"]) == 6
        assert "Page 1 of 1" in text(view)
        result = dana.submit({f"assess_0_{at}": "Never" for at in range(5)})["view"]
        assert "Never 5. Your file says the same." in text(result)

    def test_more_than_five_go_on_to_the_next_page(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        rows = "".join(f"Senior,Area {n // 4},Does thing {n}\n" for n in range(12))
        use(dana, "long.csv", f"level,dimension,criterion\nMid,Area 0,Starts\n{rows}")
        dana.submit({})
        dana.submit({"level_now": "Mid", "level_next": "Senior"})
        assert "Page 1 of 3" in text(dana.command("/win rubric assess")["view"])
        assert "Page 2 of 3" in text(dana.submit({"assess_0_0": "Already"})["view"])
        dana.submit({"assess_1_0": "Never"})
        dana.submit({})
        said = store.assessments.of(me, "long").values()
        assert sorted(one.answer for one in said) == ["already", "never"]

    def test_a_target_that_changed_meanwhile_is_said(self, dana: Visitor) -> None:
        ready(dana)
        dana.command("/win rubric assess")
        answer(dana, "/win level now mid")
        answer(dana, "/win level mid")
        refused = dana.submit({"assess_0_0": "Already"})
        assert "Your rubric or target changed meanwhile." in json.dumps(refused["errors"])


class TestManagersWords:
    def test_kept_word_for_word_and_dated(self, dana: Visitor, store: Store, me: Principal) -> None:
        said = "Show me *two* quarters where <you> set the plan & kept it"
        dana.command("/win rubric words")
        dana.click("rubric_words_open")
        view = dana.submit({"text": said, "said_on": "2026-11-20"})["view"]
        [kept] = store.manager_words.of(me)
        assert kept.text == said
        blocks = [b["text"] for b in view["blocks"] if b["type"] == "section"]
        assert {"type": "plain_text", "text": said, "emoji": True} in blocks
        assert "Said on Nov 20, 2026" in text(view)

    def test_a_day_to_come_is_refused(self, dana: Visitor) -> None:
        dana.command("/win rubric words")
        dana.click("rubric_words_open")
        wrong = dana.submit({"text": "Soon", "said_on": "2026-12-24"})
        assert "is in the future" in wrong["errors"]["said_on"]

    def test_they_become_an_expectation_and_stop_being_one(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        dana.command("/win rubric words")
        dana.click("rubric_words_open")
        dana.submit({"text": "Own the whole launch", "level": "Senior", "dimension": "Scope"})
        assert "Own the whole launch" in answer(dana, "/win rubric")
        assert "Page 1 of 2" in text(dana.command("/win rubric assess")["view"])
        assert "Own the whole launch" in text(dana.submit({})["view"])
        dana.close()
        view = dana.command("/win rubric words")["view"]
        assert "an expectation of Senior in scope" in text(view)
        dana.click("rubric_words_do", value="Take It Out of My Rubric")
        [kept] = store.manager_words.of(me)
        assert (kept.level, kept.dimension) == ("", "")

    def test_a_level_without_a_dimension_is_refused(self, dana: Visitor) -> None:
        dana.command("/win rubric words")
        dana.click("rubric_words_open")
        wrong = dana.submit({"text": "Own it", "level": "Senior"})
        assert "an expectation needs both" in wrong["errors"]["dimension"]

    def test_they_are_placed_later(self, dana: Visitor, store: Store, me: Principal) -> None:
        dana.command("/win rubric words")
        dana.click("rubric_words_open")
        dana.submit({"text": "Own the whole launch"})
        dana.click("rubric_words_do", value="Make It an Expectation")
        dana.submit({"level": "Staff", "dimension": "Direction"})
        [kept] = store.manager_words.of(me)
        assert (kept.level, kept.dimension) == ("staff", "direction")

    def test_forgotten_they_are_gone(self, dana: Visitor, store: Store, me: Principal) -> None:
        dana.command("/win rubric words")
        dana.click("rubric_words_open")
        dana.submit({"text": "Never mind"})
        dana.click("rubric_words_do", value="Forget These Words")
        assert store.manager_words.of(me) == []

    def test_nobody_else_sees_them(self, dana: Visitor, ben: Visitor) -> None:
        dana.command("/win rubric words")
        dana.click("rubric_words_open")
        dana.submit({"text": "Kingfisher sets the plan"})
        ben.command("/win rubric words")
        assert "Kingfisher" not in text(ben.seen())


def test_everything_is_deleted_with_the_rest(
    dana: Visitor, store: Store, me: Principal, clock: MovableClock
) -> None:
    ready(dana)
    dana.command("/win rubric assess")
    dana.submit({"assess_0_0": "Already"})
    assert "1 rubric of your own" in answer(dana, "/win privacy")
    store.erasure.forget(me, clock.now() + timedelta(seconds=1))
    assert store.rubrics.chosen(me).version is None
    assert store.assessments.of(me, "acme") == {}
