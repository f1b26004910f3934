"""Who opted out at the provider leaves the list too: a pure, idempotent change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from banditore.domain.book import farewell
from banditore.domain.overlay import Draft
from banditore.domain.owing import OVERTAKES
from banditore.domain.packed import compact

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from banditore.domain.subscribers import SubscriberList


def without(subscribers: SubscriberList, refs: Collection[str], before: datetime) -> SubscriberList:
    """The list without these recipients, unless they said yes after `before`.

    A wish to join from before that, arriving late, does not bring them back. Confirmations that are
    still owed to them are dropped. Nothing to do: the very same list.
    """
    everybody = subscribers.everybody()
    found = (everybody.get(ref) for ref in refs)
    gone = {one.address for one in found if one and one.consent.at <= before}
    if not gone:
        return subscribers
    people = Draft(compact(subscribers.subscribers))
    people.update(dict.fromkeys(gone))
    marks = {farewell(subscribers.ref_key, address): before for address in gone}
    # An earlier farewell of somebody who came back since is older than the consent, so than this.
    return replace(
        subscribers,
        subscribers=people.done(),
        seen={**subscribers.seen, **marks},
        replies={
            key: reply
            for key, reply in subscribers.replies.items()
            if reply.to not in gone or reply.kind not in OVERTAKES["goodbye"]
        },
    )
