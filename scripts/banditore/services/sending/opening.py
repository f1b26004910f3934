"""The beginning of a claim, and taking one over: what lies on its branch becomes a journal."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.compact.refs import Refs
from banditore.domain.errors import AlreadyExists, Corrupted
from banditore.domain.sending.block_outcomes import outcomes_from_json, outcomes_path
from banditore.domain.sending.claim import (
    AUDIENCE,
    CLAIM,
    Claim,
    Decision,
    claim_for,
    part_of,
    read_claim,
)
from banditore.domain.sending.outcomes import Outcome
from banditore.domain.sending.timeline import Timeline
from banditore.services.sending.claim_desk import ClaimDesk, sending_ends
from banditore.services.sending.journal import MESSAGE, Journal
from banditore.services.sending.signing import SIGNATURE, digests_of, signature, verified

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.domain.service import Sending
    from banditore.ports import Repository, Tree

BLOCK_SECONDS = 5
SLICES = 4  # a small audience makes about so many blocks
LARGEST = 10_000  # people in a block, however fast we send: its outcomes are held in memory
NO_TIME = timedelta()
LOST = Outcome("unknown", "lost")
"""Of somebody in an intended block whose run died."""


def block_size(audience: int, limits: Sending) -> int:
    """About five seconds of sending; smaller for small audiences, never under ten people."""
    return max(1, min(limits.rate * BLOCK_SECONDS, max(10, -(-audience // SLICES)), LARGEST))


def open_claim(desk: ClaimDesk, broadcast: Broadcast, audience: Refs, parts: int = 1) -> Journal:
    """Claim a broadcast and freeze its audience. Raises AlreadyExists where somebody has."""
    begun, now = desk.clock.monotonic(), desk.clock.now()
    claim = claim_for(
        broadcast,
        audience=len(audience),
        block=block_size(len(audience), desk.limits),
        run=desk.run,
        now=now,
        lease_until=now + desk.limits.lease,
        parts=parts,
    )
    files = _files(desk, claim, audience)
    tree = desk.repository.create(claim.branch, files, MESSAGE)
    until = sending_ends(begun, desk.limits)
    digests = digests_of({AUDIENCE: files[AUDIENCE]})
    return Journal(desk, claim, audience, tree.commit, until, _line(claim), digests)


def open_part(desk: ClaimDesk, whole: Journal, part: int) -> None:
    """Make the branch of one part of a split broadcast; nothing to do where it is there."""
    total, parts = len(whole.audience), whole.claim.parts
    audience = whole.audience[total * (part - 1) // parts : total * part // parts]
    size = block_size(len(audience), desk.limits.share(part, whole.claim.parts))
    claim = part_of(whole.claim, part, audience=len(audience), block=size)
    try:
        desk.repository.create(claim.branch, _files(desk, claim, audience), MESSAGE)
    except AlreadyExists:
        return


def _files(desk: ClaimDesk, claim: Claim, audience: Refs) -> dict[str, bytes]:
    """A branch as it begins."""
    plain, sealed = claim.to_json(), desk.vault.seal(audience.packed)
    signed = signature(desk.vault, plain, digests_of({AUDIENCE: sealed}))
    return {CLAIM: plain, SIGNATURE: signed, AUDIENCE: sealed}


def take_over(
    desk: ClaimDesk, tree: Tree, claim: Claim, decision: Decision | None = None
) -> Journal:
    """Go on with a claim whose run is dead or let go. Raises Overtaken, WrongKey, Corrupted.

    Where that run did not let go in order, everybody in an intended block who has no outcome is
    unknown: only the provider can tell.
    """
    journal = _read(desk, tree, claim)
    if decision:
        journal.decide(decision.what, decision.reason)
    if claim.clean:  # its last messages may only just have left; a lease outlasts them
        longest = desk.limits.message_timeout
        ago = max(desk.clock.now() - claim.lease_until, NO_TIME)  # by whatever clock it was told
        journal.settled = desk.clock.monotonic() + max(longest - ago, NO_TIME).total_seconds()
    # What was only intended by a run that let go in order was never begun.
    journal.save(min(journal.first_open() + 1, max(1, claim.blocks)))
    return journal


def whole(desk: ClaimDesk, tree: Tree, claim: Claim) -> Journal:
    """The claim of a split broadcast; held only where its parts are still to be made."""
    journal, _ = _journal(desk, tree, claim)
    if not claim.ready:
        journal.save(claim.intent)
    return journal


def read_part(desk: ClaimDesk, tree: Tree, claim: Claim) -> Journal:
    """A part as it stands, to be counted. Not held: nothing can be pushed with it."""
    return _read(desk, tree, claim)


def _read(desk: ClaimDesk, tree: Tree, claim: Claim) -> Journal:
    journal, beside = _journal(desk, tree, claim)
    for number in range(claim.blocks):
        # Also beyond the intent: it goes back where somebody in an early block is open again.
        journal.restore(number, _outcomes(journal, beside, number))
        if number < claim.intent and not claim.clean:
            journal.record(number, dict.fromkeys(journal.open(number), LOST))
    return journal


def _journal(desk: ClaimDesk, tree: Tree, claim: Claim) -> tuple[Journal, Mapping[str, bytes]]:
    """With the files beside the claim: each is read once."""
    beside = verified(desk.vault, tree, claim.branch)
    audience, digests = _audience(desk, beside, claim), digests_of(beside)
    return Journal(desk, claim, audience, tree.commit, 0.0, _line(claim), digests), beside


def _line(claim: Claim) -> Timeline:
    return Timeline(claim.claimed_at)


def _outcomes(journal: Journal, beside: Mapping[str, bytes], number: int) -> dict[str, Outcome]:
    sealed = beside.get(outcomes_path(number))
    if sealed is None:
        return {}
    known = outcomes_from_json(journal.desk.vault.open(sealed))
    if not known.keys() <= set(journal.block(number)):
        raise Corrupted(
            f"the branch {journal.claim.branch} holds outcomes of strangers",
            "nothing was sent; look who changed that branch",
        )
    return known


def _audience(desk: ClaimDesk, beside: Mapping[str, bytes], claim: Claim) -> Refs:
    sealed = beside.get(AUDIENCE)
    try:
        refs = Refs(desk.vault.open(sealed) if sealed else b"")
    except ValueError:
        refs = Refs(b"")
    if len(refs) != claim.audience or not refs.ordered:
        raise Corrupted(
            f"the frozen audience on {claim.branch} does not match its claim",
            "nothing was sent; look who changed that branch",
        )
    return refs


def read_branch(repository: Repository, branch: str) -> tuple[Tree, Claim] | None:
    """A claim as it stands, or None where the branch is gone. Raises Corrupted."""
    tree = repository.tip(branch)
    return (tree, read_claim(branch, tree.read(CLAIM))) if tree else None
