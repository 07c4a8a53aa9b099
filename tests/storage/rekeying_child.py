"""Kill a rewriting at a line of its code, or after a while, again and again: JSON on stdout.

The product knows nothing of this: every line that storage/rekeying.py runs is a point, counted by
the interpreter's own tracing. `lines FILE OLD NEW STEP` dies at every STEP-th one,
`moments FILE OLD NEW COUNT` at so many random moments. Each time a copy of FILE is taken first, and
afterwards it is opened, looked at and rewritten to the end.
"""

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from storage import cipher, rekeying

SEED = 7
TWICE = 2  # a line of a loop over rows is a point only so often


def whole_under(file: Path, keys: tuple[str, ...]) -> str:
    """By which of these keys it opens, whole; "" is a plain file, "none" that it is lost."""
    for key in keys:
        if bool(key) == cipher.is_plain(file):
            continue
        try:
            with closing(cipher.connect(file, key)) as raw:
                assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        except cipher.errors(key)[1]:
            continue
        return key
    return "none"


def rewrite(file: Path, old: str, new: str) -> None:
    rekeying.encrypt(f"sqlite:///{file}", new, old)


def dies_at_line(file: Path, old: str, new: str, die: int) -> None:
    times, passed = Counter[int](), 0

    def local(frame: Any, event: str, given: Any) -> Any:
        nonlocal passed
        times[frame.f_lineno] += event == "line"
        passed += times[frame.f_lineno] <= TWICE
        if passed >= die:
            os.kill(os.getpid(), signal.SIGKILL)
        return local

    def call(frame: Any, event: str, given: Any) -> Any:
        return local if frame.f_code.co_filename.endswith("rekeying.py") else None

    sys.settrace(call)
    rewrite(file, old, new)


def dies_after(file: Path, old: str, new: str, seconds: float) -> None:
    threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL)).start()
    rewrite(file, old, new)


def once(source: Path, old: str, new: str, how: Any, die: float) -> dict[str, Any]:
    """One death, and what was found; the last time it does not die."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / source.name
        shutil.copy(source, file)
        shutil.copytree(source.parent / "backups", file.parent / "backups", dirs_exist_ok=True)
        child = os.fork()
        if not child:
            how(file, old, new, die)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        found = whole_under(file, (old, new))
        rewrite(file, old, new)
        after = {
            whole_under(path, (old, new)) for path in (file, *file.parent.glob("backups/*.db"))
        }
        left = [path.name for path in Path(folder).rglob("*unfinished*")]
        return {"died": status != 0, "found": found, "after": sorted(after), "left": left}


def main() -> None:
    kind, source, old, new, many = sys.argv[1:]
    told = []
    if kind == "lines":
        die = 1
        while not told or told[-1]["died"]:
            told.append(once(Path(source), old, new, dies_at_line, die))
            die += int(many)
    else:
        begun = time.perf_counter()
        once(Path(source), old, new, dies_after, 60)
        takes, dice = time.perf_counter() - begun, random.Random(SEED)
        for _ in range(int(many)):
            told.append(once(Path(source), old, new, dies_after, dice.uniform(0, takes / 2)))
    print(json.dumps(told))


if __name__ == "__main__":
    main()
