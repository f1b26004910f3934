"""One subscriber, with the consent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from banditore.domain.message import Address

Status = Literal["active", "restricted", "suspended"]
"""`restricted`: kept, not messaged, as the citizen asked (GDPR art. 18). `suspended`: several
broadcasts found the number not to be on WhatsApp."""
STATUSES: tuple[Status, ...] = ("active", "restricted", "suspended")


@dataclass(frozen=True)
class Consent:
    """When, by which inbound message, and to which notice somebody said yes."""

    at: datetime
    message: str = field(repr=False)
    """The inner part of the inbound message's id: personal data, but never a number."""
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
    """The phone, where it is known; else the user id."""
    language: str
    categories: frozenset[str]
    consent: Consent
    also: Address | None = None
    """The user id beside a phone."""
    joined: str = "text"
    """How: `text`, `paper`, or `import:` and the source."""
    status: Status = "active"
    ref: str = ""
    """The recipient ref, where it is not that of the address: it stays when the address changes."""

    @property
    def addresses(self) -> tuple[Address, ...]:
        """All that lead to this person."""
        return (self.address, self.also) if self.also else (self.address,)
