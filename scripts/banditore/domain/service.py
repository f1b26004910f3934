"""The rules of one town's service, as `policy/service.yaml` declares them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.message import Address

ProviderName = Literal["simulator", "twilio"]
PROVIDERS: tuple[ProviderName, ...] = ("simulator", "twilio")


@dataclass(frozen=True)
class Category:
    """What a broadcast is about and what a citizen subscribes to."""

    id: str
    names: Mapping[str, str]
    """What citizens call it, per language: EMERGENZE, URGENCES."""
    about: Mapping[str, str]
    """One sentence per language on what it brings."""
    template: str
    """The template a broadcast uses unless it names another."""
    urgent: bool
    """Sent before everything else."""
    lifetime: timedelta
    """How long a broadcast without `expires_at` may be sent."""
    when_unknown: Literal["resend", "report"]
    """What to do for a recipient of whom nobody can tell whether the message was accepted."""


@dataclass(frozen=True)
class Sending:
    """The limits of sending."""

    rate: int = 20
    """Messages per second, never exceeded in any one second."""
    connections: int = 20
    """Requests under way at once."""
    lease: timedelta = timedelta(seconds=90)
    """How long a claim holds after the last sign of life of the run that made it."""
    call_timeout: timedelta = timedelta(seconds=10)
    """How long one call to the provider may take."""
    message_timeout: timedelta = timedelta(seconds=35)
    """How long one message may take, retries included."""


@dataclass(frozen=True)
class Service:
    """One municipality's service."""

    name: str
    number: Address
    """The town's WhatsApp number, E.164."""
    website: str
    notice_url: str
    """Where the privacy notice is published."""
    channels: Mapping[str, str]
    """The town's usual channels, per language: where a citizen finds somebody who answers."""
    languages: tuple[str, ...]
    """The first is the default."""
    staff_language: str
    time_zone: str
    state_branch: str
    provider: ProviderName
    categories: Mapping[str, Category]
    commands: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Phrases by command (`subscribe`, `unsubscribe`, `help`) and language; the first is the one
    that is taught."""
    sending: Sending

    @property
    def zone(self) -> ZoneInfo:
        """The town's time zone."""
        return ZoneInfo(self.time_zone)
