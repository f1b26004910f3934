"""Who is unknown is looked up with the provider: only its log can tell.

A message that is not in the log once every attempt has come to its end was not accepted, so that
person is sent to again. Who is unknown after `ROUNDS` of this stays so and is reported.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.outcomes import ACCEPTED, LEFT, Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from banditore.domain.claim import Claim
    from banditore.domain.message import Address, Sent
    from banditore.domain.subscribers import Subscriber
    from banditore.ports import Provider
    from banditore.services.sending.journal import Journal

ROUNDS: Mapping[str, int] = {"report": 1, "resend": 3}
"""How often people who stay unknown are sent to again, by their category's rule."""
SKEW = timedelta(minutes=5)  # between our clock and the provider's: more than a run accepts


def look_up(
    journal: Journal, provider: Provider, people: Mapping[str, Subscriber], *, final: bool
) -> int:
    """Ask the provider about everybody unknown; returns how many are to be sent to again.

    `final`: whoever its log does not have stays unknown. Raises ProviderError: then nothing is
    decided, and the next run asks again.
    """
    again = 0
    doubtful = journal.unknown
    rows = log_rows(journal.claim, provider, {people[r].address for r in doubtful if r in people})
    for ref in doubtful:
        subscriber = people.get(ref)
        found = LEFT if subscriber is None else judge(rows[subscriber.address])
        if found is None and final:
            continue
        if found is None:
            journal.forget(ref)
            again += 1
        else:
            journal.correct(ref, found)
    return again


def log_rows(
    claim: Claim, provider: Provider, addresses: Collection[Address]
) -> Mapping[Address, list[Sent]]:
    """This broadcast's rows in the provider's log, by address."""
    texts = {_folded(content.text) for content in claim.content.values()}
    found: dict[Address, list[Sent]] = defaultdict(list)
    for row in provider.log(addresses, claim.claimed_at - SKEW):
        if not row.text or _folded(row.text) in texts:
            found[row.to].append(row)
    return found


def judge(ours: Sequence[Sent]) -> Outcome | None:
    """What became of it, or None where the provider never took it."""
    if not ours:
        return None
    return ACCEPTED if any(not row.failed for row in ours) else _failure(ours[-1])


def _failure(row: Sent) -> Outcome:
    return Outcome("failed", row.code)


def _folded(text: str) -> str:
    return " ".join(text.split())
