"""`publish --resolve`: what became of those of whom nobody could tell when a broadcast closed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from banditore.domain.errors import StoreError
from banditore.services.sending.closing import DOUBT
from banditore.services.sending.resolving import look_up_later, read_doubt, settle

if TYPE_CHECKING:
    from datetime import timedelta

    from banditore.domain.subscribers import SubscriberList
    from banditore.services.inbound import Desk
    from banditore.services.publish_report import Report
    from banditore.services.sending.journal import ClaimDesk


def forget_old(keeper: ClaimDesk, kept: timedelta) -> None:
    """Remove refs that were kept for a later look-up as long as they may be."""
    for branch in keeper.repository.branches(DOUBT):
        try:
            doubt = read_doubt(keeper, branch)
        except StoreError:
            continue  # a damaged one is told to whoever wants to look up, and harms nothing
        if doubt and keeper.clock.now() - doubt.closed_at > kept:
            keeper.repository.delete(doubt.branch, doubt.tree.commit)


def resolve(
    keeper: ClaimDesk,
    desk: Desk,
    report: Report,
    subscribers: SubscriberList,
    only: frozenset[str],
    *,
    live: bool,
) -> int:
    """Look up all of them, or those of some broadcasts; returns how many are still unknown.

    Raises ProviderError, RepositoryError and StoreError.
    """
    people = subscribers.everybody()
    still = 0
    for branch in sorted(desk.repository.branches(DOUBT)):
        doubt = read_doubt(keeper, branch)
        if doubt is None or (only and doubt.claim.broadcast not in only):
            continue
        fresh = look_up_later(keeper, desk.provider, doubt, people)
        still += len(doubt.still - fresh.keys())
        if live:
            kept = desk.town.service.limits.outcomes_kept
            settle(keeper, doubt, fresh, desk.state, kept)
        report.resolved(doubt.claim.broadcast, Counter(o.state for o in fresh.values()))
    return still
