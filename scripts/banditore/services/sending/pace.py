"""At the configured rate, or below it for a while after the provider throttled us."""

from __future__ import annotations

LESS = 0.7  # of the pace, after the provider asked us to slow down
AT_MOST_EVERY = 1.0  # seconds; what is under way together is throttled together, and counts once
QUIET = 1.0  # seconds without throttling before the pace rises
RISE = 0.05  # of the configured rate, regained in each second after that
SLOWEST = 1.0  # message a second


class Pace:
    """How fast we go: at the rate, or below it for a while after the provider throttled us."""

    def __init__(self, rate: int) -> None:
        self._rate = float(rate)
        self._base = self._rate
        self._rises = 0.0
        self._lowered = float("-inf")

    def at(self, now: float) -> float:
        """Messages per second at this moment, never above the rate."""
        risen = RISE * self._rate * max(0.0, now - self._rises)
        return min(self._rate, self._base + risen)

    def lower(self, now: float, quiet_from: float) -> None:
        """The provider throttled us; it rises again some time after `quiet_from`."""
        if now - self._lowered >= AT_MOST_EVERY:
            self._lowered = now
            self._base = max(SLOWEST, self.at(now) * LESS)
        else:
            self._base = self.at(now)
        self._rises = max(self._rises, quiet_from + QUIET)
