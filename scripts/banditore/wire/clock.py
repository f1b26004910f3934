"""What time it is for a provider, by the `Date` of its answers (RFC 9110, 6.6.1)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.wire.reply import date

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

HALF_A_SECOND = timedelta(seconds=0.5)  # `Date` knows whole seconds: it is late by this much


class ProviderClock:
    """Its clock against ours. The error is half of what an answer takes, plus half a second."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.ahead: timedelta | None = None
        """By how much its clock was ahead at its last answer; None where that did not tell."""

    def answered(self, header: str | None, asked: datetime) -> None:
        """An answer's head has just come, with this `Date`, to what was asked then."""
        said = date(header)
        middle = asked + (self.now() - asked) / 2
        self.ahead = None if said is None else said + HALF_A_SECOND - middle
