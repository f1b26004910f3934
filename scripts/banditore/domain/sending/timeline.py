"""When what happened to a broadcast: claimed, first message, last message, and each block."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class Lap(NamedTuple):
    """One block, as this run sent it."""

    number: int
    """Counted from 0."""
    began: datetime
    ended: datetime
    messages: int
    """How many people got an outcome from the provider."""


@dataclass
class Timeline:
    """What this run did for one broadcast; another run keeps its own."""

    claimed_at: datetime
    laps: list[Lap] = field(default_factory=list)

    @property
    def first(self) -> datetime | None:
        """When this run began its first block."""
        return self.laps[0].began if self.laps else None

    @property
    def last(self) -> datetime | None:
        """When its last block ended."""
        return self.laps[-1].ended if self.laps else None
