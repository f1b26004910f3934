"""Saying yes: joining, confirming, accepting a newer notice. Only words that are a consent do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.subscribers import Applicant, Consent, Subscriber
from banditore.domain.texts.reply_facts import choice, newcomer

if TYPE_CHECKING:
    from collections.abc import Collection

    from banditore.domain.reception.book import Book, Visit


def subscribe(book: Book, visit: Visit) -> None:
    """`MI ISCRIVO`, perhaps with the categories."""
    if book.left_since(visit):
        book.tally.other += 1  # arrived after a later wish to leave
    elif visit.person:
        _again(book, visit, visit.person)
    elif book.service.consent.double:
        _apply(book, visit, visit.command.categories)
    else:
        _enter(book, visit, book.language(visit), visit.command.categories)


def confirm(book: Book, visit: Visit, language: str) -> bool:
    """One of the confirming words; whether it confirmed anything."""
    applicant, person = visit.applicant, visit.person
    if person:
        return _renew(book, visit, person, language) or _twice(book, visit, person, language)
    if applicant is None or book.left_since(visit):
        return False
    if visit.at < applicant.since:
        return False
    _enter(book, visit, applicant.language, applicant.categories)
    return True


def outdated(book: Book, visit: Visit) -> bool:
    """Whether the sender accepted another notice than the present one."""
    person = visit.person
    if person is None:
        return False
    notice = book.reception.notices[book.language(visit)]
    return person.consent.notice != notice.version


def question(book: Book, visit: Visit) -> None:
    """Ask an applicant to confirm."""
    book.reply("confirm", visit, book.language(visit))


def _apply(book: Book, visit: Visit, categories: Collection[str] | None) -> None:
    message, earlier = visit.message, visit.applicant
    if earlier and categories is None:
        categories = earlier.categories
    book.withdraw(visit)
    book.applicants[message.sender] = Applicant(
        message.sender,
        message.also,
        book.language(visit),
        frozenset(book.service.categories if categories is None else categories),
        visit.at,
    )
    book.tally.asked += 1
    question(book, visit)


def _enter(book: Book, visit: Visit, language: str, categories: Collection[str] | None) -> None:
    asked = book.service.categories if categories is None else categories
    wanted = book.still_wanted(visit, asked)
    book.withdraw(visit)
    if not wanted:
        book.tally.other += 1
        book.reply("not-subscribed", visit, language)
        return
    entered = Subscriber(
        book.reception.new_id(),
        visit.message.sender,
        language,
        wanted,
        _consent(book, visit, language),
        visit.message.also,
    )
    book.register.enter(entered)
    book.tally.joined += 1
    book.count("joined", visit)
    book.reply("confirmation", visit, language, newcomer(wanted))


def _again(book: Book, visit: Visit, known: Subscriber) -> None:
    """Of who is on the list: what they name comes on top, and a newer notice is accepted.

    Who had the processing restricted consents to it anew. Of several texts to one notice, the first
    is the consent.
    """
    named = visit.command.categories or frozenset()
    categories = known.categories | book.decided(visit, named)
    language = book.language(visit)
    consent, earlier = _consent(book, visit, language), visit.at < known.consent.at
    old = known.consent.notice != consent.notice
    renews = not earlier and (old or known.status == "restricted")
    after = replace(
        known,
        language=known.language if earlier else language,
        categories=categories,
        consent=consent if renews or (earlier and not old) else known.consent,
        status="active" if renews else known.status,
    )
    book.register.put(after, known)
    kind = "already-subscribed"
    if renews:
        kind = "confirmation"
        book.tally.renewed += 1
        book.count("renewed", visit)
    elif categories != known.categories:
        kind = "choice"
        book.tally.chose += 1
    else:
        book.tally.other += 1
    book.reply(kind, visit, language, choice(categories))


def _renew(book: Book, visit: Visit, known: Subscriber, language: str) -> bool:
    consent = _consent(book, visit, known.language)
    if known.consent.notice == consent.notice or known.consent.at > visit.at:
        return False
    book.register.put(replace(known, consent=consent), known)
    book.tally.renewed += 1
    book.count("renewed", visit)
    spoken = language if language in book.service.languages else known.language
    book.reply("confirmation", visit, spoken, choice(known.categories))
    return True


def _twice(book: Book, visit: Visit, known: Subscriber, language: str) -> bool:
    """Whether this is who has just confirmed, and does it again: a button invites to."""
    consent = book.service.consent
    if not (consent.double and timedelta() <= visit.at - known.consent.at < consent.within):
        return False
    book.tally.other += 1
    spoken = language if language in book.service.languages else known.language
    book.reply("already-subscribed", visit, spoken, choice(known.categories))
    return True


def _consent(book: Book, visit: Visit, language: str) -> Consent:
    notice = book.reception.notices[language]
    return Consent(visit.at, book.proof(visit.message), notice.version, notice.digest)
