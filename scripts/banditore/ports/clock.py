"""Time, passed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


class Clock(Protocol):
    """Time, passed in."""

    def now(self) -> datetime:
        """Aware, UTC."""

    def monotonic(self) -> float:
        """Seconds from an arbitrary start; never jumps."""

    def sleep(self, seconds: float) -> None:
        """Wait."""

    async def pause(self, seconds: float) -> None:
        """Wait, and let other work go on."""
