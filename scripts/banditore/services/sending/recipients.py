"""Who of a block gets the message, each decided on in the moment of sending."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.message import Outbound
from banditore.domain.sending.outcomes import EXPIRED, LEFT
from banditore.domain.sending.tags import tag_of
from banditore.services.sending.stop import Suspended

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from banditore.domain.subscribers import Subscriber
    from banditore.ports import Provider
    from banditore.services.sending.dispatch import Dispatcher
    from banditore.services.sending.journal import Journal
    from banditore.services.sending.lookout import Lookout
    from banditore.services.sending.stop import Stop

TICK = 0.2  # seconds between two steps of the bar


@dataclass(frozen=True)
class Tools:
    """What a delivery works with."""

    dispatcher: Dispatcher
    provider: Provider
    stop: Stop
    lookout: Lookout
    hold: Callable[[], Suspended | None]
    """Why it may not go on just now: quiet hours, silence, a pause."""
    opted_out: Callable[[Mapping[str, str], datetime], None]
    """Takes refs (→ the provider's code) off the list unless they joined again since. Blocks."""
    progress: Callable[[Journal], None]
    """Told after each block."""
    tick: Callable[[Journal, int], None]
    """Told how many have an outcome, several times a second."""
    rule: str
    """The category's rule for the unknown: `resend` or `report`."""
    quota: int | None
    """How many people the number may still reach just now; None: no limit."""


class Recipients:
    """Draws them one by one, only when a message can leave at once."""

    def __init__(self, journal: Journal, tools: Tools) -> None:
        self._journal = journal
        self._tools = tools
        self._clock = journal.desk.clock
        self._drawn = 0
        self._next_tick = 0.0
        self.recorded = tools.dispatcher.finished
        """How many of the dispatcher's outcomes are in the journal."""

    def of(self, number: int) -> Iterator[tuple[str, Outbound]]:
        """Ref and message of all in a block who are open and still want it."""
        journal, lookout = self._journal, self._tools.lookout
        refs = journal.open(number)
        near = len(refs) - lookout.lead * journal.desk.limits.rate
        for place, ref in enumerate(refs):
            lookout.glance()
            if place >= near:
                lookout.begin()
            self._tick()
            if self._clock.now() >= journal.claim.expires_at:
                journal.record(number, {ref: EXPIRED})
            elif (subscriber := lookout.people.get(ref)) is None:
                journal.record(number, {ref: LEFT})
            elif self._drawn == self._tools.quota:
                self._tools.stop.now(Suspended("reach"))
                return
            else:
                self._drawn += 1
                yield ref, self._message(ref, subscriber)

    def _message(self, ref: str, subscriber: Subscriber) -> Outbound:
        claim = self._journal.claim
        first = next(iter(claim.content.values()))
        content = claim.content.get(subscriber.language, first)
        return Outbound(subscriber.address, content, tag_of(claim.broadcast, ref))

    def _tick(self) -> None:
        if self._clock.monotonic() >= self._next_tick:
            self._next_tick = self._clock.monotonic() + TICK
            fresh = self._tools.dispatcher.finished - self.recorded
            self._tools.tick(self._journal, self._journal.tally.total + fresh)
