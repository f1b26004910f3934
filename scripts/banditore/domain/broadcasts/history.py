"""A sent broadcast is history: what a change may not do to it.

A receipt says that a broadcast was sent, and with which text. Editing, renaming, deleting or adding
it again is an error in the change that does it, with the way out: a new broadcast that corrects it.
What already stands so on main is not this change's fault and weighs less.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.broadcasts.layout import RECEIPTS, TEMPLATES, id_of
from banditore.domain.findings import Finding, Place, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Past:
    """What was sent, what main says, what this change proposes; digests as `digest_of` makes."""

    sent: Mapping[str, str]
    """Id → digest in the receipt."""
    base: Mapping[str, str] | None
    """Path → digest of each file under `messages/` on main; None where main is unknown."""
    proposed: Mapping[str, str]
    """Path → digest of each file under `messages/` as proposed."""

    def untouched(self, path: str) -> bool:
        """Whether main is known to have exactly this file."""
        return self.base is not None and self.base.get(path) == self.proposed.get(path)

    def settled(self, path: str) -> bool:
        """Whether this file was sent as it stands: nobody can mend it any more."""
        return self.sent.get(id_of(path)) == self.proposed[path]


def history_findings(past: Past) -> Iterator[Finding]:
    """Everything that a change does to what was sent."""
    broadcasts = {
        path: digest
        for path, digest in past.proposed.items()
        if path.endswith(".yaml") and not path.startswith((RECEIPTS, TEMPLATES))
    }
    ids = {id_of(path) for path in broadcasts}
    for path in broadcasts:
        yield from _kept(past, path)
        yield from _renamed(past, path, ids)
    yield from _deleted(past, ids)
    yield from _receipts(past, ids)


def _kept(past: Past, path: str) -> Iterator[Finding]:
    broadcast = id_of(path)
    if broadcast not in past.sent:
        return
    if not past.settled(path):
        make = warning if past.untouched(path) else error
        yield make("sent-edited", Place(path), id=broadcast)
    elif past.base is not None and path not in past.base:
        yield error("sent-added-again", Place(path), id=broadcast)


def _renamed(past: Past, path: str, ids: set[str]) -> Iterator[Finding]:
    if id_of(path) in past.sent:
        return
    twins = [sent for sent, digest in past.sent.items() if digest == past.proposed[path]]
    for twin in twins[:1]:
        code = "sent-copied" if twin in ids else "sent-renamed"
        yield error(code, Place(path), id=twin, now=id_of(path))


def _deleted(past: Past, ids: set[str]) -> Iterator[Finding]:
    renamed = {digest for path, digest in past.proposed.items() if id_of(path) not in past.sent}
    for path in past.base or ():
        broadcast = id_of(path)
        if path.startswith((RECEIPTS, TEMPLATES)) or broadcast in ids:
            continue
        if broadcast in past.sent and past.sent[broadcast] not in renamed:
            yield _gone(past, path, broadcast)


def _gone(past: Past, path: str, broadcast: str) -> Finding:
    # A branch that main has overtaken lacks the broadcast together with its receipt.
    receipt = f"{RECEIPTS}{broadcast}.yaml"
    behind = receipt in (past.base or ()) and receipt not in past.proposed
    if behind:
        return warning("behind-main", Place(path), id=broadcast)
    return error("sent-deleted", Place(path), id=broadcast)


def _receipts(past: Past, ids: set[str]) -> Iterator[Finding]:
    if past.base is None:
        return
    for path in sorted({*past.base, *past.proposed}):
        if not path.startswith(RECEIPTS) or past.base.get(path) == past.proposed.get(path):
            continue
        if path in past.proposed:
            yield error("receipt-changed", Place(path), id=id_of(path))
        elif id_of(path) in ids:
            yield error("receipt-missing", Place(path), id=id_of(path))


def correction_findings(
    place: Place, corrects: str, past: Past, broadcasts: set[str]
) -> Iterator[Finding]:
    """Whether what a broadcast corrects was sent."""
    if corrects in past.sent:
        return
    if corrects in broadcasts:
        yield warning("corrects-unsent", place, id=corrects)
    else:
        yield error("corrects-nothing", place, id=corrects)
