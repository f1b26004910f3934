"""Looking up later who had stayed unknown when a broadcast closed: `doubt/<id>` keeps their refs.

A look-up is idempotent: what is found lies on that branch first, and the receipt's counts are
always made anew from it. Nobody is sent to again here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from banditore.domain.claim import CLAIM, Claim, outcomes_from_json, outcomes_to_json, read_claim
from banditore.domain.errors import Corrupted
from banditore.domain.outcomes import Outcome, Tally
from banditore.domain.receipt import path_of, receipt_for, to_yaml
from banditore.domain.refs import Refs
from banditore.services.sending.closing import COUNTS, DOUBT, MESSAGE, UNKNOWN
from banditore.services.sending.doubt import judge, log_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.subscribers import Subscriber
    from banditore.ports import Files, Provider, Tree
    from banditore.services.sending.journal import ClaimDesk

FOUND = "found.age"
LATE = timedelta(hours=1)
"""After so long a message that the provider's complete log does not have was not accepted."""
SILENT = timedelta(hours=72)
"""As `LATE`, where the provider only reports what it took."""
NEVER = Outcome("failed", "lost")


@dataclass
class Doubt:
    """One closed broadcast with recipients of whom nobody could tell."""

    claim: Claim
    tree: Tree
    tally: Tally
    """As it was when the broadcast closed."""
    closed_at: datetime
    unknown: frozenset[str]
    found: dict[str, Outcome]
    """What earlier look-ups found."""

    @property
    def branch(self) -> str:
        """Where it lives."""
        return DOUBT + self.claim.broadcast

    @property
    def still(self) -> frozenset[str]:
        """Who is unknown even now."""
        return self.unknown - self.found.keys()

    def counts(self) -> Tally:
        """All outcomes, as they are known now."""
        counts = Tally().plus(self.tally)
        for outcome in self.found.values():
            counts.add(Outcome("unknown"), -1)
            counts.add(outcome)
        return counts


def read_doubt(desk: ClaimDesk, branch: str) -> Doubt | None:
    """What a branch keeps; None where it is gone. Raises Corrupted."""
    tree = desk.repository.tip(branch)
    if tree is None:
        return None
    claim = read_claim(branch, tree.read(CLAIM), prefix=DOUBT)
    try:
        counts: dict[str, Any] = json.loads(tree.read(COUNTS) or b"")
        tally = Tally()
        tally.states.update(counts["states"])
        tally.failures.update(counts["failures"])
        closed_at = datetime.fromisoformat(counts["closed_at"])
        refs = Refs(desk.vault.open(tree.read(UNKNOWN) or b""))
    except (ValueError, TypeError, KeyError):
        raise Corrupted(
            f"the branch {branch} cannot be read", "look who changed it before you remove it"
        ) from None
    sealed = tree.read(FOUND)
    found = outcomes_from_json(desk.vault.open(sealed)) if sealed else {}
    return Doubt(claim, tree, tally, closed_at, frozenset(refs), found)


def look_up_later(
    desk: ClaimDesk, provider: Provider, doubt: Doubt, people: Mapping[str, Subscriber]
) -> dict[str, Outcome]:
    """What the provider's log says of those who are still unknown. Raises ProviderError."""
    known = {ref: people[ref].address for ref in doubt.still if ref in people}
    rows = log_rows(doubt.claim, provider, known)
    limit = LATE if "look-up" in provider.capabilities else SILENT
    late = desk.clock.now() - doubt.closed_at > limit
    fresh: dict[str, Outcome] = {}
    for ref in known:
        outcome = judge(rows.get(ref, ())) or (NEVER if late else None)
        if outcome:
            fresh[ref] = outcome
    return fresh


def settle(
    desk: ClaimDesk,
    doubt: Doubt,
    fresh: Mapping[str, Outcome],
    state_branch: str,
    kept: timedelta,
) -> None:
    """Make what was found durable, then put it into the receipt. Raises Overtaken.

    `kept`: for how long it may be looked up what became of single people.
    """
    if fresh:
        doubt.found |= fresh
        sealed = desk.vault.seal(outcomes_to_json(doubt.found))
        doubt.tree = desk.repository.append(
            doubt.branch, doubt.tree.commit, {FOUND: sealed}, MESSAGE
        )
    if doubt.found:
        _correct(desk, doubt, state_branch)
    old = desk.clock.now() - doubt.closed_at > kept
    if not doubt.still or old:
        desk.repository.delete(doubt.branch, doubt.tree.commit)


def _correct(desk: ClaimDesk, doubt: Doubt, state_branch: str) -> None:
    receipt = receipt_for(doubt.claim, doubt.counts(), doubt.closed_at)
    content = to_yaml(replace(receipt, resolved_at=desk.clock.now()))
    path = path_of(doubt.claim.broadcast)

    def change(files: Files) -> Mapping[str, bytes | None]:
        # A receipt that was removed is for a person to bring back, not for us to make.
        return {path: content} if files.read(path) else {}

    desk.repository.change(state_branch, change, MESSAGE)
