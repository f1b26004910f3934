"""The one lane in which a run sends: one pace, one broadcast at a time, emergencies first."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.due.permission import hold
from banditore.services.publishing.allowance import allowance
from banditore.services.receiving.inbound import pull_and_apply, remove_opted_out
from banditore.services.sending.delivery import Delivery
from banditore.services.sending.dispatch import Dispatcher
from banditore.services.sending.lookout import Lookout
from banditore.services.sending.pacing import Pacer
from banditore.services.sending.recipients import Tools
from banditore.services.sending.stop import Preempted, Stop, Suspended
from banditore.services.tips import load_list

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from banditore.domain.due.agenda import Step
    from banditore.domain.errors import BanditoreError
    from banditore.domain.service import Category, Sending
    from banditore.domain.subscribers import Subscriber
    from banditore.ports import Sender
    from banditore.services.publishing.outlook import Outlook
    from banditore.services.publishing.publish_report import Report
    from banditore.services.receiving.inbound import Desk
    from banditore.services.sending.journal import Journal


@dataclass(frozen=True)
class Ended:
    """How a delivery ended."""

    complete: bool
    """Everybody has an outcome."""
    error: BanditoreError | None
    """Why not, where the broadcast itself is the reason."""


class Lane:
    """Delivers journals one after the other."""

    def __init__(
        self,
        desk: Desk,
        outlook: Outlook,
        report: Report,
        stop: Stop,
        wanted: Callable[[Step], bool],
    ) -> None:
        """`wanted`: whether this run would take a step up."""
        self._desk = desk
        self._outlook = outlook
        self._report = report
        self._stop = stop
        self._wanted = wanted
        self._pacer: tuple[int, Pacer] | None = None

    async def deliver(self, journal: Journal, sender: Sender, *, abandon: bool = False) -> Ended:
        """Send until everybody has an outcome, or there is a reason to stop. Raises Overtaken."""
        stop = Stop(above=self._stop)
        delivery = Delivery(journal, await self._tools(journal, sender, stop))
        complete = await (delivery.abandon() if abandon else delivery.run())
        return Ended(complete, stop.error)

    async def _tools(self, journal: Journal, sender: Sender, stop: Stop) -> Tools:
        desk, limits = self._desk, journal.desk.limits
        pacer = await self._paced(limits)
        category = journal.claim.category
        known = self._category(category)
        return Tools(
            dispatcher=Dispatcher(sender, pacer, desk.clock, limits, stop),
            provider=desk.provider,
            stop=stop,
            lookout=Lookout(
                lambda: self._people(category), lambda: self.news(category), stop, desk.clock
            ),
            hold=lambda: self._hold(category),
            opted_out=self._opted_out,
            progress=self._report.progress,
            tick=self._report.tick,
            rule=known.when_unknown if known else "report",
            quota=await asyncio.to_thread(self._quota, journal),
        )

    def _quota(self, journal: Journal) -> int | None:
        desk, claim = self._desk, journal.claim
        known = load_list(desk.repository, desk.store, desk.state, desk.main)
        done = journal.tally.total - journal.tally.states["unknown"]
        allowed = allowance(
            self._outlook,
            desk.repository,
            claim.category,
            people=claim.audience - done,
            subscribers=len(known.subscribers),
            expires_at=claim.expires_at,
            now=desk.clock.now(),
        )
        self._report.split(claim.broadcast, allowed)
        if allowed.today >= claim.audience - done:
            return None
        return allowed.today // claim.parts if claim.part else allowed.today

    async def _paced(self, limits: Sending) -> Pacer:
        """One pace for all, and a second's rest where it changes: two never add up."""
        if self._pacer and self._pacer[0] == limits.rate:
            return self._pacer[1]
        if self._pacer:
            await self._desk.clock.pause(1.0)
        pacer = Pacer(limits.rate, self._desk.clock)
        self._pacer = (limits.rate, pacer)
        return pacer

    def _opted_out(self, codes: Mapping[str, str], before: datetime) -> None:
        remove_opted_out(self._desk, codes, before)

    def _people(self, category: str) -> Mapping[str, Subscriber]:
        return pull_and_apply(self._desk).subscribers.audience(category)

    def _category(self, category: str) -> Category | None:
        return self._outlook.service.categories.get(category)

    def _hold(self, category: str) -> Suspended | None:
        held = hold(self._category(category), self._outlook.service, self._desk.clock.now())
        return Suspended(held.why, held.until) if held else None

    def news(self, category: str) -> BanditoreError | None:
        """An emergency that was merged since; a pause that somebody ordered."""
        known = self._category(category)
        view = self._outlook.news()
        if view is None or (held := self._hold(category)):
            return held if view else None
        return None if known and known.urgent else self.meanwhile()

    def meanwhile(self) -> Preempted | None:
        """An emergency that nobody has begun, as of the last look."""
        wanted = (step for step in self._outlook.urgent if self._wanted(step))
        return next((Preempted(step.id) for step in wanted), None)
