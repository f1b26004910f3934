"""Who opted out at the provider leaves the list too: a pure, idempotent change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from banditore.domain.compact.overlay import Draft
from banditore.domain.compact.packed import compact
from banditore.domain.moves import counted
from banditore.domain.reception.book import farewell
from banditore.domain.reception.owing import OVERTAKES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from banditore.domain.message import Address
    from banditore.domain.subscriber import Subscriber
    from banditore.domain.subscribers import SubscriberList

MARKETING_ONLY = frozenset(("131050", "63033"))
"""Codes of those who want no more marketing; every other one is for everything.

Sources: Meta's page on error codes, Twilio's error dictionary.
"""
OPTED_OUT = MARKETING_ONLY | {"21610"}
"""Codes by which a report says so, of every provider. Sources: Meta, Twilio's error dictionary."""


def without(
    subscribers: SubscriberList,
    codes: Mapping[str, str],
    before: datetime,
    marketing: frozenset[str] = frozenset(),
) -> SubscriberList:
    """The list without these recipients (ref → the provider's code), unless they said yes later.

    Who wants no more marketing keeps the categories that are none. A wish to join from `before`,
    arriving late, does not bring anybody back. What is still owed to who left is dropped. Nothing
    to do: the very same list.
    """
    changes = {
        one.address: _rest(one, marketing if code in MARKETING_ONLY else one.categories)
        for one, code in _known(subscribers, codes)
        if one.consent.at <= before
    }
    old = compact(subscribers.subscribers)
    people: Draft[Address, Subscriber] = Draft(old)
    people.update(changes)
    if people.done() is old:
        return subscribers
    gone = {a for address, one in changes.items() if not one for a in old[address].addresses}
    moves = dict(subscribers.moves)
    for one in changes.values():
        if one is None:
            counted(moves, before, "left")
    # An earlier farewell of somebody who came back since is older than the consent, so than this.
    marks = {farewell(subscribers.ref_key, address): before for address in gone}
    return replace(
        subscribers,
        subscribers=people.done(),
        seen={**subscribers.seen, **marks},
        moves=moves,
        replies={
            key: reply
            for key, reply in subscribers.replies.items()
            if reply.to not in gone or reply.kind not in OVERTAKES["goodbye"]
        },
    )


def _known(
    subscribers: SubscriberList, codes: Mapping[str, str]
) -> Iterator[tuple[Subscriber, str]]:
    everybody = subscribers.everybody()
    found = ((everybody.get(ref), code) for ref, code in codes.items())
    return ((one, code) for one, code in found if one)


def _rest(one: Subscriber, dropped: frozenset[str]) -> Subscriber | None:
    """Somebody without these categories; None where nothing remains."""
    kept = one.categories - dropped
    return replace(one, categories=kept) if kept else None
