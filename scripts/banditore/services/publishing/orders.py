"""What a person, or a job of several, asks of a run beyond what is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.errors import NotUnderWay, SettingsError
from banditore.domain.sending.claim import Decision, branch_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from banditore.domain.due.agenda import Agenda, Step


@dataclass(frozen=True)
class Orders:
    """All of it; by default nothing."""

    only: frozenset[str] = frozenset()
    """Nothing but these broadcasts; empty: all."""
    resume: frozenset[str] = frozenset()
    """Halted broadcasts that go on: a person has looked."""
    abandon: frozenset[str] = frozenset()
    """Broadcasts under way that nobody else is to get."""
    reason: str = ""
    """Why a broadcast is resumed or abandoned."""
    parts: int = 1
    """Claim what is due in so many parts, and send nothing."""
    part: int = 0
    """Send this part of everything that is claimed in parts; 0: whatever is due."""
    of: int = 1
    """How many such parts there are: the rate is divided among them."""

    @property
    def apart(self) -> bool:
        """Whether this is one job of several: the last of them answers the citizens."""
        return self.parts > 1 or self.part > 0

    def wants(self, step: Step) -> bool:
        """Whether a step is this run's to take."""
        if self.only and step.id not in self.only:
            return False
        if self.parts > 1:
            return not step.claimed
        if self.part > 1:
            return step.claimed
        return not self.part or step.claimed or step.urgent

    def branch(self, step: Step) -> str:
        """The branch of a claimed step that this run sends from."""
        return branch_of(step.id, self.part)

    def decision(self, broadcast: str, now: datetime) -> Decision | None:
        """A person's word on a broadcast under way."""
        if broadcast in self.abandon:
            return Decision(now, "abandoned", self.reason)
        if broadcast in self.resume:
            return Decision(now, "resumed", self.reason)
        return None

    def check(self, todo: Agenda, closed: Collection[str], rate: int) -> None:
        """Raises NotUnderWay where somebody named a broadcast that the order cannot mean.

        And SettingsError where there are more parts than messages a second: none can have less than
        one.
        """
        if max(self.parts, self.of) > rate:
            raise SettingsError(
                f"{max(self.parts, self.of)} parts cannot share {rate} messages a second",
                "use fewer parts, or publish without",
            )
        under_way = {step.id for step in todo.now if step.claimed}
        under_way |= {held.id for held in todo.held if held.step.claimed}
        for broadcast in sorted(self.resume | self.abandon):
            if broadcast not in under_way:
                raise NotUnderWay(_why(broadcast, closed), "banditore status shows what is")
        declared = {step.id for step in todo.now} | {held.id for held in todo.held}
        declared |= {b.id for b in (*todo.later, *todo.missed)}
        for broadcast in sorted(self.only):
            if broadcast not in declared | set(closed):
                raise NotUnderWay(
                    f"there is no broadcast {broadcast} on main that could be sent",
                    "its id is its file's name without .yaml; banditore check finds what is wrong",
                )


def _why(broadcast: str, closed: Collection[str]) -> str:
    if broadcast in closed:
        return f"the broadcast {broadcast} is closed: it has its receipt"
    return f"no broadcast {broadcast} is under way"
