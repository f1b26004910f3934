"""Whether something of a category may be sent now, and if not, from when on.

L. 28/2000 art. 9: from the calling of a vote to the closing of the polls a public administration
communicates only what is impersonal and indispensable. Which categories that silences is the town's
to say; without a word of it, all that are not urgent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from banditore.domain.service import USUAL_HOURS

if TYPE_CHECKING:
    from datetime import datetime

    from banditore.domain.service import Category, Service

Why = Literal["paused", "quiet-hours", "silence"]


@dataclass(frozen=True)
class Hold:
    """Why nothing may be sent now."""

    why: Why
    until: datetime | None
    """The first moment at which nothing of the rules is against it; None: nobody knows."""


def hold(category: Category | None, service: Service, now: datetime) -> Hold | None:
    """What keeps a category from being sent now; None where nothing does.

    None as category: one that the rules do not know any more. It is not urgent.
    """
    if service.paused:
        return Hold("paused", None)
    first = _first(category, service, now)
    return Hold(first[0], free_from(category, service, first[1])) if first else None


def free_from(category: Category | None, service: Service, moment: datetime) -> datetime:
    """The first moment from this one on at which it may be sent, were the service not paused."""
    while found := _first(category, service, moment):
        moment = found[1]
    return moment


def _first(
    category: Category | None, service: Service, now: datetime
) -> tuple[Why, datetime] | None:
    """The heaviest reason against sending now, and when that one ends."""
    if category is not None and category.urgent:
        return None
    for silence in service.silences:
        if silence.since <= now < silence.until and silence.covers(category):
            return "silence", silence.until
    hours = category.hours if category is not None else USUAL_HOURS
    if hours is None or hours.include(now, service.zone):
        return None
    return "quiet-hours", hours.next_opening(now, service.zone)
