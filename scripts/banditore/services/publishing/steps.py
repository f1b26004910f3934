"""Taking up one broadcast after the other: claim or take over, deliver, close."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from banditore.domain.compact.refs import Refs
from banditore.domain.errors import (
    BroadcastRefused,
    Corrupted,
    Overtaken,
    StoreError,
)
from banditore.domain.sending.claim import branch_of, broadcast_of
from banditore.services.publishing.allowance import allowance, refuse_beyond
from banditore.services.publishing.lane import Lane
from banditore.services.receiving.inbound import pull_and_apply
from banditore.services.sending.claim_desk import ClaimDesk
from banditore.services.sending.claiming import Claims
from banditore.services.sending.closing import NOBODY, Account, account_of, close
from banditore.services.sending.common_clock import CommonClock
from banditore.services.sending.opening import read_branch
from banditore.services.sending.parts import make_parts, not_orphaned, sum_up
from banditore.services.sending.stop import Preempted, Suspended

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.domain.due.agenda import Step
    from banditore.domain.errors import BanditoreError
    from banditore.domain.findings import Finding
    from banditore.domain.sending.claim import Claim
    from banditore.domain.sending.receipt import Receipt
    from banditore.domain.sending.timeline import Timeline
    from banditore.ports import Sender
    from banditore.services.publishing.orders import Orders
    from banditore.services.publishing.outlook import Outlook
    from banditore.services.publishing.publish_report import Report
    from banditore.services.receiving.inbound import Desk
    from banditore.services.sending.journal import Journal
    from banditore.services.sending.stop import Stop
    from banditore.services.sending.working import WorkingVault


@dataclass
class Result:
    """What a run did."""

    findings: Sequence[Finding]
    """Why declared broadcasts cannot be sent at all."""
    receipts: list[Receipt] = field(default_factory=list)
    halted: list[str] = field(default_factory=list)
    """Ids of broadcasts that a person must look at."""


class Steps:
    """What one run takes up."""

    def __init__(
        self,
        desk: Desk,
        vault: WorkingVault,
        *,
        outlook: Outlook,
        orders: Orders,
        report: Report,
        stop: Stop,
    ) -> None:
        self._desk = desk
        self._vault = vault
        self._outlook = outlook
        self._orders = orders
        self._report = report
        self._stop = stop
        self._lane = Lane(desk, outlook, report, stop, self.wants)
        self._clock = CommonClock(desk.clock, desk.provider)
        self._done: set[str] = set()
        self._waited: set[str] = set()
        # By branch, also where a broadcast had to make room meanwhile.
        self._lines: dict[str, Timeline] = {}
        self.limits = desk.town.service.sending.share(orders.part or 1, orders.of)
        """Of this run: its share, where it is one of several."""

    def wants(self, step: Step) -> bool:
        """Whether a step is ours, and still to do."""
        return step.id not in self._done and self._orders.wants(step)

    def first(self, steps: Iterable[Step]) -> Step | None:
        """The first that is to be taken; of emergencies, one that another run holds comes last."""
        ours = [step for step in steps if self.wants(step)]
        waited = {broadcast_of(branch) for branch in self._waited}
        held = [step for step in ours if step.urgent and step.claimed and step.id in waited]
        free = [step for step in ours if step.urgent and step not in held]
        return next(iter((*free, *held, *ours)), None)

    def keeper(self, claim: Claim | None = None, part: int = 0) -> ClaimDesk:
        """What journals work with; a part of a split broadcast has its share of the limits."""
        desk, limits = self._desk, self.limits
        if claim and self._orders.of == 1:
            limits = limits.share(part, claim.parts)
        return ClaimDesk(desk.repository, self._vault, desk.store, self._clock, limits, desk.run)

    async def take(self, step: Step, sender: Sender, result: Result) -> None:
        """Take up a step. Raises what keeps all from being sent."""
        self._done.add(step.id)
        try:
            journal = await asyncio.to_thread(self._journal, step)
            if journal is None:
                await self._not_ours(step)
            elif journal.claim.split:
                await self._parts(journal, sender, result)
            elif await self._deliver(journal, sender, result):
                await self._complete(journal, result)
        except Overtaken:
            self._report.left_to_others(step.id)
        except Preempted as reason:
            self._make_room(step.id, reason)
        except Suspended as reason:
            self._report.held(step.id, reason.why, reason.until)
        except (StoreError, BroadcastRefused) as error:
            # What lies on this broadcast's branch is damaged, or a limit is in its way: a person
            # must look; others go on.
            self._halt(step.id, error, result)

    def _journal(self, step: Step) -> Journal | None:
        claims = self.claims(self.keeper())
        if step.declared is None or step.claimed:
            decision = self._orders.decision(step.id, self._desk.clock.now())
            return claims.resume(self._orders.branch(step), decision)
        everybody = pull_and_apply(self._desk).subscribers
        audience = everybody.audience(step.declared.category)
        self._within_limits(step.declared, len(audience), len(everybody.subscribers))
        return claims.open(step.declared, Refs.of(audience), self._orders.parts)

    def _within_limits(self, broadcast: Broadcast, people: int, subscribers: int) -> None:
        allowed = allowance(
            self._outlook,
            self._desk.repository,
            broadcast.category,
            people=people,
            subscribers=subscribers,
            expires_at=broadcast.expires_at,
            now=self._desk.clock.now(),
        )
        refuse_beyond(allowed, people)
        if people and not allowed.today:
            raise Suspended("reach")

    async def _not_ours(self, step: Step) -> None:
        branch = self._orders.branch(step)
        found = await asyncio.to_thread(read_branch, self._desk.repository, branch)
        if found and not found[1].complete:
            self._report.left_to_others(step.id)
        if found is None and not self._orders.part:
            await asyncio.to_thread(not_orphaned, self.keeper(), self._desk.state, step.id)

    async def _deliver(self, journal: Journal, sender: Sender, result: Result) -> bool:
        """Whether everybody has an outcome."""
        name = journal.claim.broadcast
        journal.timeline = self._lines.setdefault(journal.claim.branch, journal.timeline)
        self._report.begun(journal)
        abandon = name in self._orders.abandon
        ended = await self._lane.deliver(journal, sender, abandon=abandon)
        match ended.error:
            case _ if ended.complete:
                return True
            case Preempted() as reason:
                self._make_room(name, reason)
            case Suspended() as reason:
                self._report.held(name, reason.why, reason.until)
            case error:
                self._report.stopped(journal)
                if isinstance(error, BroadcastRefused) or journal.claim.halted:
                    self._halt(name, error, result)
                elif error:  # what keeps this one from being sent keeps all from being sent
                    self._stop.now(error)
        return False

    def _make_room(self, broadcast: str, reason: Preempted) -> None:
        self._done.discard(broadcast)
        self._report.preempted(broadcast, reason.by)

    async def _complete(self, journal: Journal, result: Result) -> None:
        if journal.claim.part:
            await asyncio.to_thread(journal.let_go, complete=True)
        else:
            await self._close(account_of(journal), result)

    async def _parts(self, whole: Journal, sender: Sender, result: Result) -> None:
        """Make the parts of a split broadcast, or finish those that nobody sends, and sum up."""
        claim = whole.claim
        if not claim.ready:
            await asyncio.to_thread(make_parts, self.keeper(), whole)
            self._report.sharded(claim.broadcast, claim.parts)
        if self._orders.parts > 1:
            return
        decision = self._orders.decision(claim.broadcast, self._desk.clock.now())
        for part in range(1, claim.parts + 1):
            claims = self.claims(self.keeper(claim, part))
            branch = branch_of(claim.broadcast, part)
            journal = await asyncio.to_thread(claims.resume, branch, decision)
            if journal and not await self._deliver(journal, sender, result):
                return
            if journal:
                await self._complete(journal, result)
        account = await asyncio.to_thread(self._sum, claim)
        if account:
            await self._close(account, result)
        else:
            self._report.left_to_others(claim.broadcast)

    def _sum(self, claim: Claim) -> Account | None:
        try:
            return sum_up(self.keeper(), claim)
        except Corrupted:
            if self.claims(self.keeper()).closed(claim.broadcast):
                return None  # another run has just summed it up, and removed the parts
            raise

    async def _close(self, account: Account, result: Result) -> None:
        desk, rules = self._desk, self._desk.town.service.dead_numbers
        if "statuses" not in desk.provider.capabilities:
            account = replace(account, reached=NOBODY)  # nothing more will become known of them
        receipt = await asyncio.to_thread(close, self.keeper(), account, desk.state, rules)
        result.receipts.append(receipt)
        self._report.closed(receipt, self._lines.get(account.claim.branch))

    def _halt(self, broadcast: str, error: BanditoreError | None, result: Result) -> None:
        result.halted.append(broadcast)
        self._report.halted(broadcast, error)

    def claims(self, keeper: ClaimDesk) -> Claims:
        """The claims, as this run sees them."""
        return Claims(keeper, self._desk.state, self._stop, self._wait)

    def _wait(self, claim: Claim) -> None:
        """Another run holds a broadcast. Raises Preempted where something more urgent came."""
        if claim.branch not in self._waited:
            self._waited.add(claim.branch)
            self._report.waiting(claim)
        # Nothing is being sent just now: then one emergency need not wait for the lease of another.
        reason = self._lane.news(claim.category) or self._lane.meanwhile()
        if reason:
            raise reason
