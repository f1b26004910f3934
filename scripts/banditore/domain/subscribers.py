"""The list of subscribers: who joined, by which consent, and what we still owe them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banditore.domain.compact.audience import audience_of, ref_of
from banditore.domain.compact.packed import compact, person_at, traits_of
from banditore.domain.naming import keyed
from banditore.domain.subscriber import Consent, Subscriber

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from banditore.domain.audit import AuditLine
    from banditore.domain.compact.packed import Traits
    from banditore.domain.message import Address

__all__ = ["Applicant", "Consent", "PendingReply", "Subscriber", "SubscriberList", "keyed"]

_ANYBODY = "*"
"""No category has this name."""


@dataclass(frozen=True)
class Applicant:
    """Who asked to join and has not confirmed it yet; nobody is messaged before."""

    address: Address
    also: Address | None
    language: str
    categories: frozenset[str]
    since: datetime


@dataclass(frozen=True)
class PendingReply:
    """A reply that is owed: written with the change it answers, gone once it was sent."""

    id: str
    """Keyed hash of the inbound message's id, so that the same text is answered once."""
    to: Address
    kind: str
    """The name of its text in `policy/replies/`."""
    language: str
    since: datetime
    """When the citizen wrote: a reply must leave within WhatsApp's 24-hour window."""
    owner: str
    """The run that sends it."""
    until: datetime
    """When another run may take it over."""
    facts: Mapping[str, str] = field(repr=False, default_factory=dict)
    """What it says of this person (domain/texts/reply_facts.py)."""


@dataclass(frozen=True)
class SubscriberList:
    """The whole state that is sealed in `subscribers.enc`. Changes make a new list."""

    ref_key: bytes = field(repr=False)
    """The secret under which recipients get their refs and inbound messages their hashes."""
    cursor: datetime
    """Everything the provider received before this is handled."""
    subscribers: Mapping[Address, Subscriber] = field(repr=False, default_factory=dict)
    seen: Mapping[str, datetime] = field(repr=False, default_factory=dict)
    """Keyed hashes of handled inbound messages, with the time they were sent."""
    replies: Mapping[str, PendingReply] = field(repr=False, default_factory=dict)
    courtesy: Mapping[str, datetime] = field(repr=False, default_factory=dict)
    """Keyed hashes of those who were answered without having asked for it, and when."""
    talk: Mapping[str, tuple[datetime, ...]] = field(repr=False, default_factory=dict)
    """Refs of those who were answered within a day, and when: an echo must not loop."""
    applicants: Mapping[Address, Applicant] = field(repr=False, default_factory=dict)
    """Who is to confirm, where the town asks for that."""
    misses: Mapping[str, tuple[str, ...]] = field(repr=False, default_factory=dict)
    """Recipient ref → ids of the broadcasts that found the number not to be on WhatsApp."""
    moves: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """(month, what happened) → to how many: `joined`, `left`, `removed` … Counts, no persons."""
    audit: Mapping[str, AuditLine] = field(repr=False, default_factory=dict)
    """What the office did, by the line's id: who, when, why, to how many."""
    sent: frozenset[str] = frozenset()
    """Ids of the broadcasts that have a receipt: one that is missing was taken away."""
    working_keys: tuple[str, ...] = field(repr=False, default=())
    """Age identities, the newest last: with these, what belongs to a claim or a doubt is sealed."""
    _audiences: dict[str | None, Mapping[str, Subscriber]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "subscribers", compact(self.subscribers))

    def ref(self, address: str) -> str:
        """The recipient ref of an address: 32 hex digits of a keyed hash."""
        return keyed(self.ref_key, "recipient", address)

    def ref_of(self, subscriber: Subscriber) -> str:
        """How a subscriber is named outside this list, also after a change of address."""
        return ref_of(self.ref_key, subscriber)

    def find(self, address: Address) -> Subscriber | None:
        """Whose address this is: a phone, or a user id alone or beside a phone."""
        return person_at(compact(self.subscribers), address)

    def audience(self, category: str | None) -> Mapping[str, Subscriber]:
        """Who gets a category (None: all), by recipient ref, in the order of the refs.

        Only who is active. Linear at the first call for a list that was loaded; after that, and on
        lists that grew out of it by changes, it costs next to nothing. Finding a ref costs the
        logarithm.
        """
        return self._by_ref(
            category,
            lambda traits: (
                traits.status == "active" and (category is None or category in traits.categories)
            ),
        )

    def everybody(self) -> Mapping[str, Subscriber]:
        """All by recipient ref, also who is restricted or suspended."""
        return self._by_ref(_ANYBODY, lambda _: True)

    def counts(self) -> Counter[tuple[str, str]]:
        """How many would get a broadcast, per (category, language)."""
        counted: Counter[tuple[str, str]] = Counter()
        for traits, number in traits_of(compact(self.subscribers)).items():
            for category in traits.categories if traits.status == "active" else ():
                counted[category, traits.language] += number
        return counted

    def _by_ref(
        self, name: str | None, wanted: Callable[[Traits], bool]
    ) -> Mapping[str, Subscriber]:
        if name not in self._audiences:
            people = compact(self.subscribers)
            self._audiences[name] = audience_of(people, self.ref_key, wanted)
        return self._audiences[name]
