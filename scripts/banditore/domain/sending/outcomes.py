"""What is known of a recipient, and counting it so that it adds up (invariant 4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, get_args

State = Literal["accepted", "failed", "left", "expired", "unknown"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True)
class Outcome:
    """What is known of one recipient of one broadcast."""

    state: State
    code: str = ""
    """Where it failed, the provider's code; where it was accepted, how far it was reported."""


ACCEPTED = Outcome("accepted")
DELIVERED = Outcome("accepted", "delivered")
READ = Outcome("accepted", "read")
LEFT = Outcome("left")
EXPIRED = Outcome("expired")
ABANDONED = Outcome("expired", "abandoned")
"""A person decided that it is not sent any more."""


@dataclass
class Tally:
    """Counts by outcome; no recipient is named."""

    states: Counter[State] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)
    """Of those accepted: how far reports say it got."""

    def add(self, outcome: Outcome, times: int = 1) -> None:
        """Count one recipient; `times=-1` takes the count back."""
        self.states[outcome.state] += times
        if outcome.state == "failed":
            self.failures[outcome.code or "?"] += times
        if outcome.state == "accepted" and outcome.code:
            self.stages[outcome.code] += times

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            self.states + other.states,
            self.failures + other.failures,
            self.stages + other.stages,
        )

    @property
    def delivered(self) -> int:
        """Of those accepted, whose phone has it."""
        return self.stages["delivered"] + self.stages["read"]

    @property
    def read(self) -> int:
        """Of those delivered, who opened it, as far as they let that be told."""
        return self.stages["read"]

    @property
    def total(self) -> int:
        """How many recipients have an outcome."""
        return self.states.total()

    def failing(self) -> bool:
        """More than a twentieth of ten or more tried failed for good: worth a warning.

        Source: as `too_many_failures`.
        """
        tried = self.states["failed"] + self.states["accepted"]
        return tried >= 10 and self.states["failed"] * 20 > tried  # noqa: PLR2004

    def too_many_failures(self) -> bool:
        """At least 10 permanent failures that are more than a tenth of what was tried.

        Source: the stop rules of Postman and GC Notify.
        """
        failed = self.states["failed"]
        return failed >= 10 and failed * 10 > failed + self.states["accepted"]  # noqa: PLR2004
