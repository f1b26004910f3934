"""What `doctor` says of a provider: the good, the bad, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from banditore.domain.capabilities import CAPABILITIES, Health
from banditore.domain.errors import (
    BanditoreError,
    KeyringLost,
    Misconfigured,
    NotOffered,
    ProviderError,
    SettingsError,
    Unavailable,
    WrongKey,
)
from banditore.domain.findings import Severity
from banditore.domain.keys.chain import Head
from banditore.domain.message import Address
from banditore.services.doctor import WITHOUT, Patient, examine
from crier import esempio
from fakes import FakeClock, FakeProvider
from mailbag import Mailbag

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from banditore.domain.capabilities import Capability

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)


def said(
    standing: Health | ProviderError,
    *,
    able: Collection[Capability] = CAPABILITIES,
    ahead: timedelta | None = None,
    unbrought: int | ProviderError = 0,
) -> dict[str, Severity]:
    provider = FakeProvider(FakeClock())
    provider.standing, provider.skew = standing, ahead
    provider.capabilities, provider.unbrought = frozenset(able), unbrought
    patient = Patient(esempio().service, provider, [], sample=False, now=NOW)
    return {finding.code: finding.severity for finding in examine(patient)}


def test_who_is_well_is_told_so() -> None:
    good = Health(
        number=esempio().service.number,
        reach=2000,
        tier="TIER_2K",
        quality="good",
        throughput=80,
        standing="available",
        api="v25.0",
        api_ends=date(2028, 7, 29),
    )

    found = said(good, ahead=timedelta(seconds=1))

    assert set(found.values()) == {Severity.NOTICE}
    assert {"doctor-known", "doctor-reach", "doctor-version", "doctor-clock"} <= set(found)


@pytest.mark.parametrize(
    ("standing", "code", "severity"),
    [
        (Misconfigured("the token has expired"), "doctor-refused", Severity.ERROR),
        (Health(number=Address("+393330000099")), "doctor-other-number", Severity.ERROR),
        (Health(standing="blocked"), "doctor-blocked", Severity.ERROR),
        (Health(standing="limited", codes=(1,)), "doctor-limited", Severity.WARNING),
        (Health(quality="poor"), "doctor-quality", Severity.WARNING),
        (Health(reach=250), "doctor-reach-less", Severity.WARNING),
        (Health(tier="TIER_UNLIMITED"), "doctor-tier", Severity.NOTICE),
        (Health(throughput=5), "doctor-rate", Severity.WARNING),
        (Health(api="v99.0"), "doctor-version-unknown", Severity.WARNING),
        (Health(api="v1", api_ends=date(2026, 11, 22)), "doctor-version-over", Severity.ERROR),
        (Health(api="v1", api_ends=date(2027, 1, 21)), "doctor-version-ends", Severity.WARNING),
    ],
)
def test_each_trouble_has_its_word(
    standing: Health | ProviderError, code: str, severity: Severity
) -> None:
    assert said(standing)[code] == severity


@pytest.mark.parametrize(
    ("ahead", "severity"),
    [(1.0, None), (-30.0, Severity.WARNING), (121.0, Severity.ERROR)],
)
def test_a_clock_that_is_off_is_told(ahead: float, severity: Severity | None) -> None:
    found = said(Health(), ahead=timedelta(seconds=ahead))

    assert found.get("doctor-clock-off") == severity


def test_reports_that_could_not_be_brought_are_told() -> None:
    assert said(Health(), unbrought=3)["doctor-unheard"] == Severity.WARNING
    assert "doctor-unheard" not in said(Health(), unbrought=NotOffered("closed"))
    assert "doctor-unheard" not in said(Health(), unbrought=3, able={"send", "history"})


class Waiting(Mailbag):
    """An inbox that says when its oldest came, or does not answer."""

    def __init__(self, oldest: datetime | BanditoreError | None) -> None:
        super().__init__()
        self._oldest = oldest

    def oldest(self) -> datetime | None:
        if isinstance(self._oldest, BanditoreError):
            raise self._oldest
        return self._oldest


@pytest.mark.parametrize(
    ("oldest", "code", "severity"),
    [
        (None, "doctor-inbox", Severity.NOTICE),
        (NOW - timedelta(hours=3), "doctor-inbox-waiting", Severity.NOTICE),
        (NOW + timedelta(hours=3), "doctor-inbox-waiting", Severity.NOTICE),  # its clock is off
        (NOW - timedelta(days=5), "doctor-inbox-old", Severity.WARNING),
        (Misconfigured("RELAY_TOKEN is not the same"), "doctor-inbox-refused", Severity.ERROR),
        (Unavailable("the relay does not answer"), "doctor-inbox-refused", Severity.ERROR),
    ],
)
def test_the_inbox_is_asked_how_long_it_waits(
    oldest: datetime | BanditoreError | None, code: str, severity: Severity
) -> None:
    patient = Patient(esempio().service, None, [], sample=False, now=NOW, inbox=Waiting(oldest))

    found = {finding.code: finding for finding in examine(patient)}

    assert found[code].severity == severity
    if isinstance(oldest, BanditoreError):
        assert found[code].facts["why"] == oldest.message


class Ring:
    """The keys of a list, or what keeps them from being read."""

    def __init__(self, *identities: str, failure: BanditoreError | None = None) -> None:
        self._identities, self._failure = identities, failure
        self.anchor = Head(7, 3, "0" * 64)

    @property
    def identities(self) -> Sequence[str]:
        if self._failure:
            raise self._failure
        return self._identities

    def refresh(self) -> bool:
        return False


@pytest.mark.parametrize(
    ("keys", "code", "severity"),
    [
        (Ring("a"), "doctor-keyring", Severity.NOTICE),
        (Ring("a", "b"), "doctor-keyring-changing", Severity.NOTICE),
        (Ring(failure=KeyringLost("gone", "look")), "doctor-keyring-refused", Severity.ERROR),
        (Ring(failure=WrongKey("not ours", "look")), "doctor-keyring-refused", Severity.ERROR),
        (Ring(failure=SettingsError("no token", "set")), "doctor-keyring-refused", Severity.ERROR),
    ],
)
def test_the_keyring_is_tried(keys: Ring, code: str, severity: Severity) -> None:
    patient = Patient(esempio().service, None, [], sample=False, now=NOW, keys=keys)

    assert {finding.code: finding.severity for finding in examine(patient)}[code] == severity


def test_each_capability_that_is_missing_has_its_consequence() -> None:
    found = said(Health(), able={"send"})

    assert {code for code in found if code.startswith("doctor-no-")} == set(WITHOUT.values())
    assert found["doctor-no-inbound"] == Severity.ERROR  # nobody could leave
    assert set(WITHOUT) == set(CAPABILITIES) - {"send"}
    assert "doctor-no-history" not in said(Health(), able=set(CAPABILITIES) - {"history"})


def test_a_town_that_wants_no_card_is_not_told_that_there_is_none() -> None:
    provider = FakeProvider(FakeClock())
    service = replace(esempio().service, contact_card=None)
    found = examine(Patient(service, provider, [], sample=False, now=NOW))

    assert "doctor-no-cards" not in {finding.code for finding in found}


def test_without_its_settings_no_provider_is_asked() -> None:
    service = replace(esempio().service, provider="meta")
    patient = Patient(service, None, ["META_ACCESS_TOKEN"], sample=True, now=NOW)

    found = list(examine(patient))

    assert [finding.code for finding in found] == ["doctor-sample", "doctor-settings-missing"]
    assert found[1].facts["names"] == "META_ACCESS_TOKEN"
