"""What the rules of the service will do to the broadcasts that somebody proposes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.due.reach_findings import reach_findings
from banditore.domain.due.together import crowd_findings, twin_findings
from banditore.domain.due.waiting import archive_findings, departure, waiting_findings
from banditore.domain.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.domain.broadcasts.broadcast_file import Source
    from banditore.domain.broadcasts.history import Past
    from banditore.domain.findings import Finding
    from banditore.domain.service import Service
    from banditore.services.broadcasts import Reading


@dataclass(frozen=True)
class Forecast:
    """Looks ahead from what is known in a pull request: files and receipts, no list."""

    past: Past
    people: Mapping[str, int]
    """Category → how many its last broadcast went to."""
    service: Service
    now: datetime

    def findings(self, readings: Sequence[Reading]) -> Iterator[Finding]:
        """Of what is new or changed and not sent yet; what main has is not this change's fault."""
        valid = [reading.broadcast for reading in readings if reading.broadcast]
        waiting = [b for b in valid if b.id not in self.past.sent]
        fresh = {b.path for b in waiting if not self.past.untouched(b.path)}
        for reading in readings:
            if reading.broadcast and reading.source and reading.path in fresh:
                yield from self._one(reading.broadcast, reading.source)
        yield from crowd_findings(waiting, fresh, self.service, self.now)
        yield from twin_findings(valid, fresh, self.service)

    def _one(self, broadcast: Broadcast, source: Source) -> Iterator[Finding]:
        service, now = self.service, self.now
        if broadcast.expired(now):
            return  # said already
        severity = Severity.WARNING if self.past.base is None else Severity.ERROR
        place = source.place("category")
        places = (place, source.place("expires_at"))
        yield from waiting_findings(broadcast, places, service, now, severity)
        if not self.past.sent:
            yield from archive_findings(broadcast, place, service, now)
        people = self.people.get(broadcast.category, 0)
        if departure(broadcast, service, now).leaves < broadcast.expires_at:
            yield from reach_findings(broadcast, place, people, service, now, severity=severity)
