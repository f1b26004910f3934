"""What a publishing run tells: a bar, a line a block in the log, sentences on the run's page.

Counts only; nothing here can fail the sending (invariant 10).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from banditore.domain.claim import branch_of
from banditore.domain.moments import shown
from banditore.domain.outcomes import STATES
from banditore.domain.sentences.amounts import number, people, span
from banditore.domain.sentences.labels import label
from banditore.services.publish_pace import Pace
from banditore.services.publish_page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from banditore.domain.agenda import Agenda, HeldFor
    from banditore.domain.claim import Claim
    from banditore.domain.errors import BanditoreError
    from banditore.domain.findings import Finding
    from banditore.domain.outcomes import State
    from banditore.domain.receipt import Receipt
    from banditore.domain.timeline import Timeline
    from banditore.ports import Clock, Notices
    from banditore.services.sending.journal import Journal

P = ParamSpec("P")
_WITHOUT_END: frozenset[HeldFor] = frozenset({"paused", "too-old", "archive"})


@dataclass(frozen=True)
class Plan:
    """What a dry run tells."""

    agenda: Agenda
    audiences: Mapping[str, int]
    """How many people each broadcast that is due would go to."""
    findings: Sequence[Finding]
    splits: Mapping[str, Sequence[tuple[date, int]]] = field(default_factory=dict)
    """Those that take more than one day: on which day how many people."""


def _harmless(
    tell: Callable[Concatenate[Report, P], None],
) -> Callable[Concatenate[Report, P], None]:
    """A report that cannot be made is a warning: messages are on their way (invariant 10)."""

    @wraps(tell)
    def guarded(self: Report, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            tell(self, *args, **kwargs)
        except Exception as bug:  # noqa: BLE001 - whatever it is, the sending goes on
            with suppress(Exception):
                self.notices.warn(f"no report: {type(bug).__name__}")

    return guarded


@dataclass(frozen=True)
class Report:
    """Speaks the staff's language to wherever the run is followed."""

    notices: Notices
    language: str
    clock: Clock
    zone: ZoneInfo
    """The town's: in it, staff read times."""
    _paces: dict[str, Pace] = field(default_factory=dict)
    """By branch: several parts of one broadcast have several."""
    _failing: set[str] = field(default_factory=set)
    """Broadcasts of which it was told that many messages fail."""

    @_harmless
    def agenda(self, todo: Agenda, findings: Sequence[Finding]) -> None:
        """What there is to do, and what cannot be done."""
        for finding in findings:
            self.notices.finding(finding)
        if not todo.now:
            self._say("nothing-due")
        for broadcast in todo.later:
            self._say("not-yet", id=broadcast.id)
        for broadcast in todo.missed:
            self._warn("missed", id=broadcast.id)
        for held in todo.held:
            self.held(held.id, held.why, held.until)

    def plan(self, plan: Plan, rate: int) -> None:
        """What a dry run found; `rate` is in messages a second."""
        self.agenda(plan.agenda, plan.findings)
        for broadcast, days in plan.splits.items():
            self.split(broadcast, days)
        for step in plan.agenda.now:
            count = plan.audiences.get(step.id)
            if count is None:
                self._say("would-resume", id=step.id)
            else:
                whom = people(count, self.language)
                self._say("would-send", id=step.id, people=whom, time=span(-(-count // rate)))
        self._say("would-publish")

    @_harmless
    def held(self, broadcast: str, why: HeldFor, until: datetime | None) -> None:
        """The rules keep it from being sent now; `until`: when it may be, where that is known."""
        self.rest()
        if until:
            self._say(f"waits-{why}", id=broadcast, until=shown(until, self.zone))
        else:
            self._say(f"waits-{why}" if why in _WITHOUT_END else "waits", id=broadcast)

    @_harmless
    def split(self, broadcast: str, plan: Sequence[tuple[date, int]]) -> None:
        """It is spread over days: how many people on each."""
        days = ", ".join(f"{day}: {number(count, self.language)}" for day, count in plan)
        self._say("split", id=broadcast, days=len(plan), plan=days)

    @_harmless
    def sharded(self, broadcast: str, parts: int) -> None:
        """Several machines send it, a part each."""
        self._say("sharded", id=broadcast, parts=parts)

    @_harmless
    def begun(self, journal: Journal) -> None:
        """A claim is ours, new or taken over."""
        claim, tally = journal.claim, journal.tally
        done = tally.total - tally.states["unknown"]
        self._paces[claim.branch] = Pace(tally.total, self.clock.monotonic())
        key = "resumed" if tally.total else "claimed"
        self._say(key, id=claim.broadcast, people=claim.audience, done=done)

    @_harmless
    def tick(self, journal: Journal, done: int) -> None:
        """While a block is sent: so many of the audience have an outcome by now."""
        claim = journal.claim
        words = self._pace(claim, done)
        # A full bar would be over; this broadcast is only when its receipt stands.
        self.notices.progress(min(done, claim.audience - 1), claim.audience, words)

    @_harmless
    def progress(self, journal: Journal) -> None:
        """A block is sent: how many are done, how fast, and when the rest will be."""
        done, claim = journal.tally.total, journal.claim
        pace = self._pace(claim, done) or "…"
        self._say("progress", id=claim.broadcast, done=done, people=claim.audience, pace=pace)
        self.failing(journal)

    @_harmless
    def failing(self, journal: Journal) -> None:
        """Once for each broadcast: so many messages fail that somebody should look."""
        tally, broadcast = journal.tally, journal.claim.broadcast
        if broadcast in self._failing or not tally.failing():
            return
        self._failing.add(broadcast)
        failed = tally.states["failed"]
        tried = failed + tally.states["accepted"]
        self._warn("failing", id=broadcast, failed=failed, tried=tried)

    @_harmless
    def preempted(self, broadcast: str, by: str) -> None:
        """It makes room for an emergency."""
        self.rest()
        self._say("preempted", id=broadcast, by=by)

    @_harmless
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
            self._say("abandoned", id=name, people=whole, accepted=receipt.counts["accepted"])
        else:
            self._say("closed", id=name, people=whole, counts=self._counts(receipt.counts))
        self.notices.summary(Page(receipt, timeline, self.language, self.zone).markdown())

    @_harmless
    def resolved(self, broadcast: str, counts: Mapping[State, int]) -> None:
        """What became of those who were unknown; who still is counts among them."""
        if not any(counts.values()):
            self._say("nothing-resolved", id=broadcast)
        else:
            self._say("resolved", id=broadcast, counts=self._counts(counts))

    @_harmless
    def stopped(self, journal: Journal) -> None:
        """A broadcast had to stop; what is known is saved."""
        self.rest()
        done = journal.tally.total
        rest = journal.claim.audience - done
        self._warn("stopped", id=journal.claim.broadcast, done=done, rest=rest)

    @_harmless
    def rest(self) -> None:
        """Nothing is being sent just now: no bar."""
        self.notices.progress(0, 0, "")

    @_harmless
    def halted(self, broadcast: str, error: BanditoreError | None) -> None:
        """A person must look before this broadcast goes on."""
        self.rest()
        self._warn("needs-person", id=broadcast, why=error.message if error else "")

    @_harmless
    def waiting(self, claim: Claim) -> None:
        """Another run holds a broadcast; it may be dead."""
        rest = max(0.0, (claim.lease_until - self.clock.now()).total_seconds())
        self._say("held", id=claim.broadcast, seconds=f"{rest:.0f}")

    @_harmless
    def left_to_others(self, broadcast: str) -> None:
        """Another run sends it, or it waits for a person."""
        self.rest()
        self._say("left-to-others", id=broadcast)

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

    def _say(self, key: str, **facts: object) -> None:
        self.notices.say(label(key, self.language, **facts))

    def _warn(self, key: str, **facts: object) -> None:
        self.notices.warn(label(key, self.language, **facts))
