"""Getting hold of a broadcast: claim it, take over from a dead run, or leave it to a live one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from banditore.domain.claim import PREFIX
from banditore.domain.errors import AlreadyExists, Overtaken
from banditore.domain.receipt import path_of
from banditore.services.sending.journal import Journal, open_claim, read_branch, take_over

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banditore.domain.broadcast import Broadcast
    from banditore.domain.claim import Claim
    from banditore.domain.service import Sending
    from banditore.ports import Tree
    from banditore.services.sending.journal import ClaimDesk
    from banditore.services.sending.stop import Stop

POLL = 2.0  # seconds between two looks at somebody else's claim
BLOCK_SECONDS = 5
PARTS = 4  # a small audience makes about so many blocks


def block_size(audience: int, limits: Sending) -> int:
    """About five seconds of sending; smaller for small audiences, never under ten people."""
    return max(1, min(limits.rate * BLOCK_SECONDS, max(10, -(-audience // PARTS))))


class Claims:
    """The claims of all broadcasts, as this run sees them."""

    def __init__(
        self, desk: ClaimDesk, state_branch: str, stop: Stop, waiting: Callable[[Claim], None]
    ) -> None:
        """`waiting` is told once when somebody else's claim makes us wait."""
        self._desk = desk
        self._waiting = waiting
        self._state = state_branch
        self._stop = stop

    def closed(self, broadcast: str) -> bool:
        """Whether its receipt stands, read fresh."""
        tip = self._desk.repository.tip(self._state)
        return tip is not None and tip.read(path_of(broadcast)) is not None

    def open(self, broadcast: Broadcast, audience: Sequence[str]) -> Journal | None:
        """Claim a broadcast that nobody has; None where somebody else has or it is closed.

        The receipts are read once more after the claim: another run may have sent everything and
        given its claim back since we looked.
        """
        size = block_size(len(audience), self._desk.limits)
        try:
            journal = open_claim(self._desk, broadcast, audience, size)
        except AlreadyExists:
            return self.resume(PREFIX + broadcast.id)
        return self._unless_closed(journal)

    def resume(self, branch: str, *, halted: bool = False) -> Journal | None:
        """Go on with a claim whose run is dead; None where it is alive, halted, or all is done.

        Waits for the end of the lease as long as nobody renews it. `halted`: go on with one that
        was halted, too.
        """
        seen = ""
        while not self._stop:
            found = read_branch(self._desk.repository, branch)
            if found is None:
                return None
            tree, claim = found
            if (claim.halted and not halted) or (seen and seen != tree.commit):
                return None
            if self._desk.clock.now() >= claim.lease_until:
                return self._take_over(tree, claim)
            if not seen:
                self._waiting(claim)
            seen = tree.commit
            self._desk.clock.sleep(POLL)
        return None

    def _take_over(self, tree: Tree, claim: Claim) -> Journal | None:
        try:
            return self._unless_closed(take_over(self._desk, tree, claim))
        except Overtaken:
            return None

    def _unless_closed(self, journal: Journal) -> Journal | None:
        if not self.closed(journal.claim.broadcast):
            return journal
        self.remove(journal.claim.branch, journal.commit)
        return None

    def remove(self, branch: str, commit: str) -> None:
        """Give back the claim of a broadcast whose receipt stands."""
        with suppress(Overtaken):
            self._desk.repository.delete(branch, commit)
