"""One subscriber, with the consent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
