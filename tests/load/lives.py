"""Lists of subscribers of any size, and what happens to one half-hour after half-hour."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from banditore.domain.compact.overlay import Draft
from banditore.domain.compact.packed import Packer, Traits, compact
from banditore.domain.message import Address, Inbound
from banditore.domain.reception.joining import apply
from banditore.domain.subscribers import Consent, Subscriber, SubscriberList
from small_town import town

if TYPE_CHECKING:
    from collections.abc import Iterator

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
EVERY = frozenset({"emergenze", "info", "eventi"})
KINDS = [Traits(language, EVERY, "2026-11", "sha256:" + "a" * 64) for language in ("it", "fr")]
HALF_AN_HOUR = timedelta(minutes=30)
LEAVE = 0.35
"""The share of those who write in order to leave."""
WORDS = {True: "MI CANCELLO", False: "MI ISCRIVO"}


def phone(number: int) -> Address:
    """Made here and gone with the folder: no number of this range is written anywhere."""
    return Address(f"+39333{number:07d}")


def people(size: int) -> SubscriberList:
    """So many who joined over the last years, with ids that do not compress."""
    packer = Packer()
    for number in range(size):
        at = BEGUN - timedelta(seconds=random.randrange(90_000_000))
        packer.add(phone(number), _id(), KINDS[number % 7 == 0], at, _id())
    return SubscriberList(b"k" * 32, BEGUN, packer.done())


class Life:
    """A list to which something happens every half an hour."""

    def __init__(self, size: int) -> None:
        self.now = people(size)
        self._known = list(range(size))
        self._next = size

    def changes(self) -> Iterator[SubscriberList]:
        """One to three people a commit who join or leave, and that their messages were handled."""
        while True:
            draft, seen = Draft(compact(self.now.subscribers)), dict(self.now.seen)
            at = self.now.cursor + HALF_AN_HOUR
            for address, leaves in self._who():
                consent = Consent(at, _id(), *KINDS[0][2:4])
                one = Subscriber(_id(), address, "it", EVERY, consent)
                draft[address] = None if leaves else one
                seen[_id()] = at
            self.now = replace(self.now, cursor=at, subscribers=draft.done(), seen=seen)
            yield self.now

    def syncs(self) -> Iterator[SubscriberList]:
        """The same, as `sync` does it: the change with the replies it owes, then without them."""
        rules = town()
        while True:
            at = self.now.cursor + HALF_AN_HOUR
            texts = [
                Inbound(f"SM{_id()}", address, at, "text", WORDS[leaves])
                for address, leaves in self._who()
            ]
            run = f"{random.randrange(10**11)}/1/{random.randbytes(4).hex()}"
            after, _ = apply(
                self.now,
                texts,
                rules.service,
                rules.notices,
                now=at,
                run=run,
                new_id=_id,
            )
            self.now = replace(after, replies={})
            yield after
            yield self.now

    def _who(self) -> Iterator[tuple[Address, bool]]:
        for _ in range(random.randint(1, 3)):
            leaves = bool(self._known) and random.random() < LEAVE
            number = self._known.pop(random.randrange(len(self._known))) if leaves else self._next
            if not leaves:
                self._known.append(number)
                self._next += 1
            yield phone(number), leaves


def _id() -> str:
    return random.randbytes(16).hex()
