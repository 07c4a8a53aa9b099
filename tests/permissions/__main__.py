"""`python -m tests.permissions` writes docs/permissions.md anew."""

from pathlib import Path

from tests.permissions.table import page

if __name__ == "__main__":
    Path(__file__).parents[2].joinpath("docs/permissions.md").write_text(page(), encoding="utf-8")
