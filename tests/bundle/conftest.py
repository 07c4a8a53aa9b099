"""A fresh store per test, copied from one that was migrated once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import Store, open_store
from storage.records import Workspace
from tests.storage.said import NOW, WORKSPACES


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "winbook.db"
    store = open_store(f"sqlite:///{file}")
    for workspace in WORKSPACES:
        store.workspaces.save(Workspace(id=workspace, created_at=NOW))
    store.close()
    return file


@pytest.fixture
def file(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(template, tmp_path / "winbook.db"))


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{file}")
    yield opened
    opened.close()
