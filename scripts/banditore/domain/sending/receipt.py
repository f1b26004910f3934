"""What happened to a broadcast: `messages/receipts/<id>.yaml`, in counts, without personal data.

A receipt is written when everybody in the audience has an outcome, and once more where those who
had stayed unknown were looked up later. That it exists is what keeps the broadcast from being sent
again, so it is never removed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from banditore.domain.broadcasts.layout import RECEIPTS
from banditore.domain.sending.outcomes import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from banditore.domain.document import Mapping as Mapping_
    from banditore.domain.sending.claim import Claim, Decision
    from banditore.domain.sending.outcomes import State, Tally

HEADER = (
    "# Written by banditore. Do not edit or remove: it keeps the broadcast from going out again.\n"
)


@dataclass(frozen=True)
class Receipt:
    """The closed account of one broadcast."""

    broadcast: str
    digest: str
    category: str
    claimed_at: datetime
    closed_at: datetime
    audience: int
    counts: Mapping[State, int]
    failures: Mapping[str, int]
    """Provider code → how many."""
    text: Mapping[str, str]
    """Per language, exactly what the phones showed."""
    decisions: tuple[Decision, ...] = ()
    """What people decided while it was under way."""
    delivered: int = 0
    """Of those accepted, whose phone has it: as far as was reported."""
    read: int = 0
    """Of those delivered, who opened it."""
    reported_at: datetime | None = None
    """When delivery reports were last counted; None: none came yet."""
    resolved_at: datetime | None = None
    """When those who had stayed unknown were last looked up."""

    @property
    def adds_up(self) -> bool:
        """Whether audience = accepted + failed + left + expired + unknown."""
        return self.audience == sum(self.counts.values())

    @property
    def abandoned(self) -> bool:
        """Whether a person decided that the rest is not sent any more."""
        return any(decision.what == "abandoned" for decision in self.decisions)

    @property
    def all_reached(self) -> bool:
        """Whether everybody who still wanted it was sent it."""
        return not (self.counts["failed"] or self.counts["unknown"] or self.counts["expired"])


STAGES = ("delivered", "read")
"""How far those got that were accepted; each counts those of the next, too."""
RECEIPT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": True,
    "required": ["broadcast", "digest", "state", "audience", *STATES],
}
"""What every reader of a receipt may rely on; later versions may say more."""


def counts_of(document: Mapping_) -> dict[str, int]:
    """The audience and the outcomes that are not nil, as far as they are numbers."""
    plain = document.plain()
    values = {name: plain.get(name) for name in ("audience", *STATES, *STAGES)}
    numbers = {n: int(v) for n, v in values.items() if isinstance(v, str) and v.isdecimal()}
    return {name: number for name, number in numbers.items() if number or name == "audience"}


def receipt_for(claim: Claim, tally: Tally, closed_at: datetime) -> Receipt:
    """The account of a broadcast whose recipients all have an outcome."""
    return Receipt(
        broadcast=claim.broadcast,
        digest=claim.digest,
        category=claim.category,
        claimed_at=claim.claimed_at,
        closed_at=closed_at,
        audience=claim.audience,
        counts={state: tally.states[state] for state in STATES},
        failures=dict(sorted((code, n) for code, n in tally.failures.items() if n)),
        delivered=tally.delivered,
        read=tally.read,
        text={language: c.whole or c.text for language, c in claim.content.items()},
        decisions=claim.decisions,
    )


def path_of(broadcast: str) -> str:
    """Where a broadcast's receipt lies."""
    return f"{RECEIPTS}{broadcast}.yaml"


def to_yaml(receipt: Receipt) -> bytes:
    """As it is committed. Its strings are JSON's, which YAML reads as they are."""
    lines = [
        f"broadcast: {_text(receipt.broadcast)}",
        f"digest: {_text(receipt.digest)}",
        f"category: {_text(receipt.category)}",
        f"state: {'abandoned' if receipt.abandoned else 'closed'}",
        f"claimed_at: {_text(_seconds(receipt.claimed_at))}",
        f"closed_at: {_text(_seconds(receipt.closed_at))}",
        f"audience: {receipt.audience}",
        *(f"{state}: {receipt.counts[state]}" for state in STATES),
        "failures: " + json.dumps(dict(receipt.failures)),
        *_people(receipt),
        "text:",
        *(f"  {language}: {_text(text)}" for language, text in receipt.text.items()),
    ]
    return (HEADER + "\n".join(lines) + "\n").encode()


def _people(receipt: Receipt) -> Iterator[str]:
    """What became of it later, and what people did with it."""
    if receipt.reported_at:
        yield f"delivered: {receipt.delivered}"
        yield f"read: {receipt.read}"
        yield f"reported_at: {_text(_seconds(receipt.reported_at))}"
    if receipt.resolved_at:
        yield f"resolved_at: {_text(_seconds(receipt.resolved_at))}"
    if receipt.decisions:
        yield "decisions:"
    for decision in receipt.decisions:
        word = {"at": _seconds(decision.at), "what": decision.what, "reason": decision.reason}
        yield f"  - {json.dumps(word, ensure_ascii=False)}"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _seconds(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
