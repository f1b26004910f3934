"""Saying no, to everything or to some: at once, by any clear word, or at the provider."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from banditore.domain.texts.reply_facts import choice

if TYPE_CHECKING:
    from banditore.domain.reception.book import Book, Visit
    from banditore.domain.subscriber import Subscriber


def unsubscribe(book: Book, visit: Visit) -> None:
    """Any clear wish to leave."""
    language = book.language(visit)
    if visit.person and visit.person.consent.at > visit.at:
        book.tally.other += 1  # arrived after a later wish to join
        return
    _displaced(book)
    if visit.person is None:
        book.say_farewell(visit)
        book.withdraw(visit)
        book.tally.other += 1
        book.reply("not-subscribed", visit, language)
        return
    _leave(book, visit, visit.person)
    book.reply("goodbye", visit, language)


def opted_out(book: Book, visit: Visit) -> None:
    """The provider says that somebody wants no more. Nobody is answered: they did not write."""
    person = visit.person
    book.owing.drop(visit.addresses)
    if visit.message.scope == "all":
        book.withdraw(visit)
        _displaced(book)
    if person is None or person.consent.at > visit.at:
        book.tally.other += 1
        if visit.message.scope == "all" and person is None:
            book.say_farewell(visit)
    elif visit.message.scope == "all":
        _leave(book, visit, person)
    else:
        marketing = book.decided(visit, book.reception.marketing)
        _keep(book, visit, person, person.categories - marketing)


def choose(book: Book, visit: Visit) -> None:
    """`solo emergenze`, `anche eventi`, `basta eventi`."""
    person, command = visit.person, visit.command
    named = command.categories or frozenset()
    if person is None:
        _stranger(book, visit, named)
    elif person.consent.at > visit.at:
        book.tally.other += 1  # arrived after a later wish to join
    else:
        everything = frozenset(book.service.categories) | person.categories
        decided = book.decided(visit, everything if command.mode == "set" else named)
        wanted = frozenset() if command.mode == "remove" else named & decided
        if _keep(book, visit, person, (person.categories - decided) | wanted):
            _tell(book, visit)
        else:
            book.reply("goodbye", visit, book.language(visit))


def _stranger(book: Book, visit: Visit, named: frozenset[str]) -> None:
    """Choosing is no consent: who is not on the list is told the words that are."""
    applicant, mode = visit.applicant, visit.command.mode
    book.tally.other += 1
    if mode == "remove":
        book.decided(visit, named)  # an older wish to join may still be under way
    if mode == "remove" and applicant:
        named = applicant.categories - named
        if not named:
            book.withdraw(visit)
            book.reply("not-subscribed", visit, book.language(visit))
            return
    if applicant:
        wanted = named | applicant.categories if mode == "add" else named
        book.applicants[applicant.address] = replace(applicant, categories=wanted)
        book.reply("confirm", visit, book.language(visit))
    else:
        kind = "not-subscribed" if mode == "remove" else "near-join"
        book.reply(kind, visit, book.language(visit))


def _leave(book: Book, visit: Visit, person: Subscriber) -> None:
    book.say_farewell(visit)
    book.withdraw(visit)
    book.take_off(person)
    book.tally.left += 1
    book.count("left", visit)


def _keep(book: Book, visit: Visit, person: Subscriber, categories: frozenset[str]) -> bool:
    """These categories and no others; where none remains they have left. Whether they stay."""
    if person.categories and not categories:
        _leave(book, visit, person)
        return False
    changed = categories != person.categories
    book.tally.chose += changed
    book.tally.other += not changed
    if changed:
        book.register.put(replace(person, categories=categories), person)
    return True


def _tell(book: Book, visit: Visit) -> None:
    """What they get now."""
    person = book.register.find(visit.message.sender)
    categories = person.categories if person else frozenset()
    book.reply("choice", visit, book.language(visit), choice(categories))


def _displaced(book: Book) -> None:
    """Who has a recycled number says no: so does, to be safe, who had it before."""
    if book.register.displaced:
        book.take_off(book.register.displaced)
