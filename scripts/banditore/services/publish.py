"""Send everything on main that is due and has no receipt (invariant 1).

pull inbound → what is due or unfinished, emergencies first → answer citizens
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from banditore.domain.agenda import agenda
from banditore.domain.claim import PREFIX
from banditore.domain.errors import BroadcastRefused, Overtaken, StoreError
from banditore.domain.findings import Severity
from banditore.domain.layout import RECEIPTS, id_of
from banditore.services.answering import answer
from banditore.services.broadcasts import load_broadcasts
from banditore.services.inbound import pull_and_apply, would_apply
from banditore.services.publish_report import Plan
from banditore.services.sending.claiming import Claims
from banditore.services.sending.delivery import Delivery, Tools
from banditore.services.sending.dispatch import Dispatcher
from banditore.services.sending.journal import ClaimDesk
from banditore.services.sending.pacing import Pacer
from banditore.services.sending.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banditore.domain.agenda import Agenda, Step
    from banditore.domain.errors import BanditoreError
    from banditore.domain.findings import Finding
    from banditore.domain.receipt import Receipt
    from banditore.domain.service import Sending
    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import Documents, Sender, Vault
    from banditore.services.inbound import Desk
    from banditore.services.publish_report import Report
    from banditore.services.sending.journal import Journal


@dataclass
class Result:
    """What a run did."""

    findings: Sequence[Finding]
    """Why declared broadcasts cannot be sent at all."""
    receipts: list[Receipt] = field(default_factory=list)
    halted: list[str] = field(default_factory=list)
    """Ids of broadcasts that a person must look at."""


@dataclass(frozen=True)
class Publisher:
    """One run of `publish`."""

    desk: Desk
    vault: Vault
    documents: Documents
    stop: Stop
    report: Report
    resume: frozenset[str] = frozenset()
    """Halted broadcasts that go on: a person has looked."""

    def plan(self) -> Plan:
        """What a run would do. Changes nothing."""
        todo, findings = self._agenda(self._closed())
        people = would_apply(self.desk).subscribers
        due = [step.declared for step in todo.now if step.declared and not step.claimed]
        counts = {b.id: len(people.audience(b.category)) for b in due}
        return Plan(todo, counts, findings)

    async def run(self) -> Result:
        """Send. Raises what the ports raise; one broadcast's trouble does not stop the others."""
        await asyncio.to_thread(self._refresh)
        closed = self._closed()
        self._tidy(closed)
        todo, findings = self._agenda(closed)
        self.report.agenda(todo, findings)
        result = Result(findings)
        if todo.now:
            async with self.desk.provider.sender(self._limits.connections) as sender:
                for step in todo.now:
                    if not self.stop:
                        await self._step(step, sender, result)
        return result

    def answer(self) -> None:
        """Answer the citizens whose texts this run took in."""
        answer(self.desk, pull_and_apply(self.desk, take_over=True), self.stop)

    async def _step(self, step: Step, sender: Sender, result: Result) -> None:
        try:
            journal = await asyncio.to_thread(self._take, step)
            if journal:
                await self._deliver(journal, sender, result)
            elif not await asyncio.to_thread(self._claims.closed, step.id):
                self.report.left_to_others(step.id)
        except Overtaken:
            self.report.left_to_others(step.id)
        except StoreError as error:
            # What lies on this broadcast's branch is damaged: a person must look; others go on.
            self._halt(step.id, error, result)

    def _take(self, step: Step) -> Journal | None:
        if step.declared is None or step.claimed:
            return self._claims.resume(PREFIX + step.id, halted=step.id in self.resume)
        audience = list(self._refresh().audience(step.declared.category))
        return self._claims.open(step.declared, audience)

    async def _deliver(self, journal: Journal, sender: Sender, result: Result) -> None:
        self.report.begun(journal)
        stop = Stop(above=self.stop)
        receipt = await Delivery(journal, self._tools(journal, sender, stop)).run()
        if receipt:
            result.receipts.append(receipt)
            self.report.closed(receipt)
            return
        self.report.stopped(journal)
        if isinstance(stop.error, BroadcastRefused) or journal.claim.halted:
            self._halt(journal.claim.broadcast, stop.error, result)
        elif stop.error:
            # What keeps this one from being sent keeps all from being sent.
            self.stop.now(stop.error)

    def _halt(self, broadcast: str, error: BanditoreError | None, result: Result) -> None:
        result.halted.append(broadcast)
        self.report.halted(broadcast, error)

    def _tools(self, journal: Journal, sender: Sender, stop: Stop) -> Tools:
        known = self.desk.town.service.categories.get(journal.claim.category)
        return Tools(
            dispatcher=Dispatcher(sender, self._pacer, self.desk.clock, self._limits, stop),
            provider=self.desk.provider,
            stop=stop,
            refresh=self._refresh,
            progress=self.report.progress,
            state_branch=self.desk.state,
            rule=known.when_unknown if known else "report",
        )

    def _refresh(self) -> SubscriberList:
        return pull_and_apply(self.desk).subscribers

    def _closed(self) -> set[str]:
        state = self.desk.repository.tip(self.desk.state)
        return {id_of(path) for path in (state.paths(RECEIPTS) if state else ())}

    def _agenda(self, closed: set[str]) -> tuple[Agenda, list[Finding]]:
        desk, service = self.desk, self.desk.town.service
        main = desk.repository.tip(desk.main)
        broadcasts, findings = load_broadcasts(main, self.documents, service) if main else ([], [])
        todo = agenda(
            broadcasts,
            closed=closed,
            claimed={name.removeprefix(PREFIX) for name in desk.repository.branches(PREFIX)},
            service=service,
            now=desk.clock.now(),
        )
        return todo, list(_of_unsent(findings, closed))

    def _tidy(self, closed: set[str]) -> None:
        """A run died between its receipt and the end of its claim: end it."""
        for branch, commit in self.desk.repository.branches(PREFIX).items():
            if branch.removeprefix(PREFIX) in closed:
                self._claims.remove(branch, commit)

    @property
    def _limits(self) -> Sending:
        return self.desk.town.service.sending

    @cached_property
    def _claims(self) -> Claims:
        desk = self.desk
        keeper = ClaimDesk(desk.repository, self.vault, desk.clock, self._limits, desk.run)
        return Claims(keeper, desk.state, self.stop, self.report.waiting)

    @cached_property
    def _pacer(self) -> Pacer:
        return Pacer(self._limits.rate, self.desk.clock)


def _of_unsent(findings: Sequence[Finding], closed: set[str]) -> Iterator[Finding]:
    """Errors that keep something from being sent; what was sent is history."""
    for finding in findings:
        if finding.severity is Severity.ERROR and id_of(finding.place.file) not in closed:
            yield finding
