"""How the list changes by what citizens text in: a pure, idempotent change.

The same messages change the list once, however often and in whatever portions they arrive.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from banditore.domain.commands import Command, CommandReader
from banditore.domain.overlay import Draft
from banditore.domain.packed import compact
from banditore.domain.subscribers import (
    Consent,
    PendingReply,
    Subscriber,
    SubscriberList,
    keyed,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from banditore.domain.message import Address, Inbound
    from banditore.domain.notice import Notice
    from banditore.domain.service import Service

REPLY_WINDOW = timedelta(hours=23, minutes=30)
"""A reply leaves as free text within WhatsApp's 24 hours, with room for a slow run."""
COURTESY_PAUSE = timedelta(hours=24)
LEASE = timedelta(minutes=10)
"""How long a reply is its run's to send."""
_REACH = timedelta(days=7)
"""How far behind the cursor a message may still arrive."""
_MEMORY = timedelta(days=8)
"""How long hashes are kept: longer than `_REACH`, so that nothing is handled twice."""

# A new word to somebody makes the pending one pointless: who left gets no confirmation.
OVERTAKES = {
    "goodbye": ("confirmation", "already-subscribed"),
    "confirmation": ("goodbye", "not-subscribed"),
}


@dataclass
class Tally:
    """What a change did, in counts."""

    joined: int = 0
    renewed: int = 0
    """Subscribed before, to an older privacy notice."""
    left: int = 0
    other: int = 0
    """Everything that changed nothing."""
    late: int = 0
    """Replies given up: WhatsApp's 24-hour window is closed."""


def apply(
    subscribers: SubscriberList,
    inbound: Iterable[Inbound],
    service: Service,
    notices: Mapping[str, Notice],
    *,
    now: datetime,
    run: str,
    new_id: Callable[[], str],
) -> tuple[SubscriberList, Tally]:
    """The list after these messages, and what was done. Nothing new: the very same list.

    `run` owns the replies that this makes. Time is linear in the messages, and where one is new in
    what is remembered of others, but not in the subscribers.
    """
    batch = _new(subscribers, inbound, service)
    if not batch and all(_in_time(r.since, now) for r in subscribers.replies.values()):
        return subscribers, Tally()
    change = _Change(subscribers, service, notices, now=now, run=run, new_id=new_id)
    for digest, message in batch:
        change.handle(message, digest)
    return change.result(batch[-1][1].at if batch else subscribers.cursor), change.tally


def farewell(key: bytes, address: Address) -> str:
    """Under which `seen` keeps when somebody last left: an older join must not undo it."""
    return keyed(key, "left", address)


def _new(
    subscribers: SubscriberList, inbound: Iterable[Inbound], service: Service
) -> list[tuple[str, Inbound]]:
    """What is to be handled, by what we remember it by, in order; once, and never our own."""
    found: dict[str, Inbound] = {}
    for message in sorted(inbound, key=lambda message: message.at):
        if message.at < subscribers.cursor - _REACH or message.sender == service.number:
            continue
        digest = keyed(subscribers.ref_key, "message", message.id)
        if digest not in subscribers.seen:
            found.setdefault(digest, message)
    return sorted(found.items(), key=lambda pair: (pair[1].at, pair[0]))


