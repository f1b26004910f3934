"""The branch `sending/<id>` while we hold it: claim, intents, outcomes, end.

Every push renews the lease. A push that finds the branch moved raises Overtaken: another run holds
the broadcast now, and we send nothing more.
"""

from __future__ import annotations

from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from banditore.domain.claim import (
    AUDIENCE,
    CLAIM,
    Claim,
    claim_for,
    outcomes_from_json,
    outcomes_path,
    outcomes_to_json,
    read_claim,
    renewed,
)
from banditore.domain.errors import Corrupted, Overtaken
from banditore.domain.outcomes import Outcome
from banditore.domain.receipt import path_of, receipt_for, to_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta

    from banditore.domain.broadcast import Broadcast
    from banditore.domain.outcomes import Tally
    from banditore.domain.receipt import Receipt
    from banditore.domain.service import Sending
    from banditore.ports import Clock, Files, Repository, Tree, Vault

MESSAGE = "sending"  # of every commit on such a branch: it says nothing about anybody


@dataclass(frozen=True)
class ClaimDesk:
    """What a journal works with."""

    repository: Repository
    vault: Vault
    clock: Clock
    limits: Sending
    run: str


@dataclass
class Journal:
    """A claim that we hold."""

    desk: ClaimDesk
    claim: Claim
    audience: Sequence[str]
    """The frozen recipient refs, in order."""
    commit: str
    until: float
    """Until when, on the monotonic clock, we may begin to send under this lease."""
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    settled: float = 0.0
    """When, on the monotonic clock, every message that may be unknown has come to its end."""
    dirty: set[int] = field(default_factory=set)
    """Blocks whose outcomes are not pushed yet."""

    def block(self, number: int) -> Sequence[str]:
        """The refs of a block."""
        size = self.claim.block
        return self.audience[number * size : (number + 1) * size]

    def record(self, number: int, outcomes: Mapping[str, Outcome]) -> None:
        """Note outcomes of a block; the next push carries them."""
        if outcomes:
            self.outcomes.update(outcomes)
            self.dirty.add(number)

    def push(self, intent: int) -> None:
        """Renew the lease, declare that blocks below `intent` may be sent, save outcomes.

        Raises Overtaken, PushRefused or RepositoryError.
        """
        self._push(renewed(self.claim, run=self.desk.run, lease_until=self._lease(), intent=intent))

    def correct(self, ref: str, outcome: Outcome) -> None:
        """It turned out what became of this recipient."""
        self.record(bisect_left(self.audience, ref) // self.claim.block, {ref: outcome})

    def forget(self, ref: str) -> None:
        """It turned out that this recipient was not sent to: open again."""
        del self.outcomes[ref]
        self.dirty.add(bisect_left(self.audience, ref) // self.claim.block)

    def let_go(self, halted: str = "") -> None:
        """Save what is known and allow another run to go on at once."""
        now = self.desk.clock.now()
        self._push(replace(self.claim, lease_until=now, clean=True, halted=halted))

    def _push(self, claim: Claim) -> None:
        begun, saved = self.desk.clock.monotonic(), frozenset(self.dirty)
        files: dict[str, bytes | None] = {CLAIM: claim.to_json()}
        for number in saved:
            known = {r: self.outcomes[r] for r in self.block(number) if r in self.outcomes}
            files[outcomes_path(number)] = self.desk.vault.seal(outcomes_to_json(known))
        tree = self.desk.repository.append(claim.branch, self.commit, files, MESSAGE)
        self.commit, self.claim, self.dirty = tree.commit, claim, self.dirty - saved
        self.until = sending_ends(begun, self.desk.limits)

    def close(self, tally: Tally, state_branch: str) -> Receipt:
        """Put the receipt on the state branch, then give the claim back.

        A receipt that does not add up is a bug of ours: the claim stays, and the run is red.
        """
        receipt = receipt_for(self.claim, tally, self.desk.clock.now())
        if not receipt.adds_up:
            raise AssertionError("the outcomes do not add up to the audience")
        path = path_of(receipt.broadcast)

        def mutate(files: Files) -> Mapping[str, bytes | None]:
            return {} if files.read(path) else {path: to_yaml(receipt)}

        self.desk.repository.change(state_branch, mutate, "state: receipt")
        with suppress(Overtaken):  # whoever took over looks at the receipts, and removes it
            self.desk.repository.delete(self.claim.branch, self.commit)
        return receipt

    def _lease(self) -> datetime:
        return self.desk.clock.now() + self.desk.limits.lease


def sending_ends(begun: float, limits: Sending) -> float:
    """When to stop beginning messages, so that the last one ends before the lease does."""
    margin: timedelta = limits.lease - limits.message_timeout
    return begun + margin.total_seconds()


def open_claim(
    desk: ClaimDesk, broadcast: Broadcast, audience: Sequence[str], block: int
) -> Journal:
    """Claim a broadcast and freeze its audience. Raises AlreadyExists where somebody has."""
    begun, now = desk.clock.monotonic(), desk.clock.now()
    claim = claim_for(
        broadcast,
        audience=len(audience),
        block=block,
        run=desk.run,
        now=now,
        lease_until=now + desk.limits.lease,
    )
    files = {
        CLAIM: claim.to_json(),
        AUDIENCE: desk.vault.seal("".join(f"{ref}\n" for ref in audience).encode()),
    }
    tree = desk.repository.create(claim.branch, files, MESSAGE)
    return Journal(desk, claim, audience, tree.commit, sending_ends(begun, desk.limits))


def take_over(desk: ClaimDesk, tree: Tree, claim: Claim) -> Journal:
    """Go on with a claim whose run is dead or let go. Raises Overtaken, WrongKey, Corrupted.

    Where that run did not let go in order, everybody in an intended block who has no outcome is
    unknown: only the provider can tell.
    """
    journal = Journal(desk, claim, _audience(desk, tree, claim), tree.commit, until=0.0)
    for number in range(claim.blocks):
        # Also beyond the intent: it goes back where somebody in an early block is open again.
        _read_outcomes(journal, tree, number)
        if number < claim.intent and not claim.clean:
            lost = Outcome("unknown", "lost")
            journal.record(
                number, {r: lost for r in journal.block(number) if r not in journal.outcomes}
            )
    if claim.clean:  # its last messages may only just have left; a lease outlasts them
        ended = claim.lease_until + desk.limits.message_timeout
        rest = (ended - desk.clock.now()).total_seconds()
        journal.settled = desk.clock.monotonic() + max(0.0, rest)
    # What was only intended by a run that let go in order was never begun.
    journal.push(min(first_open_block(journal) + 1, max(1, claim.blocks)))
    return journal


def _read_outcomes(journal: Journal, tree: Tree, number: int) -> None:
    sealed = tree.read(outcomes_path(number))
    if sealed is None:
        return
    known = outcomes_from_json(journal.desk.vault.open(sealed))
    if not known.keys() <= set(journal.block(number)):
        raise Corrupted(
            f"the branch {journal.claim.branch} holds outcomes of strangers",
            "nothing was sent; look who changed that branch",
        )
    journal.outcomes.update(known)


def first_open_block(journal: Journal, start: int = 0) -> int:
    """The first block, from `start` on, in which somebody has no outcome."""
    for number in range(start, journal.claim.blocks):
        if any(ref not in journal.outcomes for ref in journal.block(number)):
            return number
    return journal.claim.blocks


def _audience(desk: ClaimDesk, tree: Tree, claim: Claim) -> list[str]:
    sealed = tree.read(AUDIENCE)
    refs = desk.vault.open(sealed).decode("ascii", "replace").split() if sealed else []
    if len(refs) != claim.audience or refs != sorted(set(refs)):
        raise Corrupted(
            f"the frozen audience on {claim.branch} does not match its claim",
            "nothing was sent; look who changed that branch",
        )
    return refs


def read_branch(repository: Repository, branch: str) -> tuple[Tree, Claim] | None:
    """A claim as it stands, or None where the branch is gone. Raises Corrupted."""
    tree = repository.tip(branch)
    return (tree, read_claim(branch, tree.read(CLAIM))) if tree else None
