"""A changed notice: who has not accepted it yet, and who is taken off the list for that.

The town names a day (`consent.accept_by`). Nobody goes before it, and nobody who was not told twice
by broadcasts that they get: what a town forgot to say must cost nobody an emergency. Who goes
leaves no farewell, for it is no wish of theirs: a yes that arrives late still counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.compact.overlay import Draft
from banditore.domain.compact.packed import compact, traits_of
from banditore.domain.moves import counted
from banditore.domain.naming import keyed
from banditore.domain.reception.owing import COURTESY_PAUSE, LONG_AGO

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from banditore.domain.message import Address
    from banditore.domain.subscriber import Subscriber
    from banditore.domain.subscribers import SubscriberList

APART = timedelta(days=3)
"""A second broadcast within this time is no reminder."""
AFTER = timedelta(days=7)
"""Nobody goes sooner after the reminder, whatever day the town named."""
_NAME = "informativa"


@dataclass(frozen=True)
class Told:
    """One broadcast that told of the notice, to the end."""

    category: str
    at: datetime
    """When it was closed."""


@dataclass(frozen=True)
class Renewal:
    """One change of the notice."""

    version: str
    """The notice in force."""
    end: datetime
    """The first moment after the day that the town named."""
    told: Sequence[Told]

    def end_for(self, categories: Collection[str]) -> datetime | None:
        """When who gets these goes; None: they were not told and reminded."""
        moments = sorted(one.at for one in self.told if one.category in categories)
        again = (at for at in moments if at >= moments[0] + APART)
        reminded = next(again, None)
        return max(self.end, reminded + AFTER) if reminded else None


@dataclass(frozen=True)
class Open:
    """Who has not accepted it, in counts; without who is restricted."""

    waiting: int
    """Told twice."""
    untold: int
    """Not told twice: they stay."""
    until: datetime
    """When the last of those who wait go."""

    def __bool__(self) -> bool:
        return bool(self.waiting or self.untold)


def slug_of(version: str, category: str = "") -> str:
    """How a broadcast that tells of a notice is named, after its day.

    `category`: where that day has another one for other people.
    """
    words = re.findall("[a-z0-9]+", f"{version} {category}".lower())
    return "-".join((_NAME, *words))


def tells(broadcast: str, category: str, version: str) -> bool:
    """Whether a broadcast of that id and category told of that notice."""
    return broadcast[11:] in {slug_of(version), slug_of(version, category)}


def still_open(subscribers: SubscriberList, renewal: Renewal) -> Open:
    """How many have not accepted the notice. Costs nearly nothing."""
    waiting, untold, until = 0, 0, renewal.end
    for traits, number in traits_of(compact(subscribers.subscribers)).items():
        if traits.status == "restricted" or traits.notice == renewal.version or not number:
            continue
        end = renewal.end_for(traits.categories)
        if end is None:
            untold += number
        else:
            waiting += number
            until = max(until, end)
    return Open(waiting, untold, until)


def lapsed(subscribers: SubscriberList, renewal: Renewal, now: datetime) -> SubscriberList:
    """The list without those whose time is over. Nobody: the very same list.

    Who wrote within the day and was answered stays until tomorrow: they may be about to say yes.
    Who is restricted asked for the data to be kept, and stays. A suspended number is not on
    WhatsApp: nothing is sent there any more, and it goes with the others.
    """
    gone = [
        one for one in _outdated(subscribers, renewal, now) if not _talks(subscribers, one, now)
    ]
    if not gone:
        return subscribers
    misses, moves = dict(subscribers.misses), dict(subscribers.moves)
    people: Draft[Address, Subscriber] = Draft(compact(subscribers.subscribers))
    for one in gone:
        people[one.address] = None
        misses.pop(subscribers.ref_of(one), None)
        counted(moves, now, "unaccepted")
    return replace(subscribers, subscribers=people.done(), misses=misses, moves=moves)


def _outdated(subscribers: SubscriberList, renewal: Renewal, now: datetime) -> list[Subscriber]:
    kinds = traits_of(compact(subscribers.subscribers))
    over = {
        categories: end is not None and end <= now
        for categories in {
            traits.categories for traits in kinds if traits.notice != renewal.version
        }
        for end in (renewal.end_for(categories),)
    }
    if not any(over.values()):
        return []
    return [
        one
        for one in subscribers.everybody().values()
        if one.consent.notice != renewal.version
        and one.status != "restricted"
        and over[one.categories]
    ]


def _talks(subscribers: SubscriberList, one: Subscriber, now: datetime) -> bool:
    """Whether they were asked within the day; what is remembered may be older."""
    marks = (keyed(subscribers.ref_key, "courtesy", address) for address in one.addresses)
    asked = (subscribers.courtesy.get(mark, LONG_AGO) for mark in marks)
    return max(asked) > now - COURTESY_PAUSE
