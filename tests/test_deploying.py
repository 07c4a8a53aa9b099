"""The files for deployment say what the code reads."""

import re
from pathlib import Path

import pytest
import yaml

from bot.listening import LEAVE_WITHIN

ROOT = Path(__file__).parent.parent
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
OTHERS = {"POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB", "PATH", "PYTHONUNBUFFERED"}


@pytest.mark.parametrize(
    "name", ["Dockerfile", "compose.yaml", "deploy/winbook.service", "deploy/kubernetes.yaml"]
)
def test_every_setting_in_it_is_one_of_ours(name: str) -> None:
    told = re.sub(r"(?m)^#.*$", "", (ROOT / name).read_text(encoding="utf-8"))
    for setting in set(re.findall(r"\b([A-Z]+(?:_[A-Z]+)+)\b(?=[=:,])", told)) - OTHERS:
        assert f"{setting}=" in EXAMPLE, setting


def test_whoever_stops_us_waits_long_enough() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    unit = (ROOT / "deploy/winbook.service").read_text(encoding="utf-8")
    waits = [compose["services"]["winbook"]["stop_grace_period"].rstrip("s")]
    waits += re.findall(r"TimeoutStopSec=(\d+)", unit)
    assert all(int(wait) > LEAVE_WITHIN for wait in waits)


def test_the_image_is_not_root_and_is_asked_whether_it_lives() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert "USER 10001" in lines
    assert any(line.startswith("HEALTHCHECK") for line in lines)
