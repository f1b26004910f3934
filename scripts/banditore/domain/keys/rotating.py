"""When the list gets a new key by itself, and what can be said of it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.keys.chain import MANY
from banditore.domain.keys.retention import DAY, SLOWEST, pace

if TYPE_CHECKING:
    from datetime import datetime

    from banditore.domain.keys.chain import Standing


@dataclass(frozen=True)
class Rotated:
    """What a certificate of erasure can say: nothing in it is about anybody."""

    ended: int
    """The last epoch whose key is gone: what was sealed in it, or before it, opens no more."""
    epoch: int
    generation: int
    """Of the base that took the place of all."""
    at: datetime


def due_at(standing: Standing) -> datetime:
    """From when on a rotation is due."""
    if standing.segments > MANY:
        return standing.begun
    latest = SLOWEST - DAY  # a sync may be late: what the notice promises must hold all the same
    wait = pace(standing.size) if standing.left else latest
    return standing.begun + min(wait, latest)
