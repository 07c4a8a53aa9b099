"""No faster than Slack allows: at first a burst, then so many a second, in each workspace."""

from bot.clock import Clock

# People answered at the same time: each may wait a second and a half for Slack to take a form, and
# whoever waited behind them would hear too late.
AT_ONCE = 64


class Bucket:
    """Look with `has_one`, pay with `take`. Nothing while Slack said to wait."""

    def __init__(self, clock: Clock, burst: float, per_second: float) -> None:
        self._clock, self._burst, self._per_second = clock, burst, per_second
        self._left, self._at = burst, clock.monotonic()
        self._open_at = self._at

    def has_one(self) -> bool:
        """Asking changes nothing, so that anybody may."""
        return self._there() >= 1 and self._clock.monotonic() >= self._open_at

    def take(self) -> None:
        self._left, self._at = self._there() - 1, self._clock.monotonic()

    def _there(self) -> float:
        passed = self._clock.monotonic() - self._at
        return min(self._burst, self._left + passed * self._per_second)

    def rest(self, seconds: float) -> None:
        self._open_at = self._clock.monotonic() + seconds


class Paces:
    """A bucket for each workspace: one that is limited holds up no other."""

    def __init__(self, clock: Clock, burst: float, per_second: float) -> None:
        self._clock, self._burst, self._per_second = clock, burst, per_second
        self._of: dict[str, Bucket] = {}

    def of(self, workspace: str) -> Bucket:
        fresh = Bucket(self._clock, self._burst, self._per_second)
        return self._of.setdefault(workspace, fresh)

    def tired(self) -> set[str]:
        """The workspaces that get nothing just now."""
        return {workspace for workspace, bucket in self._of.items() if not bucket.has_one()}
