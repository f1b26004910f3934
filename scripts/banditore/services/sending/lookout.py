"""Looking up from the sending now and then: who left meanwhile, and what is more urgent.

Both go on beside the sending: neither may cost pace.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from banditore.domain.errors import BanditoreError
from banditore.services.sending.stop import heeding

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from banditore.domain.subscribers import Subscriber
    from banditore.ports import Clock
    from banditore.services.sending.stop import Stop

EVERY = 2.0  # seconds between two looks for something more urgent
SHORTEST = 0.25  # seconds that a look at the list is given at least


class Lookout:
    """For one broadcast."""

    def __init__(
        self,
        people: Callable[[], Mapping[str, Subscriber]],
        news: Callable[[], BanditoreError | None],
        stop: Stop,
        clock: Clock,
    ) -> None:
        """`people` pulls inbound and returns the audience as it is now; both block."""
        self._refresh = people
        self._news = news
        self._stop = stop
        self._clock = clock
        self._spent = SHORTEST
        self._next = clock.monotonic() + EVERY
        self._glance: asyncio.Task[None] | None = None
        self._renewal: asyncio.Task[None] | None = None
        self.people: Mapping[str, Subscriber] = {}
        """Who may get the broadcast, by ref, as of the last look."""

    @property
    def lead(self) -> float:
        """Seconds before the end of a block at which a look must begin, to be ready in time."""
        return max(SHORTEST, 2 * self._spent)

    async def renew(self) -> None:
        """Look who left. Raises what the ports raise."""
        begun = self._clock.monotonic()
        self.people = await heeding(self._stop, asyncio.to_thread(self._refresh))
        self._spent = self._clock.monotonic() - begun

    def begin(self) -> None:
        """Look who left, beside the sending; `ready` waits for it. Once a block."""
        if self._renewal is None:
            self._renewal = asyncio.create_task(self.renew())

    async def ready(self) -> None:
        """The look that belongs to the next block is done. Raises what the ports raise."""
        self.begin()
        renewal, self._renewal = self._renewal, None
        if renewal:
            await renewal

    def glance(self) -> None:
        """Every two seconds: is something more urgent? Then the sending is asked to stop."""
        if self._clock.monotonic() < self._next or (self._glance and not self._glance.done()):
            return
        if self._glance:
            self._glance.result()
        self._next = self._clock.monotonic() + EVERY
        self._glance = asyncio.create_task(self._look())

    async def rest(self) -> None:
        """Nothing of it is under way any more."""
        tasks = [task for task in (self._glance, self._renewal) if task]
        self._glance = self._renewal = None
        for task in tasks:
            with suppress(BanditoreError):  # what matters of it was said where it was waited for
                await task

    async def _look(self) -> None:
        try:
            found = await heeding(self._stop, asyncio.to_thread(self._news))
        except BanditoreError:
            return  # an origin that is away for a moment: our own pushes tell when it stays away
        if found:
            self._stop.now(found)
