"""Numbers that are not on WhatsApp any more: counted over broadcasts, suspended, then removed.

A pure, idempotent change: each broadcast counts once, however often its closing is tried. A text
from the person ends the counting. That a message was accepted does not: it is not delivered yet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from operator import itemgetter
from typing import TYPE_CHECKING

from banditore.domain.broadcasts.layout import day_of
from banditore.domain.compact.overlay import Draft
from banditore.domain.compact.packed import compact
from banditore.domain.moves import counted

if TYPE_CHECKING:
    from datetime import datetime

    from banditore.domain.message import Address
    from banditore.domain.people_rules import DeadNumbers
    from banditore.domain.subscriber import Subscriber
    from banditore.domain.subscribers import SubscriberList

NOT_ON_WHATSAPP = frozenset(("21211", "21614", "63003", "63024", "131026"))
"""Codes that say so, of every provider.

Sources: Twilio's error dictionary; Meta's page on error codes. 131026 also stands for an old
version of WhatsApp and for terms not accepted: one broadcast alone proves nothing.
"""
_MEMORY = timedelta(days=365)


@dataclass(frozen=True)
class Missed:
    """What one broadcast, once it is closed, says of numbers."""

    broadcast: str
    category: str
    gone: frozenset[str]
    """Refs of those who are not on WhatsApp."""
    at: datetime
    late: bool = False
    """Whether this is what reports say after it closed: who is suspended is counted already."""


def missed(subscribers: SubscriberList, by: Missed, rules: DeadNumbers) -> SubscriberList:
    """The list after a broadcast that missed people. Nothing new: the very same list.

    Who is suspended is missed by each broadcast that would have gone there.
    """
    found = _found(subscribers, by)
    if not found:
        return subscribers
    misses = {ref: _lately(ids, by.at) for ref, ids in subscribers.misses.items()}
    moves = dict(subscribers.moves)
    people: Draft[Address, Subscriber] = Draft(compact(subscribers.subscribers))
    for ref, one in sorted(found.items(), key=itemgetter(0)):
        misses[ref] = (*misses.get(ref, ()), by.broadcast)
        if len(misses[ref]) >= rules.remove_after:
            del misses[ref]
            people[one.address] = None
            counted(moves, by.at, "removed")
        elif len(misses[ref]) >= rules.suspend_after and one.status == "active":
            people[one.address] = replace(one, status="suspended")
            counted(moves, by.at, "suspended")
    return replace(subscribers, subscribers=people.done(), misses=misses, moves=moves)


def _lately(broadcasts: tuple[str, ...], now: datetime) -> tuple[str, ...]:
    """Without those of long ago: a number that fails once a year is not dead."""
    oldest = (now - _MEMORY).date()
    return tuple(one for one in broadcasts if (day_of(one) or now.date()) >= oldest)


def _found(subscribers: SubscriberList, by: Missed) -> dict[str, Subscriber]:
    """Whom it missed, by ref, and has not counted yet."""
    if not by.gone and not subscribers.misses:
        return {}
    everybody = subscribers.everybody()
    refs = by.gone if by.late else {*by.gone, *subscribers.misses}
    candidates = {ref: everybody.get(ref) for ref in refs}
    return {
        ref: one
        for ref, one in candidates.items()
        if one and by.broadcast not in subscribers.misses.get(ref, ())
        if ref in by.gone or (one.status == "suspended" and by.category in one.categories)
    }
