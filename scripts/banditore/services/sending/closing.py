"""The end of a broadcast: its receipt on the state branch, then its claim goes away.

Where more may become known of somebody, `outcomes/<id>` keeps that, sealed (aftermath.py). It is
made before the receipt: a crash between the two loses nothing.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from banditore.domain.compact.refs import Refs
from banditore.domain.errors import Overtaken, PushRefused
from banditore.domain.people_rules import DeadNumbers
from banditore.domain.reception.dead_numbers import Missed, missed
from banditore.domain.sending.claim import PREFIX, broadcast_of
from banditore.domain.sending.receipt import path_of, receipt_for, to_yaml
from banditore.services.sending.aftermath import remember

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banditore.domain.sending.claim import Claim
    from banditore.domain.sending.outcomes import Tally
    from banditore.domain.sending.receipt import Receipt
    from banditore.ports import Files, Repository
    from banditore.services.sending.claim_desk import ClaimDesk
    from banditore.services.sending.journal import Journal

MESSAGE = "state: receipt"
NOBODY = Refs(b"")


@dataclass(frozen=True)
class Account:
    """What a receipt is made of."""

    claim: Claim
    tally: Tally
    unknown: Sequence[str]
    """The refs of whom nobody could tell."""
    gone: frozenset[str] = frozenset()
    """The refs of those who are not on WhatsApp any more."""
    reached: Refs = NOBODY
    """The refs of those accepted, where reports will tell more of them."""


def account_of(journal: Journal) -> Account:
    """Of a broadcast that is not split."""
    gone = frozenset(journal.gone)
    return Account(journal.claim, journal.tally, journal.unknown, gone, journal.reached)


def close(
    desk: ClaimDesk, account: Account, state_branch: str, rules: DeadNumbers | None = None
) -> Receipt:
    """Put the receipt on the state branch, then remove the claim with all its parts.

    With it, what the list should know: that there is a receipt, and which numbers seem dead.

    A receipt that does not add up is a bug of ours: the claim stays, and the run is red.
    """
    receipt = receipt_for(account.claim, account.tally, desk.clock.now())
    if not receipt.adds_up:
        raise AssertionError("the outcomes do not add up to the audience")
    # Who was overtaken in its sleep would put what it knew in place of what others learnt since.
    ours = not closed(desk.repository, state_branch, receipt.broadcast)
    if ours and (account.unknown or len(account.reached)):
        remember(desk, account.claim, account.tally, account.reached, list(account.unknown))
    by = Missed(receipt.broadcast, account.claim.category, account.gone, receipt.closed_at)
    closing = _Closing(desk, receipt, by, rules or DeadNumbers())
    desk.repository.change(state_branch, closing, MESSAGE)
    with suppress(PushRefused):  # the next run tries again, and says so
        remove(desk.repository, account.claim.broadcast)
    return receipt


def closed(repository: Repository, state_branch: str, broadcast: str) -> bool:
    """Whether its receipt stands, read fresh."""
    tip = repository.tip(state_branch)
    return tip is not None and tip.read(path_of(broadcast)) is not None


def remove(repository: Repository, broadcast: str) -> None:
    """Remove the branches of a broadcast whose receipt stands; whoever moved one looks himself.

    Raises PushRefused where the origin does not let one go: it does no harm beside its receipt.
    """
    for branch, commit in sorted(repository.branches(PREFIX + broadcast).items(), reverse=True):
        if broadcast_of(branch) == broadcast:
            with suppress(Overtaken):
                repository.delete(branch, commit)


class _Closing:
    """The change of the state: the receipt, and the list's own word that there is one."""

    def __init__(self, desk: ClaimDesk, receipt: Receipt, by: Missed, rules: DeadNumbers) -> None:
        self._desk = desk
        self._receipt = receipt
        self._by = by
        self._rules = rules

    def __call__(self, files: Files) -> Mapping[str, bytes | None]:
        name = self._receipt.broadcast
        before = self._desk.store.load(files)
        changes: dict[str, bytes | None] = {}
        if not files.read(path_of(name)):
            changes[path_of(name)] = to_yaml(self._receipt)
        if name not in before.sent:
            after = missed(before, self._by, self._rules)
            after = replace(after, sent=after.sent | {name})
            changes |= self._desk.store.store(files, after)
        return changes
