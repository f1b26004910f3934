"""`banditore doctor`: is the provider set up as it must be, and what can it not do?

It asks provider, inbox and keyring what changes nothing, and sends nobody anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.capabilities import CAPABILITIES
from banditore.domain.errors import BanditoreError, ProviderError, SettingsError, StoreError
from banditore.domain.findings import Place, error, notice, warning
from banditore.services.receiving.inbound import TOLERANCE
from banditore.services.silence import unheard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime, tzinfo

    from banditore.domain.capabilities import Capability, Health
    from banditore.domain.findings import Finding
    from banditore.domain.service import Service
    from banditore.ports import EpochKeys, Inbox, Provider

RULES = Place("policy/service.yaml")
SETTINGS = Place("environment")
SOON = timedelta(days=120)
"""Before a version of an API ends: time for a release and its review."""
DRIFT = timedelta(seconds=20)
OLD = timedelta(days=4)
"""In an inbox only reports wait for so long, and seldom."""
LATELY = timedelta(days=1)
WITHOUT: dict[Capability, str] = {
    "inbound": "doctor-no-inbound",
    "statuses": "doctor-no-statuses",
    "history": "doctor-no-history",
    "look-up": "doctor-no-look-up",
    "templates": "doctor-no-templates",
    "deletion": "doctor-no-deletion",
    "cards": "doctor-no-cards",
    "buttons": "doctor-no-buttons",
}
"""What follows where a provider cannot do something."""


@dataclass(frozen=True)
class Patient:
    """What is looked at."""

    service: Service
    provider: Provider | None
    """None where settings are missing."""
    missing: Sequence[str]
    """Settings that are."""
    sample: bool
    """Whether the list is still the sample."""
    now: datetime
    inbox: Inbox | None = None
    """Where webhooks wait for us, if anywhere."""
    keys: EpochKeys | None = None
    """None where settings are missing, or the list is still the sample."""


def examine(patient: Patient) -> Iterator[Finding]:
    """All that there is to say, good and bad."""
    if patient.sample:
        yield warning("doctor-sample", Place("policy/recipients.txt"))
    yield from _settings(patient)
    if patient.provider:
        count = unheard(patient.provider, patient.now - LATELY)  # tells what it can do, too
        yield from _capabilities(patient.provider, patient.service)
        yield from _at_the_provider(patient, patient.provider)
        if count:
            yield warning("doctor-unheard", SETTINGS, count=count)
    if patient.inbox:
        yield _inbox(patient.inbox, patient.now, patient.service.zone)
    if patient.keys:
        yield _keyring(patient.keys)


def _settings(patient: Patient) -> Iterator[Finding]:
    provider = patient.service.provider
    if patient.missing:
        names = ", ".join(patient.missing)
        yield error("doctor-settings-missing", SETTINGS, provider=provider, names=names)
    else:
        yield notice("doctor-settings", SETTINGS, provider=provider)


def _capabilities(provider: Provider, service: Service) -> Iterator[Finding]:
    able = [one for one in CAPABILITIES if one in provider.capabilities]
    yield notice("doctor-can", RULES, what=", ".join(able))
    unwanted = {"cards"} if service.contact_card is None else set()
    for one, code in WITHOUT.items():
        # A complete log tells of every message without being asked for it by its id.
        needless = one in unwanted or (one == "history" and "look-up" in able)
        if one not in able and not needless:
            # Without inbound nobody could leave, so nothing is sent: all else only costs comfort.
            yield error(code, SETTINGS) if one == "inbound" else notice(code, RULES)


def _at_the_provider(patient: Patient, provider: Provider) -> Iterator[Finding]:
    try:
        health = provider.health()
    except ProviderError as failure:
        yield error("doctor-refused", SETTINGS, why=failure.message, way=failure.hint)
        return
    yield notice("doctor-known", SETTINGS)
    yield from _number(health, patient.service)
    yield from _limits(health, patient.service)
    if health.api:
        yield _version(health.api, health.api_ends, patient.now)
    yield from _clock(provider.ahead())


def _inbox(inbox: Inbox, now: datetime, zone: tzinfo) -> Finding:
    try:
        oldest = inbox.oldest()
    except (ProviderError, SettingsError, StoreError) as failure:
        return _refused("doctor-inbox-refused", failure)
    if oldest is None:
        return notice("doctor-inbox", SETTINGS)
    if now - oldest > OLD:
        return warning("doctor-inbox-old", SETTINGS, days=(now - oldest).days)
    since = f"{oldest.astimezone(zone):%Y-%m-%d %H:%M}"
    return notice("doctor-inbox-waiting", SETTINGS, since=since)


def _keyring(keys: EpochKeys) -> Finding:
    try:
        identities, anchor = keys.identities, keys.anchor
    except (StoreError, SettingsError) as failure:
        return _refused("doctor-keyring-refused", failure)
    if len(identities) > 1:
        return notice("doctor-keyring-changing", SETTINGS)
    return notice("doctor-keyring", SETTINGS, epoch=anchor.epoch if anchor else 1)


def _refused(code: str, failure: BanditoreError) -> Finding:
    return error(code, SETTINGS, why=failure.message, way=failure.hint)


def _number(health: Health, service: Service) -> Iterator[Finding]:
    if health.number and health.number != service.number:
        actual, ours = str(health.number), str(service.number)
        yield error("doctor-other-number", SETTINGS, actual=actual, number=ours)
    codes = ", ".join(map(str, health.codes)) or "?"
    if health.standing == "blocked":
        yield error("doctor-blocked", SETTINGS, codes=codes)
    if health.standing == "limited":
        yield warning("doctor-limited", SETTINGS, codes=codes)
    if health.quality in {"fair", "poor"}:
        yield warning("doctor-quality", SETTINGS, quality=health.quality)


def _limits(health: Health, service: Service) -> Iterator[Finding]:
    limit = service.limits.reach_per_day
    if health.reach and (limit is None or health.reach < limit):
        told = "unlimited" if limit is None else limit
        yield warning("doctor-reach-less", RULES, reach=health.reach, limit=told)
    elif health.reach:
        yield notice("doctor-reach", RULES, reach=health.reach)
    elif health.tier:
        yield notice("doctor-tier", RULES, tier=health.tier)
    if health.throughput and health.throughput < service.sending.rate:
        rate = service.sending.rate
        yield warning("doctor-rate", RULES, rate=rate, throughput=health.throughput)


def _version(version: str, ends: date | None, now: datetime) -> Finding:
    if ends is None:
        return warning("doctor-version-unknown", SETTINGS, version=version)
    told = {"version": version, "day": ends.isoformat()}
    if ends < now.date():
        return error("doctor-version-over", SETTINGS, **told)
    if ends - now.date() < SOON:
        return warning("doctor-version-ends", SETTINGS, **told)
    return notice("doctor-version", SETTINGS, **told)


def _clock(ahead: timedelta | None) -> Iterator[Finding]:
    if ahead is None:
        return
    off = abs(ahead)
    seconds = round(off.total_seconds())
    if off > TOLERANCE:
        yield error("doctor-clock-off", SETTINGS, seconds=seconds)
    elif off > DRIFT:
        yield warning("doctor-clock-off", SETTINGS, seconds=seconds)
    else:
        yield notice("doctor-clock", SETTINGS)
