"""What a publishing run tells: a line a block in the log, counts and sentences on the run's page.

Counts only; nothing here can fail the sending (invariant 10).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from banditore.domain.outcomes import STATES
from banditore.domain.sentences.labels import label
from banditore.services.sending.delivery import tally_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from banditore.domain.agenda import Agenda
    from banditore.domain.claim import Claim
    from banditore.domain.errors import BanditoreError
    from banditore.domain.findings import Finding
    from banditore.domain.receipt import Receipt
    from banditore.ports import Clock, Notices
    from banditore.services.sending.journal import Journal

P = ParamSpec("P")


@dataclass(frozen=True)
class Plan:
    """What a dry run tells."""

    agenda: Agenda
    audiences: Mapping[str, int]
    """How many people each broadcast that is due would go to."""
    findings: Sequence[Finding]


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
    _begun: dict[str, tuple[datetime, int]] = field(default_factory=dict)
    """When this run began with a broadcast, and how many had an outcome then."""

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

    def plan(self, plan: Plan, rate: int) -> None:
        """What a dry run found."""
        self.agenda(plan.agenda, plan.findings)
        for step in plan.agenda.now:
            people = plan.audiences.get(step.id)
            if people is None:
                self._say("would-resume", id=step.id)
            else:
                self._say("would-send", id=step.id, people=people, seconds=-(-people // rate))
        self._say("would-publish")

    @_harmless
    def begun(self, journal: Journal) -> None:
        """A claim is ours, new or taken over."""
        claim, tally = journal.claim, tally_of(journal)
        done = tally.total - tally.states["unknown"]
        self._begun[claim.broadcast] = (self.clock.now(), done)
        key = "resumed" if tally.total else "claimed"
        self._say(key, id=claim.broadcast, people=claim.audience, done=done)

    @_harmless
    def progress(self, journal: Journal) -> None:
        """A block is sent: how many are done, how fast, and when the rest will be."""
        done, claim = len(journal.outcomes), journal.claim
        began, before = self._begun[claim.broadcast]
        # A dead run's silence is not our pace, nor what it had sent.
        seconds = max(0.001, (self.clock.now() - began).total_seconds())
        rate = max(1, done - before - 1) / seconds  # n messages have n - 1 gaps
        self._say(
            "progress",
            id=claim.broadcast,
            done=done,
            people=claim.audience,
            rate=f"{rate:.0f}",
            seconds=f"{(claim.audience - done) / max(rate, 0.001):.0f}",
        )

    @_harmless
    def closed(self, receipt: Receipt) -> None:
        """A broadcast is done: the counts, on the run's page as a table."""
        counts = ", ".join(
            f"{label(state, self.language)} {receipt.counts[state]}"
            for state in STATES
            if receipt.counts[state] or state == "accepted"
        )
        self._say("closed", id=receipt.broadcast, people=receipt.audience, counts=counts)
        self.notices.summary(self._page(receipt))

    @_harmless
    def stopped(self, journal: Journal) -> None:
        """A broadcast had to stop; what is known is saved."""
        tally = tally_of(journal)
        rest = journal.claim.audience - tally.total
        self._warn("stopped", id=journal.claim.broadcast, done=tally.total, rest=rest)

    @_harmless
    def halted(self, broadcast: str, error: BanditoreError | None) -> None:
        """A person must look before this broadcast goes on."""
        self._warn("needs-person", id=broadcast, why=error.message if error else "")

    @_harmless
    def waiting(self, claim: Claim) -> None:
        """Another run holds a broadcast; it may be dead."""
        rest = max(0.0, (claim.lease_until - self.clock.now()).total_seconds())
        self._say("held", id=claim.broadcast, seconds=f"{rest:.0f}")

    @_harmless
    def left_to_others(self, broadcast: str) -> None:
        """Another run sends it, or it waits for a person."""
        self._say("left-to-others", id=broadcast)

    def _page(self, receipt: Receipt) -> str:
        head = " | ".join(label(state, self.language) for state in STATES)
        row = " | ".join(str(receipt.counts[state]) for state in STATES)
        codes = "".join(f"\n- {code}: {count}" for code, count in receipt.failures.items())
        spent = round((receipt.closed_at - receipt.claimed_at).total_seconds())
        return (
            f"### {receipt.broadcast}\n\n"
            f"| {label('audience', self.language)} | {head} |\n|{'---:|' * (len(STATES) + 1)}\n"
            f"| {receipt.audience} | {row} |\n\n"
            f"{label('took', self.language, seconds=spent)}\n{codes}\n"
        )

    def _say(self, key: str, **facts: object) -> None:
        self.notices.say(label(key, self.language, **facts))

    def _warn(self, key: str, **facts: object) -> None:
        self.notices.warn(label(key, self.language, **facts))
