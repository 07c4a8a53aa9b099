"""Make docs/promises.md: each promise, the tests that prove it, and what was last measured.

python -m tests.promises.listing
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "promises.md"
SENTENCES = Path(__file__).parent / "promises.yml"
HEAD = """# Promises

What must never break, and the tests that prove it. Made by `python -m tests.promises.listing`;
a test compares it with the code. Tests marked *slow* run in `make slow`, *long* in `make long`, the
others in `make test`. A promise without a proof says so.

| # | Promise | Proved by | Last figure |
|---|---|---|---|
"""


class Proof(NamedTuple):
    """One test that carries a promise's number."""

    number: int
    file: str
    name: str
    part: str  # "" | slow | long | browser


def proofs() -> list[Proof]:
    """In the order of files and lines."""
    found: list[Proof] = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        file = path.relative_to(ROOT / "tests").as_posix()
        above = [mark for node in tree.body for mark in _module_marks(node)]
        found += _in(tree, file, above)
    return found


def page() -> str:
    """The whole of docs/promises.md."""
    by_number: dict[int, list[Proof]] = {}
    for proof in proofs():
        by_number.setdefault(proof.number, []).append(proof)
    told = sentences()
    rows = [_row(number, said, by_number.get(number, [])) for number, said in told.items()]
    proved = sum(number in by_number for number in told)
    return HEAD + "\n".join(rows) + f"\n\n{proved} of {len(told)} promises have a proof.\n"


def sentences() -> dict[int, dict[str, Any]]:
    told: dict[int, dict[str, Any]] = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    return told


def _row(number: int, said: dict[str, Any], proved: list[Proof]) -> str:
    names = [
        f"`{p.name}`{f' ({p.part})' if p.part else ''} in {p.file}" for p in dict.fromkeys(proved)
    ]
    listed = "<br>".join(names) or "no proof yet"
    return f"| {number} | {said['promise']} | {listed} | {said.get('figure', '')} |"


def _in(tree: ast.AST, file: str, above: list[ast.expr]) -> Iterator[Proof]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield from _in(node, file, above + node.decorator_list)
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            marks = [*above, *node.decorator_list]
            parts = [part for part in ("slow", "long", "browser") if _has(marks, part)]
            for number in _numbers(marks):
                yield Proof(number, file, node.name, parts[0] if parts else "")


def _module_marks(node: ast.stmt) -> list[ast.expr]:
    if not (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"):
        return []
    return node.value.elts if isinstance(node.value, ast.List | ast.Tuple) else [node.value]


def _has(marks: list[ast.expr], name: str) -> bool:
    return any(ast.unparse(mark).startswith(f"pytest.mark.{name}") for mark in marks)


def _numbers(marks: list[ast.expr]) -> list[int]:
    return [
        int(ast.literal_eval(mark.args[0]))
        for mark in marks
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.promise"
    ]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
