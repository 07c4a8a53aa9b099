"""A fresh store per test, copied from one that was migrated once; on both databases."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from storage import Store, open_store
from storage.records import Workspace
from tests import postgres
from tests.storage.said import NOW, WORKSPACES


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whoever asks for the file means SQLite; everything else must hold on both."""
    if "dialect" in metafunc.fixturenames:
        both = ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]
        metafunc.parametrize("dialect", both if "file" not in metafunc.fixturenames else both[:1])


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as started:
        yield started


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "winbook.db"
    _fill(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_template(server: postgres.Server) -> str:
    """The name of a database like that on the server."""
    url = server.new()
    _fill(url)
    return str(make_url(url).database)


@pytest.fixture
def file(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(template, tmp_path / "winbook.db"))


@pytest.fixture
def url(
    dialect: str, request: pytest.FixtureRequest, template: Path, tmp_path: Path
) -> Iterator[str]:
    """The address of a database with two workspaces and nobody in them."""
    if dialect == "sqlite":
        file = tmp_path / "winbook.db"
        yield f"sqlite:///{file if file.exists() else shutil.copy(template, file)}"
        return
    server = request.getfixturevalue("server")
    made = server.new(request.getfixturevalue("postgres_template"))
    yield made
    server.drop(made)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


def _fill(url: str) -> None:
    store = open_store(url)
    for workspace in WORKSPACES:
        store.workspaces.save(Workspace(id=workspace, created_at=NOW))
    store.close()
