"""Sending one block: a single walk over its recipients, paced, with bounded retries.

A recipient is taken after its turn came, so that as few as possible are in doubt after a crash.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from banditore.domain.errors import (
    BroadcastRefused,
    Misconfigured,
    ProviderError,
    Unavailable,
)
from banditore.domain.outcomes import ACCEPTED, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banditore.domain.message import Answer, Outbound
    from banditore.domain.service import Sending
    from banditore.ports import Clock, Sender
    from banditore.services.sending.pacing import Pacer
    from banditore.services.sending.stop import Stop

TRIES = 3
BACKOFF = 1.0  # seconds before the second try; four times that before the third
GRACE = 3.5  # seconds that what is in flight may still take once we must stop


class Dispatcher:
    """Sends blocks over one open sender."""

    def __init__(
        self, sender: Sender, pacer: Pacer, clock: Clock, limits: Sending, stop: Stop
    ) -> None:
        self._sender = sender
        self._pacer = pacer
        self._clock = clock
        self._limits = limits
        self._stop = stop
        self._slots = asyncio.Semaphore(limits.connections)

    async def send(self, block: Iterable[tuple[str, Outbound]], until: float) -> dict[str, Outcome]:
        """Outcomes by recipient ref. Who is missing was surely not sent to.

        Nothing new leaves once the monotonic clock has passed `until`, or when asked to stop.
        """
        outcomes: dict[str, Outcome] = {}
        tasks: dict[asyncio.Task[None], str] = {}
        for ref, message in block:
            await self._slots.acquire()
            await self._pacer.turn()
            if self._over(until):
                self._slots.release()
                break
            task = asyncio.create_task(self._one(ref, message, outcomes, until))
            task.add_done_callback(lambda _: self._slots.release())
            tasks[task] = ref
        await self._finish(tasks, outcomes)
        return outcomes

    def _over(self, until: float) -> bool:
        return bool(self._stop) or self._clock.monotonic() >= until

    async def _finish(
        self, tasks: dict[asyncio.Task[None], str], outcomes: dict[str, Outcome]
    ) -> None:
        """Wait for what is in flight; once we must stop, only so long."""
        pending = set(tasks)
        grace: float | None = None
        while pending and (grace is None or grace > 0):
            _, pending = await asyncio.wait(pending, timeout=0.1)
            if self._stop:
                grace = GRACE if grace is None else grace - 0.1
        for task in pending:
            task.cancel()
            outcomes.setdefault(tasks[task], Outcome("unknown", "interrupted"))
        await asyncio.gather(*tasks, return_exceptions=True)
        for task in tasks:
            if not task.cancelled() and (bug := task.exception()):
                raise bug

    async def _one(
        self, ref: str, message: Outbound, outcomes: dict[str, Outcome], until: float
    ) -> None:
        give_up = self._clock.monotonic() + self._limits.message_timeout.total_seconds()
        for attempt in range(1, TRIES + 1):
            if self._over(until):  # asked once more, as close to the sending as can be
                return
            answer = await self._sender.send(message)
            if answer.fault not in ("retry", "slow-down"):
                break
            wait = answer.retry_after or BACKOFF * 4.0 ** (attempt - 1)
            if answer.fault == "slow-down":
                self._pacer.hold(wait)
            if attempt == TRIES or self._clock.monotonic() + wait >= give_up:
                break
            await self._clock.pause(wait)
            await self._pacer.turn()
        outcome = self._judge(answer)
        if outcome:
            outcomes[ref] = outcome

    def _judge(self, answer: Answer) -> Outcome | None:
        """The outcome; None where this person was surely not sent to and nobody will be now."""
        code = answer.code
        match answer.fault:
            case None:
                return ACCEPTED
            case "unknown":
                return Outcome("unknown", code)
            case "left":
                return Outcome("left", code)
            case "failed":
                return Outcome("failed", code)
            case "retry" if code.isdigit():  # the provider's own word on this person
                return Outcome("failed", code)
            case fault:
                self._stop.now(trouble(fault, code))
                return None


def trouble(fault: str, code: str) -> ProviderError:
    """Why nobody can be sent to just now."""
    if fault == "stop-all":
        return Misconfigured(
            f"the provider does not accept us (code {code})",
            "check the account, its credentials and its number; the next run sends the rest",
        )
    if fault == "stop-broadcast":
        return BroadcastRefused(
            f"the provider does not accept this broadcast (code {code})",
            "is its template registered and approved? banditore templates status",
        )
    return Unavailable(
        f"the provider takes nothing just now (code {code})", "what is left is sent by the next run"
    )
