"""Where every broadcast stands, from what lies open in the repository."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from banditore.domain.agenda import agenda
from banditore.domain.claim import PREFIX
from banditore.domain.layout import RECEIPTS, id_of
from banditore.domain.receipt import RECEIPT_SCHEMA, counts_of
from banditore.services.broadcasts import load_broadcasts
from banditore.services.sending.journal import read_branch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from banditore.domain.service import Service
    from banditore.ports import Documents, Files, Repository

State = Literal["sent", "sending", "stopped", "halted", "due", "later", "missed"]


@dataclass(frozen=True)
class Standing:
    """One broadcast."""

    id: str
    state: State
    counts: Mapping[str, int] = field(default_factory=dict)


def standings(
    repository: Repository, main: Files, documents: Documents, service: Service, now: datetime
) -> list[Standing]:
    """All broadcasts, the newest last. Raises RepositoryError and Corrupted."""
    state = repository.tip(service.state_branch)
    closed = _closed(state, documents) if state else {}
    claims = {name.removeprefix(PREFIX) for name in repository.branches(PREFIX)}
    broadcasts, _ = load_broadcasts(main, documents, service)
    todo = agenda(broadcasts, closed=closed, claimed=claims, service=service, now=now)
    found = [Standing(id_, "sent", counts) for id_, counts in closed.items()]
    found += [_under_way(repository, id_, now) for id_ in claims - set(closed)]
    found += [Standing(step.id, "due") for step in todo.now if not step.claimed]
    found += [Standing(b.id, "later") for b in todo.later]
    found += [Standing(b.id, "missed") for b in todo.missed]
    return sorted(found, key=lambda standing: standing.id)


def _closed(state: Files, documents: Documents) -> dict[str, dict[str, int]]:
    closed: dict[str, dict[str, int]] = {}
    for path in state.paths(RECEIPTS):
        document, _ = documents.read(path, state.read(path) or b"", RECEIPT_SCHEMA)
        closed[id_of(path)] = counts_of(document) if document else {}
    return closed


def _under_way(repository: Repository, id_: str, now: datetime) -> Standing:
    found = read_branch(repository, PREFIX + id_)
    if found is None:  # it ended while we looked
        return Standing(id_, "sending")
    claim = found[1]
    alive: State = "sending" if now < claim.lease_until else "stopped"
    return Standing(id_, "halted" if claim.halted else alive, {"audience": claim.audience})
