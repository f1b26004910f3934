"""The rules of one town's service, as `policy/service.yaml` declares them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, get_args
from zoneinfo import ZoneInfo

from banditore.domain.hours import Hours
from banditore.domain.people_rules import ConsentRules, DeadNumbers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from banditore.domain.message import Address
    from banditore.domain.prices import Prices

ProviderName = Literal["simulator", "twilio", "meta"]
PROVIDERS: tuple[ProviderName, ...] = get_args(ProviderName)
USUAL_HOURS = Hours(8 * 60, 19 * 60)
"""When a category that is not urgent is sent, unless it says otherwise: 08:00 to 19:00."""


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
    hours: Hours | None = None
    """When it may be sent; None: at any hour."""
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What else citizens call it, per language."""


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

    def share(self, part: int, parts: int) -> Sending:
        """What one of several machines may do, so that all together keep to this."""
        if parts == 1:
            return self
        rate, connections = (
            max(1, total // parts + (part <= total % parts))
            for total in (self.rate, self.connections)
        )
        return replace(self, rate=rate, connections=connections)


@dataclass(frozen=True)
class Silence:
    """A time in which some categories are not sent: before a vote, by L. 28/2000 art. 9."""

    since: datetime
    """Aware; its first moment."""
    until: datetime
    """Aware; the first moment after it."""
    reason: str
    categories: frozenset[str] | None = None
    """Ids; None: all that are not urgent."""

    def covers(self, category: Category | None) -> bool:
        """Whether it silences this category; None: one that the rules do not know."""
        if category is None or self.categories is None:
            return self.categories is None and not (category and category.urgent)
        return category.id in self.categories


@dataclass(frozen=True)
class Limits:
    """How much may go wrong before a person must have looked."""

    recipients_per_broadcast: int = 10_000
    """A broadcast to more people is not begun, unless it is urgent."""
    broadcasts_per_day: int = 6
    """Begun in one day of the town; urgent ones count, and are never held back by it."""
    oldest_file: timedelta = timedelta(days=7)
    """A broadcast of an older day is not sent: somebody brought the archive back."""
    reach_per_day: int | None = 2000
    """How many different people WhatsApp lets the number reach in 24 hours; None: any number.

    2,000 is what a verified business has (WhatsApp's Messaging limits); 250 before that.
    """
    when_over: Literal["split", "refuse"] = "split"
    """Whether a broadcast to more people goes out over several days, or not at all."""
    texts_at_provider: Literal["delete", "keep"] = "delete"
    """What becomes at the provider of what citizens wrote, once it is handled."""
    outcomes_kept: timedelta = timedelta(days=7)
    """How long it may be looked up what became of single people; then there are counts only."""


@dataclass(frozen=True)
class InboxPlace:
    """Where what citizens write waits until a run has used it, with a provider that only pushes."""

    kind: Literal["relay", "aws"]
    """The program of docs/relay.md on somebody's server, or a queue at AWS."""
    host: str = ""
    """Who has that server, as the privacy notice names them."""


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
    """Phrases by command (see `banditore.domain.wordlists.commands`) and language; the first is the
    one that is taught."""
    sending: Sending
    paused: str = ""
    """Why nothing is sent at all; empty: it is not paused."""
    silences: tuple[Silence, ...] = ()
    limits: Limits = Limits()
    consent: ConsentRules = field(default_factory=ConsentRules)
    dead_numbers: DeadNumbers = field(default_factory=DeadNumbers)
    prices: Prices | None = None
    """What a message costs; None: nobody wrote it down."""
    inbox: InboxPlace | None = None
    """Who else sees what citizens write; None: nobody wrote it down, or there is none."""
    email: str = ""
    """The town's, for its contact card."""
    contact_card: str | None = ""
    """Where the town's card lies as a vCard, https; `""`: nowhere; None: it sends no card.

    `{language}` in it stands for each language.
    """
    names: Mapping[str, str] = field(default_factory=dict)
    """The town's name by language; empty: `name` in all."""

    def name_in(self, language: str) -> str:
        """What the town is called in a language."""
        return self.names.get(language, self.name)

    @property
    def zone(self) -> ZoneInfo:
        """The town's time zone."""
        return ZoneInfo(self.time_zone)
