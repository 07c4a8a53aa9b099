"""The one road out: who may be asked, where it leads, and how long it may take."""

from collections.abc import Iterator
from typing import Any

import httpcore2
import pytest

from bot.badges.fetching import PATIENCE, fetcher, resolved
from bot.badges.whom import Unreachable

pytestmark = pytest.mark.promise(46)
OPEN = "93.184.215.14"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class Wires(httpcore2.NetworkBackend):
    """Notes whom it was connected to, and answers from a list of bytes."""

    def __init__(self, parts: list[bytes]) -> None:
        self.parts, self.to = parts, []

    def connect_tcp(self, host: str, port: int, **how: Any) -> httpcore2.NetworkStream:
        self.to.append((host, port))
        return Stream(iter(self.parts))


class Stream(httpcore2.NetworkStream):
    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return next(self._parts, b"")

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        pass

    def close(self) -> None:
        pass

    def start_tls(self, *args: Any, **how: Any) -> httpcore2.NetworkStream:
        return self


class Seconds:
    """A clock that says so many seconds more each time it is asked."""

    def __init__(self, step: float = 0.0) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def road(parts: list[bytes], *addresses: str, step: float = 0.0) -> tuple[Any, Wires]:
    wires = Wires(parts)
    told = list(addresses) or [OPEN]
    return fetcher(["school.example"], Seconds(step), lambda host: told, wires), wires


def test_without_a_host_on_the_list_there_is_no_road() -> None:
    assert fetcher([], Seconds()) is None


def test_the_address_that_was_looked_at_is_the_one_connected_to() -> None:
    fetch, wires = road([ANSWER], OPEN)
    assert fetch("https://School.example/a") == (200, b"{}")
    assert wires.to == [(OPEN, 443)]


@pytest.mark.parametrize(
    "url",
    [
        "http://school.example/a",
        "https://school.example:8443/a",
        "https://me@school.example/a",
        "https://other.example/a",
        "https://school.example.evil.example/a",
        "https://127.0.0.1/a",
        "ftp://school.example/a",
        "https://[::1/a",
        "https://school.example/a b",
    ],
)
def test_what_is_not_plain_https_to_a_listed_host_is_not_followed(url: str) -> None:
    fetch, wires = road([ANSWER])
    with pytest.raises(Unreachable):
        fetch(url)
    assert wires.to == []


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.1.2.3"],
        ["169.254.169.254"],
        ["100.64.0.1"],
        ["::1"],
        ["::ffff:10.0.0.1"],
        ["64:ff9b::7f00:1"],
        ["2002:7f00:1::"],
        ["224.0.0.1"],
        ["0.0.0.0"],
        ["fe80::1%eth0"],
        [OPEN, "10.0.0.1"],
        [],
    ],
)
def test_a_name_that_leads_into_a_private_network_is_not_followed(addresses: list[str]) -> None:
    wires = Wires([ANSWER])
    fetch = fetcher(["school.example"], Seconds(), lambda host: addresses, wires)
    assert fetch is not None
    with pytest.raises(Unreachable, match="private"):
        fetch("https://school.example/a")
    assert wires.to == []


def test_a_name_that_resolves_differently_the_second_time_is_asked_once() -> None:
    asked: list[str] = []
    wires = Wires([ANSWER])

    def resolve(host: str) -> list[str]:
        asked.append(host)
        return [OPEN] if len(asked) == 1 else ["127.0.0.1"]

    fetch = fetcher(["school.example"], Seconds(), resolve, wires)
    assert fetch is not None
    fetch("https://school.example/a")
    assert (asked, wires.to) == (["school.example"], [(OPEN, 443)])


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0177.0.0.1", "127.1", "0x7f.1"])
def test_another_way_to_write_a_private_address_leads_nowhere(host: str) -> None:
    """With the machine's own resolver, and the host even on the list."""
    wires = Wires([ANSWER])
    fetch = fetcher([host], Seconds(), resolved, wires)
    assert fetch is not None
    with pytest.raises(Unreachable, match="private|no address"):
        fetch(f"https://{host}/a")
    assert wires.to == []


class Slow(Stream):
    """Each read takes almost all of the time that it was given."""

    def __init__(self, parts: Iterator[bytes], clock: Seconds) -> None:
        super().__init__(parts)
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        assert timeout is not None
        self._clock.now += 0.9 * timeout
        return super().read(max_bytes)


def test_no_wait_begins_anew_with_each_part() -> None:
    clock, head = Seconds(0.001), b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    wires = Wires([])
    trickle = Slow(iter([head, *[b"1\r\na\r\n"] * 10_000]), clock)
    wires.connect_tcp = lambda host, port, **how: trickle  # type: ignore[method-assign]
    fetch = fetcher(["school.example"], clock, lambda host: [OPEN], wires)
    assert fetch is not None
    with pytest.raises(Unreachable, match="too long"):
        fetch("https://school.example/a")
    assert clock.now <= PATIENCE + 0.1


def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/\r\nContent-Length: 0\r\n\r\n"
    fetch, wires = road([moved])
    assert fetch("https://school.example/a").status == 302
    assert len(wires.to) == 1


def test_an_answer_that_never_ends_is_cut_off_by_its_size() -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    fetch, _ = road([head, *[b"10000\r\n" + b"a" * 65536 + b"\r\n"] * 40])
    with pytest.raises(Unreachable, match="1 MB"):
        fetch("https://school.example/a")


def test_an_answer_that_never_ends_is_cut_off_by_the_clock() -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    fetch, _ = road([head, *[b"1\r\na\r\n"] * 40], step=1.0)
    with pytest.raises(Unreachable, match="too long"):
        fetch("https://school.example/a")


def test_what_is_no_http_is_no_answer() -> None:
    fetch, _ = road([b"\0\1\2 nonsense"])
    with pytest.raises(Unreachable, match="could not be reached"):
        fetch("https://school.example/a")
