"""All that the list holds on one address: what GDPR art. 15 asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from banditore.domain.office.changes import answer_marks, choice_marks, refs_of
from banditore.domain.reception.book import farewell

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from banditore.domain.message import Address
    from banditore.domain.subscriber import Subscriber
    from banditore.domain.subscribers import Applicant, PendingReply, SubscriberList


@dataclass(frozen=True)
class Record:
    """Somebody's data. `repr` shows none of it."""

    address: Address
    """As it was asked for."""
    person: Subscriber | None = field(repr=False)
    applicant: Applicant | None = field(repr=False)
    """Has asked to join and not confirmed it yet."""
    replies: tuple[PendingReply, ...] = field(repr=False)
    """Owed to them."""
    answered: tuple[datetime, ...] = field(repr=False)
    """When they were last answered, kept for some days against echoes."""
    chosen: tuple[datetime, ...] = field(repr=False)
    """When they last chose, kept for some days against messages that come late."""
    left: datetime | None = field(repr=False)
    """When they last left, kept for some days against messages that come late."""
    misses: int = field(repr=False)
    """Broadcasts that found the number not to be on WhatsApp."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all."""
        kept = (self.person, self.applicant, self.left, *self.replies, *self.answered, *self.chosen)
        return not any(kept) and not self.misses


def record_of(
    subscribers: SubscriberList, address: Address, choices: Collection[str] = ()
) -> Record:
    """What there is on an address, and on any other that leads to the same person.

    `choices`: all that may be chosen by text.
    """
    person = subscribers.find(address)
    addresses = person.addresses if person else (address,)
    refs = refs_of(subscribers, person, address)
    marks = choice_marks(subscribers, refs, choices)
    farewells = (subscribers.seen.get(farewell(subscribers.ref_key, one)) for one in addresses)
    answers = answer_marks(subscribers, person, address)
    times = {at for mark, at in subscribers.courtesy.items() if mark in answers}
    times.update(at for ref in refs for at in subscribers.talk.get(ref, ()))
    return Record(
        address=address,
        person=person,
        applicant=next(
            (
                one
                for one in subscribers.applicants.values()
                if one.address in addresses or one.also in addresses
            ),
            None,
        ),
        replies=tuple(one for one in subscribers.replies.values() if one.to in addresses),
        answered=tuple(sorted(times)),
        chosen=tuple(sorted(at for mark, at in subscribers.seen.items() if mark in marks)),
        left=max(filter(None, farewells), default=None),
        misses=max((len(subscribers.misses.get(ref, ())) for ref in refs), default=0),
    )


def as_document(record: Record) -> dict[str, Any]:
    """For a program: art. 15(3) asks for a common electronic form, art. 20 for a readable one."""
    person = record.person
    return {
        "address": str(record.address),
        "subscriber": None if person is None else subscriber_document(person),
        "applied_at": _moment(record.applicant.since if record.applicant else None),
        "replies_owed": [{"kind": one.kind, "since": _moment(one.since)} for one in record.replies],
        "answered_at": [_moment(at) for at in record.answered],
        "chosen_at": [_moment(at) for at in record.chosen],
        "left_at": _moment(record.left),
        "broadcasts_that_did_not_find_the_number": record.misses,
    }


def subscriber_document(person: Subscriber) -> dict[str, Any]:
    """A subscriber, whole: also a row of the export, whose format is a promise."""
    consent = person.consent
    return {
        "address": str(person.address),
        "user_id": str(person.also) if person.also else None,
        "language": person.language,
        "categories": sorted(person.categories),
        "status": person.status,
        "joined": person.joined,
        "consent": {
            "at": _moment(consent.at),
            "message": consent.message or None,
            "notice": consent.notice or None,
            "notice_hash": consent.notice_hash or None,
        },
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z") if at else None
