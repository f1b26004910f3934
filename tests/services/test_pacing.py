"""The rate is never passed in any second, and is used."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from heapq import heappop, heappush
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banditore.services.sending.counted import Latest
from banditore.services.sending.pacing import GUARD, Pacer
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


def worst_second(found: list[float]) -> int:
    """The most that any second held, both of its ends included."""
    first, worst = 0, 0
    for last, time in enumerate(found):
        while time - found[first] > 1:
            first += 1
        worst = max(worst, last - first + 1)
    return worst


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
    assert worst_second(times(rate, count, pause, every)) <= rate


# (what happens, how long): a turn after so long a pause, a throttling with its Retry-After, or
# several turns that are asked for at once.
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("turn"), st.floats(0, 3)),
        st.tuples(st.just("throttled"), st.floats(0, 40)),
        st.tuples(st.just("crowd"), st.integers(1, 60)),
    ),
    max_size=60,
)


@given(st.integers(1, 40), EVENTS)
def test_whatever_happens_no_second_holds_more_than_the_rate(
    rate: int, events: list[tuple[str, float]]
) -> None:
    clock = FakeClock()
    found: list[float] = []
    held = 0.0

    async def one(pacer: Pacer) -> None:
        await pacer.turn()
        found.append(clock.monotonic())
        assert clock.monotonic() >= held

    async def play() -> None:
        nonlocal held
        pacer = Pacer(rate, clock)
        for what, figure in events:
            if what == "turn":
                clock.sleep(figure)
                await one(pacer)
            elif what == "crowd":
                await asyncio.gather(*(one(pacer) for _ in range(int(figure))))
            else:
                pacer.slow_down(figure)
                held = max(held, clock.monotonic() + figure)
            assert 1 <= pacer.pace <= rate

    asyncio.run(play())

    assert worst_second(found) <= rate


@given(st.integers(1, 1000), st.lists(st.tuples(st.floats(0, 5), st.floats(0, 30)), max_size=30))
@settings(max_examples=50)
def test_after_any_throttling_the_full_rate_comes_back_within_half_a_minute(
    rate: int, throttlings: list[tuple[float, float]]
) -> None:
    clock = FakeClock()
    pacer = Pacer(rate, clock)
    held = 0.0
    for pause, retry_after in throttlings:
        clock.sleep(pause)
        pacer.slow_down(retry_after)
        held = max(held, clock.monotonic() + retry_after)

    clock.sleep(held - clock.monotonic() + 30)

    assert pacer.pace == rate


def test_each_second_with_throttling_lowers_the_pace_once() -> None:
    clock = FakeClock()
    pacer = Pacer(100, clock)

    for _ in range(40):  # all that was under way is refused together
        pacer.slow_down(0)
    once = pacer.pace
    clock.sleep(1.0)
    pacer.slow_down(0)

    assert [once, pacer.pace] == pytest.approx([70, 49])


def test_the_pace_rises_step_by_step_once_the_provider_is_quiet() -> None:
    clock = FakeClock()
    pacer = Pacer(100, clock)
    pacer.slow_down(2)

    paces = []
    for _ in range(12):
        clock.sleep(1)
        paces.append(round(pacer.pace))

    assert paces == [70, 70, 70, 75, 80, 85, 90, 95, 100, 100, 100, 100]


def test_however_often_the_provider_throttles_one_message_a_second_leaves() -> None:
    clock = FakeClock()
    pacer = Pacer(20, clock)
    for _ in range(30):
        clock.sleep(1)
        pacer.slow_down(0)

    assert pacer.pace == 1


def test_messages_are_spaced_evenly_from_the_first() -> None:
    found = times(20, 10)

    assert found[-1] == pytest.approx(9 / 20)


@pytest.mark.parametrize(
    ("rate", "pause", "every"),
    [
        (20, 0.0, 1),
        (80, 0.0, 1),
        (1000, 0.0, 1),
        (1000, 0.04, 100),  # a machine that stutters for less than may be made good
    ],
)
def test_the_rate_is_used(rate: int, pause: float, every: int) -> None:
    found = times(rate, rate * 30, pause, every)

    assert len(found) / (found[-1] - found[0]) > 0.99 * rate


@given(st.integers(1, 20), st.lists(st.floats(0, 0.3), max_size=100))
def test_what_left_late_is_counted_from_when_it_left(rate: int, late: list[float]) -> None:
    clock = FakeClock()

    async def walk() -> list[float]:
        pacer, found = Pacer(rate, clock), []
        for delay in late:
            number = await pacer.turn()
            clock.sleep(delay)
            found.append(clock.monotonic())
            pacer.answered(number, found[-1], found[-1] + 0.1)
        return found

    assert worst_second(asyncio.run(walk())) <= rate


def test_an_answer_that_comes_after_a_second_changes_nothing() -> None:
    clock = FakeClock()

    async def walk() -> float:
        pacer = Pacer(2, clock)
        first = await pacer.turn()
        for _ in range(2):
            await pacer.turn()
        pacer.answered(first, 99.0, 99.1)
        await pacer.turn()
        return clock.monotonic()

    assert asyncio.run(walk()) < 2


class Provider:
    """Counts a message when it gets to it, and refuses what is too many in its own last second."""

    def __init__(
        self, rate: int, answer: tuple[float, float], stalls: list[tuple[float, float]]
    ) -> None:
        self._rate, self._answer, self._stalls = rate, answer, stalls
        self._dice = random.Random(rate)
        self._counted: deque[float] = deque()
        self.refused = 0

    def answers(self, left: float) -> float:
        """When the answer is in to a message that left then."""
        got = next((end for start, end in self._stalls if start <= left < end), left)
        while self._counted and self._counted[0] <= got - 1:
            self._counted.popleft()
        self.refused += len(self._counted) >= self._rate
        self._counted.append(got)
        return got + self._dice.uniform(*self._answer)


@pytest.mark.parametrize(
    "answer",
    [(0.1, 0.1), (0.1, 0.103), (0.08, 0.15), (0.05, 0.4)],
    ids=["steady", "nearly so", "uneven", "very uneven"],
)
@pytest.mark.parametrize("stalls", [False, True], ids=["awake", "standing still"])
def test_a_provider_that_stands_still_for_a_moment_finds_nothing_too_many(
    answer: tuple[float, float], *, stalls: bool
) -> None:
    """Where its answers are steady enough to tell; and uneven answers cost no pace."""
    clock, rate = FakeClock(), 1000
    still = [(second + 0.37, second + 0.382) for second in range(1, 29)] if stalls else []
    provider = Provider(rate, answer, still)

    async def walk() -> float:
        pacer, due = Pacer(rate, clock), list[tuple[float, int, float]]()
        for _ in range(rate * 30):
            number = await pacer.turn()
            left = clock.monotonic()
            heappush(due, (provider.answers(left), number, left))
            while due and due[0][0] <= left:
                at, to, gone = heappop(due)
                pacer.answered(to, gone, at)
        return clock.monotonic()

    assert rate * 30 / asyncio.run(walk()) > 0.99 * rate
    if answer[1] - answer[0] < GUARD or not stalls:
        assert not provider.refused


def test_a_look_whether_somebody_is_left_costs_no_turn() -> None:
    clock = FakeClock()

    async def walk() -> float:
        pacer = Pacer(20, clock)
        for _ in range(10):
            await pacer.ready()
            await pacer.ready()
            pacer.take()
        return clock.monotonic()

    assert asyncio.run(walk()) == pytest.approx(9 / 20)


def test_a_pause_that_the_provider_asks_for_holds_everybody_and_ends_without_a_burst() -> None:
    clock = FakeClock()

    async def walk() -> list[float]:
        pacer = Pacer(20, clock)
        await pacer.turn()
        pacer.slow_down(7)
        found = []
        for _ in range(5):
            await pacer.turn()
            found.append(clock.monotonic())
        return found

    found = asyncio.run(walk())

    assert found[0] == pytest.approx(7)
    assert all(after - before >= 1 / 20 for before, after in pairwise(found))


@given(
    st.integers(1, 20),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 25), st.floats(0, 1)), max_size=80),
)
def test_the_latest_are_those_counted_last_in_whatever_order_they_left(
    size: int, events: list[tuple[float, int, float]]
) -> None:
    """Each event: a pause, then a message; and one of the latest turns out to be counted later."""
    latest, moments, now = Latest(size), list[float](), 0.0
    for number, (pause, back, later) in enumerate(events):
        now += pause
        assert latest.add(now) == number
        moments.append(now)
        other = number - back
        if back < size and other >= 0:
            latest.put_off(other, moments[other] + later)
            moments[other] += later

    assert latest.first == sorted([*[float("-inf")] * size, *moments])[-size]
