"""Seals tokens anew, again and again, dying at each point: around every statement and commit.

Given as JSON: {"url": …, "keys": [newest, oldest]}. Everything is imported once, and each life is a
fork. One line in is one life, with the number of the point to die at; one line out is how it ended.
"""

import json
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, event

from bot.rotating import rotated
from bot.tokens import Keys
from storage import Store
from storage.engine import Database


def live(url: str, keys: Sequence[str], die: int) -> None:
    passed = 0

    def point(*_: Any) -> None:
        nonlocal passed
        passed += 1
        if passed == die:
            os.kill(os.getpid(), signal.SIGKILL)

    store = Store(Database(url))
    for moment in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, moment, point)
    rotated(store, Keys(keys))
    os._exit(0)


def main() -> None:
    told = json.loads(sys.argv[1])
    Keys(told["keys"])  # imported before anybody is born
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            live(told["url"], told["keys"], int(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
