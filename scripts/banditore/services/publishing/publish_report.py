"""What a publishing run tells: a bar, a line a block in the log, sentences on the run's page.

Counts only; nothing here can fail the sending (invariant 10).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banditore.domain.moments import shown
from banditore.domain.sending.claim import branch_of
from banditore.domain.sending.outcomes import STATES
from banditore.domain.sentences.amounts import span
from banditore.domain.sentences.labels import label
from banditore.services.publishing.publish_pace import Pace
from banditore.services.publishing.publish_page import Page
from banditore.services.publishing.publish_voice import Voice, harmless

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from banditore.domain.due.agenda import Agenda, HeldFor
    from banditore.domain.due.reach import Reach
    from banditore.domain.errors import BanditoreError, PushRefused
    from banditore.domain.findings import Finding
    from banditore.domain.sending.claim import Claim
    from banditore.domain.sending.outcomes import State
    from banditore.domain.sending.receipt import Receipt
    from banditore.domain.sending.timeline import Timeline
    from banditore.ports import Clock
    from banditore.services.publishing.quoting import Quote
    from banditore.services.sending.journal import Journal

_WITHOUT_END: frozenset[HeldFor] = frozenset({"paused", "too-old", "archive"})


@dataclass(frozen=True)
class Plan:
    """What a dry run tells."""

    agenda: Agenda
    audiences: Mapping[str, int]
    """How many people each broadcast that is due would go to."""
    findings: Sequence[Finding]
    reaches: Mapping[str, Reach] = field(default_factory=dict)
    """What the limits of the number allow each of them."""
    quotes: Mapping[str, Quote] = field(default_factory=dict)
    """What each of them costs, where the town has written prices down."""


@dataclass(frozen=True)
class Report(Voice):
    """Speaks the staff's language to wherever the run is followed."""

    clock: Clock
    zone: ZoneInfo
    """The town's: in it, staff read times."""
    _paces: dict[str, Pace] = field(default_factory=dict)
    """By branch: several parts of one broadcast have several."""
    _failing: set[str] = field(default_factory=set)
    """Broadcasts of which it was told that many messages fail."""

    @harmless
    def agenda(self, todo: Agenda, findings: Sequence[Finding]) -> None:
        """What there is to do, and what cannot be done."""
        for finding in findings:
            self.notices.finding(finding)
        if not todo.now:
            self.say("nothing-due")
        for broadcast in todo.later:
            self.say("not-yet", id=broadcast.id)
        for broadcast in todo.missed:
            self.warn("missed", id=broadcast.id)
        for held in todo.held:
            self.held(held.id, held.why, held.until)

    def plan(self, plan: Plan, rate: int) -> None:
        """What a dry run found; `rate` is in messages a second."""
        self.agenda(plan.agenda, plan.findings)
        for step in plan.agenda.now:
            if allowed := plan.reaches.get(step.id):
                self.split(step.id, allowed)
                if allowed.refused:
                    continue
            count = plan.audiences.get(step.id)
            if count is None:
                self.say("would-resume", id=step.id)
            else:
                whom, time = self.people(count), span(-(-count // rate))
                self.say("would-send", id=step.id, people=whom, time=time)
            if quote := plan.quotes.get(step.id):
                self.say("would-cost", id=step.id, **quote.words())
                if quote.cost.unpriced:
                    self.say("unpriced", id=step.id, count=quote.cost.unpriced)
        self.say("would-publish")

    @harmless
    def held(self, broadcast: str, why: HeldFor, until: datetime | None) -> None:
        """The rules keep it from being sent now; `until`: when it may be, where that is known."""
        self.rest()
        if until:
            self.say(f"waits-{why}", id=broadcast, until=shown(until, self.zone))
        else:
            self.say(f"waits-{why}" if why in _WITHOUT_END else "waits", id=broadcast)

    @harmless
    def split(self, broadcast: str, allowed: Reach) -> None:
        """What the number may reach in 24 hours, where that is in its way."""
        days = ", ".join(f"{day}: {self.number(count)}" for day, count in allowed.plan)
        if len(allowed.plan) > 1:
            self.say("split", id=broadcast, days=len(allowed.plan), plan=days)
            if not allowed.fits:
                self.warn("split-too-late", id=broadcast)
        elif not allowed.fits:
            key = "would-refuse" if allowed.refused else "over-reach"
            self.warn(key, id=broadcast)

    @harmless
    def sharded(self, broadcast: str, parts: int) -> None:
        """Several machines send it, a part each."""
        self.say("sharded", id=broadcast, parts=parts)

    @harmless
    def begun(self, journal: Journal) -> None:
        """A claim is ours, new or taken over."""
        claim, tally = journal.claim, journal.tally
        done = tally.total - tally.states["unknown"]
        self._paces[claim.branch] = Pace(tally.total, self.clock.monotonic())
        key = "resumed" if tally.total else "claimed"
        self.say(key, id=claim.broadcast, people=claim.audience, done=done)

    @harmless
    def tick(self, journal: Journal, done: int) -> None:
        """While a block is sent: so many of the audience have an outcome by now."""
        claim = journal.claim
        words = self._pace(claim, done)
        # A full bar would be over; this broadcast is only when its receipt stands.
        self.notices.progress(min(done, claim.audience - 1), claim.audience, words)

    @harmless
    def progress(self, journal: Journal) -> None:
        """A block is sent: how many are done, how fast, and when the rest will be."""
        done, claim = journal.tally.total, journal.claim
        pace = self._pace(claim, done) or "…"
        self.say("progress", id=claim.broadcast, done=done, people=claim.audience, pace=pace)
        if done == claim.audience and journal.unknown:  # then nothing moves for half a minute
            self.say("doubtful", id=claim.broadcast, people=self.people(len(journal.unknown)))
        self.failing(journal)

    @harmless
    def failing(self, journal: Journal) -> None:
        """Once for each broadcast: so many messages fail that somebody should look."""
        tally, broadcast = journal.tally, journal.claim.broadcast
        if broadcast in self._failing or not tally.failing():
            return
        self._failing.add(broadcast)
        failed = tally.states["failed"]
        tried = failed + tally.states["accepted"]
        self.warn("failing", id=broadcast, failed=failed, tried=tried)

    @harmless
    def preempted(self, broadcast: str, by: str) -> None:
        """It makes room for an emergency."""
        self.rest()
        self.say("preempted", id=broadcast, by=by)

    @harmless
    def closed(self, receipt: Receipt, timeline: Timeline | None = None) -> None:
        """A broadcast is done: the counts, and its part of the run's page."""
        pace = self._paces.pop(branch_of(receipt.broadcast), None)
        if pace:
            words = pace.words(0, self.language)
            self.notices.progress(receipt.audience, receipt.audience, words)
        else:
            self.rest()
        name, whole = receipt.broadcast, receipt.audience
        if receipt.abandoned:
            self.say("abandoned", id=name, people=whole, accepted=receipt.counts["accepted"])
        else:
            self.say("closed", id=name, people=whole, counts=self._counts(receipt.counts))
        self.notices.summary(Page(receipt, timeline, self.language, self.zone).markdown())

    @harmless
    def resolved(self, broadcast: str, counts: Mapping[State, int]) -> None:
        """What became of those who were unknown; who still is counts among them."""
        if not any(counts.values()):
            self.say("nothing-resolved", id=broadcast)
        else:
            self.say("resolved", id=broadcast, counts=self._counts(counts))

    @harmless
    def stopped(self, journal: Journal) -> None:
        """A broadcast had to stop; what is known is saved."""
        self.rest()
        done = journal.tally.total
        rest = journal.claim.audience - done
        self.warn("stopped", id=journal.claim.broadcast, done=done, rest=rest)

    @harmless
    def rest(self) -> None:
        """Nothing is being sent just now: no bar."""
        self.notices.progress(0, 0, "")

    @harmless
    def halted(self, broadcast: str, error: BanditoreError | None) -> None:
        """A person must look before this broadcast goes on."""
        self.rest()
        self.warn("needs-person", id=broadcast, why=error.message if error else "")

    @harmless
    def untidy(self, refused: PushRefused) -> None:
        """The origin does not let go what should be removed: of broadcasts that are closed."""
        self.warn("untidy", why=refused.message)

    @harmless
    def waiting(self, claim: Claim) -> None:
        """Another run holds a broadcast; it may be dead."""
        rest = max(0.0, (claim.lease_until - self.clock.now()).total_seconds())
        self.say("held", id=claim.broadcast, seconds=f"{rest:.0f}")

    @harmless
    def left_to_others(self, broadcast: str) -> None:
        """Another run sends it, or it waits for a person."""
        self.rest()
        self.say("left-to-others", id=broadcast)

    def _pace(self, claim: Claim, done: int) -> str:
        now = self.clock.monotonic()
        pace = self._paces.setdefault(claim.branch, Pace(done, now))
        pace.note(done, now)
        return pace.words(claim.audience - done, self.language)

    def _counts(self, counts: Mapping[State, int]) -> str:
        return ", ".join(
            f"{label(state, self.language)} {counts.get(state, 0)}"
            for state in STATES
            if counts.get(state) or state == "accepted"
        )
