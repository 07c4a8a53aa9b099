"""The same writes on SQLite and on PostgreSQL, both durable: `python -m bench.databases`."""

import sys
import tempfile
import threading
import time
from collections.abc import Callable
from itertools import count

from storage import Store, open_store
from storage.records import Workspace
from tests import postgres
from tests.storage.said import NOW, WORKSPACES, Principal, event, win

DURABLE = ("max_connections=150", "listen_addresses=")
SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
NUMBERS = count()


def rate(threads: int, deed: Callable[[], object]) -> tuple[float, float]:
    """How many a second, and the 99th percentile in milliseconds."""
    took, end = list[float](), time.perf_counter() + SECONDS

    def work() -> None:
        while (begun := time.perf_counter()) < end:
            deed()
            took.append(time.perf_counter() - begun)

    running = [threading.Thread(target=work) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return len(took) / SECONDS, sorted(took)[int(len(took) * 0.99)] * 1000


def rows(name: str, store: Store) -> None:
    for workspace in WORKSPACES:
        store.workspaces.save(Workspace(id=workspace, created_at=NOW))

    def keep() -> None:
        store.inbox.keep(event(f"Ev{next(NUMBERS)}"))

    def add() -> None:
        n = next(NUMBERS)
        store.wins.add(Principal("T1", f"U{n % 500}"), win(f"view:{n}"))

    for what, deed in (("events kept", keep), ("wins added", add)):
        for threads in (1, 16, 64):
            a_second, p99 = rate(threads, deed)
            print(f"| {name} | {what} | {threads} | {a_second:.0f} | {p99:.1f} |")


def main() -> None:
    print("| Database | What | In flight | A second | p99 ms |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/winbook.db", threads=70)
        rows("SQLite", store)
        store.close()
    with postgres.running(DURABLE) as server:
        store = open_store(server.new())
        rows("PostgreSQL", store)
        store.close()


if __name__ == "__main__":
    main()
