"""Migrations keep every row, leave a backup, and say the same as the records."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlmodel import SQLModel

from storage import HEAD, Store, migrate, migrating, open_store
from storage.engine import make_engine
from storage.revisions import REVISIONS
from tests.storage.said import ANA, NOW, praise, win


@pytest.mark.promise(30)
def test_autogenerate_finds_nothing(url: str) -> None:
    engine = make_engine(url)
    with engine.connect() as connection:
        options = {"compare_type": True, "render_as_batch": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_the_revisions_known_to_the_code_are_those_in_the_folder() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating.PLACE))
    scripts = ScriptDirectory.from_config(config)
    assert [script.revision for script in scripts.walk_revisions()][::-1] == list(REVISIONS)
    assert scripts.get_current_head() == HEAD


@pytest.mark.promise(30)
def test_down_and_up_again_and_nothing_is_left_behind(url: str) -> None:
    assert migrate(url, to="base") == list(REVISIONS)
    engine = make_engine(url)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    engine.dispose()
    assert migrate(url) == list(REVISIONS)
    assert migrate(url) == []


@pytest.mark.promise(9)
@pytest.mark.promise(30)
def test_a_backup_is_made_before_and_restores(store: Store, file: Path) -> None:
    added = store.wins.add(ANA, win()).win
    store.praise.notice([praise()], [])
    store.close()
    migrate(f"sqlite:///{file}", NOW, to="base")
    (copy,) = (file.parent / "backups").iterdir()
    assert copy.name == "winbook-before-base-20260302T090000Z.db"
    assert copy.stat().st_mode & 0o777 == 0o600
    restored = open_store(f"sqlite:///{copy}")
    assert restored.wins.get(ANA, added.public_id) == added
    assert len(restored.praise.waiting(ANA)) == 1
    restored.close()


def test_no_backup_when_none_is_wanted(file: Path) -> None:
    migrate(f"sqlite:///{file}", backups=False, to="base")
    assert not (file.parent / "backups").exists()


KILLED = """
import os, sys
from sqlalchemy import event
from storage import migrate, migrating
def die(connection, rows, is_up):
    os.kill(os.getpid(), 9)
migrating._check = die
migrate(sys.argv[1], backups=False, to="base")
"""


@pytest.mark.promise(30)
@pytest.mark.slow
def test_killed_in_the_middle_it_is_as_it_was(store: Store, url: str) -> None:
    added = store.wins.add(ANA, win()).win
    store.close()
    ended = subprocess.run([sys.executable, "-c", KILLED, url], cwd=Path(__file__).parents[2])
    assert ended.returncode == -9
    again = open_store(url)
    assert again.wins.get(ANA, added.public_id) == added
    again.close()


@pytest.mark.slow
def test_opening_what_is_up_to_date_does_not_import_alembic(file: Path) -> None:
    said = (
        "import sys; from storage import open_store; open_store(sys.argv[1]).close();"
        "sys.exit('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", said, f"sqlite:///{file}"]
    assert subprocess.run(command, cwd=Path(__file__).parents[2]).returncode == 0
    assert sorted(os.listdir(file.parent)) == ["winbook.db", "winbook.db.reserve"]
