"""What the rules of the service will do to a broadcast that somebody proposes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.due.agenda import from_the_archive, reference_day, too_old
from banditore.domain.due.permission import free_from
from banditore.domain.findings import Finding, Severity, warning
from banditore.domain.moments import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.domain.findings import Place
    from banditore.domain.service import Service, Silence


@dataclass(frozen=True)
class Departure:
    """When a broadcast leaves if it is merged now, the service's pause aside."""

    asked: datetime
    """At merge, or `send_at`."""
    leaves: datetime
    """The first moment from then on that the rules allow."""
    silence: Silence | None
    """What keeps it at the moment that is asked for; None where only the hour does, or nothing."""

    @property
    def waits(self) -> bool:
        """Whether it does not leave at the moment that is asked for."""
        return self.leaves > self.asked


def departure(broadcast: Broadcast, service: Service, now: datetime) -> Departure:
    """When it would leave."""
    category = service.categories[broadcast.category]
    asked = max(broadcast.send_at or now, now)
    leaves = free_from(category, service, asked)
    running = [s for s in service.silences if s.since <= asked < s.until and s.covers(category)]
    return Departure(asked, leaves, running[0] if running and not category.urgent else None)


def waiting_findings(
    broadcast: Broadcast,
    places: tuple[Place, Place],
    service: Service,
    now: datetime,
    severity: Severity,
) -> Iterator[Finding]:
    """What keeps it from leaving; `places` of its category and of `expires_at`.

    `severity` is the caller's, of what keeps it from ever leaving.
    """
    category_place, expires_place = places
    leaving = departure(broadcast, service, now)
    until, when = (shown(m, service.zone) for m in (broadcast.expires_at, leaving.leaves))
    reason = leaving.silence.reason if leaving.silence else ""
    if leaving.waits and leaving.leaves >= broadcast.expires_at:
        code = "expires-in-silence" if leaving.silence else "expires-in-quiet-hours"
        facts = {"until": until, "when": when}
        facts |= {"reason": reason} if leaving.silence else {}
        yield Finding(code, expires_place, severity, facts)
        return
    if leaving.silence:
        facts = {"when": when, "reason": reason}
        yield Finding("waits-in-silence", category_place, min(severity, Severity.WARNING), facts)
    if service.paused:
        facts = {"reason": service.paused}
        yield Finding("service-paused", category_place, min(severity, Severity.WARNING), facts)
    yield from _allowed_in_silence(broadcast, category_place, leaving, service)
    day = reference_day(broadcast, service)
    if too_old(broadcast, service, leaving.leaves):
        facts = {"day": str(day), "days": str(service.limits.oldest_file.days)}
        yield Finding("too-old", category_place, severity, facts)


def archive_findings(
    broadcast: Broadcast, place: Place, service: Service, now: datetime
) -> Iterator[Finding]:
    """Of a town that never sent anything: whether it stays in the archive."""
    leaving = departure(broadcast, service, now)
    if from_the_archive(broadcast, service, leaving.leaves.astimezone(service.zone).date()):
        yield warning("of-the-archive", place, day=reference_day(broadcast, service))


def _allowed_in_silence(
    broadcast: Broadcast, place: Place, leaving: Departure, service: Service
) -> Iterator[Finding]:
    """What a silence lets pass must be impersonal and indispensable: only a person can tell."""
    category = service.categories[broadcast.category]
    for silence in service.silences:
        if silence.since <= leaving.leaves < silence.until and not silence.covers(category):
            until = shown(silence.until, service.zone)
            yield warning("only-the-indispensable", place, until=until, reason=silence.reason)
