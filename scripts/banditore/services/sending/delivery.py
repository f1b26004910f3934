"""Delivering one claimed broadcast, block by block, until everybody has an outcome.

while block n is sent:  block n-1's last answers come  →  its outcomes and the intent of block n+1
                        are pushed; shortly before the end: who left?
then:                   look up who is unknown, send again to whom it never reached

So at most two blocks are in doubt after a crash, and neither pushes nor looks cost pace.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from banditore.domain.errors import BanditoreError, BroadcastRefused, Overtaken
from banditore.domain.sending.outcomes import ABANDONED, State, Tally
from banditore.domain.sending.timeline import Lap
from banditore.services.sending.doubt import decide, look_up, rounds
from banditore.services.sending.recipients import Recipients
from banditore.services.sending.stop import heeding

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from banditore.domain.sending.claim import Claim
    from banditore.services.sending.flight import Flight
    from banditore.services.sending.journal import Journal
    from banditore.services.sending.recipients import Tools

HALTED = "too many permanent failures"
TICK = 0.2  # seconds between two steps of the bar
CHUNK = 50  # blocks that are closed at once when a broadcast is abandoned


class _Sent(NamedTuple):
    """A block that has left; its last answers may still come."""

    number: int
    began: datetime
    ended: datetime
    flight: Flight


class Delivery:
    """One broadcast that we hold."""

    def __init__(self, journal: Journal, tools: Tools) -> None:
        self._journal = journal
        self._tools = tools
        self._clock = journal.desk.clock
        self._halted = ""
        self._recipients = Recipients(journal, tools)
        self._rounds = rounds(tools.provider, tools.rule)
        self._seen = _seen(journal.claim)

    async def run(self) -> bool:
        """Whether everybody has an outcome. Else `tools.stop` or the claim says why not.

        Raises Overtaken where another run has taken it over: then nothing is ours to tidy up.
        """
        return await self._guarded(self._to_everybody)

    async def abandon(self) -> bool:
        """As `run`, but nobody is sent to any more: who has no outcome gets none."""
        return await self._guarded(self._to_nobody)

    async def _guarded(self, work: Callable[[], Awaitable[None]]) -> bool:
        try:
            await work()
        except Overtaken:
            raise
        except BanditoreError as error:
            self._tools.stop.now(error)
        finally:
            await self._tools.lookout.rest()
        if self._tools.stop:
            await asyncio.to_thread(self._journal.let_go, self._halted)
            return False
        return True

    async def _to_everybody(self) -> None:
        await self._all_blocks()
        for _ in range(self._rounds):
            if self._tools.stop or not await self._settle():
                break
            await self._all_blocks()
        if not self._tools.stop:
            await self._settle(last=True)
            await self._forget_opted_out()

    async def _to_nobody(self) -> None:
        journal = self._journal
        await self._settle(last=True)
        for number in range(journal.first_open(), journal.claim.blocks):
            journal.record(number, dict.fromkeys(journal.open(number), ABANDONED))
            if number % CHUNK == 0:
                await journal.push(journal.claim.intent)

    # Blocks

    async def _all_blocks(self) -> None:
        """Until nobody is open: a lease that ran short ends a sweep before its time."""
        await self._settle()
        while not self._tools.stop and self._journal.first_open() < self._journal.claim.blocks:
            await self._sweep()

    async def _sweep(self) -> None:
        journal, lookout = self._journal, self._tools.lookout
        behind: _Sent | None = None
        number = journal.first_open()
        await lookout.renew()
        try:
            while number < journal.claim.blocks and not self._must_wait():
                if journal.claim.intent <= number or self._lease_is_short():
                    await journal.push(max(journal.claim.intent, number + 1))
                ahead = asyncio.create_task(self._prepare(behind, number + 1))
                ahead.add_done_callback(self._heed)
                behind = None  # it is landed there
                behind = await self._dispatch(number)
                await ahead
                number = journal.first_open(number + 1)
                if number < journal.claim.blocks and not self._tools.stop:
                    await lookout.ready()
        finally:
            await self._land(behind)

    async def _prepare(self, behind: _Sent | None, number: int) -> None:
        """While a block is sent: the outcomes of the one before, the intent of the next."""
        journal = self._journal
        await self._land(behind)
        await self._forget_opted_out()
        if number < journal.claim.blocks:
            await journal.push(max(journal.claim.intent, number + 1))

    async def _dispatch(self, number: int) -> _Sent:
        began = self._clock.now()
        flight = await self._tools.dispatcher.send(self._recipients.of(number), self._journal.until)
        return _Sent(number, began, self._clock.now(), flight)

    async def _land(self, block: _Sent | None) -> None:
        """Wait for a block's last answers, and note them."""
        if block is None:
            return
        journal = self._journal
        known = await block.flight
        journal.record(block.number, known)
        self._recipients.recorded += len(known)
        if any(outcome.state == "unknown" for outcome in known.values()):
            limits = journal.desk.limits
            journal.settled = self._clock.monotonic() + limits.message_timeout.total_seconds()
        if known:
            lap = Lap(block.number, block.began, block.ended, len(known))
            journal.timeline.laps.append(lap)
            self._tools.progress(journal)
        if Tally(journal.tally.states - self._seen).too_many_failures():
            self._halted = HALTED
            self._tools.stop.now(
                BroadcastRefused(
                    HALTED, "look at the codes; then publish --resume ID, or --abandon ID"
                )
            )

    def _heed(self, push: asyncio.Task[None]) -> None:
        """A push that failed ends the sending at once: the claim may be somebody else's."""
        error = None if push.cancelled() else push.exception()
        if isinstance(error, BanditoreError):
            self._tools.stop.now(error)

    # Doubt

    async def _forget_opted_out(self) -> None:
        journal = self._journal
        if journal.opted_out:
            gone = dict(journal.opted_out)
            await asyncio.to_thread(self._tools.opted_out, gone, journal.claim.claimed_at)
            for ref in gone:
                journal.opted_out.pop(ref)

    async def _settle(self, *, last: bool = False) -> int:
        """Look up who is unknown; returns how many are to be sent to again."""
        journal, lookout = self._journal, self._tools.lookout
        if not journal.unknown:
            return 0
        while (wait := journal.settled - self._clock.monotonic()) > 0 and not self._tools.stop:
            lookout.glance()
            await self._clock.pause(min(wait, 1.0))
        if self._tools.stop:
            return 0
        await lookout.renew()
        asked = journal.claim, journal.unknown, self._tools.provider, lookout.people
        found = await heeding(self._tools.stop, asyncio.to_thread(look_up, *asked))
        again = decide(journal, found, final=last or not self._rounds)
        await journal.push(journal.claim.intent)
        return again

    # Reasons to wait

    def _must_wait(self) -> bool:
        # What has expired goes to nobody any more: it is closed at any hour.
        expired = self._clock.now() >= self._journal.claim.expires_at
        held = None if expired else self._tools.hold()
        if held:
            self._tools.stop.now(held)
        return bool(self._tools.stop)

    def _lease_is_short(self) -> bool:
        """Whether the block would have no time left under this lease."""
        limits = self._journal.desk.limits
        margin = (limits.lease - limits.message_timeout).total_seconds() / 2
        return self._clock.monotonic() + margin > self._journal.until


def _seen(claim: Claim) -> Counter[State]:
    """What a person has seen who let a halted broadcast go on; nothing else starts anew."""
    seen = Counter[State]()
    for word in claim.decisions:
        if word.what == "resumed":
            seen = Counter({"failed": word.failed, "accepted": word.accepted})
    return seen
