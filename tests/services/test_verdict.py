"""Every word for a fault is handled by whoever sends, and means the same to it as to the tables."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast, get_args

import pytest

from banditore.domain.message import Address, Answer, Content, Fault, Outbound
from banditore.services.sending.dispatch import Dispatcher
from banditore.services.sending.pacing import Pacer
from banditore.services.sending.stop import Stop
from fakes import FakeClock, FakeProvider

if TYPE_CHECKING:
    from banditore.domain.sending.outcomes import Outcome
    from banditore.domain.service import Sending

LIMITS = cast(
    "Sending", SimpleNamespace(connections=1, message_timeout=timedelta(seconds=35), rate=10)
)
BLOCK = [("r1", Outbound(Address("+393330000001"), Content("Comune: neve")))]


def sent(answers: list[Answer]) -> tuple[Outcome | None, int, Stop]:
    """The outcome of one recipient, how often it was tried, and whether all was stopped."""
    clock, stop = FakeClock(), Stop()
    provider = FakeProvider(clock)
    provider.script = answers
    dispatcher = Dispatcher(provider, Pacer(LIMITS.rate, clock), clock, LIMITS, stop)
    outcomes = asyncio.run(dispatcher.all(BLOCK, until=1e9))
    return outcomes.get("r1"), provider.attempts, stop


# `withheld` is our own word, said only where nobody may be sent to any more.
@pytest.mark.parametrize("fault", sorted({*get_args(Fault)} - {"withheld"}))
def test_each_fault_ends_with_an_outcome_or_stops_the_run(fault: Fault) -> None:
    outcome, attempts, stop = sent([Answer(fault, "63999")] * 1000)

    assert bool(outcome) is not bool(stop)
    assert attempts < 1000


@pytest.mark.parametrize(
    ("fault", "attempts", "state"),
    [
        ("retry", 3, "failed"),  # the provider's own word on this person, three times
        ("retry-once", 2, "failed"),
        ("failed", 1, "failed"),
        ("left", 1, "left"),
        ("unknown", 1, "unknown"),  # a second attempt might be a second message
        # Nobody is sent to now, and nothing is said of this person: the next run sends to them.
        ("later", 1, None),
        ("stop-broadcast", 1, None),
        ("stop-all", 1, None),
    ],
)
def test_only_what_surely_was_not_sent_is_tried_again(
    fault: Fault, attempts: int, state: str | None
) -> None:
    outcome, tried, stop = sent([Answer(fault, "63999")] * 1000)

    assert (tried, outcome.state if outcome else None) == (attempts, state)
    assert bool(stop) is (state is None)


@pytest.mark.parametrize("fault", ["retry", "retry-once", "slow-down"])
def test_a_moment_of_trouble_is_waited_out(fault: Fault) -> None:
    outcome, attempts, stop = sent([Answer(fault, "63999")])

    assert outcome is not None
    assert (outcome.state, attempts, bool(stop)) == ("accepted", 2, False)


def test_throttling_that_does_not_end_leaves_the_rest_to_the_next_run() -> None:
    outcome, attempts, stop = sent([Answer("slow-down", "63018")] * 1000)

    assert (outcome, bool(stop)) == (None, True)
    assert attempts < 20
