"""Where every broadcast stands, from what lies open in the repository."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from banditore.domain.due.agenda import agenda
from banditore.domain.errors import Corrupted
from banditore.domain.sending.claim import PREFIX, broadcast_of
from banditore.domain.sending.receipt import RECEIPT_SCHEMA, counts_of, path_of
from banditore.services.broadcasts import load_broadcasts
from banditore.services.receipts import read_ledger
from banditore.services.sending.opening import read_branch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from banditore.domain.due.agenda import Agenda, Held, HeldFor
    from banditore.domain.findings import Finding
    from banditore.domain.service import Service
    from banditore.ports import Documents, Files, Repository

State = Literal["sent", "sending", "stopped", "halted", "held", "due", "later", "missed"]


@dataclass(frozen=True)
class Standing:
    """One broadcast."""

    id: str
    state: State
    counts: Mapping[str, int] = field(default_factory=dict)
    why: HeldFor | None = None
    """Why it is held."""
    until: datetime | None = None
    """When it may go on, where it is held and that is known."""


def standings(
    repository: Repository, main: Files, documents: Documents, service: Service, now: datetime
) -> tuple[list[Standing], list[Finding]]:
    """All broadcasts, the newest last, and what is doubtful about receipts.

    Raises RepositoryError.
    """
    state = repository.tip(service.state_branch)
    trees = [tree for tree in (state, main) if tree is not None]
    ledger, doubts = read_ledger(trees, documents, now)
    claims = {broadcast_of(name) for name in repository.branches(PREFIX)}
    broadcasts, _ = load_broadcasts(main, documents, service)
    todo = agenda(
        broadcasts, closed=ledger.closed, claimed=claims, service=service, now=now, ledger=ledger
    )
    found = [Standing(id_, "sent", _counts(id_, trees, documents)) for id_ in ledger.closed]
    waiting = {held.id: held for held in todo.held}
    begun = claims - ledger.closed
    found += [_with(_under_way(repository, id_, now), waiting.get(id_)) for id_ in begun]
    return sorted([*found, *_declared(todo)], key=lambda standing: standing.id), doubts


def _with(standing: Standing, held: Held | None) -> Standing:
    """A send that nobody goes on with may be one that the rules keep from going on."""
    if held is None or standing.state != "stopped":
        return standing
    return replace(standing, state="held", why=held.why, until=held.until)


def _declared(todo: Agenda) -> Iterator[Standing]:
    yield from (Standing(step.id, "due") for step in todo.now if not step.claimed)
    for held in todo.held:
        if not held.step.claimed:
            yield Standing(held.id, "held", why=held.why, until=held.until)
    yield from (Standing(broadcast.id, "later") for broadcast in todo.later)
    yield from (Standing(broadcast.id, "missed") for broadcast in todo.missed)


def _counts(id_: str, trees: list[Files], documents: Documents) -> Mapping[str, int]:
    content = next(filter(None, (tree.read(path_of(id_)) for tree in trees)), b"")
    document, _ = documents.read(path_of(id_), content, RECEIPT_SCHEMA)
    return counts_of(document) if document else {}


def _under_way(repository: Repository, id_: str, now: datetime) -> Standing:
    try:
        found = read_branch(repository, PREFIX + id_)
    except Corrupted:  # a person must look; publish says why
        return Standing(id_, "halted")
    if found is None:  # it ended while we looked
        return Standing(id_, "sending")
    claim = found[1]
    alive: State = "sending" if now < claim.lease_until else "stopped"
    return Standing(id_, "halted" if claim.halted else alive, {"audience": claim.audience})
