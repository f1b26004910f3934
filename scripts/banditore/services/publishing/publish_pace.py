"""How fast this run sends one broadcast: over the last seconds, so that the rest can be told."""

from __future__ import annotations

from collections import deque

from banditore.domain.sentences.amounts import span
from banditore.domain.sentences.labels import label

WINDOW = 15.0
"""Seconds: long enough to smooth a slow answer, short enough to tell that it got faster."""
STEP = 0.5  # seconds between two moments that are remembered


class Pace:
    """Counts from when this run began: neither a dead run's silence nor its messages count."""

    def __init__(self, done: int, now: float) -> None:
        """`done`: how many had an outcome before; `now`: seconds of a monotonic clock."""
        self._seen = deque([(now, done)])
        self._last = (now, done)

    def note(self, done: int, now: float) -> None:
        """So many have an outcome by now."""
        self._last = (now, done)
        if done < self._seen[-1][1]:  # somebody is open again
            self._seen = deque([self._last])
        if now - self._seen[-1][0] >= STEP:
            self._seen.append(self._last)
        while len(self._seen) > 1 and now - self._seen[1][0] >= WINDOW:
            self._seen.popleft()

    @property
    def rate(self) -> float | None:
        """Outcomes a second; None before there were any."""
        (began, before), (now, done) = self._seen[0], self._last
        gained = done - before - 1  # n messages have n - 1 gaps
        return gained / (now - began) if gained > 0 and now > began else None

    def words(self, rest: int, language: str) -> str:
        """`78/s, 2 min 5 s left`; `""` as long as nobody knows."""
        if self.rate is None:
            return ""
        rate = f"{self.rate:.0f}"
        if rest <= 0:
            return f"{rate}/s"
        return label("pace", language, rate=rate, time=span(rest / self.rate))
