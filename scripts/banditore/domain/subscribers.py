"""The list of subscribers: who joined, by which consent, and what we still owe them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banditore.domain.audience import audience_of
from banditore.domain.naming import keyed
from banditore.domain.packed import compact, traits_of
from banditore.domain.subscriber import Consent, Subscriber

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from banditore.domain.message import Address

__all__ = ["Consent", "PendingReply", "Subscriber", "SubscriberList", "keyed"]


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
    """Refs of those who got the courtesy reply, and when."""
    sent: frozenset[str] = frozenset()
    """Ids of the broadcasts that have a receipt: one that is missing was taken away."""
    _audiences: dict[str | None, Mapping[str, Subscriber]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "subscribers", compact(self.subscribers))

    def ref(self, address: str) -> str:
        """How a recipient is named outside this list: 32 hex digits of a keyed hash."""
        return keyed(self.ref_key, "recipient", address)

    def audience(self, category: str | None) -> Mapping[str, Subscriber]:
        """Who gets a category (None: everybody), by recipient ref, in the order of the refs.

        Linear at the first call for a list that was loaded; after that, and on lists that grew out
        of it by changes, it costs next to nothing. Finding a ref costs the logarithm.
        """
        if category not in self._audiences:
            people = compact(self.subscribers)
            self._audiences[category] = audience_of(people, self.ref_key, category)
        return self._audiences[category]

    def counts(self) -> Counter[tuple[str, str]]:
        """How many subscribers per (category, language)."""
        counted: Counter[tuple[str, str]] = Counter()
        for traits, number in traits_of(compact(self.subscribers)).items():
            for category in traits.categories:
                counted[category, traits.language] += number
        return counted
