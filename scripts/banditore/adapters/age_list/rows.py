"""The list of subscribers as JSON rows, and back.

Times are text in UTC (`2026-11-23T17:00:00Z`), so that a person can read an opened list. A reader
ignores keys it does not know; of two rows for the same address, message or reply, it accepts none.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from banditore.domain.message import Address
from banditore.domain.packed import Packer, Traits
from banditore.domain.subscribers import PendingReply, SubscriberList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banditore.domain.subscribers import Subscriber

Row = dict[str, Any]
Key = TypeVar("Key")
Value = TypeVar("Value")


def header(subscribers: SubscriberList) -> Row:
    """What the header says of the list itself."""
    people, sent = len(subscribers.subscribers), len(subscribers.sent)
    others = len(subscribers.seen) + len(subscribers.replies) + len(subscribers.courtesy)
    return {
        "n": people + others + sent,
        "key": subscribers.ref_key.hex(),
        "cursor": _text(subscribers.cursor),
    }


def rows(subscribers: SubscriberList) -> Iterator[Row]:
    """Every row, in an order that depends on nothing but the content."""
    for address, subscriber in subscribers.subscribers.items():
        yield _subscriber_row(address, subscriber)
    for message, at in sorted(subscribers.seen.items()):
        yield {"row": "seen", "id": message, "at": _text(at)}
    for _, reply in sorted(subscribers.replies.items()):
        yield _reply_row(reply)
    for ref, at in sorted(subscribers.courtesy.items()):
        yield {"row": "courtesy", "ref": ref, "at": _text(at)}
    for broadcast in sorted(subscribers.sent):
        yield {"row": "sent", "id": broadcast}


class ListMaker:
    """A list made of its rows.

    Its methods raise KeyError, TypeError, ValueError, AttributeError or OverflowError where a row
    is not what it should be.
    """

    def __init__(self, head: Row) -> None:
        self._key = bytes.fromhex(_str(head["key"]))
        if len(self._key) < 16:  # noqa: PLR2004 - a shorter secret could be guessed from refs
            raise ValueError("the key is too short")
        self._cursor = _time(head["cursor"])
        self._people = Packer()
        self._traits: dict[tuple[object, ...], Traits] = {}
        self._seen: dict[str, datetime] = {}
        self._replies: dict[str, PendingReply] = {}
        self._courtesy: dict[str, datetime] = {}
        self._sent: dict[str, None] = {}

    def add(self, row: Row) -> None:
        """One more row."""
        kind = row["row"]
        if kind == "subscriber":
            self._add_subscriber(row)
        elif kind == "seen":
            _add(self._seen, _str(row["id"]), _time(row["at"]))
        elif kind == "reply":
            reply = _reply(row)
            _add(self._replies, reply.id, reply)
        elif kind == "courtesy":
            _add(self._courtesy, _str(row["ref"]), _time(row["at"]))
        elif kind == "sent":
            _add(self._sent, _str(row["id"]), None)
        else:
            raise ValueError("a kind of row that we do not know")

    def done(self) -> SubscriberList:
        """The list of all of them."""
        return SubscriberList(
            self._key,
            self._cursor,
            self._people.done(),
            self._seen,
            self._replies,
            self._courtesy,
            frozenset(self._sent),
        )

    def _add_subscriber(self, row: Row) -> None:
        consent, categories = row["consent"], _list(row["categories"])
        shared = (row["language"], consent["notice"], consent["hash"], *categories)
        # Most rows share these with others: they are checked and made once.
        traits = self._traits.get(shared)
        if traits is None:
            language, notice, digest, *chosen = map(_str, shared)
            traits = Traits(language, frozenset(chosen), notice, digest)
            self._traits[shared] = traits
        self._people.add(
            Address(_str(row["address"])),
            _str(row["id"]),
            traits,
            _time(consent["at"]),
            _str(consent["message"]),
        )


def _subscriber_row(address: Address, subscriber: Subscriber) -> Row:
    consent = subscriber.consent
    return {
        "row": "subscriber",
        "address": str(address),
        "id": subscriber.id,
        "language": subscriber.language,
        "categories": sorted(subscriber.categories),
        "consent": {
            "at": _text(consent.at),
            "message": consent.message,
            "notice": consent.notice,
            "hash": consent.notice_hash,
        },
    }


def _reply_row(reply: PendingReply) -> Row:
    return {
        "row": "reply",
        "id": reply.id,
        "to": str(reply.to),
        "kind": reply.kind,
        "language": reply.language,
        "since": _text(reply.since),
        "owner": reply.owner,
        "until": _text(reply.until),
    }


def _reply(row: Row) -> PendingReply:
    return PendingReply(
        id=_str(row["id"]),
        to=Address(_str(row["to"])),
        kind=_str(row["kind"]),
        language=_str(row["language"]),
        since=_time(row["since"]),
        owner=_str(row["owner"]),
        until=_time(row["until"]),
    )


def _add(target: dict[Key, Value], key: Key, value: Value) -> None:
    if key in target:
        raise ValueError("the same thing twice")
    target[key] = value


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _time(value: object) -> datetime:
    at = datetime.fromisoformat(_str(value))
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at if at.tzinfo is UTC else at.astimezone(UTC)
