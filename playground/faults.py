"""Trouble on demand: what goes wrong with calls, events and the link while a fault is on."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

CALL_KINDS = (
    "429",
    "500",
    "drop_before",
    "drop_after",
    "empty",
    "html",
    "internal_error_after",
    "slow",
)
EVENT_KINDS = ("duplicate", "swap", "no_ack")
LINK_KINDS = ("disconnect", "close", "silent", "silent_start", "refuse")


@dataclass
class Fault:
    """One rule: these calls (or events) go wrong, so many times or with this share."""

    kind: str
    method: str = "*"
    times: int | None = None
    share: float = 1.0
    seed: int = 0
    retry_after: int = 1
    seconds: float = 1.0
    _dice: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)

    def strikes(self, method: str) -> bool:
        """Whether it hits this call; counts down when it does."""
        if self.method not in ("*", method) or self.times == 0:
            return False
        if self.share < 1.0 and self._dice.random() >= self.share:
            return False
        if self.times is not None:
            self.times -= 1
        return True

    def shown(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "method": self.method,
            "times": self.times,
            "share": self.share,
        }


class Faults:
    """The faults that are switched on."""

    def __init__(self) -> None:
        self.calls: list[Fault] = []
        self.events: list[Fault] = []
        self.links: list[Fault] = []

    def add(self, wish: dict[str, Any]) -> Fault:
        """Switch one on; raises ValueError with a sentence when it is not known."""
        if "events" in wish:
            return self._keep(self.events, EVENT_KINDS, wish["events"], wish)
        if "link" in wish:
            return self._keep(self.links, LINK_KINDS, wish["link"], wish)
        kind = str(wish.get("kind", ""))
        known = (kind,) if kind.startswith("error:") else CALL_KINDS
        return self._keep(self.calls, known, kind, wish)

    def remove(self, wish: dict[str, Any]) -> None:
        """Switch off those of one kind and method, as `active` shows them."""
        for on, rules in (("call", self.calls), ("event", self.events), ("link", self.links)):
            same = (on, wish.get("kind"), wish.get("method", "*"))
            rules[:] = [f for f in rules if (wish.get("on"), f.kind, f.method) != same]

    def clear(self) -> None:
        for rules in (self.calls, self.events, self.links):
            rules.clear()

    def on_call(self, method: str) -> Fault | None:
        return self._first(self.calls, method)

    def on_event(self, kind: str) -> bool:
        return self._first([f for f in self.events if f.kind == kind], "*") is not None

    def on_link(self, kind: str) -> bool:
        return self._first([f for f in self.links if f.kind == kind], "*") is not None

    def active(self) -> list[dict[str, Any]]:
        rules = [("call", self.calls), ("event", self.events), ("link", self.links)]
        return [{"on": on, **f.shown()} for on, some in rules for f in some if f.times != 0]

    def _keep(
        self, rules: list[Fault], known: Iterable[str], kind: Any, wish: dict[str, Any]
    ) -> Fault:
        if kind not in known:
            raise ValueError(f"There is no fault {kind!r}; there are {', '.join(known)}.")
        once = 1 if "share" not in wish else None
        fault = Fault(
            kind=str(kind),
            method=str(wish.get("method", "*")),
            times=wish.get("times", once),
            share=float(wish.get("share", 1.0)),
            seed=int(wish.get("seed", 0)),
            retry_after=int(wish.get("retry_after", 1)),
            seconds=float(wish.get("seconds", 1.0)),
        )
        rules.append(fault)
        return fault

    @staticmethod
    def _first(rules: list[Fault], method: str) -> Fault | None:
        return next((fault for fault in rules if fault.strikes(method)), None)
