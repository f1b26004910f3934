"""Takes in one message after the other, in the order in which people wrote, and owes the answers.

What is not understood changes nothing and gets a hint, once a day. What came in beside texts is
counted by its kind and not looked at.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from banditore.domain.commands import Command, CommandReader
from banditore.domain.reception import joins, leaves
from banditore.domain.reception.automatic import automatic, by_machine, links
from banditore.domain.reception.book import Book, Visit
from banditore.domain.texts.reply_facts import everything

if TYPE_CHECKING:
    from datetime import datetime

    from banditore.domain.message import Inbound
    from banditore.domain.reception.book import Reception
    from banditore.domain.reception.tally import Tally
    from banditore.domain.subscribers import SubscriberList

SILENT = frozenset(("reaction", "call", "system", "unsupported", "deleted"))
"""Kinds that come in without anybody having written to us: counted, not answered."""
_NOTHING = Command("nothing")
_KIND = re.compile("[a-z_]{1,24}")
"""A provider's word for what came in; it is printed, so nothing else is taken for one."""


class Clerk:
    """A list in the making."""

    def __init__(self, subscribers: SubscriberList, reception: Reception) -> None:
        self._book = Book(subscribers, reception)
        self._reader = CommandReader(reception.service)

    @property
    def tally(self) -> Tally:
        """What was done so far."""
        return self._book.tally

    def result(self, cursor: datetime, oldest: datetime) -> SubscriberList:
        """The new list; of what is remembered, nothing that is older than `oldest`."""
        return self._book.closed(cursor, oldest)

    def handle(self, message: Inbound, digest: str) -> None:
        """One that is new."""
        book = self._book
        book.seen[digest] = message.at
        person = book.register.meet(message)
        visit = Visit(message, digest, _NOTHING, person, book.applicant(message))
        for move in book.register.moved.elements():
            book.count(move, visit)
        if message.kind == "leave":
            leaves.opted_out(book, visit)
            return
        visit = book.awake(visit)
        if message.kind == "text":
            command = self._reader.read(message.text)
            book.tally.rules[command.rule] += 1
            self._text(replace(visit, command=command))
            return
        book.tally.other += 1
        if message.kind == "other":
            book.tally.kinds[_named(message.what)] += 1
            if message.what not in SILENT:
                self._hint(visit)

    def _text(self, visit: Visit) -> None:
        book = self._book
        confirmed = book.service.consent.confirmed_in(visit.message.text)
        if confirmed and joins.confirm(book, visit, confirmed):
            return
        match visit.command.kind:
            case "subscribe":
                joins.subscribe(book, visit)
            case "unsubscribe":
                leaves.unsubscribe(book, visit)
            case "choose":
                leaves.choose(book, visit)
            case "language":
                self._speak(visit)
            case _:
                book.tally.other += 1
                self._asked(visit)

    def _speak(self, visit: Visit) -> None:
        book, person, wanted = self._book, visit.person, visit.command.language
        language = book.language(visit)
        if person and wanted in book.service.languages and book.decided(visit, ["language"]):
            book.tally.chose += 1
            book.register.put(replace(person, language=language), person)
        else:
            book.tally.other += 1
        if visit.applicant:
            applicant = replace(visit.applicant, language=language)
            book.applicants[applicant.address] = applicant
        book.reply("language" if person else "help", visit, language)

    def _asked(self, visit: Visit) -> None:
        book, person = self._book, visit.person
        kind, language = visit.command.kind, book.language(visit)
        if kind == "help":
            book.reply("help", visit, language)
        elif kind == "access" and person:
            book.reply("access", visit, language, everything(person))
        elif kind == "access":
            book.reply("confirm" if visit.applicant else "access-nothing", visit, language)
        elif _unanswered(kind, visit.message.text):
            return
        else:
            self._hint(visit)

    def _hint(self, visit: Visit) -> None:
        """What nobody asked for: once a day, as an echo must not become a loop."""
        book, kind = self._book, self._hint_kind(visit)
        about = "near-join" if kind in {"near-join", "confirm"} else "courtesy"
        if book.owing.once_a_day(about, visit.message, visit.addresses):
            book.reply(kind, visit, book.language(visit))

    def _hint_kind(self, visit: Visit) -> str:
        if visit.applicant:
            return "confirm"
        if visit.command.kind in {"near-join", "unclear"}:
            subscribed = visit.command.kind == "near-join" and visit.person
            return "help" if subscribed or visit.command.kind == "unclear" else "near-join"
        renews = self._book.service.consent.renew and joins.outdated(self._book, visit)
        return "renew" if renews else "courtesy"


def _named(what: str) -> str:
    return what if _KIND.fullmatch(what) else "other"


def _unanswered(kind: str, text: str) -> bool:
    """Who would join is told how, however long they write; a machine that says so is not."""
    if kind == "nothing":
        return automatic(text)
    return by_machine(text) or (kind == "unclear" and links(text))
