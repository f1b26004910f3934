"""Never more than the configured rate in any one second, and at it.

Evenly spaced slots, held back further by the time of the N-th last message that was counted. A
token bucket whose burst is the rate sends twice the rate in its worst second. Where the provider
asks us to slow down, everybody waits as long as it says and goes on more slowly, then ever faster
again.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from banditore.services.sending.counted import Lateness, Latest
from banditore.services.sending.pace import Pace

if TYPE_CHECKING:
    from banditore.ports import Clock

GUARD = 0.004  # seconds; about the jitter of the way to the provider
CATCH_UP = 0.05  # seconds of lost slots that may be made good


class Pacer:
    """Gives turns, one after the other, to all who send on behalf of one number."""

    def __init__(self, rate: int, clock: Clock) -> None:
        """`rate`: messages per second, never exceeded in any one second."""
        self._clock = clock
        self._last = Latest(rate)
        self._pace = Pace(rate)
        self._slot = clock.monotonic()
        self._held_until = float("-inf")
        self._lateness = Lateness()
        # In a row: a crowd that wakes up for one slot would cost more than the sending.
        self._queue = asyncio.Lock()

    @property
    def pace(self) -> float:
        """Messages per second, just now."""
        return self._pace.at(self._clock.monotonic())

    async def turn(self) -> int:
        """Return when the next message may leave, and count it as `take` does."""
        await self.ready()
        return self.take()

    async def ready(self) -> None:
        """Return when the next message may leave. Whoever sends it calls `take` at once."""
        async with self._queue:
            while (wait := self._next() - self._clock.monotonic()) > 0:
                await self._clock.pause(wait)

    def take(self) -> int:
        """A message leaves now. Returns its number, for `answered`."""
        now = self._clock.monotonic()
        self._slot = max(self._slot, now - CATCH_UP) + 1 / self._pace.at(now)
        return self._last.add(now)

    def answered(self, number: int, left_at: float, at: float) -> None:
        """The answer to a message is in, which had left later than it was counted.

        By how much: this process was busy with something else, or the provider was.
        """
        late = self._lateness.of(at - left_at)
        self._last.put_off(number, left_at + late)

    def slow_down(self, seconds: float) -> None:
        """The provider wants nothing from anybody for so long, and less of it afterwards."""
        now = self._clock.monotonic()
        self._held_until = max(self._held_until, now + seconds)
        self._slot = max(self._slot, self._held_until)  # what was missed is not made good
        self._pace.lower(now, self._held_until)

    def _next(self) -> float:
        return max(self._slot, self._last.first + 1 + GUARD)
