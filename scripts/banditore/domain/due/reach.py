"""How many people may be reached now, and when the others.

WhatsApp lets a number begin conversations with so many different people in any 24 hours (its
messaging limit). We count messages, which are at least as many: see docs/decisions/0012. The limit
in the rules is what the town believes; what WhatsApp knows only shows in refusals.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from banditore.domain.due.ledger import REACH
from banditore.domain.due.permission import free_from

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from banditore.domain.service import Category, Service

Refusal = Literal["too-many-recipients", "over-reach"]


@dataclass(frozen=True)
class Demand:
    """What a broadcast asks for."""

    people: int
    """How many have no outcome yet."""
    subscribers: int
    """How many are on the whole list: more different people cannot be reached."""
    expires_at: datetime
    spent: Sequence[tuple[datetime, int]] = ()
    """Messages that were accepted lately: when at the latest, and how many; by all broadcasts."""


@dataclass(frozen=True)
class Reach:
    """What the rules allow."""

    today: int
    """How many may be sent to now."""
    plan: tuple[tuple[date, int], ...]
    """Days of the town and how many on each, from the first to the last on which something is."""
    fits: bool
    """Whether everybody can be reached before it expires."""
    refused: Refusal | None = None
    """Why it should not be begun at all; `today` is nil then."""


def reach(demand: Demand, category: Category | None, service: Service, now: datetime) -> Reach:
    """How a broadcast goes out under the limits of the service; None: an unknown category.

    What is urgent goes to everybody at once: WhatsApp, not our belief, says where the limit is.
    `fits` tells whether that was within it.
    """
    limits, urgent = service.limits, category is not None and category.urgent
    if demand.people > limits.recipients_per_broadcast and not urgent:
        return Reach(0, (), fits=False, refused="too-many-recipients")
    planned = _sends(demand, category, service, now)
    plan = _by_day(planned, service)
    fits = sum(count for _, count in planned) >= demand.people
    at_once = planned[0][1] if planned and planned[0][0] <= now else 0
    if urgent:
        today = now.astimezone(service.zone).date()
        everybody = ((today, demand.people),) if demand.people else ()
        return Reach(demand.people, everybody, fits=at_once >= demand.people)
    if limits.when_over == "refuse" and at_once < demand.people:
        return Reach(0, (), fits=False, refused="over-reach")
    return Reach(at_once, plan, fits)


def _sends(
    demand: Demand, category: Category | None, service: Service, now: datetime
) -> list[tuple[datetime, int]]:
    """The earliest moments at which there is room, and for how many, until it expires."""
    limit = service.limits.reach_per_day
    if limit is None or demand.subscribers <= limit:
        return [(now, demand.people)] if demand.people else []
    spent = [(at, count) for at, count in demand.spent if count > 0 and now - at < REACH]
    sends: list[tuple[datetime, int]] = []
    rest, moment = demand.people, now
    while rest > 0 and moment < demand.expires_at:
        within = [(at, count) for at, count in spent if moment - at < REACH]
        count = min(rest, limit - sum(count for _, count in within))
        if count > 0:
            sends.append((moment, count))
            spent.append((moment, count))
            rest -= count
        following = min([at for at, _ in within] or [moment]) + REACH
        moment = free_from(category, service, following)
    return sends


def _by_day(sends: list[tuple[datetime, int]], service: Service) -> tuple[tuple[date, int], ...]:
    days: Counter[date] = Counter()
    for moment, count in sends:
        days[moment.astimezone(service.zone).date()] += count
    return tuple(sorted(days.items()))
