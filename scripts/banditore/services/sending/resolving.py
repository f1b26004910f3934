"""Looking up later who had stayed unknown when a broadcast closed. Nobody is sent to again here."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.sending.deliveries import LOST
from banditore.services.sending import aftermath
from banditore.services.sending.doubt import judge, log_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.sending.outcomes import Outcome
    from banditore.domain.subscribers import Subscriber
    from banditore.ports import Provider
    from banditore.services.sending.aftermath import Aftermath
    from banditore.services.sending.claim_desk import ClaimDesk

LATE = timedelta(hours=1)
"""After so long a message that the provider's complete log does not have was not accepted."""
SILENT = timedelta(hours=72)
"""As `LATE`, where the provider only reports what it took."""


def look_up_later(
    desk: ClaimDesk, provider: Provider, one: Aftermath, people: Mapping[str, Subscriber]
) -> dict[str, Outcome]:
    """What the provider's log says of those who are still unknown. Raises ProviderError."""
    known = {ref: people[ref].address for ref in one.unknown if ref in people}
    rows = log_rows(one.claim, provider, known)
    limit = LATE if "look-up" in provider.capabilities else SILENT
    late = desk.clock.now() - one.closed_at > limit
    fresh: dict[str, Outcome] = {}
    for ref in known:
        outcome = judge(rows.get(ref, ())) or (LOST if late else None)
        if outcome:
            fresh[ref] = outcome
    return fresh


def settle(
    desk: ClaimDesk,
    one: Aftermath,
    fresh: Mapping[str, Outcome],
    state_branch: str,
    *,
    kept: timedelta,
    reports: bool,
) -> None:
    """Make what was found durable, then put it into the receipt. Raises Overtaken.

    `kept`, `reports`: for how long, and whether, more may become known of single people.
    """
    for ref, outcome in fresh.items():
        one.people.take(ref, outcome)
    aftermath.save(desk, one)
    aftermath.put(desk, one, state_branch, resolved_at=desk.clock.now())
    aftermath.end(desk, one, kept, reports=reports)
