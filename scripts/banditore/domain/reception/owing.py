"""The replies that are owed, in the making: one to a text at most, and none into a loop."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from banditore.domain.naming import keyed
from banditore.domain.subscribers import PendingReply

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from banditore.domain.message import Address, Inbound
    from banditore.domain.subscribers import SubscriberList

REPLY_WINDOW = timedelta(hours=23, minutes=30)
"""A reply leaves as free text within WhatsApp's 24 hours, with room for a slow run."""
LEASE = timedelta(minutes=10)
"""How long a reply is its run's to send."""
COURTESY_PAUSE = timedelta(hours=24)
LOOP, LOOP_TIME = 20, timedelta(hours=24)
"""So many replies within a day are an echo's: then nobody is answered there for another.

Source: the loop stop of RapidPro's mailroom, which looks at five minutes. We answer once a sync, so
that a machine that answers each answer needs hours for what it does there in minutes.
"""
LONG_AGO = datetime.min.replace(tzinfo=UTC) + timedelta(days=1)

# A new word to somebody makes the pending one pointless: who left gets no confirmation.
OVERTAKES = {
    "goodbye": ("confirmation", "already-subscribed", "choice", "confirm", "renew", "language"),
    "confirmation": ("goodbye", "not-subscribed", "confirm", "renew"),
    "confirm": ("goodbye", "not-subscribed"),
    "choice": ("choice",),
}


_PROMISED = frozenset({"confirmation", "goodbye"})
"""Who joins gets the notice, and who leaves is told so, in any case: they come only where something
has changed, so that no machine that says the same again and again gets two of them."""
_HINTS = ("courtesy", "near-join", "quiet")


def hint_marks(key: bytes, address: Address) -> frozenset[str]:
    """Under which `courtesy` keeps what was answered there without being asked for."""
    return frozenset(keyed(key, kind, address) for kind in _HINTS)


class Owing:
    """What is owed to whom, and what was answered lately."""

    def __init__(self, subscribers: SubscriberList, *, now: datetime, run: str) -> None:
        self._key = subscribers.ref_key
        self._now = now
        self._run = run
        self._replies = dict(subscribers.replies)
        self._courtesy = dict(subscribers.courtesy)
        self._talk = dict(subscribers.talk)
        self._owed: dict[Address, list[str]] = {}
        for reply in self._replies.values():
            self._owed.setdefault(reply.to, []).append(reply.id)

    def reply(
        self,
        kind: str,
        message: Inbound,
        digest: str,
        language: str,
        facts: Mapping[str, str] | None = None,
        *,
        also: Iterable[Address] = (),
    ) -> None:
        """Owe a reply, unless this is an echo. `also`: the person's other addresses."""
        if self._echoes(kind, message):
            return
        for other in {message.sender, *also}:
            self._overtake(kind, other)
        self._owed.setdefault(message.sender, []).append(digest)
        self._replies[digest] = PendingReply(
            id=digest,
            to=message.sender,
            kind=kind,
            language=language,
            since=message.at,
            owner=self._run,
            until=self._now + LEASE,
            facts=facts or {},
        )

    def once_a_day(self, kind: str, message: Inbound, addresses: Iterable[Address]) -> bool:
        """Whether a reply that nobody asked for may go there again; if so, it counts as gone.

        `addresses`: all that are known to lead to the sender.
        """
        assert kind in _HINTS  # noqa: S101 - or an erasure would miss it
        marks = [keyed(self._key, kind, address) for address in addresses]
        last = max(self._courtesy.get(mark, LONG_AGO) for mark in marks)
        if message.at < last + COURTESY_PAUSE:
            return False
        self._courtesy.update(dict.fromkeys(marks, message.at))
        return True

    def drop(self, addresses: Iterable[Address]) -> None:
        """Forget what is owed there: nobody who opted out at the provider is answered."""
        for address in addresses:
            for digest in self._owed.pop(address, ()):
                self._replies.pop(digest, None)

    def kept(self, cursor: datetime) -> dict[str, Any]:
        """What is to be remembered of all this, by field of the list."""
        in_time = {
            digest: reply
            for digest, reply in self._replies.items()
            if self._now < reply.since + REPLY_WINDOW
        }
        return {
            "replies": in_time,
            "courtesy": {m: at for m, at in self._courtesy.items() if at > cursor - COURTESY_PAUSE},
            "talk": {
                ref: recent
                for ref, times in self._talk.items()
                if (recent := tuple(at for at in times if at > cursor - LOOP_TIME))
            },
        }

    def late(self) -> int:
        """How many replies can leave no more: WhatsApp's window is closed."""
        return sum(self._now >= reply.since + REPLY_WINDOW for reply in self._replies.values())

    def _overtake(self, kind: str, address: Address) -> None:
        for other in self._owed.get(address, ()):
            if other in self._replies and self._replies[other].kind in OVERTAKES.get(kind, ()):
                del self._replies[other]

    def _echoes(self, kind: str, message: Inbound) -> bool:
        quiet = keyed(self._key, "quiet", message.sender)
        silenced = message.at < self._courtesy.get(quiet, LONG_AGO) + COURTESY_PAUSE
        if silenced and kind not in _PROMISED:
            return True
        ref = keyed(self._key, "recipient", message.sender)
        recent = [at for at in self._talk.get(ref, ()) if at > message.at - LOOP_TIME]
        self._talk[ref] = (*recent, message.at)
        if len(recent) < (2 * LOOP if kind in _PROMISED else LOOP):
            return False
        self._courtesy[quiet] = message.at
        return True
