"""A sync: take in what citizens texted, then answer them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.services.receiving.answering import Answered, answer
from banditore.services.receiving.inbound import pull_and_apply, would_apply

if TYPE_CHECKING:
    from banditore.domain.reception.joining import Tally
    from banditore.services.receiving.inbound import Desk
    from banditore.services.sending.stop import Stop


@dataclass(frozen=True)
class Synced:
    """One sync, in counts. A dry run answers nobody: `waiting` counts what would be answered."""

    tally: Tally
    answered: Answered


def sync(desk: Desk, stop: Stop, *, live: bool) -> Synced:
    """Take in and answer; without `live`, only work out what that would do.

    Raises what the ports raise. Nobody is answered before the change is pushed. Where the provider
    takes nothing, `stop` says why, and what is owed waits for the next run.
    """
    if not live:
        would = would_apply(desk)
        return Synced(would.tally, Answered(waiting=len(would.subscribers.replies)))
    limits = desk.town.service.limits
    pulled = pull_and_apply(desk, take_over=True)
    desk.provider.acknowledge()  # it is pushed: nobody else need keep it
    answered = answer(desk, pulled, stop)
    if "deletion" in desk.provider.capabilities and limits.texts_at_provider == "delete":
        desk.provider.erase(pulled.handled)
    return Synced(pulled.tally, answered)
