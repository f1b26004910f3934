"""Whether a broadcast still makes sense now: expired, in the past, too far ahead."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.findings import Finding, Severity
from banditore.domain.moments import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.domain.findings import Place
    from banditore.domain.service import Service

FURTHEST = timedelta(days=7)
"""How far ahead a broadcast may be scheduled."""
_AT_LEAST = timedelta(minutes=5)


def timing_findings(
    broadcast: Broadcast,
    places: tuple[Place, Place],
    service: Service,
    now: datetime,
    severity: Severity,
) -> Iterator[Finding]:
    """What is wrong with its times; `places` of `send_at` and `expires_at`.

    `severity` is the caller's: what a change proposes is judged harder than what main has.
    """
    send_place, expires_place = places
    until = shown(broadcast.expires_at, service.zone)
    if broadcast.expired(now):
        facts = {"until": until, "now": shown(now, service.zone)}
        yield Finding("broadcast-expired", expires_place, severity, facts)
        return
    if broadcast.send_at is not None:
        when = shown(broadcast.send_at, service.zone)
        if broadcast.send_at < now - _AT_LEAST:
            facts = {"when": when, "now": shown(now, service.zone)}
            yield Finding("send-in-the-past", send_place, severity, facts)
        if broadcast.send_at > now + FURTHEST:
            facts = {"when": when, "days": str(FURTHEST.days)}
            yield Finding("send-too-far", send_place, severity, facts)
    window = broadcast.expires_at - max(broadcast.send_at or now, now)
    if timedelta() < window < _AT_LEAST:
        facts = {"until": until}
        yield Finding("expires-very-soon", expires_place, min(severity, Severity.WARNING), facts)
