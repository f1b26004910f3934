"""Sending blocks: a single walk over their recipients, paced, with bounded retries.

A recipient is taken after its turn came, so that as few as possible are in doubt after a crash.
The answers of one block come in while the next is walked: a pause between them would cost pace.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from banditore.services.sending.flight import INTERRUPTED, Flight, Grace
from banditore.services.sending.stop import POLL
from banditore.services.sending.verdict import judge, tries, trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from banditore.domain.message import Answer, Outbound
    from banditore.domain.sending.outcomes import Outcome
    from banditore.domain.service import Sending
    from banditore.ports import Clock, Sender
    from banditore.services.sending.pacing import Pacer
    from banditore.services.sending.stop import Stop

BACKOFF = 1.0  # seconds before the second try; four times that before the third


class Dispatcher:
    """Sends blocks over one open sender."""

    def __init__(
        self, sender: Sender, pacer: Pacer, clock: Clock, limits: Sending, stop: Stop
    ) -> None:
        self._sender = sender
        self._pacer = pacer
        self._clock = clock
        self._patience = limits.message_timeout.total_seconds()
        self._stop = stop
        self._grace = Grace(stop, clock)
        self._slots = asyncio.Semaphore(limits.connections)
        self.finished = 0
        """How many recipients have an outcome, of all blocks together."""

    async def send(self, block: Iterable[tuple[str, Outbound]], until: float) -> Flight:
        """Walk a block; returns once its last message is on its way, before all answers are in.

        A recipient is drawn from `block` only when its message can leave at once. Nothing new
        leaves once the monotonic clock has passed `until`, or when asked to stop.
        """
        flight = Flight(self._grace)
        walk = asyncio.create_task(self._walk(iter(block), until, flight))
        try:
            while not walk.done() and not self._over(until):
                await asyncio.wait([walk], timeout=POLL)
        finally:
            walk.cancel()
            with suppress(asyncio.CancelledError):
                await walk
        return flight

    async def all(self, block: Iterable[tuple[str, Outbound]], until: float) -> dict[str, Outcome]:
        """Send a block and wait for all its answers; the outcomes by recipient ref."""
        return await (await self.send(block, until))

    def _over(self, until: float) -> bool:
        return self._grace.begun() or self._clock.monotonic() >= until

    async def _walk(
        self, block: Iterator[tuple[str, Outbound]], until: float, flight: Flight
    ) -> None:
        while not self._over(until):
            await self._slots.acquire()
            try:
                await self._pacer.ready()
                drawn = None if self._over(until) else next(block, None)
            except BaseException:
                self._slots.release()
                raise
            if drawn is None:
                self._slots.release()
                return
            number = self._pacer.take()
            task = flight.begin(drawn[0], self._one(flight, *drawn, until, number))
            task.add_done_callback(self._free)
            await asyncio.sleep(0)  # it leaves at the time that was noted for it, not after others

    def _free(self, task: asyncio.Task[None]) -> None:
        del task
        self._slots.release()

    async def _one(
        self, flight: Flight, ref: str, message: Outbound, until: float, number: int
    ) -> None:
        give_up = self._clock.monotonic() + self._patience
        attempt = 0
        # Asked anew each time, as close to the sending as can be.
        while not self._over(until) and self._clock.monotonic() < give_up:
            answer = await self._call(flight, ref, message, until)
            if answer.fault == "withheld":
                return None
            if answer.left_at is not None:
                self._pacer.answered(number, answer.left_at, self._clock.monotonic())
            attempt += 1
            wait = answer.retry_after or BACKOFF * 4.0 ** (attempt - 1)
            if answer.fault == "slow-down":
                self._pacer.slow_down(wait)
            if attempt >= tries(answer) or self._clock.monotonic() + wait >= give_up:
                return self._settle(flight, ref, answer)
            await self._clock.pause(wait)
            number = await self._pacer.turn()
        return None

    async def _call(self, flight: Flight, ref: str, message: Outbound, until: float) -> Answer:
        flight.calling.add(ref)
        try:
            return await self._sender.send(message, lambda: not self._over(until))
        except asyncio.CancelledError:
            self._note(flight, ref, INTERRUPTED)
            raise
        finally:
            flight.calling.discard(ref)

    def _settle(self, flight: Flight, ref: str, answer: Answer) -> None:
        outcome = judge(answer)
        if outcome:
            self._note(flight, ref, outcome)
        else:
            self._stop.now(trouble(answer))

    def _note(self, flight: Flight, ref: str, outcome: Outcome) -> None:
        flight.outcomes[ref] = outcome
        self.finished += 1
