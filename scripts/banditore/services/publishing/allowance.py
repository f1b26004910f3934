"""How many people the number may still reach, counted from receipts and claims under way."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from banditore.domain.due.reach import Demand, Reach, reach
from banditore.domain.errors import BroadcastRefused, Corrupted
from banditore.domain.sending.claim import PREFIX
from banditore.services.sending.opening import read_branch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from banditore.domain.sending.claim import Claim
    from banditore.ports import Repository
    from banditore.services.publishing.outlook import Outlook


def allowance(
    outlook: Outlook,
    repository: Repository,
    category: str,
    *,
    people: int,
    subscribers: int,
    expires_at: datetime,
    now: datetime,
) -> Reach:
    """What the rules allow for so many people who have no outcome yet. Raises RepositoryError."""
    service = outlook.service
    limit = service.limits.reach_per_day
    counted = limit is not None and subscribers > limit
    spent = [*outlook.spent(now), *_under_way(repository, now)] if counted else []
    demand = Demand(people, subscribers, expires_at, spent)
    return reach(demand, service.categories.get(category), service, now)


def refuse_beyond(allowed: Reach, people: int) -> None:
    """Raises BroadcastRefused where a rule does not let a broadcast to so many begin."""
    if allowed.refused == "too-many-recipients":
        raise BroadcastRefused(
            f"{people} people are more than one broadcast may go to",
            "see limits.recipients_per_broadcast in policy/service.yaml",
        )
    if allowed.refused:
        raise BroadcastRefused(
            f"{people} people are more than the number may reach in a day",
            "see limits in policy/service.yaml: reach_per_day, when_over",
        )


def _under_way(repository: Repository, now: datetime) -> Iterator[tuple[datetime, int]]:
    for branch in repository.branches(PREFIX):
        with suppress(Corrupted):  # it halts by itself, and says so; others go on
            found = read_branch(repository, branch)
            for until, accepted in by_session(found[1]) if found else ():
                yield min(until, now), accepted  # no message left in the future


def by_session(claim: Claim) -> Iterator[tuple[datetime, int]]:
    """When at the latest each run of a claim sent how many."""
    before = 0
    for session in claim.sessions:
        yield session.until, max(0, session.accepted - before)
        before = session.accepted