class _Change:
    """A list in the making."""

    def __init__(
        self,
        subscribers: SubscriberList,
        service: Service,
        notices: Mapping[str, Notice],
        *,
        now: datetime,
        run: str,
        new_id: Callable[[], str],
    ) -> None:
        self._old = subscribers
        self._service = service
        self._reader = CommandReader(service)
        self._notices = notices
        self._now = now
        self._run = run
        self._new_id = new_id
        self._people = Draft(compact(subscribers.subscribers))
        self._seen = dict(subscribers.seen)
        self._replies = dict(subscribers.replies)
        self._courtesy = dict(subscribers.courtesy)
        self._owed: dict[Address, list[str]] = {}
        for reply in subscribers.replies.values():
            self._owed.setdefault(reply.to, []).append(reply.id)
        self.tally = Tally()

    def handle(self, message: Inbound, digest: str) -> None:
        """One that is new."""
        self._seen[digest] = message.at
        command = self._reader.read(message.text) if message.kind == "text" else Command("nothing")
        if command.kind == "subscribe":
            self._subscribe(message, digest, command)
        elif command.kind == "unsubscribe":
            self._unsubscribe(message, digest, command)
        else:
            self.tally.other += 1
            self._point_the_way(message, digest, command)

    def result(self, newest: datetime) -> SubscriberList:
        """The new list, without what need not be known any more. The cursor never passes now."""
        cursor = max(self._old.cursor, min(self._now, newest))
        kept = {key: r for key, r in self._replies.items() if _in_time(r.since, self._now)}
        self.tally.late += len(self._replies) - len(kept)
        return replace(
            self._old,
            cursor=cursor,
            subscribers=self._people.done(),
            seen=_after(self._seen, cursor - _MEMORY),
            replies=kept,
            courtesy=_after(self._courtesy, cursor - _MEMORY),
        )

    def _subscribe(self, message: Inbound, digest: str, command: Command) -> None:
        known = self._people.find(message.sender)
        if self._seen.get(self._mark(message.sender), _LONG_AGO) >= message.at:
            self.tally.other += 1  # arrived after a later wish to leave; at a tie, leaving wins
            return
        language = self._language(command, known)
        notice = self._notices[language]
        consent = Consent(message.at, message.id, notice.version, notice.digest)
        if known and known.consent.notice == notice.version:
            earlier = message.at < known.consent.at
            consent = consent if earlier else known.consent
            self._people[message.sender] = replace(known, language=language, consent=consent)
            self.tally.other += 1
            self._reply("already-subscribed", message, digest, language)
            return
        self.tally.joined += known is None
        self.tally.renewed += known is not None
        everything = frozenset(self._service.categories)
        self._people[message.sender] = (
            replace(known, language=language, consent=consent)
            if known
            else Subscriber(self._new_id(), message.sender, language, everything, consent)
        )
        self._reply("confirmation", message, digest, language)

    def _unsubscribe(self, message: Inbound, digest: str, command: Command) -> None:
        known = self._people.find(message.sender)
        language = self._language(command, known)
        if known and known.consent.at > message.at:
            self.tally.other += 1  # arrived after a later wish to join
            return
        mark = self._mark(message.sender)
        self._seen[mark] = max(message.at, self._seen.get(mark, _LONG_AGO))
        if known is None:
            self.tally.other += 1
            self._reply("not-subscribed", message, digest, language)
            return
        self._people[message.sender] = None
        self.tally.left += 1
        self._reply("goodbye", message, digest, language)

    def _point_the_way(self, message: Inbound, digest: str, command: Command) -> None:
        """Help for who asks; else a courtesy, at most one a day: an echo must not become a loop."""
        language = self._language(command, self._people.find(message.sender))
        if command.kind != "help":
            ref = self._old.ref(message.sender)
            if message.at < self._courtesy.get(ref, _LONG_AGO) + COURTESY_PAUSE:
                return
            self._courtesy[ref] = message.at
        kind = "courtesy" if command.kind == "nothing" else "help"
        self._reply(kind, message, digest, language)

    def _reply(self, kind: str, message: Inbound, digest: str, language: str) -> None:
        owed = self._owed.setdefault(message.sender, [])
        for other in owed:
            if other in self._replies and self._replies[other].kind in OVERTAKES.get(kind, ()):
                del self._replies[other]
        owed.append(digest)
        self._replies[digest] = PendingReply(
            id=digest,
            to=message.sender,
            kind=kind,
            language=language,
            since=message.at,
            owner=self._run,
            until=self._now + LEASE,
        )

    def _mark(self, address: Address) -> str:
        return farewell(self._old.ref_key, address)

    def _language(self, command: Command, known: Subscriber | None) -> str:
        """That of the words; else the one we know; else the town's first."""
        for language in (command.language, known.language if known else None):
            if language in self._service.languages:
                return language
        return self._service.languages[0]


def _in_time(since: datetime, now: datetime) -> bool:
    return now < since + REPLY_WINDOW


_LONG_AGO = datetime.min.replace(tzinfo=UTC) + timedelta(days=1)


def _after(times: Mapping[str, datetime], start: datetime) -> dict[str, datetime]:
    return {key: at for key, at in times.items() if at >= start}
