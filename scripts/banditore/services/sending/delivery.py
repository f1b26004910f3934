"""Delivering one claimed broadcast, block by block, until everybody has an outcome.

for each block:  who left? too late?  →  its intent is pushed  →  send
                 meanwhile push: the next block's intent, the last block's outcomes
then:            look up who is unknown, send again to whom it never reached  →  receipt
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.errors import BanditoreError, Overtaken
from banditore.domain.message import Outbound
from banditore.domain.outcomes import EXPIRED, LEFT, Tally
from banditore.services.sending.doubt import ROUNDS, look_up, unknown
from banditore.services.sending.journal import first_open_block

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from banditore.domain.receipt import Receipt
    from banditore.domain.subscribers import Subscriber, SubscriberList
    from banditore.ports import Provider
    from banditore.services.sending.dispatch import Dispatcher
    from banditore.services.sending.journal import Journal
    from banditore.services.sending.stop import Stop

HALTED = "too many permanent failures"


@dataclass(frozen=True)
class Tools:
    """What a delivery works with."""

    dispatcher: Dispatcher
    provider: Provider
    stop: Stop
    refresh: Callable[[], SubscriberList]
    """Pulls inbound and returns the list: whoever left meanwhile is gone from it."""
    progress: Callable[[Journal], None]
    """Told after each block."""
    state_branch: str
    rule: str
    """The category's rule for the unknown: `resend` or `report`."""


class Delivery:
    """One broadcast that we hold."""

    def __init__(self, journal: Journal, tools: Tools) -> None:
        self._journal = journal
        self._tools = tools
        self._people: Mapping[str, Subscriber] = {}
        self._halted = ""
        # A person who resumes a halted broadcast has seen the failures until then.
        self._seen = tally_of(journal).states

    async def run(self) -> Receipt | None:
        """The receipt, or None where it had to stop: `tools.stop` or the claim says why.

        Raises Overtaken where another run has taken it over: then nothing is ours to tidy up.
        """
        try:
            await self._all_blocks()
            for _ in range(ROUNDS[self._tools.rule]):
                if self._over() or not await self._settle():
                    break
                await self._all_blocks()
            if not self._over():
                await self._settle(last=True)
        except Overtaken:
            raise
        except BanditoreError as error:
            self._tools.stop.now(error)
        if self._over():
            await asyncio.to_thread(self._journal.let_go, self._halted)
            return None
        return await asyncio.to_thread(self._close)

    def _over(self) -> bool:
        return bool(self._tools.stop or self._halted)

    async def _all_blocks(self) -> None:
        journal = self._journal
        await self._settle()
        number = first_open_block(journal)
        while number < journal.claim.blocks and not self._over():
            await self._block(number)
            number = first_open_block(journal, number)

    async def _block(self, number: int) -> None:
        journal = self._journal
        await self._refresh()
        if self._too_late():
            for late in range(number, journal.claim.blocks):
                journal.record(late, dict.fromkeys(self._open(late), EXPIRED))
            return
        gone = [ref for ref in self._open(number) if ref not in self._people]
        journal.record(number, dict.fromkeys(gone, LEFT))
        if journal.claim.intent <= number or self._lease_is_short():
            await asyncio.to_thread(journal.push, max(journal.claim.intent, number + 1))
        await self._send(number)
        self._tools.progress(journal)
        if Tally(tally_of(journal).states - self._seen).too_many_failures():
            self._halted = HALTED

    async def _send(self, number: int) -> None:
        """Send a block while the next one's intent is pushed."""
        journal, until = self._journal, self._journal.until
        block = [(ref, self._message(ref)) for ref in self._open(number)]
        ahead = None
        if number + 1 < journal.claim.blocks:
            intent = max(journal.claim.intent, number + 2)
            ahead = asyncio.create_task(asyncio.to_thread(journal.push, intent))
            ahead.add_done_callback(self._heed)
        outcomes = await self._tools.dispatcher.send(block, until)
        if ahead:
            await asyncio.wait([ahead])
        journal.record(number, outcomes)
        if any(outcome.state == "unknown" for outcome in outcomes.values()):
            limits = journal.desk.limits
            journal.settled = (
                journal.desk.clock.monotonic() + limits.message_timeout.total_seconds()
            )
        if ahead:
            ahead.result()

    def _heed(self, push: asyncio.Task[None]) -> None:
        """A push that failed ends the sending at once: the claim may be somebody else's."""
        error = None if push.cancelled() else push.exception()
        if isinstance(error, BanditoreError):
            self._tools.stop.now(error)

    async def _settle(self, *, last: bool = False) -> int:
        """Look up who is unknown; returns how many are to be sent to again."""
        journal, clock = self._journal, self._journal.desk.clock
        if not unknown(journal):
            return 0
        while (wait := journal.settled - clock.monotonic()) > 0 and not self._tools.stop:
            await clock.pause(min(wait, 1.0))
        if self._tools.stop:
            return 0
        await self._refresh()
        again = await asyncio.to_thread(
            look_up, journal, self._tools.provider, self._people, final=last
        )
        await asyncio.to_thread(journal.push, journal.claim.intent)
        return again

    async def _refresh(self) -> None:
        subscribers = await asyncio.to_thread(self._tools.refresh)
        self._people = subscribers.audience(self._journal.claim.category)

    def _too_late(self) -> bool:
        return self._journal.desk.clock.now() >= self._journal.claim.expires_at

    def _lease_is_short(self) -> bool:
        """Whether the block would have no time left under this lease."""
        clock, limits = self._journal.desk.clock, self._journal.desk.limits
        margin = (limits.lease - limits.message_timeout).total_seconds() / 2
        return clock.monotonic() + margin > self._journal.until

    def _open(self, number: int) -> list[str]:
        journal = self._journal
        return [ref for ref in journal.block(number) if ref not in journal.outcomes]

    def _message(self, ref: str) -> Outbound:
        subscriber, content = self._people[ref], self._journal.claim.content
        first = next(iter(content.values()))
        return Outbound(subscriber.address, content.get(subscriber.language, first))

    def _close(self) -> Receipt:
        return self._journal.close(tally_of(self._journal), self._tools.state_branch)


def tally_of(journal: Journal) -> Tally:
    """The outcomes so far, counted."""
    tally = Tally()
    for outcome in journal.outcomes.values():
        tally.add(outcome)
    return tally
