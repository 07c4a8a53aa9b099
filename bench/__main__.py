"""Measure: `python -m bench`, or only some of it: `python -m bench commands kudos`.

A whole run writes its table into bench/README.md; a part of it is only shown.
"""

import sys
import time
from collections.abc import Callable

from bench import burst, commands, kudos, packet, page, quality, startup, unwanted
from bench.figures import Figure, machine, table, write
from bench.rounds import progress

BENCHES: dict[str, Callable[[], list[Figure]]] = {
    "quality": quality.figures,
    "unwanted": unwanted.figures,
    "burst": burst.figures,
    "commands": commands.figures,
    "kudos": kudos.figures,
    "packet": packet.figures,
    "startup": startup.figures,
    "page": page.figures,
}


def main() -> None:
    names = sys.argv[1:] or list(BENCHES)
    if strange := [name for name in names if name not in BENCHES]:
        sys.exit(f"There is no bench {', '.join(strange)}. There are {', '.join(BENCHES)}.")
    groups = []
    for name in names:
        began = time.perf_counter()
        groups.append((name, BENCHES[name]()))
        progress(f"{name}: {time.perf_counter() - began:.0f} s")
    shown = table(groups)
    print(machine(), shown, sep="\n\n")
    if not sys.argv[1:]:
        write(shown)
        print("\nWritten into bench/README.md.")


if __name__ == "__main__":
    main()
