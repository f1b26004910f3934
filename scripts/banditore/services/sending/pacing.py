"""Never more than the configured rate in any one second, and at it.

Evenly spaced slots, held back further by the time of the N-th last real dispatch. A token bucket
whose burst is the rate sends twice the rate in its worst second.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from banditore.ports import Clock

GUARD = 0.005  # seconds; about the jitter of the way to the provider
CATCH_UP = 0.05  # seconds of lost slots that may be made good


class Pacer:
    """Gives turns."""

    def __init__(self, rate: int, clock: Clock) -> None:
        self._rate = rate
        self._clock = clock
        self._last: deque[float] = deque(maxlen=rate)
        self._slot = clock.monotonic()
        self._held_until = 0.0

    async def turn(self) -> None:
        """Return when the next message may leave."""
        while (wait := self._next() - self._clock.monotonic()) > 0:
            await self._clock.pause(wait)
        now = self._clock.monotonic()
        self._last.append(now)
        self._slot = max(self._slot, now - CATCH_UP) + 1 / self._rate

    def hold(self, seconds: float) -> None:
        """The provider wants nothing from anybody for so long."""
        self._held_until = max(self._held_until, self._clock.monotonic() + seconds)

    def _next(self) -> float:
        window = self._last[0] + 1 + GUARD if len(self._last) == self._rate else 0.0
        return max(self._slot, window, self._held_until)
