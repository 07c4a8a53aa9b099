"""The one road out: https, hosts on the list, addresses of the open internet, nothing followed.

The guard sits where the connection is made: names are resolved once, and that very address is used.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from bot.badges.strict import MOST
from bot.badges.whom import Fetch, Fetched, Unreachable

PATIENCE = 5.0  # seconds for everything
LARGEST = 1_000_000  # bytes of an answer
ASKS = "application/json, application/ld+json, application/jwt, text/plain"
Resolve = Callable[[str], list[str]]


def resolved(host: str) -> list[str]:
    """Every address of a host."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]


def fetcher(
    hosts: Iterable[str],
    monotonic: Callable[[], float],
    resolve: Resolve = resolved,
    backend: Any = None,
) -> Fetch | None:
    """What fetches from these hosts; None when there is none on the list."""
    allowed = frozenset(one.lower() for one in hosts)
    if not allowed:
        return None

    def fetch(url: str) -> Fetched:
        host = _host(url, allowed)
        import httpcore2  # noqa: PLC0415 - only for those who switched links on

        inner, end = backend or httpcore2.SyncBackend(), monotonic() + PATIENCE
        guarded = _guarded(httpcore2, inner, resolve, lambda: end - monotonic())
        try:
            with httpcore2.ConnectionPool(network_backend=guarded, retries=0) as pool:
                return _answer(pool, url, host)
        except (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError):
            raise Unreachable(f"{host} could not be reached.") from None
        except OSError:
            raise Unreachable(f"{host} could not be reached.") from None

    return fetch


def _host(url: str, allowed: frozenset[str]) -> str:
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise Unreachable("The link cannot be read.") from None
    if parts.scheme != "https" or port not in (None, 443) or parts.username is not None:
        raise Unreachable("Only plain https links are followed.")
    if host not in allowed:
        raise Unreachable(f"{host[:80]} is not on this server's list of hosts.")
    if not url.isascii() or any(letter <= " " for letter in url):
        raise Unreachable("The link cannot be read.")
    return host


def _guarded(httpcore2: Any, inner: Any, resolve: Resolve, left: Callable[[], float]) -> Any:
    """Connects to one of the addresses it has looked at, and to no other; whatever is read or
    written has only the time that is `left`."""
    hurried = _hurried(httpcore2, left)

    class Guarded(httpcore2.NetworkBackend):  # type: ignore[misc]  # known only here
        def connect_tcp(self, host: str, port: int, **how: Any) -> Any:
            try:
                found = resolve(host)
            except OSError:
                raise Unreachable(f"{host} has no address.") from None
            if not found or not all(_is_open(one) for one in found):
                raise Unreachable(f"{host} leads into a private network.")
            how["timeout"] = _soon(host, left)
            return hurried(inner.connect_tcp(found[0], port, **how), host)

        def connect_unix_socket(self, path: str, **how: Any) -> Any:
            raise Unreachable("Only plain https links are followed.")

    return Guarded()


def _hurried(httpcore2: Any, left: Callable[[], float]) -> Any:
    class Hurried(httpcore2.NetworkStream):  # type: ignore[misc]  # known only here
        def __init__(self, stream: Any, host: str) -> None:
            self._stream, self._host = stream, host

        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            part: bytes = self._stream.read(max_bytes, timeout=_soon(self._host, left))
            return part

        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            self._stream.write(buffer, timeout=_soon(self._host, left))

        def close(self) -> None:
            self._stream.close()

        def start_tls(self, ssl_context: Any, **how: Any) -> Any:
            how["timeout"] = _soon(self._host, left)
            return Hurried(self._stream.start_tls(ssl_context, **how), self._host)

        def get_extra_info(self, info: str) -> Any:
            return self._stream.get_extra_info(info)

    return Hurried


def _soon(host: str, left: Callable[[], float]) -> float:
    seconds = left()
    if seconds <= 0:
        raise Unreachable(f"{host} took too long.")
    return seconds


def _is_open(address: str) -> bool:
    """Of the open internet; an IPv4 address in an IPv6 coat is looked at without it."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped or found.sixtofour or found.teredo:
            return False
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return False
    return found.is_global and not found.is_multicast


def _answer(pool: Any, url: str, host: str) -> Fetched:
    """At most so many bytes; a redirect is an answer like any other."""
    each = dict.fromkeys(("connect", "read", "write", "pool"), PATIENCE)
    headers = {"Accept": ASKS, "Accept-Encoding": "identity", "User-Agent": "Winbook"}
    with pool.stream("GET", url, headers=headers, extensions={"timeout": each}) as answer:
        body = b""
        for part in answer.iter_stream():
            body += part
            if len(body) > LARGEST or len(body) > MOST * 4:
                raise Unreachable(f"{host} answered with more than 1 MB.")
        return Fetched(int(answer.status), body)
