"""Why sending should come to an end before its time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from banditore.domain.errors import BanditoreError

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from datetime import datetime
    from typing import Any

    from banditore.domain.due.agenda import HeldFor

T = TypeVar("T")
PATIENCE = 1.0  # seconds that a look at the provider may still take once the run must stop
POLL = 0.1  # seconds between two looks at whether it must


class Suspended(BanditoreError):  # noqa: N818 - as in domain/errors.py
    """One broadcast waits; nothing is wrong, and it goes on by itself."""

    def __init__(self, why: HeldFor, until: datetime | None = None) -> None:
        """`until`: when it may go on, where that is known."""
        super().__init__(f"it waits ({why})")
        self.why = why
        self.until = until


class Preempted(BanditoreError):  # noqa: N818
    """One broadcast makes room for an emergency, and goes on right after it."""

    def __init__(self, by: str) -> None:
        """`by`: the emergency's id."""
        super().__init__(f"it makes room for {by}")
        self.by = by


@dataclass
class Stop:
    """Set by a signal, by a provider that takes nothing, or by a claim that was lost.

    Whoever sends asks before each message; what is in flight is finished.
    """

    error: BanditoreError | None = None
    """What to tell once everything is tidied up."""
    above: Stop | None = None
    """The reason to stop everything, while this one stops a single broadcast."""

    def __bool__(self) -> bool:
        return self.error is not None or bool(self.above)

    @property
    def run(self) -> Stop:
        """What stops everything, and not a single broadcast alone."""
        return self.above.run if self.above else self

    def now(self, error: BanditoreError) -> None:
        """Stop for this reason; the first one counts, but a pause gives way to a trouble."""
        if self.error is None or isinstance(self.error, (Preempted, Suspended)):
            self.error = error


async def heeding(stop: Stop, look: Coroutine[Any, Any, T]) -> T:
    """What a look at the outside world tells. Raises the run's reason to stop, if it takes longer.

    A thread cannot be ended: it is left to itself, so it must change nothing of ours.
    """
    task = asyncio.create_task(look)
    patience = PATIENCE
    while not task.done():
        await asyncio.wait([task], timeout=POLL)
        if not stop.run.error:
            continue
        patience -= POLL
        if patience <= 0 and not task.done():
            task.cancel()
            raise stop.run.error
    return task.result()
