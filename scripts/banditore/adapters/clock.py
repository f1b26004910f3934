"""The machine's clock."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime

# Python's own monotonic clock stands still while the machine sleeps: a laptop that wakes up would
# go on sending under a lease that has ended long ago. Only Linux has this one (clock_gettime(2)).
_AWAKE_OR_NOT = getattr(time, "CLOCK_BOOTTIME", None)


class SystemClock:
    """Time as this machine tells it."""

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds from an arbitrary start; never jumps."""
        if _AWAKE_OR_NOT is None:
            return time.monotonic()
        return time.clock_gettime(_AWAKE_OR_NOT)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(max(0.0, seconds))

    async def pause(self, seconds: float) -> None:
        """Wait, and let other work go on."""
        await asyncio.sleep(max(0.0, seconds))
