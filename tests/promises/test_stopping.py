"""The real command in HTTP mode, in a process of its own: it starts, says so, and stops well."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from playground.server import Playground
from tests.conftest import ROOT

pytestmark = pytest.mark.slow


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=2) as said:
            return int(said.status)
    except OSError as error:
        return int(getattr(error, "code", 0))


def environment(slack: Playground, folder: Path, port: int) -> dict[str, str]:
    told = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": "",
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": f"sqlite:///{folder}/winbook.db",
        "PORT": str(port),
    }
    return {**os.environ, **told}


@pytest.fixture
def served(slack: Playground, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    port = free_port()
    command = [sys.executable, "-m", "bot", "run", "--no-open"]
    running = subprocess.Popen(command, cwd=ROOT, env=environment(slack, tmp_path, port))
    url = f"http://127.0.0.1:{port}"
    end = time.monotonic() + 30
    while status(f"{url}/readyz") != 200:
        assert running.poll() is None
        assert time.monotonic() < end
        threading.Event().wait(0.05)
    yield running, url
    running.kill()
    running.wait()


@pytest.mark.promise(3)
@pytest.mark.promise(60)
def test_over_http_it_leaves_when_told_and_says_so_first(
    served: tuple[subprocess.Popen[bytes], str],
) -> None:
    running, url = served
    assert (status(f"{url}/healthz"), status(f"{url}/slack/events")) == (200, 404)
    begun = time.monotonic()
    running.send_signal(signal.SIGTERM)
    seen = set()
    while running.poll() is None:
        seen.add(status(f"{url}/readyz"))
        assert time.monotonic() - begun < 10
    assert running.returncode == 0
    assert 503 in seen


def test_a_port_that_is_taken_is_one_sentence(slack: Playground, tmp_path: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        told = environment(slack, tmp_path, taken.getsockname()[1])
        command = [sys.executable, "-m", "bot", "run", "--no-open"]
        ended = subprocess.run(
            command, cwd=ROOT, env=told, capture_output=True, text=True, timeout=60
        )
    assert ended.returncode == 1
    assert "cannot be listened on" in ended.stderr
