"""The rate is never passed in any second, and is used."""

from __future__ import annotations

import asyncio
import random

import pytest

from banditore.services.sending.pacing import Pacer
from fakes import FakeClock


def times(rate: int, count: int, pause: float = 0.0, every: int = 1) -> list[float]:
    clock, dice = FakeClock(), random.Random(rate)

    async def walk() -> list[float]:
        pacer, found = Pacer(rate, clock), []
        for number in range(count):
            await pacer.turn()
            found.append(clock.monotonic())
            if pause and number % every == 0:
                clock.sleep(dice.random() * pause)
        return found

    return asyncio.run(walk())


@pytest.mark.parametrize(
    ("rate", "count", "pause", "every"),
    [
        (20, 400, 0.0, 1),
        (20, 400, 0.2, 7),  # a machine that stutters
        (20, 400, 3.0, 50),  # and one that stands still for seconds
        (80, 1600, 0.03, 1),
        (1, 10, 0.0, 1),
    ],
)
def test_no_second_holds_more_than_the_rate(
    rate: int, count: int, pause: float, every: int
) -> None:
    found = times(rate, count, pause, every)

    assert all(found[n + rate] - found[n] > 1 for n in range(count - rate))


def test_messages_are_spaced_evenly_from_the_first() -> None:
    found = times(20, 10)

    assert found[-1] == pytest.approx(9 / 20)


def test_the_rate_is_used() -> None:
    found = times(80, 1600)

    assert len(found) / (found[-1] - found[0]) > 0.99 * 80


def test_a_pause_that_the_provider_asks_for_holds_everybody() -> None:
    clock = FakeClock()

    async def walk() -> float:
        pacer = Pacer(20, clock)
        await pacer.turn()
        pacer.hold(7)
        await pacer.turn()
        return clock.monotonic()

    assert asyncio.run(walk()) == pytest.approx(7)
