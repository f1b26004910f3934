"""Never more than the configured rate in any one second, and at it.

Evenly spaced slots, held back further by the time of the N-th last real dispatch. A token bucket
whose burst is the rate sends twice the rate in its worst second. Where the provider asks us to
slow down, everybody waits as long as it says and goes on more slowly, then ever faster again.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from banditore.ports import Clock

GUARD = 0.005  # seconds; about the jitter of the way to the provider
USUAL = 0.001  # seconds; how much later than counted a message may leave at no cost
CATCH_UP = 0.05  # seconds of lost slots that may be made good
LESS = 0.7  # of the pace, after the provider asked us to slow down
AT_MOST_EVERY = 1.0  # seconds; what is under way together is throttled together, and counts once
QUIET = 1.0  # seconds without throttling before the pace rises
RISE = 0.05  # of the configured rate, regained in each second after that
SLOWEST = 1.0  # message a second
STEP = 0.0001  # seconds; how fast we learn how long an answer takes
RARE = 0.1  # of the answers take longer than what we call usual
FIRST = 50  # answers, which may be late for reasons of their own
ENOUGH = 500  # answers, before we call anything usual
EVEN = 0.02  # seconds between the usual and the rare, above which lateness tells nothing
LATEST = 0.25  # seconds; an answer that is later than that was late for another reason


class Pace:
    """How fast we go: at the rate, or below it for a while after the provider throttled us."""

    def __init__(self, rate: int) -> None:
        self._rate = float(rate)
        self._base = self._rate
        self._rises = 0.0
        self._lowered = float("-inf")

    def at(self, now: float) -> float:
        """Messages per second at this moment, never above the rate."""
        risen = RISE * self._rate * max(0.0, now - self._rises)
        return min(self._rate, self._base + risen)

    def lower(self, now: float, quiet_from: float) -> None:
        """The provider throttled us; it rises again some time after `quiet_from`."""
        if now - self._lowered >= AT_MOST_EVERY:
            self._lowered = now
            self._base = max(SLOWEST, self.at(now) * LESS)
        else:
            self._base = self.at(now)
        self._rises = max(self._rises, quiet_from + QUIET)


class Lateness:
    """How much later than usual an answer comes: so much later the message may have been counted.

    A provider that stands still for a moment counts what came meanwhile when it wakes up; what we
    send a second later, on time, is one too many for it. Its answers to the former tell, unless
    they are always so uneven that they tell nothing.
    """

    def __init__(self) -> None:
        self._usual = 0.0
        """Three in four answers take longer than this."""
        self._most = 0.0
        """Few take longer than this."""
        self._seen = 0

    def of(self, took: float) -> float:
        """Seconds beyond the usual, at most `LATEST`, of an answer that took so long."""
        if not self._seen:
            self._usual = self._most = took
        self._seen += 1
        late = took - self._usual if took > self._most else 0.0
        self._usual += STEP * (0.25 if took > self._usual else -0.75)
        self._most += STEP * (1 - RARE if late else -RARE)
        if self._seen <= FIRST:
            return EVEN
        telling = self._seen > ENOUGH and self._most - self._usual < EVEN
        return min(late, LATEST) if telling else 0.0


class Pacer:
    """Gives turns, one after the other, to all who send on behalf of one number."""

    def __init__(self, rate: int, clock: Clock) -> None:
        """`rate`: messages per second, never exceeded in any one second."""
        self._clock = clock
        # The moments of the last messages, as many as a second may hold, in a ring.
        self._left = [float("-inf")] * rate
        self._taken = 0
        self._pace = Pace(rate)
        self._slot = clock.monotonic()
        self._held_until = float("-inf")
        self._lateness = Lateness()
        # In a row: a crowd that wakes up for one slot would cost more than the sending.
        self._queue = asyncio.Lock()

    @property
    def pace(self) -> float:
        """Messages per second, just now."""
        return self._pace.at(self._clock.monotonic())

    async def turn(self) -> int:
        """Return when the next message may leave, and count it as `take` does."""
        await self.ready()
        return self.take()

    async def ready(self) -> None:
        """Return when the next message may leave. Whoever sends it calls `take` at once."""
        async with self._queue:
            while (wait := self._next() - self._clock.monotonic()) > 0:
                await self._clock.pause(wait)

    def take(self) -> int:
        """A message leaves now. Returns its number, for `answered`."""
        now = self._clock.monotonic()
        self._left[self._taken % len(self._left)] = now
        self._slot = max(self._slot, now - CATCH_UP) + 1 / self._pace.at(now)
        self._taken += 1
        return self._taken - 1

    def answered(self, number: int, left_at: float, at: float) -> None:
        """The answer to a message is in, which had left later than it was counted.

        By how much: this process was busy with something else, or the provider was.
        """
        late = self._lateness.of(at - left_at)
        if self._taken - number <= len(self._left):
            place = number % len(self._left)
            self._left[place] = max(self._left[place], left_at - USUAL + late)

    def slow_down(self, seconds: float) -> None:
        """The provider wants nothing from anybody for so long, and less of it afterwards."""
        now = self._clock.monotonic()
        self._held_until = max(self._held_until, now + seconds)
        self._slot = max(self._slot, self._held_until)  # what was missed is not made good
        self._pace.lower(now, self._held_until)

    def _next(self) -> float:
        return max(self._slot, self._left[self._taken % len(self._left)] + 1 + GUARD)
