"""The list of subscribers: who joined, by which consent, and what we still owe them."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from banditore.domain.message import Address


@dataclass(frozen=True)
class Consent:
    """When, by which inbound message, and to which notice somebody said yes."""

    at: datetime
    message: str = field(repr=False)
    """The provider's id of the inbound message: personal data."""
    notice: str
    """The version of the privacy notice."""
    notice_hash: str
    """SHA-256 of that notice in the language it was given in."""


@dataclass(frozen=True)
class Subscriber:
    """A citizen who joined."""

    id: str
    """Ours, random."""
    address: Address
    language: str
    categories: frozenset[str]
    consent: Consent


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

    def ref(self, address: str) -> str:
        """How a recipient is named outside this list: 32 hex digits of a keyed hash."""
        return keyed(self.ref_key, "recipient", address)

    def audience(self, category: str) -> dict[str, Subscriber]:
        """Who gets a category, by recipient ref, in the order of the refs."""
        chosen = {
            self.ref(address): subscriber
            for address, subscriber in self.subscribers.items()
            if category in subscriber.categories
        }
        return dict(sorted(chosen.items()))

    def counts(self) -> Counter[tuple[str, str]]:
        """How many subscribers per (category, language)."""
        return Counter(
            (category, subscriber.language)
            for subscriber in self.subscribers.values()
            for category in subscriber.categories
        )


def keyed(key: bytes, purpose: str, text: str) -> str:
    """32 hex digits of HMAC-SHA256; one key serves several purposes without mixing them."""
    return hmac.new(key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()[:32]
