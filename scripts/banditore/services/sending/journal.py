"""The branch `sending/<id>` while we hold it: intents, outcomes, end.

Every push renews the lease. A push that finds the branch moved raises Overtaken: another run holds
the broadcast now, and we send nothing more.

Memory: a block whose recipients all have an outcome that is pushed is only counted. What stays is
17 bytes a recipient and the few blocks that are being sent or in doubt.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from banditore.domain.compact.refs import Refs
from banditore.domain.reception.dead_numbers import NOT_ON_WHATSAPP
from banditore.domain.sending.block_outcomes import outcomes_path, outcomes_to_json
from banditore.domain.sending.claim import (
    CLAIM,
    Claim,
    Decision,
    Session,
    renewed,
)
from banditore.domain.sending.outcomes import Outcome, Tally
from banditore.services.sending.claim_desk import sending_ends
from banditore.services.sending.signing import SIGNATURE, digests_of, signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from banditore.domain.sending.timeline import Timeline
    from banditore.ports import Tree
    from banditore.services.sending.claim_desk import ClaimDesk

MESSAGE = "sending"  # of every commit on such a branch: it says nothing about anybody
SESSIONS = 50
"""So many last runs of a claim are remembered."""


@dataclass(frozen=True)
class _Page:
    """One push, as it was when it began: meanwhile the sending goes on."""

    claim: Claim
    blocks: Mapping[int, Mapping[str, Outcome]]
    begun: float


@dataclass
class Journal:
    """A claim that we hold."""

    desk: ClaimDesk
    claim: Claim
    audience: Refs
    """The frozen recipient refs, in order."""
    commit: str
    until: float
    """Until when, on the monotonic clock, we may begin to send under this lease."""
    timeline: Timeline
    digests: dict[str, str] = field(default_factory=dict)
    """Of the files beside the claim, by path."""
    tally: Tally = field(default_factory=Tally)
    """All outcomes, counted."""
    settled: float = 0.0
    """When, on the monotonic clock, every message that may be unknown has come to its end."""
    opted_out: dict[str, str] = field(default_factory=dict)
    """Who the provider says does not want us any more, by which code: they leave the list, too."""
    gone: set[str] = field(default_factory=set)
    """Who is not on WhatsApp any more, as the provider says."""
    _warm: dict[int, dict[str, Outcome]] = field(default_factory=dict)
    """Outcomes of the blocks that are not done with."""
    _cold: set[int] = field(default_factory=set)
    """The blocks that are."""
    _doubtful: dict[str, int] = field(default_factory=dict)
    """Who is unknown, and in which block."""
    _dirty: set[int] = field(default_factory=set)
    """Blocks whose outcomes are not pushed yet."""
    _reached: bytearray = field(default_factory=bytearray)
    """For each ref of the audience: whether it was accepted, once its block is done with."""
    _ours: bool = False
    """Whether the claim's last session is ours."""

    # Who has an outcome

    def block(self, number: int) -> Refs:
        """The refs of a block."""
        size = self.claim.block
        return self.audience[number * size : (number + 1) * size]

    def open(self, number: int) -> Sequence[str]:
        """Who in a block has no outcome."""
        if number in self._cold:
            return ()
        known = self._warm.get(number, {})
        return [ref for ref in self.block(number) if ref not in known]

    def first_open(self, start: int = 0) -> int:
        """The first block, from `start` on, in which somebody has none; else how many there are."""
        blocks = range(start, self.claim.blocks)
        return next((number for number in blocks if self.open(number)), self.claim.blocks)

    @property
    def unknown(self) -> Sequence[str]:
        """Of whom nobody can tell yet."""
        return list(self._doubtful)

    @property
    def reached(self) -> Refs:
        """Whose message was accepted."""
        for number, known in self._warm.items():
            self._note(number, known)
        marked = zip(self.audience, self._reached, strict=False)
        return Refs.of(ref for ref, accepted in marked if accepted)

    # Outcomes

    def record(self, number: int, outcomes: Mapping[str, Outcome]) -> None:
        """What became of recipients of a block."""
        if not outcomes:
            return
        self._dirty.add(number)
        known = self._warm.setdefault(number, {})
        for ref, outcome in outcomes.items():
            self._uncount(ref, known.get(ref))
            known[ref] = outcome
            self.tally.add(outcome)
            if outcome.state == "unknown":
                self._doubtful[ref] = number
            if outcome.state == "left" and outcome.code:
                self.opted_out[ref] = outcome.code
            if outcome.state == "failed" and outcome.code in NOT_ON_WHATSAPP:
                self.gone.add(ref)

    def correct(self, ref: str, outcome: Outcome) -> None:
        """It turned out what became of this unknown recipient."""
        self.record(self._doubtful[ref], {ref: outcome})

    def forget(self, ref: str) -> None:
        """It turned out that this unknown recipient was not sent to: open again."""
        number = self._doubtful[ref]
        self._uncount(ref, self._warm[number].pop(ref))
        self._dirty.add(number)

    def restore(self, number: int, outcomes: Mapping[str, Outcome]) -> None:
        """What an earlier run pushed of a block."""
        self.record(number, outcomes)
        self._dirty.discard(number)
        self._cool([number])

    def _uncount(self, ref: str, old: Outcome | None) -> None:
        if old:
            self.tally.add(old, -1)
            self._doubtful.pop(ref, None)

    # Pushes

    def save(self, intent: int) -> None:
        """Make what is known and intended durable. Raises Overtaken. Blocks."""
        self._save(self._renewed(intent))

    async def push(self, intent: int) -> None:
        """As `save`, while other work goes on."""
        page = self._page(self._renewed(intent))
        try:
            tree = await asyncio.to_thread(self._write, page)
        except BaseException:
            self._dirty |= page.blocks.keys()
            raise
        self._written(page, tree)

    def let_go(self, halted: str = "", *, complete: bool = False) -> None:
        """Save what is known and allow another run to go on at once."""
        now = self.desk.clock.now()
        claim = replace(self.claim, lease_until=now, clean=True, halted=halted, complete=complete)
        self._save(self._counted(claim))

    def decide(self, what: str, reason: str) -> None:
        """A person's word, which the next push makes durable."""
        states = self.tally.states
        word = Decision(self.desk.clock.now(), what, reason, states["failed"], states["accepted"])
        self.claim = replace(self.claim, decisions=(*self.claim.decisions, word))

    def _save(self, claim: Claim) -> None:
        page = self._page(claim)
        self._written(page, self._write(page))

    def _renewed(self, intent: int) -> Claim:
        lease: datetime = self.desk.clock.now() + self.desk.limits.lease
        claim = renewed(self.claim, run=self.desk.run, lease_until=lease, intent=intent)
        return self._counted(claim)

    def _counted(self, claim: Claim) -> Claim:
        """Our own session is the last one, once a push of ours has made one."""
        others = claim.sessions[:-1] if self._ours else claim.sessions
        mine = Session(self.desk.clock.now(), self.tally.states["accepted"])
        return replace(claim, sessions=(*others, mine)[-SESSIONS:])

    def _page(self, claim: Claim) -> _Page:
        blocks = {number: dict(self._warm.get(number, {})) for number in sorted(self._dirty)}
        self._dirty.clear()
        return _Page(claim, blocks, self.desk.clock.monotonic())

    def _write(self, page: _Page) -> Tree:
        vault, claim = self.desk.vault, page.claim.to_json()
        sealed = {
            outcomes_path(number): vault.seal(outcomes_to_json(known))
            for number, known in page.blocks.items()
        }
        digests = self.digests | digests_of(sealed)
        files = {CLAIM: claim, SIGNATURE: signature(vault, claim, digests), **sealed}
        tree = self.desk.repository.append(page.claim.branch, self.commit, files, MESSAGE)
        self.digests = digests
        return tree

    def _written(self, page: _Page, tree: Tree) -> None:
        self.commit, self._ours = tree.commit, True
        # A decision made meanwhile is in the next push.
        self.claim = replace(page.claim, decisions=self.claim.decisions)
        self.until = sending_ends(page.begun, self.desk.limits)
        self._cool(page.blocks)

    def _cool(self, numbers: Iterable[int]) -> None:
        """Only count the blocks that are done with and pushed."""
        doubtful = set(self._doubtful.values())
        for number in numbers:
            if number not in self._dirty | doubtful and not self.open(number):
                self._cold.add(number)
                self._note(number, self._warm.pop(number, {}))

    def _note(self, number: int, known: Mapping[str, Outcome]) -> None:
        self._reached = self._reached or bytearray(len(self.audience))
        start = number * self.claim.block
        for place, ref in enumerate(self.block(number), start):
            self._reached[place] = ref in known and known[ref].state == "accepted"
