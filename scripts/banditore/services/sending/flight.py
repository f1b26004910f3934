"""The messages of one block that are under way, until all their answers are in."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from banditore.domain.sending.outcomes import Outcome
from banditore.services.sending.stop import POLL

if TYPE_CHECKING:
    from collections.abc import Coroutine, Generator
    from typing import Any

    from banditore.ports import Clock
    from banditore.services.sending.stop import Stop

GRACE = 3.5  # seconds that what is under way may still take once we must stop
INTERRUPTED = Outcome("unknown", "interrupted")


class Grace:
    """The time left once we must stop: one for all that is under way."""

    def __init__(self, stop: Stop, clock: Clock) -> None:
        self._stop = stop
        self._clock = clock
        self._ends: float | None = None

    def begun(self) -> bool:
        """Whether we must stop; the time runs from the first look on."""
        if self._stop and self._ends is None:
            self._ends = self._clock.monotonic() + GRACE
        return self._ends is not None

    def over(self) -> bool:
        """Whether no time is left."""
        return self.begun() and self._clock.monotonic() >= (self._ends or 0.0)


class Flight:
    """One block under way. `await flight` gives the outcomes by recipient ref, once all are in.

    Who is missing from them was surely not sent to.
    """

    def __init__(self, grace: Grace) -> None:
        self.outcomes: dict[str, Outcome] = {}
        """What is known so far."""
        self.calling: set[str] = set()
        """Refs of those with whom the provider is just being spoken to."""
        self._grace = grace
        self._tasks: dict[asyncio.Task[None], str] = {}
        self._bug: BaseException | None = None

    def begin(self, ref: str, sending: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Send to one more recipient, beside the others."""
        task = asyncio.create_task(sending)
        self._tasks[task] = ref
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._tasks[task]
        if not task.cancelled():
            self._bug = self._bug or task.exception()

    def __await__(self) -> Generator[Any, None, dict[str, Outcome]]:
        return self._land().__await__()

    async def _land(self) -> dict[str, Outcome]:
        while self._tasks:
            if self._grace.begun():
                self._interrupt(all_of_them=self._grace.over())
            await asyncio.wait(list(self._tasks), timeout=POLL)
        if self._bug:
            raise self._bug
        return self.outcomes

    def _interrupt(self, *, all_of_them: bool) -> None:
        """End what only waits for another try; at last also what waits for its answer."""
        for task, ref in list(self._tasks.items()):
            if all_of_them or ref not in self.calling:
                task.cancel()
