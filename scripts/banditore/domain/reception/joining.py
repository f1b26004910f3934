"""How the list changes by what comes in from citizens: a pure, idempotent change.

The same messages change the list once, however often and in whatever portions they arrive.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.naming import keyed
from banditore.domain.reception.book import Reception, farewell
from banditore.domain.reception.clerk import Clerk
from banditore.domain.reception.owing import LEASE, OVERTAKES, REPLY_WINDOW
from banditore.domain.reception.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from banditore.domain.message import Inbound
    from banditore.domain.service import Service
    from banditore.domain.subscribers import SubscriberList
    from banditore.domain.texts.notice import Notice

__all__ = ["LEASE", "OVERTAKES", "REPLY_WINDOW", "Tally", "apply", "farewell"]

_REACH = timedelta(days=7, hours=12)
"""How far behind the cursor a message may still arrive.

Meta repeats for seven days what it could not deliver, and the next sync may be late.
"""
MEMORY = timedelta(days=8)
"""How long hashes are kept: longer than `_REACH`, so that nothing is handled twice."""


def apply(
    subscribers: SubscriberList,
    inbound: Iterable[Inbound],
    service: Service,
    notices: Mapping[str, Notice],
    *,
    now: datetime,
    run: str,
    new_id: Callable[[], str],
    marketing: frozenset[str] = frozenset(),
) -> tuple[SubscriberList, Tally]:
    """The list after these messages, and what was done. Nothing new: the very same list.

    `run` owns the replies that this makes; `marketing`: the categories that WhatsApp counts so.
    Time is linear in the messages, and where one is new in what is remembered of others, but not in
    the subscribers.
    """
    batch = _new(subscribers, inbound, service)
    if not batch and not _outdated(subscribers, service, now):
        return subscribers, Tally()
    reception = Reception(service, notices, now, run, new_id, marketing)
    clerk = Clerk(subscribers, reception)
    for digest, message in batch:
        clerk.handle(message, digest)
    newest = batch[-1][1].at if batch else subscribers.cursor
    # The cursor never passes now, and never goes back.
    cursor = max(subscribers.cursor, min(now, newest))
    return clerk.result(cursor, cursor - MEMORY), clerk.tally


def _new(
    subscribers: SubscriberList, inbound: Iterable[Inbound], service: Service
) -> list[tuple[str, Inbound]]:
    """What is to be handled, by what we remember it by, in order; once, and never our own."""
    found: dict[str, Inbound] = {}
    for message in sorted(inbound, key=lambda message: message.at):
        if message.at < subscribers.cursor - _REACH or message.sender == service.number:
            continue
        digest = keyed(subscribers.ref_key, "message", message.id)
        if digest not in subscribers.seen:
            found.setdefault(digest, message)
    return sorted(found.items(), key=lambda pair: (pair[1].at, pair[0]))


def _outdated(subscribers: SubscriberList, service: Service, now: datetime) -> bool:
    """Whether something is kept that is to be forgotten though nothing came in."""
    return any(now >= reply.since + REPLY_WINDOW for reply in subscribers.replies.values()) or any(
        now >= one.since + service.consent.within for one in subscribers.applicants.values()
    )
