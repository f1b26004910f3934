"""What there is to do, read fresh from the tips: declared on main, less receipts (invariant 1)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from banditore.domain.broadcasts.layout import id_of
from banditore.domain.due.agenda import agenda
from banditore.domain.due.ledger import Ledger
from banditore.domain.errors import Corrupted
from banditore.domain.findings import Place, Severity, error
from banditore.domain.sending.claim import PREFIX, branch_of, broadcast_of
from banditore.services.broadcasts import load_broadcasts
from banditore.services.receipts import read_ledger
from banditore.services.sending.opening import read_branch
from banditore.services.town import load_town

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.domain.capabilities import Health
    from banditore.domain.due.agenda import Agenda, Step
    from banditore.domain.findings import Finding
    from banditore.domain.service import Service
    from banditore.ports import Documents
    from banditore.services.receiving.inbound import Desk


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
        self._urgent: Sequence[Step] = ()
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

    @property
    def urgent(self) -> Sequence[Step]:
        """Emergencies that nobody has claimed, as of the last look."""
        return self._urgent

    def spent(self, now: datetime) -> Iterator[tuple[datetime, int]]:
        """What closed broadcasts had accepted in the last 24 hours, as of the last look."""
        return self._ledger.spent(now)

    def look(self) -> View:
        """Raises RepositoryError. Blocks."""
        desk, main = self._desk, self._main()
        ledger, doubts = self._receipts()
        self._ledger = ledger
        claims = {broadcast_of(branch) for branch in desk.repository.branches(PREFIX)}
        twins = self._twins(main.broadcasts, ledger, claims)
        todo = agenda(
            [one for one in main.broadcasts if one.path not in twins],
            closed=ledger.closed,
            claimed=claims,
            service=main.service,
            now=desk.clock.now(),
            ledger=ledger,
        )
        self._waiting = todo.later
        self._urgent = [step for step in todo.now if step.urgent and not step.claimed]
        findings = [*_of_unsent(main.findings, ledger), *twins.values(), *doubts]
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

    def _twins(
        self, declared: Sequence[Broadcast], ledger: Ledger, claims: Collection[str]
    ) -> dict[str, Finding]:
        """Path → what is wrong: the very file of a broadcast that went out under another name.

        A pull request that renames it may have been checked before that one was sent.
        """
        now, known = self._desk.clock.now(), ledger.closed | set(claims)
        fresh = [one for one in declared if one.id not in known and not one.expired(now)]
        sent = {account.digest: id_ for id_, account in ledger.recent.items()}
        for broadcast in claims if fresh else ():
            with suppress(Corrupted):  # it halts by itself, and says so
                found = read_branch(self._desk.repository, branch_of(broadcast))
                sent |= {found[1].digest: broadcast} if found else {}
        here = {one.id for one in declared}
        return {
            one.path: error(
                _code(sent[one.digest], here), Place(one.path), id=sent[one.digest], now=one.id
            )
            for one in fresh
            if one.digest in sent
        }

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


def _code(twin: str, declared: Collection[str]) -> str:
    return "sent-copied" if twin in declared else "sent-renamed"


def _of_unsent(findings: Sequence[Finding], ledger: Ledger) -> Iterator[Finding]:
    """Errors that keep something from being sent; what was sent is history."""
    for finding in findings:
        file = finding.place.file
        if finding.severity is Severity.ERROR and id_of(file) not in ledger.closed:
            yield finding
