"""What the provider says of the number is heeded before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from banditore.domain.capabilities import Health
from banditore.domain.errors import Misconfigured, Throttled, Unavailable
from banditore.domain.message import Address
from crier import Crier, everybody_once, phone

if TYPE_CHECKING:
    from banditore.domain.errors import ProviderError


def test_a_number_of_somebody_else_sends_nothing() -> None:
    crier = Crier()
    crier.provider.standing = Health(number=Address("+393330000099"))

    with pytest.raises(Misconfigured, match="another number") as raised:
        crier.publish()

    assert "0099" not in f"{raised.value} {raised.value.hint}"
    assert crier.provider.attempts == 0
    assert crier.receipt() is None


def test_a_number_that_is_blocked_sends_nothing_and_names_the_codes() -> None:
    crier = Crier()
    crier.provider.standing = Health(standing="blocked", codes=(141006,))

    with pytest.raises(Misconfigured, match="141006"):
        crier.publish()

    assert crier.provider.attempts == 0
    crier.provider.standing = Health(number=crier.town.service.number, standing="limited")
    crier.publish()
    assert crier.deliveries() == everybody_once(3)


@pytest.mark.parametrize("failure", [Unavailable("away"), Throttled("slowly")])
def test_a_look_that_cannot_be_had_holds_no_emergency_up(failure: ProviderError) -> None:
    crier = Crier()
    crier.provider.standing = failure

    crier.publish()

    assert crier.deliveries() == everybody_once(3)


def test_a_token_that_has_expired_is_said_once_and_sends_nothing() -> None:
    crier = Crier()
    crier.provider.standing = Misconfigured("the token has expired")

    with pytest.raises(Misconfigured, match="expired"):
        crier.publish()

    assert crier.provider.attempts == 0


def test_the_providers_limit_counts_where_it_is_lower_than_the_rules_think() -> None:
    crier = Crier(people=5, category="info")
    crier.provider.standing = Health(reach=2)

    crier.publish()

    assert crier.deliveries().total() == 2
    assert crier.receipt() is None  # the others follow on another day


def test_what_is_urgent_goes_to_all_whatever_the_limit() -> None:
    crier = Crier(people=5)
    crier.provider.standing = Health(reach=2)

    crier.publish()

    assert set(crier.deliveries()) == {phone(number) for number in range(5)}


def test_a_dry_run_tells_of_the_providers_limit() -> None:
    crier = Crier(people=5, category="info")
    crier.provider.standing = Health(reach=2)

    (reach,) = crier.publisher().plan().reaches.values()

    assert reach.today == 2
