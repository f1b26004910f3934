"""`publish --resolve`: what became of those of whom nobody could tell when a broadcast closed."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

from banditore.domain.errors import Overtaken, StoreError
from banditore.services.sending import aftermath
from banditore.services.sending.aftermath import OUTCOMES
from banditore.services.sending.resolving import look_up_later, settle

if TYPE_CHECKING:
    from datetime import timedelta

    from banditore.domain.subscribers import SubscriberList
    from banditore.services.publishing.publish_report import Report
    from banditore.services.receiving.inbound import Desk
    from banditore.services.sending.claim_desk import ClaimDesk


def forget_old(keeper: ClaimDesk, kept: timedelta, state_branch: str) -> None:
    """Remove what was kept of single people for its time; counts stay in the receipt."""
    for branch, commit in keeper.repository.branches(OUTCOMES).items():
        tree = keeper.repository.tip(branch)
        try:
            closed_at = tree and aftermath.closed_at(tree, branch)
        except StoreError:
            continue  # a damaged one is told to whoever wants to look up, and harms nothing
        if closed_at and keeper.clock.now() - closed_at > kept:
            _last_counts(keeper, branch, state_branch)
            with suppress(Overtaken):
                keeper.repository.delete(branch, commit)


def _last_counts(keeper: ClaimDesk, branch: str, state_branch: str) -> None:
    with suppress(StoreError):
        one = aftermath.read(keeper, branch)
        if one and one.people.tally().delivered:
            aftermath.put(keeper, one, state_branch, reported_at=keeper.clock.now())


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

    Raises ProviderError, RepositoryError; StoreError of a damaged branch, once the others are done.
    """
    people = subscribers.everybody()
    still, damaged = 0, list[StoreError]()
    kept, reports = desk.town.service.limits.outcomes_kept, "statuses" in desk.provider.capabilities
    for branch in sorted(desk.repository.branches(OUTCOMES)):
        try:
            one = aftermath.read(keeper, branch)
        except StoreError as trouble:
            damaged.append(trouble)
            continue
        if one is None or (only and one.claim.broadcast not in only):
            continue
        doubtful = bool(one.unknown)
        fresh = look_up_later(keeper, desk.provider, one, people) if doubtful else {}
        still += len(set(one.unknown) - fresh.keys())
        if live:
            settle(keeper, one, fresh, desk.state, kept=kept, reports=reports)
        if doubtful:
            report.resolved(one.claim.broadcast, Counter(o.state for o in fresh.values()))
    if damaged:
        raise damaged[0]
    return still
