"""What there is to do, read fresh from the tips: declared on main, less receipts (invariant 1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from banditore.domain.agenda import agenda
from banditore.domain.claim import PREFIX, broadcast_of
from banditore.domain.findings import Severity
from banditore.domain.layout import id_of
from banditore.domain.ledger import Ledger
from banditore.services.broadcasts import load_broadcasts
from banditore.services.content import load_town
from banditore.services.receipts import read_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from banditore.domain.agenda import Agenda
    from banditore.domain.broadcast import Broadcast
    from banditore.domain.capabilities import Health
    from banditore.domain.findings import Finding
    from banditore.domain.service import Service
    from banditore.ports import Documents
    from banditore.services.inbound import Desk


@dataclass(frozen=True)
class View:
    """What one look showed."""

    agenda: Agenda
    service: Service
    """The rules as they are now: they may have changed since the run began."""
    ledger: Ledger
    findings: Sequence[Finding]
    """Why declared broadcasts cannot be sent, and what is wrong with receipts."""


@dataclass(frozen=True)
class _Declared:
    """What main says; read again only when main has moved."""

    commit: str
    service: Service
    broadcasts: Sequence[Broadcast]
    findings: Sequence[Finding]


class Outlook:
    """Looks at main, at the receipts and at the claims."""

    def __init__(self, desk: Desk, documents: Documents) -> None:
        self._desk = desk
        self._documents = documents
        self._last = _Declared("", desk.town.service, (), ())
        self._waiting: Sequence[Broadcast] = ()
        self._ledger = Ledger()
        self._reach: int | None = None

    def heed(self, health: Health) -> None:
        """The provider knows better than the rules how many people may be reached."""
        self._reach = health.reach

    @property
    def service(self) -> Service:
        """The rules as of the last look, under the provider's own limit."""
        service, known = self._last.service, self._reach
        believed = service.limits.reach_per_day
        if known is None or (believed is not None and believed <= known):
            return service
        return replace(service, limits=replace(service.limits, reach_per_day=known))

    def spent(self, now: datetime) -> Iterator[tuple[datetime, int]]:
        """What closed broadcasts had accepted in the last 24 hours, as of the last look."""
        return self._ledger.spent(now)

    def look(self) -> View:
        """Raises RepositoryError. Blocks."""
        desk, main = self._desk, self._main()
        ledger, doubts = self._receipts()
        self._ledger = ledger
        claims = {broadcast_of(branch) for branch in desk.repository.branches(PREFIX)}
        todo = agenda(
            main.broadcasts,
            closed=ledger.closed,
            claimed=claims,
            service=main.service,
            now=desk.clock.now(),
            ledger=ledger,
        )
        self._waiting = todo.later
        findings = [*_of_unsent(main.findings, ledger), *doubts]
        return View(todo, main.service, ledger, findings)

    def news(self) -> View | None:
        """A new look, where main has moved or the time of a broadcast has come; cheap if not.

        Raises RepositoryError. Blocks.
        """
        desk, now = self._desk, self._desk.clock.now()
        head = desk.repository.branches(desk.main).get(desk.main, "")
        if head == self._last.commit and not any(b.due(now) for b in self._waiting):
            return None
        return self.look()

    def _main(self) -> _Declared:
        desk = self._desk
        tip = desk.repository.tip(desk.main)
        if tip and tip.commit != self._last.commit:
            town, _ = load_town(tip, self._documents)
            # Rules that do not pass, in the middle of a run: the ones it began with stay.
            service = town.service if town else self._last.service
            broadcasts, findings = load_broadcasts(tip, self._documents, service)
            self._last = _Declared(tip.commit, service, broadcasts, findings)
        return self._last

    def _receipts(self) -> tuple[Ledger, list[Finding]]:
        """Of the state branch, and main's: the state may have moved to a branch of its own."""
        desk = self._desk
        trees = [desk.repository.tip(branch) for branch in dict.fromkeys((desk.state, desk.main))]
        return read_ledger([t for t in trees if t], self._documents, desk.clock.now())


def _of_unsent(findings: Sequence[Finding], ledger: Ledger) -> Iterator[Finding]:
    """Errors that keep something from being sent; what was sent is history."""
    for finding in findings:
        file = finding.place.file
        if finding.severity is Severity.ERROR and id_of(file) not in ledger.closed:
            yield finding
