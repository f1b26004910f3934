"""A list from elsewhere becomes subscribers: a pure, idempotent change."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from banditore.domain.folding import fold
from banditore.domain.office.changes import left_since
from banditore.domain.reception.register import Register
from banditore.domain.subscriber import Consent, Subscriber

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from banditore.domain.audit import AuditLine
    from banditore.domain.message import Address
    from banditore.domain.office.lists import Person
    from banditore.domain.subscribers import SubscriberList
    from banditore.domain.texts.notice import Notice

PREFIX = "import:"


@dataclass(frozen=True)
class Origin:
    """Where a list comes from, as the town declares it."""

    source: str
    """In words: stands with each consent."""
    at: datetime
    """When these people said yes, at the latest."""
    notice: str
    """The version of the notice that they were given; `""`: an older one than any of ours."""
    categories: frozenset[str]


@dataclass(frozen=True)
class Imported:
    """What an import did, in counts."""

    new: int = 0
    already: int = 0
    left: int = 0
    """Known to have left since they said yes: they stay away."""


@dataclass
class Importer:
    """Applies one file. The ids that it gives stay the same however often it is applied."""

    people: Iterable[Person] = field(repr=False)
    origin: Origin
    notices: Mapping[str, Notice] = field(repr=False)
    """By language; the first one's is spoken where the file names none."""
    new_id: Callable[[], str]
    _ids: dict[Address, str] = field(init=False, repr=False, default_factory=dict)

    def apply(self, subscribers: SubscriberList, month: str) -> tuple[SubscriberList, Imported]:
        """The list with those who are new to it. Who is there keeps consent and choices."""
        register = Register(subscribers.subscribers, subscribers.ref_key)
        new = already = left = 0
        for person in self.people:
            if register.find(person.address):
                already += 1
            elif left_since(subscribers, person.address, self.origin.at):
                left += 1
            else:
                new += 1
                register.enter(self._subscriber(person))
        if not new:
            return subscribers, Imported(0, already, left)
        moves = dict(subscribers.moves)
        moves[month, "joined"] = moves.get((month, "joined"), 0) + new
        after = replace(subscribers, subscribers=register.done(), moves=moves)
        return after, Imported(new, already, left)

    def _subscriber(self, person: Person) -> Subscriber:
        origin = self.origin
        language = person.language or next(iter(self.notices))
        notice = self.notices[language]
        # Of an older notice only the town's own archive can tell the words.
        digest = notice.digest if notice.version == origin.notice else ""
        if person.address not in self._ids:
            self._ids[person.address] = self.new_id()
        return Subscriber(
            id=self._ids[person.address],
            address=person.address,
            language=language,
            categories=origin.categories,
            consent=Consent(origin.at, "", origin.notice, digest),
            joined=f"{PREFIX}{origin.source}",
        )


def imported_before(lines: Iterable[AuditLine], source: str) -> AuditLine | None:
    """The last import from a source of that name.

    Who left more than some days ago is not remembered, so a second import would bring them back.
    """
    words = fold(source).words
    same = [one for one in lines if one.what == "import" and fold(one.note).words == words]
    return max(same, key=lambda one: one.at, default=None)
