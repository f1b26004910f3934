"""A list in the making, while messages are taken in: its people, and what is remembered of others.

What arrives late must not undo what the same person decided later. So `seen` keeps, by hash, when
somebody last left, and when each category and the language were last chosen.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from banditore.domain.message_ids import inner_id
from banditore.domain.moves import counted
from banditore.domain.naming import keyed
from banditore.domain.reception.owing import LONG_AGO, Owing
from banditore.domain.reception.register import Register
from banditore.domain.reception.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from banditore.domain.commands import Command
    from banditore.domain.message import Address, Inbound
    from banditore.domain.moves import Move
    from banditore.domain.service import Service
    from banditore.domain.subscriber import Subscriber
    from banditore.domain.subscribers import Applicant, SubscriberList
    from banditore.domain.texts.notice import Notice


@dataclass(frozen=True)
class Reception:
    """The rules, the moment and the run by which messages are taken in."""

    service: Service
    notices: Mapping[str, Notice]
    """By language."""
    now: datetime
    run: str
    """Owns the replies that are made."""
    new_id: Callable[[], str] = field(repr=False)
    marketing: frozenset[str] = frozenset()
    """The categories that WhatsApp counts as marketing."""


@dataclass(frozen=True)
class Visit:
    """One message, and who sent it."""

    message: Inbound
    digest: str
    """By which the message is remembered."""
    command: Command
    person: Subscriber | None
    applicant: Applicant | None

    @property
    def at(self) -> datetime:
        """When it was sent."""
        return self.message.at

    @property
    def addresses(self) -> tuple[Address, ...]:
        """All that are known to lead to the sender."""
        told = (self.message.sender, self.message.also)
        known = self.person.addresses if self.person else ()
        return tuple(dict.fromkeys(address for address in (*told, *known) if address))


def farewell(key: bytes, address: Address) -> str:
    """Under which `seen` keeps when somebody last left: an older join must not undo it."""
    return keyed(key, "left", address)


def chosen(key: bytes, what: str, ref: str) -> str:
    """Under which `seen` keeps when somebody last chose a category, or the language."""
    return keyed(key, f"chose {what}", ref)


class Book:
    """The list, and everything that a message may change in it."""

    def __init__(self, subscribers: SubscriberList, reception: Reception) -> None:
        self._old = subscribers
        self.key = subscribers.ref_key
        self.reception = reception
        self.register = Register(subscribers.subscribers, subscribers.ref_key)
        self.owing = Owing(subscribers, now=reception.now, run=reception.run)
        self.seen = dict(subscribers.seen)
        self.applicants = dict(subscribers.applicants)
        self.misses = dict(subscribers.misses)
        self.tally = Tally()
        self._moves = dict(subscribers.moves)

    @property
    def service(self) -> Service:
        """The town's rules."""
        return self.reception.service

    def language(self, visit: Visit) -> str:
        """That of the words; else the one we know; else the town's first."""
        known = visit.person or visit.applicant
        for language in (visit.command.language, known.language if known else None):
            if language in self.service.languages:
                return language
        return self.service.languages[0]

    def reply(
        self, kind: str, visit: Visit, language: str, facts: Mapping[str, str] | None = None
    ) -> None:
        """Owe an answer."""
        self.owing.reply(kind, visit.message, visit.digest, language, facts, also=visit.addresses)

    def count(self, move: Move, visit: Visit) -> None:
        """For the statistics."""
        counted(self._moves, visit.at, move)

    def proof(self, message: Inbound) -> str:
        """What is kept of a message's id: never a number."""
        return inner_id(message.id) or keyed(self.key, "message", message.id)

    def applicant(self, message: Inbound) -> Applicant | None:
        """Who sent this, if they may still confirm that they want to join."""
        both = (message.sender, message.also)
        found = next((self.applicants[one] for one in both if one in self.applicants), None)
        return found if found and message.at < found.since + self.service.consent.within else None

    # What was decided when

    def left_since(self, visit: Visit) -> bool:
        """Whether the sender has left after this was sent; at a tie, leaving wins."""
        marks = (farewell(self.key, address) for address in visit.addresses)
        return any(self.seen.get(mark, LONG_AGO) >= visit.at for mark in marks)

    def say_farewell(self, visit: Visit) -> None:
        """Remember that the sender left."""
        for address in visit.addresses:
            self.decide(farewell(self.key, address), visit.at)

    def decide(self, mark: str, at: datetime) -> bool:
        """Remember a decision; whether it is the newest of its kind."""
        newest = self.seen.get(mark, LONG_AGO) <= at
        if newest:
            self.seen[mark] = at
        return newest

    def decided(self, visit: Visit, what: Iterable[str]) -> frozenset[str]:
        """Of categories (or `language`): those on which this is the sender's newest word."""
        marks = self._choices(visit, what)
        return frozenset(one for one, mark in marks.items() if self.decide(mark, visit.at))

    def still_wanted(self, visit: Visit, categories: Iterable[str]) -> frozenset[str]:
        """Of categories that somebody asked for: those that they dropped at no later time."""
        marks = self._choices(visit, categories)
        return frozenset(
            one for one, mark in marks.items() if self.seen.get(mark, LONG_AGO) <= visit.at
        )

    def _choices(self, visit: Visit, what: Iterable[str]) -> dict[str, str]:
        """The marks under which `seen` keeps when the sender last chose."""
        person, sender = visit.person, visit.message.sender
        ref = self._old.ref_of(person) if person else self._old.ref(sender)
        return {one: chosen(self.key, one, ref) for one in what}

    # People

    def awake(self, visit: Visit) -> Visit:
        """Who writes is there: nothing that was missed counts any more."""
        person = visit.person
        if person is None:
            return visit
        self.misses.pop(self._old.ref_of(person), None)
        if person.status != "suspended":
            return visit
        self.count("revived", visit)
        return replace(visit, person=self.register.put(replace(person, status="active"), person))

    def take_off(self, person: Subscriber) -> None:
        """Forget somebody."""
        self.register.remove(person)
        self.misses.pop(self._old.ref_of(person), None)

    def withdraw(self, visit: Visit) -> None:
        """Forget that the sender asked to join."""
        for address in visit.addresses:
            self.applicants.pop(address, None)

    def closed(self, cursor: datetime, oldest: datetime) -> SubscriberList:
        """The new list, without what need not be known any more."""
        within, now = self.service.consent.within, self.reception.now
        for address, one in list(self.applicants.items()):
            if now >= one.since + within:
                del self.applicants[address]
                counted(self._moves, one.since, "lapsed")
        self.tally.late += self.owing.late()
        return replace(
            self._old,
            cursor=cursor,
            subscribers=self.register.done(),
            seen={key: at for key, at in self.seen.items() if at >= oldest},
            applicants=self.applicants,
            misses=self.misses,
            moves=self._moves,
            **self.owing.kept(cursor),
        )
