"""How well praise is read: precision and recall, by `python -m bench.praise_quality`."""

import sys
import timeit
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bot.career import praise

LABELLED = Path(__file__).parents[1] / "tests" / "career" / "labelled_praise.yml"
AUTHOR = "UME"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where it was built


class Quality(NamedTuple):
    """`precision` and `recall` of "this is praise, and of exactly these people"."""

    precision: float
    recall: float
    messages: int
    wrong: list[str]


def labelled(path: Path = LABELLED) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), _LOADER)
    return found


def quality(cases: Iterable[dict[str, Any]]) -> Quality:
    right = claimed = real = messages = 0
    wrong = []
    for case in cases:
        messages += 1
        found = praise.read(case["text"], AUTHOR, case.get("subtype"))
        got = list(found.praised) if found else []
        claimed += bool(got)
        real += bool(case["praised"])
        right += bool(got) and got == case["praised"]
        if got != case["praised"]:
            wrong.append(f"{case['text']!r}: {got}, not {case['praised']}")
    return Quality(right / max(claimed, 1), right / max(real, 1), messages, wrong)


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else LABELLED
    cases = labelled(path)
    held_out = [case for case in cases if case.get("held_out")]
    for name, chosen in (("overall", cases), ("held out", held_out)):
        found = quality(chosen)
        print(f"{name}: {found.messages} messages, precision {found.precision:.3f}, ", end="")
        print(f"recall {found.recall:.3f}")
    print("\n".join(quality(cases).wrong))
    texts = [case["text"] for case in cases]
    for reader in (praise.may_be_praise, lambda text: praise.read(text, AUTHOR, None)):
        spent = timeit.timeit(lambda reader=reader: [reader(text) for text in texts], number=20)
        print(f"{spent / 20 / len(texts) * 1e6:.1f} µs a message")


if __name__ == "__main__":
    main()
