"""Fifty people at once while Slack takes half a minute for every call: each is answered in time."""

import math
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.running import Bot
from playground.driver import Visitor
from playground.server import Playground

PEOPLE, EACH, EVENTS = 50, 20, 200
IN_TIME = 2.5  # seconds, of Slack's three
LINES = ("/win Cut deploy time from {n} to 9 minutes", "/win list", "/win settings", "/win gaps")


@pytest.mark.promise(22)
@pytest.mark.slow
def test_fifty_people_at_once_are_answered_while_slack_is_slow(bot: Bot, slack: Playground) -> None:
    hand = Visitor(slack.url, "dana")
    crowd = [Visitor(slack.url, f"person{number}") for number in range(PEOPLE)]
    for person in crowd:
        hand.send("person", name=person.person, tz="Europe/Berlin")
    hand.send("channel", name="all", members=[p.person for p in crowd] + [slack.bot_user])
    for person in crowd:  # everybody was here before
        assert person.command("/win list", "#all")["ok"]
    assert bot.settle(60)
    hand.send("faults", method="*", kind="slow", seconds=30, times=10**6)
    took: list[float] = []
    lock = threading.Lock()

    def interact(number: int) -> None:
        person, mine = crowd[number], []
        for turn in range(EACH):
            line = LINES[turn % len(LINES)].format(n=20 + 60 * turn + number)
            begun = time.perf_counter()
            answered = person.command(line if turn % 5 else "/win edit last", "#all")
            mine.append(time.perf_counter() - begun)
            assert answered["ok"], answered
        with lock:
            took.extend(mine)

    def talk(number: int) -> None:
        whom = crowd[(number + 1) % PEOPLE].person
        crowd[number % PEOPLE].post("#all", f"Kudos to @{whom} for fixing the flaky build today!")

    with ThreadPoolExecutor(PEOPLE + 4) as pool:
        events = [pool.submit(talk, number) for number in range(EVENTS)]
        rounds = [pool.submit(interact, number) for number in range(PEOPLE)]
        for waited in rounds + events:
            waited.result()
    hand.send("faults", clear=True)
    took.sort()
    p999 = took[math.ceil(len(took) * 0.999) - 1]
    print(f"median {took[len(took) // 2]:.2f} s, p99.9 {p999:.2f} s, worst {took[-1]:.2f} s")
    assert len(took) == PEOPLE * EACH
    assert p999 < IN_TIME
