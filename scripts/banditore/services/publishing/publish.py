"""Send everything on main that is due and has no receipt (invariant 1).

pull inbound → look what there is to do → the most urgent of it → look again … → answer citizens
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from banditore.domain.due.ledger import missing_receipts, receipts_missing
from banditore.domain.errors import PushRefused
from banditore.domain.findings import Severity
from banditore.domain.sending.claim import PREFIX, broadcast_of
from banditore.services.broadcasts import load_templates
from banditore.services.publishing.allowance import allowance
from banditore.services.publishing.number_standing import standing
from banditore.services.publishing.orders import Orders
from banditore.services.publishing.outlook import Outlook
from banditore.services.publishing.publish_report import Plan
from banditore.services.publishing.quoting import quote
from banditore.services.publishing.resolve import forget_old, resolve
from banditore.services.publishing.steps import Result, Steps
from banditore.services.receiving.answering import answer
from banditore.services.receiving.inbound import pull_and_apply, would_apply
from banditore.services.sending.closing import remove

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.domain.due.agenda import Step
    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import Documents
    from banditore.services.publishing.outlook import View
    from banditore.services.publishing.publish_report import Report
    from banditore.services.publishing.quoting import Quote
    from banditore.services.receiving.inbound import Desk
    from banditore.services.sending.stop import Stop
    from banditore.services.sending.working import WorkingVault


@dataclass(frozen=True)
class Publisher:
    """One run of `publish`."""

    desk: Desk
    vault: WorkingVault
    documents: Documents
    stop: Stop
    report: Report
    orders: Orders = field(default_factory=Orders)
    settle: Callable[[], object] = lambda: None
    """Says outside git how far the list is, where that waits until the end of the run."""

    def plan(self) -> Plan:
        """What a run would do. Changes nothing."""
        people = would_apply(self.desk).subscribers
        view = self._checked(people)
        due = [step.declared for step in view.agenda.now if step.declared and not step.claimed]
        if due:
            self._outlook.heed(standing(self.desk))
        counts = {b.id: len(people.audience(b.category)) for b in due}
        reaches = {
            b.id: allowance(
                self._outlook,
                self.desk.repository,
                b.category,
                people=counts[b.id],
                subscribers=len(people.subscribers),
                expires_at=b.expires_at,
                now=self.desk.clock.now(),
            )
            for b in due
        }
        return Plan(view.agenda, counts, view.findings, reaches, self._quotes(due, people))

    def _quotes(self, due: list[Broadcast], people: SubscriberList) -> dict[str, Quote]:
        service = self.desk.town.service
        main = self.desk.repository.tip(self.desk.main)
        if service.prices is None or main is None:
            return {}
        templates, _ = load_templates(main, self.documents, service)
        return {b.id: quote(b, people, templates, service.prices) for b in due}

    async def run(self) -> Result:
        """Send. Raises what the ports raise; one broadcast's trouble does not stop the others."""
        view = await asyncio.to_thread(lambda: self._checked(self._refresh()))
        await asyncio.to_thread(self._tidy, view)
        self.report.agenda(view.agenda, view.findings)
        result = Result([f for f in view.findings if f.severity is Severity.ERROR])
        if self._next(view) is None:  # no connections for nothing
            return result
        self._outlook.heed(await asyncio.to_thread(standing, self.desk))
        async with self.desk.provider.sender(self.steps.limits.connections) as sender:
            while not self.stop and (step := self._next(view)):
                await self.steps.take(step, sender, result)
                view = await asyncio.to_thread(self._outlook.look)
        return result

    def resolve(self, only: frozenset[str], *, live: bool) -> int:
        """Look up who stayed unknown in closed broadcasts; returns how many still are.

        Raises ProviderError. Without `live`, only says what the provider's log tells.
        """
        people = self._refresh() if live else would_apply(self.desk).subscribers
        return resolve(self.steps.keeper(), self.desk, self.report, people, only, live=live)

    def answer(self) -> None:
        """Answer the citizens whose texts this run took in."""
        answer(self.desk, pull_and_apply(self.desk, take_over=True), self.stop)

    def _next(self, view: View) -> Step | None:
        """The first that is ours. To abandon something, nobody waits for the morning."""
        held = (held.step for held in view.agenda.held if held.id in self.orders.abandon)
        return self.steps.first((*view.agenda.now, *held))

    def _refresh(self) -> SubscriberList:
        return pull_and_apply(self.desk).subscribers

    def _checked(self, subscribers: SubscriberList) -> View:
        """The first look. Raises ReceiptsMissing where the list remembers more than there are."""
        view = self._outlook.look()
        gone = missing_receipts(subscribers.sent, view.ledger.closed)
        if gone:
            raise receipts_missing(gone)
        rate = self.desk.town.service.sending.rate
        self.orders.check(view.agenda, view.ledger.closed, rate)
        return view

    def _tidy(self, view: View) -> None:
        """End what a run left that died after a receipt; forget refs that were kept long enough.

        An origin that does not let a branch go must not keep an emergency from being sent.
        """
        names = {broadcast_of(branch) for branch in self.desk.repository.branches(PREFIX)}
        kept = self.desk.town.service.limits.outcomes_kept
        try:
            for broadcast in sorted(names & view.ledger.closed):
                remove(self.desk.repository, broadcast)
            forget_old(self.steps.keeper(), kept, self.desk.state)
        except PushRefused as refused:
            self.report.untidy(refused)

    @cached_property
    def _outlook(self) -> Outlook:
        return Outlook(self.desk, self.documents)

    @cached_property
    def steps(self) -> Steps:
        """What takes up one broadcast after the other."""
        return Steps(
            self.desk,
            self.vault,
            outlook=self._outlook,
            orders=self.orders,
            report=self.report,
            stop=self.stop,
        )
