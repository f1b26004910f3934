"""Who is unknown is looked up with the provider: only its log or its reports can tell.

Where the provider has a complete log, a message that is not in it once every attempt has come to
its end was not accepted: that person is sent to again. Where it only reports what it took, silence
proves nothing, and the category's rule decides alone. Who is unknown after all rounds of this stays
so and is reported.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.sending.outcomes import ACCEPTED, LEFT, Outcome
from banditore.domain.sending.tags import tag_of
from banditore.domain.text import oneline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banditore.domain.message import Address, Sent
    from banditore.domain.sending.claim import Claim
    from banditore.domain.subscribers import Subscriber
    from banditore.ports import Log, Provider
    from banditore.services.sending.journal import Journal

ROUNDS: Mapping[str, int] = {"report": 1, "resend": 3}
"""How often people who stay unknown are sent to again, by their category's rule."""
BLIND_ROUNDS: Mapping[str, int] = {"report": 0, "resend": 1}
"""The same with a provider that has no complete log: each time may be the second message."""
SKEW = timedelta(minutes=5)  # between our clock and the provider's: more than a run accepts


def rounds(provider: Provider, rule: str) -> int:
    """How often people who stay unknown are sent to again."""
    return (ROUNDS if "look-up" in provider.capabilities else BLIND_ROUNDS)[rule]


def look_up(
    claim: Claim, doubtful: Sequence[str], provider: Log, people: Mapping[str, Subscriber]
) -> Mapping[str, Outcome | None]:
    """What became of those who are unknown; None where the provider never took the message.

    Raises ProviderError: then nothing is decided, and the next run asks again.
    """
    asked = {ref: people[ref].address for ref in doubtful if ref in people}
    rows = log_rows(claim, provider, asked)
    return {ref: judge(rows.get(ref, ())) if ref in asked else LEFT for ref in doubtful}


def decide(journal: Journal, found: Mapping[str, Outcome | None], *, final: bool) -> int:
    """Note what a look-up told; returns how many are to be sent to again.

    `final`: whoever the provider's log does not have stays unknown.
    """
    again = 0
    for ref, outcome in found.items():
        if outcome is not None:
            journal.correct(ref, outcome)
        elif not final:
            journal.forget(ref)
            again += 1
    return again


def log_rows(
    claim: Claim, provider: Log, people: Mapping[str, Address]
) -> Mapping[str, list[Sent]]:
    """This broadcast's rows in the provider's log, by recipient ref."""
    texts = {oneline(content.text) for content in claim.content.values()}
    of_tag = {tag_of(claim.broadcast, ref): ref for ref in people}
    of_address = {address: ref for ref, address in people.items()}
    found: dict[str, list[Sent]] = defaultdict(list)
    asked = {tag: people[ref] for tag, ref in of_tag.items()}
    for row in provider.log(asked, claim.claimed_at - SKEW):
        said = oneline(row.text)
        # What else a log may show of a template, its header or buttons, stands around the text.
        ours = not said or any(text in said for text in texts)
        ref = of_tag.get(row.tag) if row.tag else of_address.get(row.to) if ours else None
        if ref is not None:
            found[ref].append(row)
    return found


def judge(ours: Sequence[Sent]) -> Outcome | None:
    """What became of it, or None where the provider never took it."""
    if not ours:
        return None
    return ACCEPTED if any(not row.failed for row in ours) else _failure(ours[-1])


def _failure(row: Sent) -> Outcome:
    return Outcome("failed", row.code)
