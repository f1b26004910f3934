"""Who joins by a paper form, and whole lists from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from banditore.domain.errors import ImportedBefore
from banditore.domain.office.changes import add
from banditore.domain.office.importing import Importer, imported_before
from banditore.domain.subscriber import Consent, Subscriber
from banditore.services.office.office import Request

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from banditore.domain.message import Address
    from banditore.domain.office.changes import Added
    from banditore.domain.office.importing import Imported, Origin
    from banditore.domain.office.lists import Person
    from banditore.domain.subscribers import SubscriberList
    from banditore.services.office.office import Office


@dataclass(frozen=True)
class Form:
    """What somebody filled in and signed."""

    signed: date
    language: str
    categories: frozenset[str]
    notice: str
    """The version that stands on the form."""


def consented_at(office: Office, signed: date) -> datetime:
    """The moment that a signed form counts from: its day's beginning, today this very moment.

    Who left in the course of that day has thought better of it.
    """
    now = office.clock.now()
    zone = office.town.service.zone
    if signed == now.astimezone(zone).date():
        return now
    return datetime.combine(signed, time(), zone).astimezone(UTC)


def enter(office: Office, address: Address, form: Form, reference: str, *, live: bool) -> Added:
    """Take somebody on the list by a paper form."""
    notice = office.town.notices[form.language]
    digest = notice.digest if notice.version == form.notice else ""
    consent = Consent(consented_at(office, form.signed), "", form.notice, digest)
    person = Subscriber(
        office.new_id(), address, form.language, form.categories, consent, joined="paper"
    )

    def change(before: SubscriberList) -> tuple[SubscriberList, Added]:
        return add(before, person, office.month)

    done = ("added", "renewed")
    return office.act(Request("add", reference), change, lambda what: int(what in done), live=live)


def take_over(
    office: Office,
    people: Collection[Person],
    origin: Origin,
    reference: str,
    *,
    again: bool,
    live: bool,
) -> Imported:
    """Take a list of people over from elsewhere.

    Raises ImportedBefore where that source was taken over before and nobody said `again`.
    """
    importer = Importer(people, origin, office.town.notices, office.new_id)

    def change(before: SubscriberList) -> tuple[SubscriberList, Imported]:
        earlier = imported_before(before.audit.values(), origin.source)
        if earlier and not again:
            raise ImportedBefore(
                f"the source “{origin.source}” was imported on {earlier.at:%Y-%m-%d}: who has left "
                "since would come back",
                "take out of the file who has left, then say --again; new people have a new source",
            )
        return importer.apply(before, office.month)

    request = Request("import", reference, origin.source)
    return office.act(request, change, lambda done: done.new, live=live)
