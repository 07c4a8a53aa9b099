"""People and things that the conversations with the store talk about."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from storage.records import Correction, Delivery, Event, Packet, Praise, Principal, Win

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR, LEASE = timedelta(hours=1), timedelta(seconds=120)
WORKSPACES = ("T1", "T2")
ANA, BEN = Principal("T1", "UANA"), Principal("T1", "UBEN")
OTHER_ANA = Principal("T2", "UANA")


def win(source: str = "view:1", text: str = "Cut deploy time", **more: Any) -> Win:
    said = {"happened": date(2026, 3, 1), "created_at": NOW, "updated_at": NOW, **more}
    return Win(workspace="", owner="", number=0, source=source, text=text, **said)


def praise(owner: Principal = ANA, ts: str = "1.0", **more: Any) -> Praise:
    said: dict[str, Any] = {"author": "UBEN", "channel": "C1", "quote": "thank you", **more}
    times = {"said_at": NOW, "noticed_at": NOW, "updated_at": NOW}
    return Praise(workspace=owner.workspace, owner=owner.user, ts=ts, **(times | said))


def correction(owner: Principal = ANA, win_id: int = 1, words: Any = ("rota",)) -> Correction:
    said: dict[str, Any] = {"moved_from": "scope", "moved_to": "influence", "words": [*words]}
    return Correction(workspace=owner.workspace, owner=owner.user, win_id=win_id, at=NOW, **said)


def event(event_id: str = "Ev1", **more: Any) -> Event:
    said: dict[str, Any] = {"workspace": "T1", "kind": "message", "body": {"text": "hi"}, **more}
    return Event(event_id=event_id, **({"received": NOW, "not_before": NOW} | said))


def delivery(period: str = "2026-03", owner: Principal = ANA, **more: Any) -> Delivery:
    said: dict[str, Any] = {"kind": "monthly", "due": NOW, "expires": NOW + 24 * HOUR, **more}
    return Delivery(
        workspace=owner.workspace, owner=owner.user, period=period, created_at=NOW, **said
    )


def packet(**more: Any) -> Packet:
    said = {"case_key": "senior|2026", "title": "Case for Senior", "period": "2026", **more}
    days = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
    when = {"created_at": NOW, "updated_at": NOW}
    return Packet(workspace="", owner="", target="senior", **(days | when | said))


def content(ref: str, by: str, words: str) -> dict[str, Any]:
    """What a frozen packet holds of one quote and of two people who took part."""
    voice = {"name": "A Name", "words": words, "by": by, "ref": ref, "link": "https://x.example"}
    credited = [{"name": "A Name", "by": by}, {"name": "Cem", "by": "UCEM"}]
    told = {"ref": "w1", "headline": "x", "voices": [voice], "credited": credited}
    return {"sections": [{"key": "scope", "evidence": [told]}]}


def at_once(number: int, work: Callable[[int], Any]) -> list[Any]:
    """The results of `number` threads that begin together; an exception is a result too."""
    start, results = threading.Barrier(number), [None] * number

    def one(k: int) -> None:
        start.wait()
        try:
            results[k] = work(k)
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results[k] = error

    threads = [threading.Thread(target=one, args=(k,)) for k in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
