"""What a provider can do, and how we stand with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from banditore.domain.errors import NotOffered

if TYPE_CHECKING:
    from datetime import date

    from banditore.domain.message import Address
    from banditore.domain.templates.registration import Quality

Capability = Literal[
    "send",
    "inbound",
    "statuses",
    "history",
    "look-up",
    "templates",
    "deletion",
    "cards",
    "buttons",
]
Standing = Literal["", "available", "limited", "blocked"]
CAPABILITIES: tuple[Capability, ...] = get_args(Capability)


@dataclass(frozen=True)
class Health:
    """How the provider says that our account and number stand; empty or None: it does not say."""

    number: Address | None = None
    """The number that messages leave from."""
    reach: int | None = None
    """How many different people the number may reach in 24 hours; None also: any number."""
    tier: str = ""
    """The same in the provider's words."""
    quality: Quality = ""
    """What citizens make of what they get: by it the reach goes up and down."""
    throughput: int | None = None
    """Messages a second that the number may send."""
    standing: Standing = ""
    """Whether it may send at all."""
    codes: tuple[int, ...] = ()
    """The provider's codes for why not."""
    api: str = ""
    """The version of its API that we speak."""
    api_ends: date | None = None
    """The last day of that version."""


def not_offered(provider: str, capability: Capability) -> NotOffered:
    """To be raised by the methods of a capability that a provider does not declare."""
    return NotOffered(
        f"{provider}, as it is set up, does not have the capability “{capability}”",
        "what follows from that: banditore doctor",
    )
