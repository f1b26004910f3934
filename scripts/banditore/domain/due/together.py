"""What several broadcasts are together: too many for a day, or the same twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from banditore.domain.due.agenda import reference_day
from banditore.domain.due.waiting import departure
from banditore.domain.findings import Place, warning

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date, datetime

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.domain.findings import Finding
    from banditore.domain.service import Service


def crowd_findings(
    waiting: Iterable[Broadcast], proposed: Collection[str], service: Service, now: datetime
) -> Iterator[Finding]:
    """More broadcasts for one day than leave in a day; `waiting` have no receipt.

    Only the paths in `proposed` are told: what main has is not this change's fault.
    """
    days: dict[date, list[Broadcast]] = defaultdict(list)
    for broadcast in waiting:
        leaves = departure(broadcast, service, now).leaves
        if not broadcast.expired(now):
            days[leaves.astimezone(service.zone).date()].append(broadcast)
    most = service.limits.broadcasts_per_day
    for day, those in days.items():
        calm = [b for b in those if not service.categories[b.category].urgent]
        for broadcast in calm if len(those) > most else ():
            if broadcast.path in proposed:
                place = Place(broadcast.path)
                yield warning("too-many-a-day", place, day=day, count=len(those), most=most)


def twin_findings(
    broadcasts: Sequence[Broadcast], proposed: Collection[str], service: Service
) -> Iterator[Finding]:
    """The same words to the same phones on the same day: somebody pressed twice."""
    seen: dict[tuple[date, tuple[str, ...]], str] = {}
    for broadcast in sorted(broadcasts, key=lambda b: (b.path in proposed, b.id)):
        texts = tuple(rendered.phone for _, rendered in sorted(broadcast.rendered.items()))
        other = seen.setdefault((reference_day(broadcast, service), texts), broadcast.id)
        if other not in {broadcast.id, broadcast.corrects} and broadcast.path in proposed:
            yield warning("same-text", Place(broadcast.path), other=other)
