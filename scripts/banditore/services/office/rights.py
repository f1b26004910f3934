"""What a citizen may ask for: to see, to be forgotten, to be left in peace (GDPR 15, 17, 18)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from banditore.domain.errors import BanditoreError, StoreError
from banditore.domain.message import readable
from banditore.domain.office.changes import erased, set_status
from banditore.domain.office.letters import about, head, moment_name, removed, written
from banditore.domain.office.record import record_of
from banditore.domain.texts.replies import values_of
from banditore.services.letters import load_letter
from banditore.services.office.office import Request

if TYPE_CHECKING:
    from datetime import datetime

    from banditore.domain.keys.rotating import Rotated
    from banditore.domain.message import Address
    from banditore.domain.office.changes import Erased
    from banditore.domain.office.record import Record
    from banditore.domain.subscriber import Status
    from banditore.domain.subscribers import SubscriberList
    from banditore.services.office.office import Office


@dataclass(frozen=True)
class Erasure:
    """What was done: the certificate names nobody."""

    what: Erased
    at: datetime
    rotated: Rotated
    digest: str
    """Of the base that took the place of all: anybody can compute it from the repository."""


def show(office: Office, address: Address, reference: str, *, live: bool) -> Record:
    """All there is on an address. It is handed out only once its line of the audit is pushed."""

    def look(subscribers: SubscriberList) -> tuple[SubscriberList, Record]:
        return subscribers, record_of(subscribers, address, office.choices)

    request = Request("show", reference)
    return office.act(request, look, lambda record: int(not record.empty), live=live)


def erase(office: Office, address: Address, reference: str, language: str) -> Erasure:
    """Take off the list all there is on an address, and change the key at once.

    Done again it does no harm: what is gone stays gone, and the key changes once more. That is also
    right for somebody who left by text, whom earlier versions of the list still hold.

    `language`: of the certificate; where the town has none in it nothing is done. Raises what the
    ports raise, and StoreError where the record is gone and the key did not change.
    """
    load_letter(office.files, "erasure", language, office.town.service)
    at = office.clock.now()
    what = office.act(
        Request("erase", reference),
        lambda before: _erased(office, before, address, at),
        lambda what: int(bool(what)),
        live=True,
    )
    try:
        rotated = office.rotate()
        tip = office.repository.tip(office.town.service.state_branch)
        assert tip is not None  # noqa: S101 - it was rewritten a moment ago
        return Erasure(what, at, rotated, office.store.head(tip).digest)
    except BanditoreError as failure:
        raise StoreError(
            f"the data is off the list, but earlier versions can still be opened: the key could "
            f"not be changed ({failure.message})",
            "do the same erasure again: it is complete only with its certificate. "
            f"{failure.hint}".strip(),
        ) from None


def would_erase(office: Office, address: Address) -> Erased:
    """What there is to erase. Changes nothing."""
    return _erased(office, office.load(), address, office.clock.now())[1]


def _erased(
    office: Office,
    before: SubscriberList,
    address: Address,
    at: datetime,
    why: Literal["erased", "left"] = "erased",
) -> tuple[SubscriberList, Erased]:
    return erased(before, address, at, office.month, why=why, choices=office.choices)


def remove(office: Office, address: Address, reference: str, *, live: bool) -> Erased:
    """Take off the list who asks so on paper: as MI CANCELLO does, without a new key at once."""
    at = office.clock.now()
    return office.act(
        Request("remove", reference),
        lambda before: _erased(office, before, address, at, "left"),
        lambda what: int(bool(what)),
        live=live,
    )


def restrict(
    office: Office, address: Address, reference: str, status: Status, *, live: bool
) -> bool:
    """Send nothing to somebody any more, or again, and keep the data. Whether there is somebody."""

    def change(before: SubscriberList) -> tuple[SubscriberList, bool]:
        there = before.find(address) is not None
        return set_status(before, address, status), there

    what = Request("unrestrict" if status == "active" else "restrict", reference)
    return office.act(what, change, int, live=live)


def access_letter(office: Office, record: Record, reference: str, language: str) -> str:
    """The answer to who asked for access. Raises ContentError where the town has no such letter."""
    service = office.town.service
    kind = "access-nothing" if record.empty else "access"
    values = {
        **values_of(service, office.town.notices[language]),
        **head(office.clock.now(), service, language, reference),
        "address": readable(record.address),
        **({} if record.empty else about(record, service, language)),
    }
    return written(load_letter(office.files, kind, language, service), values)


def certificate(office: Office, done: Erasure, reference: str, language: str) -> str:
    """What the office hands to who was erased. Raises ContentError as above."""
    service = office.town.service
    values = {
        **values_of(service, office.town.notices[language]),
        **head(done.at, service, language, reference),
        "erased_at": moment_name(done.at, service, language),
        "changed_at": moment_name(done.rotated.at, service, language),
        "removed": removed(done.what, language),
        "epoch": str(done.rotated.epoch),
        "epoch_before": str(done.rotated.ended),
        "generation": str(done.rotated.generation),
        "digest": done.digest,
    }
    return written(load_letter(office.files, "erasure", language, service), values)
