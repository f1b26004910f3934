"""Getting hold of a broadcast: claim it, take over from a dead run, or leave it to a live one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.errors import AlreadyExists, Corrupted, Overtaken, PushRefused, WrongKey
from banditore.domain.sending.claim import branch_of
from banditore.services.sending.closing import closed, remove
from banditore.services.sending.common_clock import PRECISION
from banditore.services.sending.opening import open_claim, read_branch, take_over, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.domain.compact.refs import Refs
    from banditore.domain.sending.claim import Claim, Decision
    from banditore.ports import Tree
    from banditore.services.sending.claim_desk import ClaimDesk
    from banditore.services.sending.journal import Journal
    from banditore.services.sending.stop import Stop

POLL = 2.0  # seconds between two looks at somebody else's claim
FURTHEST = timedelta(minutes=20)
"""A lease is a quarter of an hour at most, by the rules: one that ends later was never given."""


@dataclass(frozen=True)
class Claims:
    """The claims of all broadcasts, as this run sees them."""

    desk: ClaimDesk
    state_branch: str
    stop: Stop
    waiting: Callable[[Claim], None]
    """Told every two seconds while somebody else's claim makes us wait; may raise to end that."""

    def closed(self, broadcast: str) -> bool:
        """Whether its receipt stands, read fresh."""
        return closed(self.desk.repository, self.state_branch, broadcast)

    def open(self, broadcast: Broadcast, audience: Refs, parts: int = 1) -> Journal | None:
        """Claim a broadcast that nobody has; None where somebody else has or it is closed.

        The state is read once more after the claim: another run may have sent everything and
        given its claim back since we looked. Or the list has a new key by now, and what we sealed
        with an older working key could soon be opened by nobody: then the claim begins again.
        """
        while not self.stop:
            try:
                journal = open_claim(self.desk, broadcast, audience, parts)
            except AlreadyExists:
                return self.resume(branch_of(broadcast.id))
            if self._sealed_to_stay():
                return self._unless_closed(journal)
            self.desk.repository.delete(journal.claim.branch, journal.commit)
        return None

    def _sealed_to_stay(self) -> bool:
        tip = self.desk.repository.tip(self.state_branch)
        if tip is None:
            return True
        subscribers = self.desk.store.load(tip)
        stays = self.desk.vault.seals_for(subscribers)
        if not stays:
            self.desk.vault.take(subscribers)
        return stays

    def resume(self, branch: str, decision: Decision | None = None) -> Journal | None:
        """Go on with a claim whose run is dead; None where it is alive, halted, or all is done.

        Waits for the end of the lease as long as nobody renews it. `decision`: a person's word, by
        which one that was halted goes on, too. Raises Corrupted, WrongKey.
        """
        seen = ""
        while not self.stop:
            found = read_branch(self.desk.repository, branch)
            if found is None:
                return None
            tree, claim = found
            if claim.complete or (claim.halted and not decision) or (seen and seen != tree.commit):
                return None
            if self._free(claim):
                return self._take(tree, claim, decision)
            self.waiting(claim)
            seen = tree.commit
            self.desk.clock.sleep(POLL)
        return None

    def _free(self, claim: Claim) -> bool:
        """Whether nobody can be sending it any more, or nobody sends from it at all."""
        if claim.clean or (claim.split and claim.ready):
            return True
        left = claim.lease_until - self.desk.clock.now()
        if left > FURTHEST:
            raise Corrupted(
                f"the lease on {claim.branch} ends later than any run could have said",
                "nothing was sent; was that branch edited, or did it come from a machine whose "
                "clock is off? Each run looks again",
            )
        return left <= -PRECISION

    def _take(self, tree: Tree, claim: Claim, decision: Decision | None) -> Journal | None:
        try:
            if claim.split:
                return self._unless_closed(whole(self.desk, tree, claim))
            return self._unless_closed(take_over(self.desk, tree, claim, decision))
        except Overtaken:
            return None
        except WrongKey:
            if self._begun(claim):
                raise
            # Its run died before it looked again, so it sent nothing: the next one begins anew.
            self.desk.repository.delete(claim.branch, tree.commit)
            return None

    @staticmethod
    def _begun(claim: Claim) -> bool:
        """Whether its run got as far as looking again, and so used a key that still is there."""
        return claim.intent > 1 or bool(claim.sessions or claim.decisions)

    def _unless_closed(self, journal: Journal) -> Journal | None:
        if not self.closed(journal.claim.broadcast):
            return journal
        with suppress(PushRefused):  # as in `close`
            remove(self.desk.repository, journal.claim.broadcast)
        return None
