"""Seals tokens anew and dies at a chosen point: before or after a statement or a commit.

Given as JSON: {"url": …, "keys": [newest, …], "die": n}. Prints how many points were passed.
"""

import json
import os
import signal
import sys
from typing import Any

from sqlalchemy import Engine, event

from bot.rotating import rotated
from bot.tokens import Keys
from storage import Store
from storage.engine import Database


def main() -> None:
    told, passed = json.loads(sys.argv[1]), 0

    def point(*_: Any) -> None:
        nonlocal passed
        passed += 1
        if passed == told["die"]:
            os.kill(os.getpid(), signal.SIGKILL)

    store = Store(Database(told["url"]))
    for moment in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, moment, point)
    rotated(store, Keys(told["keys"]))
    print(passed)


if __name__ == "__main__":
    main()
