"""What is to be done: declared broadcasts minus receipts, emergencies first (invariant 1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from banditore.domain.broadcasts.layout import day_of
from banditore.domain.due.ledger import Ledger
from banditore.domain.due.permission import Why, free_from, hold
from banditore.domain.moments import end_of_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.domain.service import Service

HeldFor = Why | Literal["too-old", "archive", "daily-cap", "reach"]


@dataclass(frozen=True)
class Step:
    """One broadcast to send now."""

    id: str
    declared: Broadcast | None
    """As it stands on main; None where it is gone, or no longer valid, after some run began it."""
    claimed: bool
    """Some run began it: it goes on as it was claimed, whatever became of its file."""
    urgent: bool = False
    """Whether its category is, as far as main tells."""


@dataclass(frozen=True)
class Held:
    """One broadcast that is due, and that the rules keep from being sent now."""

    step: Step
    why: HeldFor
    until: datetime | None
    """When it may be sent; None: nobody knows, or a person must act."""

    @property
    def id(self) -> str:
        """The broadcast's id."""
        return self.step.id


@dataclass(frozen=True)
class Agenda:
    """All broadcasts that have no receipt."""

    now: tuple[Step, ...]
    """To be sent, emergencies first, then what was begun, then by time."""
    later: tuple[Broadcast, ...]
    """Their time has not come."""
    missed: tuple[Broadcast, ...]
    """Expired before anybody sent them, or before they may be sent: they are not sent any more."""
    held: tuple[Held, ...] = ()
    """Due, but not now; in the order in which they would be sent."""


def agenda(
    broadcasts: Iterable[Broadcast],
    *,
    closed: Collection[str],
    claimed: Collection[str],
    service: Service,
    now: datetime,
    ledger: Ledger | None = None,
) -> Agenda:
    """Sort what is declared and what is claimed, less what has a receipt.

    Without a ledger only what is claimed counts as begun today.
    """
    declared = {b.id: b for b in broadcasts if b.id not in closed}
    begun = set(claimed) - set(closed)
    free = [b for b in declared.values() if b.id not in begun]
    alive = [b for b in free if not b.expired(now)]
    steps = [_step(id_, declared.get(id_), service, claimed=True) for id_ in begun]
    steps += [_step(b.id, b, service, claimed=False) for b in alive if b.due(now)]
    ledger = ledger or Ledger(frozenset(closed))
    gate = _Gate(service, now, ledger)
    gate.begun = len(begun) + ledger.begun(gate.today, service.zone)
    go: list[Step] = []
    held: list[Held] = []
    for step in sorted(steps, key=_order):
        reason = gate.holds(step)
        held += [reason] if reason else []
        go += [] if reason else [step]
    lost = [h.step.declared for h in held if h.step.declared and _never(h)]
    missed = [b for b in free if b.expired(now)] + lost
    return Agenda(
        now=tuple(go),
        later=tuple(sorted((b for b in alive if not b.due(now)), key=_moment)),
        missed=tuple(sorted(missed, key=_moment)),
        held=tuple(h for h in held if not _never(h)),
    )


def reference_day(broadcast: Broadcast, service: Service) -> date:
    """The day that a broadcast is of: its id's, or that of `send_at` where it is later."""
    days = [day_of(broadcast.id)]
    if broadcast.send_at is not None:
        days.append(broadcast.send_at.astimezone(service.zone).date())
    return max(day for day in days if day is not None)


def too_old(broadcast: Broadcast, service: Service, moment: datetime) -> bool:
    """Whether its day is too long ago to send it at that moment."""
    day = moment.astimezone(service.zone).date()
    return day - reference_day(broadcast, service) > service.limits.oldest_file


def from_the_archive(broadcast: Broadcast, service: Service, first: date) -> bool:
    """Whether it is of more than a day before the town began to send: nobody meant it to leave."""
    return first - reference_day(broadcast, service) > timedelta(days=1)


class _Gate:
    """Lets steps pass one by one, the first first."""

    def __init__(self, service: Service, now: datetime, ledger: Ledger) -> None:
        self._service = service
        self._now = now
        self.today = now.astimezone(service.zone).date()
        self._first = ledger.first_day(service.zone) or self.today
        self.begun = 0
        """Broadcasts begun today."""

    def holds(self, step: Step) -> Held | None:
        """Why a step waits; None: it goes, and counts."""
        reason = self._begun(step) if step.claimed else self._fresh(step)
        if reason is None:
            self.begun += not step.claimed
            return None
        return Held(step, *reason)

    def _begun(self, step: Step) -> tuple[HeldFor, datetime | None] | None:
        # Expired: nothing is sent any more, and its end must be recorded. Gone from main: only its
        # claim knows the category, and whoever goes on with it asks again.
        if step.declared is not None and step.declared.expired(self._now):
            return None
        return self._rules(step) if step.declared or self._service.paused else None

    def _fresh(self, step: Step) -> tuple[HeldFor, datetime | None] | None:
        broadcast, service = step.declared, self._service
        assert broadcast is not None  # noqa: S101 - what nobody claimed stands on main
        if too_old(broadcast, service, self._now):
            return "too-old", None
        if from_the_archive(broadcast, service, self._first):
            return "archive", None
        full = self.begun >= service.limits.broadcasts_per_day and not step.urgent
        if full and not service.paused:
            category = service.categories[broadcast.category]
            return "daily-cap", free_from(category, service, end_of_day(self.today, service.zone))
        return self._rules(step)

    def _rules(self, step: Step) -> tuple[HeldFor, datetime | None] | None:
        name = step.declared.category if step.declared else ""
        found = hold(self._service.categories.get(name), self._service, self._now)
        return (found.why, found.until) if found else None


def _never(held: Held) -> bool:
    """Whether it expires before it may be sent; what was begun must still be brought to an end."""
    broadcast = held.step.declared
    if broadcast is None or held.step.claimed or held.until is None:
        return False
    return held.until >= broadcast.expires_at


def _step(id_: str, declared: Broadcast | None, service: Service, *, claimed: bool) -> Step:
    urgent = declared is not None and service.categories[declared.category].urgent
    return Step(id_, declared, claimed=claimed, urgent=urgent)


def _order(step: Step) -> tuple[bool, bool, tuple[str, str]]:
    moment = _moment(step.declared) if step.declared else ("", step.id)
    return not step.urgent, not step.claimed, moment


def _moment(broadcast: Broadcast) -> tuple[str, str]:
    return broadcast.send_at.isoformat() if broadcast.send_at else broadcast.id, broadcast.id
