"""Whether as many people as last time can be reached, told before a broadcast is approved.

How many there are now is known only where the list can be opened, never in a pull request; how many
the last broadcast of the category went to stands in its receipt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.due.reach import Demand, reach
from banditore.domain.due.waiting import departure
from banditore.domain.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.domain.findings import Place
    from banditore.domain.service import Service


def reach_findings(
    broadcast: Broadcast,
    place: Place,
    people: int,
    service: Service,
    now: datetime,
    *,
    severity: Severity,
) -> Iterator[Finding]:
    """What the limits will do to a broadcast to so many people; `severity` of what must not be."""
    limits, category = service.limits, service.categories[broadcast.category]
    leaves = departure(broadcast, service, now).leaves
    demand = Demand(people, people, broadcast.expires_at)
    found = reach(demand, category, service, leaves)
    plan = ", ".join(f"{day}: {count}" for day, count in found.plan)
    reached = sum(count for _, count in found.plan)
    facts = {"people": str(people), "most": str(limits.reach_per_day)}
    mild = min(severity, Severity.WARNING)
    if found.refused == "too-many-recipients":
        facts["most"] = str(limits.recipients_per_broadcast)
        yield Finding("too-many-recipients", place, severity, facts)
    elif found.refused:
        yield Finding("over-reach", place, severity, facts)
    elif category.urgent and not found.fits:
        yield Finding("urgent-over-reach", place, mild, facts)
    elif not found.fits:
        facts |= {"plan": plan or "-", "reached": str(reached)}
        yield Finding("reach-does-not-fit", place, severity, facts)
    elif found.today < people:
        yield Finding("reach-over-days", place, mild, facts | {"plan": plan})
