"""One time for all machines: the provider's.

Leases are compared across machines, and the provider's log with our claims. Our own clocks may
differ by minutes, and may be set while we run; the provider's clock is the same for all of us.
Between two of its answers time goes on as the monotonic clock does, whatever ours is set to.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from banditore.ports import Clock, Provider

PRECISION = timedelta(seconds=3)
"""The provider tells whole seconds, and its answers take some time: two machines differ by less."""


class CommonClock:
    """Satisfies Clock. Before the provider has said anything, our own time."""

    def __init__(self, clock: Clock, provider: Provider) -> None:
        self._clock = clock
        self._provider = provider
        self._ahead: timedelta | None = None
        self._anchor = (clock.now(), clock.monotonic())

    def now(self) -> datetime:
        """Aware, UTC."""
        ahead = self._provider.ahead()
        if ahead is None:
            return self._clock.now()
        if ahead != self._ahead:
            self._ahead = ahead
            self._anchor = (self._clock.now() + ahead, self._clock.monotonic())
        then, begun = self._anchor
        return then + timedelta(seconds=self._clock.monotonic() - begun)

    def monotonic(self) -> float:
        """Seconds from an arbitrary start; never jumps."""
        return self._clock.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self._clock.sleep(seconds)

    async def pause(self, seconds: float) -> None:
        """Wait, and let other work go on."""
        await self._clock.pause(seconds)
