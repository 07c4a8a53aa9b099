"""One measured figure beside its aim, the table of them, and where they are written down."""

import platform
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


@dataclass(frozen=True)
class Figure:
    """`aim` None: only told. `at_most`: smaller is better."""

    what: str
    value: float
    unit: str = ""
    aim: float | None = None
    at_most: bool = False
    seen: str = ""  # the raw numbers behind it

    @property
    def is_met(self) -> bool | None:
        if self.aim is None:
            return None
        return self.value <= self.aim if self.at_most else self.value >= self.aim

    @property
    def row(self) -> tuple[str, str, str, str, str]:
        sign = "≤" if self.at_most else "≥"
        aim = "" if self.aim is None else f"{sign} {number(self.aim)}{self.unit}"
        met = {None: "", True: "yes", False: "**no**"}[self.is_met]
        return self.what, f"{number(self.value)}{self.unit}", aim, met, self.seen


def number(value: float) -> str:
    """Three figures are enough for a ratio, and thousands have commas."""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value > 1 else f"{value:.3f}"


def machine() -> str:
    """What the figures were measured on."""
    cpus = Path("/proc/cpuinfo")
    said = re.search(r"model name\s*: (.+)", cpus.read_text()) if cpus.exists() else None
    model = said.group(1).strip() if said else platform.machine()
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {model}, {cpu_count()} cores · "
        f"Python {platform.python_version()} · SQLite {sqlite3.sqlite_version} · "
        f"{platform.system()} {platform.machine()}"
    )


def table(groups: Iterable[tuple[str, list[Figure]]]) -> str:
    """As Markdown, which reads well on a screen too."""
    head = ("", "What", "Measured", "Aim", "Met", "Behind it")
    rows = [(name, *figure.row) for name, found in groups for figure in found]
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    lines = [_line(head, widths), "|" + "|".join("-" * (width + 2) for width in widths) + "|"]
    return "\n".join(lines + [_line(row, widths) for row in rows])


def write(shown: str, path: Path = README) -> None:
    """Between the two markers; the words around them stay."""
    before, rest = path.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    path.write_text(f"{before}{BEGIN}\n\n{machine()}\n\n{shown}\n\n{END}{after}", encoding="utf-8")


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    return (
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
    )
