"""What every claim of a run is worked on with, and how long a lease may be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta

    from banditore.domain.service import Sending
    from banditore.ports import Clock, Repository, SubscriberStore
    from banditore.services.sending.working import WorkingVault


@dataclass(frozen=True)
class ClaimDesk:
    """Ports, limits and the name of this run."""

    repository: Repository
    vault: WorkingVault
    store: SubscriberStore
    clock: Clock
    limits: Sending
    run: str


def sending_ends(begun: float, limits: Sending) -> float:
    """When to stop beginning messages, so that the last one ends before the lease does."""
    margin: timedelta = limits.lease - limits.message_timeout
    return begun + margin.total_seconds()
