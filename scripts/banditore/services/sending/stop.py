"""Why sending should come to an end before its time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from banditore.domain.errors import BanditoreError


@dataclass
class Stop:
    """Set by a signal, by a provider that takes nothing, or by a claim that was lost.

    Whoever sends asks before each message; what is in flight is finished.
    """

    error: BanditoreError | None = None
    """What to tell once everything is tidied up."""
    above: Stop | None = None
    """The reason to stop everything, while this one stops a single broadcast."""

    def __bool__(self) -> bool:
        return self.error is not None or bool(self.above)

    def now(self, error: BanditoreError) -> None:
        """Stop for this reason; the first one counts."""
        self.error = self.error or error
