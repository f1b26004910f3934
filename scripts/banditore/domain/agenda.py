"""What is to be done: declared broadcasts minus receipts, emergencies first (invariant 1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from banditore.domain.broadcast import Broadcast
    from banditore.domain.service import Service


@dataclass(frozen=True)
class Step:
    """One broadcast to send now."""

    id: str
    declared: Broadcast | None
    """As it stands on main; None where it is gone, or no longer valid, after some run began it."""
    claimed: bool
    """Some run began it: it goes on as it was claimed, whatever became of its file."""


@dataclass(frozen=True)
class Agenda:
    """All broadcasts that have no receipt."""

    now: tuple[Step, ...]
    """To be sent, emergencies first, then what was begun, then by time."""
    later: tuple[Broadcast, ...]
    """Their time has not come."""
    missed: tuple[Broadcast, ...]
    """Expired before anybody sent them: they are not sent any more."""


def agenda(
    broadcasts: Iterable[Broadcast],
    *,
    closed: Collection[str],
    claimed: Collection[str],
    service: Service,
    now: datetime,
) -> Agenda:
    """Sort what is declared and what is claimed, less what has a receipt."""
    declared = {b.id: b for b in broadcasts if b.id not in closed}
    begun = set(claimed) - set(closed)
    free = [b for b in declared.values() if b.id not in begun]
    alive = [b for b in free if not b.expired(now)]
    steps = [Step(id_, declared.get(id_), claimed=True) for id_ in begun]
    steps += [Step(b.id, b, claimed=False) for b in alive if b.due(now)]
    return Agenda(
        now=tuple(sorted(steps, key=lambda step: _order(step, service))),
        later=tuple(sorted((b for b in alive if not b.due(now)), key=_moment)),
        missed=tuple(sorted((b for b in free if b.expired(now)), key=_moment)),
    )


def _order(step: Step, service: Service) -> tuple[bool, bool, tuple[str, str]]:
    broadcast = step.declared
    urgent = broadcast is not None and service.categories[broadcast.category].urgent
    return not urgent, not step.claimed, _moment(broadcast) if broadcast else ("", step.id)


def _moment(broadcast: Broadcast) -> tuple[str, str]:
    return broadcast.send_at.isoformat() if broadcast.send_at else broadcast.id, broadcast.id
