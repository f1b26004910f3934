"""Each folder here is a conversation, and its name says what it shows (tests/conversation.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conversation import Memory, Scenario, SimulatedMeta, SimulatedTwilio, Stage, scenarios
from mailbag import Mailbag
from network import Network

if TYPE_CHECKING:
    from collections.abc import Iterator

SCENARIOS = scenarios()


def named(scenario: Scenario) -> str:
    return scenario.name


def fit_for(tells: frozenset[str]) -> list[Scenario]:
    return [one for one in SCENARIOS if one.needs <= tells]


@pytest.fixture(scope="module")
def twilio() -> Iterator[Network]:
    with Network() as running:
        yield running


@pytest.fixture(scope="module")
def meta() -> Iterator[tuple[Network, Mailbag]]:
    with Network(dialect="meta") as running, Mailbag() as bag:
        yield running, bag


@pytest.mark.parametrize("scenario", SCENARIOS, ids=named)
def test_a_conversation_goes_as_it_is_written(scenario: Scenario) -> None:
    Stage(scenario, Memory()).play()


@pytest.mark.e2e
@pytest.mark.parametrize("scenario", fit_for(SimulatedTwilio.tells), ids=named)
def test_it_goes_so_through_twilio_s_api(scenario: Scenario, twilio: Network) -> None:
    Stage(scenario, SimulatedTwilio(twilio)).play()


@pytest.mark.e2e
@pytest.mark.parametrize("scenario", fit_for(SimulatedMeta.tells), ids=named)
def test_it_goes_so_through_meta_s_api_and_its_webhooks(
    scenario: Scenario, meta: tuple[Network, Mailbag]
) -> None:
    Stage(scenario, SimulatedMeta(*meta)).play()


def test_there_are_enough_conversations() -> None:
    assert len(SCENARIOS) >= 40
