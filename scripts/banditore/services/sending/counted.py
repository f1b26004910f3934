"""When the provider counted a message, as far as we can tell."""

from __future__ import annotations

from bisect import bisect_left, insort

STEP = 0.0001  # seconds; how fast we learn how long an answer takes
RARE = 0.25  # of the answers take longer than what we call usual
FIRST = 50  # answers, which may be late for reasons of their own
ENOUGH = 100  # answers, before we call anything usual
SOON = 1000  # answers, until which we learn faster
EVEN = 0.02  # seconds between the usual and the rare, above which lateness tells nothing
LATEST = 0.25  # seconds; an answer that is later than that was late for another reason


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
        self._seen += 1
        if self._seen <= FIRST:
            self._usual = self._most = took if self._seen == 1 else min(self._usual, took)
            return EVEN
        late = took - self._usual if took > self._most else 0.0
        step = STEP * max(1.0, SOON / self._seen)
        self._usual += step * (0.25 if took > self._usual else -0.75)
        self._most += step * (1 - RARE if late else -RARE)
        telling = self._seen > ENOUGH and self._most - self._usual < EVEN
        return min(late, LATEST) if telling else 0.0


class Latest:
    """When the latest messages were counted, as many as a second may hold.

    In order of time, not of leaving: one that was counted late must not hold up those that left
    after it and were counted before it.
    """

    def __init__(self, size: int) -> None:
        self._moments = [float("-inf")] * size
        self._begin = 0
        """Where they begin; what lies before it is cut off now and then, not at each message."""
        self._of = [float("-inf")] * size
        self._taken = 0

    @property
    def first(self) -> float:
        """The moment of the first of them."""
        return self._moments[self._begin]

    def add(self, moment: float) -> int:
        """Another message. Returns its number, for `put_off`."""
        number = self._taken
        self._of[number % len(self._of)] = moment
        self._taken += 1
        self._push(moment)
        return number

    def put_off(self, number: int, moment: float) -> None:
        """One of them was counted later than thought."""
        place = number % len(self._of)
        thought = self._of[place]
        if self._taken - number > len(self._of) or moment <= thought:
            return
        self._of[place] = moment
        held = bisect_left(self._moments, thought, self._begin)
        if self._moments[held] == thought:
            del self._moments[held]
            insort(self._moments, moment, self._begin)
        else:
            self._push(moment)

    def _push(self, moment: float) -> None:
        if moment > self.first:
            insort(self._moments, moment, self._begin)
            self._begin += 1
        if self._begin > len(self._of):
            del self._moments[: self._begin]
            self._begin = 0
