"""Export and import on the command line: the same bundle as in Slack."""

import shutil
from pathlib import Path

import pytest

from storage import open_store
from tests.bundle.lived import live
from tests.storage.conftest import template
from tests.storage.said import ANA
from tests.test_cli import winbook

__all__ = ["template"]


@pytest.fixture
def lived(template: Path, tmp_path: Path) -> Path:  # noqa: F811 - the fixture
    """A folder with a book in it, and a fresh one beside it."""
    for name in ("one", "two"):
        (tmp_path / name / "data").mkdir(parents=True)
        shutil.copy(template, tmp_path / name / "data/winbook.db")
    store = open_store(f"sqlite:///{tmp_path}/one/data/winbook.db")
    live(store, ANA)
    store.close()
    return tmp_path


@pytest.mark.promise(55)
def test_export_there_import_here_and_export_again_is_byte_equal(lived: Path) -> None:
    here, there = lived / "one", lived / "two"
    done = winbook(here, "export", "Ana", "--workspace", "T1", "--to", "b.zip")
    assert done.stdout == "Wrote b.zip. Only its owner can read it; hand it over unread.\n"
    assert (here / "b.zip").stat().st_mode & 0o777 == 0o600
    path = str(here / "b.zip")
    dry = winbook(there, "import", path, "--for", "UANA", "--workspace", "T1", "--dry-run")
    assert "b.zip is a bundle of Winbook: 4 wins" in dry.stdout
    assert "Nothing was imported." in dry.stdout
    done = winbook(there, "import", path, "--for", "UANA", "--workspace", "T1")
    assert "Imported " in done.stdout, done.stderr
    winbook(there, "export", "UANA", "--workspace", "T1", "--to", "c.zip")
    assert (there / "c.zip").read_bytes() == (here / "b.zip").read_bytes()


def test_whose_book_must_be_clear(lived: Path) -> None:
    nobody = winbook(lived / "one", "export", "Zed", "--workspace", "T1")
    assert nobody.stderr.startswith("winbook: Nobody here is called Zed.")
    unclear = winbook(lived / "one", "export", "Ana")
    assert unclear.stderr == "winbook: Name the workspace with --workspace. Known here: T1, T2.\n"
    missing = winbook(lived / "one", "import", "no.zip", "--for", "Ana", "--workspace", "T1")
    assert missing.stderr == "winbook: no.zip cannot be read: no such file or directory.\n"
