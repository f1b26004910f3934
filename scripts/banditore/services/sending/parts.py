"""A broadcast that several machines send at once: each has a part, on a branch of its own.

plan: claim the whole → a branch for each part → say that all are there
each: take over its part, send it with its share of the rate, say that it is complete
last: whoever finds all parts complete sums them up → receipt → all branches go

A part is a claim like any other: it has its own lease, and any run may take over a dead one. Its
branch stays until the receipt stands, so that it is never made anew.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from banditore.domain.compact.refs import Refs
from banditore.domain.errors import Corrupted
from banditore.domain.sending.claim import branch_of, broadcast_of
from banditore.domain.sending.outcomes import Tally
from banditore.services.sending.closing import Account, closed
from banditore.services.sending.opening import open_part, read_branch, read_part

if TYPE_CHECKING:
    from banditore.domain.sending.claim import Claim
    from banditore.services.sending.claim_desk import ClaimDesk
    from banditore.services.sending.journal import Journal


def make_parts(desk: ClaimDesk, whole: Journal) -> None:
    """Give each part its branch, then say that all are there. Raises Overtaken."""
    for part in range(1, whole.claim.parts + 1):
        open_part(desk, whole, part)
    whole.claim = replace(whole.claim, ready=True)
    whole.let_go()


def not_orphaned(desk: ClaimDesk, state_branch: str, broadcast: str) -> None:
    """A claim that is gone was closed by another run. Raises Corrupted where its parts are left."""
    branches = desk.repository.branches(branch_of(broadcast))
    parts = [branch for branch in branches if broadcast_of(branch) == broadcast]
    if parts and not closed(desk.repository, state_branch, broadcast):
        raise Corrupted(
            f"the claim of {broadcast} is gone, and its parts are not",
            "nobody can tell who got it; look who removed that branch, and bring it back",
        )


def sum_up(desk: ClaimDesk, whole: Claim) -> Account | None:
    """The account of all parts together; None where one is not complete. Raises Corrupted."""
    tally, decisions = Tally(), set(whole.decisions)
    unknown: list[str] = []
    gone: set[str] = set()
    reached = bytearray()
    for part in range(1, whole.parts + 1):
        found = read_branch(desk.repository, branch_of(whole.broadcast, part))
        if found is None:
            raise Corrupted(
                f"part {part} of {whole.branch} is gone",
                "nobody can tell who got it; look who removed that branch, and bring it back",
            )
        tree, claim = found
        if not claim.complete:
            return None
        journal = read_part(desk, tree, claim)
        tally = tally.plus(journal.tally)
        unknown += journal.unknown
        gone |= journal.gone
        reached += journal.reached.packed  # parts follow each other, as their refs do
        decisions |= set(claim.decisions)
    ordered = tuple(sorted(decisions, key=lambda word: word.at))
    whole = replace(whole, decisions=ordered)
    return Account(whole, tally, unknown, frozenset(gone), Refs(bytes(reached)))
