"""The list of subscribers as JSON rows, and back.

Times are text in UTC (`2026-11-23T17:00:00Z`), so that a person can read an opened list. A reader
ignores keys it does not know; of two rows for the same address, message or reply, it accepts none.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from banditore.domain.message import Address
from banditore.domain.subscribers import Consent, PendingReply, Subscriber, SubscriberList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Row = dict[str, Any]
Key = TypeVar("Key")
Value = TypeVar("Value")


def header(subscribers: SubscriberList) -> Row:
    """What the header says of the list itself."""
    return {"key": subscribers.ref_key.hex(), "cursor": _text(subscribers.cursor)}


def rows(subscribers: SubscriberList) -> Iterator[Row]:
    """Every row, in an order that depends on nothing but the content."""
    for address, subscriber in sorted(subscribers.subscribers.items()):
        yield _subscriber_row(address, subscriber)
    for message, at in sorted(subscribers.seen.items()):
        yield {"row": "seen", "id": message, "at": _text(at)}
    for _, reply in sorted(subscribers.replies.items()):
        yield _reply_row(reply)
    for ref, at in sorted(subscribers.courtesy.items()):
        yield {"row": "courtesy", "ref": ref, "at": _text(at)}


def list_of(head: Row, body: Iterable[Row]) -> SubscriberList:
    """The list. Raises KeyError, TypeError or ValueError where a row is not what it should be."""
    people: dict[Address, Subscriber] = {}
    seen: dict[str, datetime] = {}
    replies: dict[str, PendingReply] = {}
    courtesy: dict[str, datetime] = {}
    for row in body:
        kind = row["row"]
        if kind == "subscriber":
            subscriber = _subscriber(row)
            _add(people, subscriber.address, subscriber)
        elif kind == "seen":
            _add(seen, _str(row["id"]), _time(row["at"]))
        elif kind == "reply":
            reply = _reply(row)
            _add(replies, reply.id, reply)
        elif kind == "courtesy":
            _add(courtesy, _str(row["ref"]), _time(row["at"]))
        else:
            raise ValueError("a kind of row that we do not know")
    key = bytes.fromhex(_str(head["key"]))
    if len(key) < 16:  # noqa: PLR2004 - a shorter secret could be guessed from published refs
        raise ValueError("the key is too short")
    return SubscriberList(key, _time(head["cursor"]), people, seen, replies, courtesy)


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


def _subscriber(row: Row) -> Subscriber:
    consent = row["consent"]
    return Subscriber(
        id=_str(row["id"]),
        address=Address(_str(row["address"])),
        language=_str(row["language"]),
        categories=frozenset(_str(category) for category in _list(row["categories"])),
        consent=Consent(
            at=_time(consent["at"]),
            message=_str(consent["message"]),
            notice=_str(consent["notice"]),
            notice_hash=_str(consent["hash"]),
        ),
    )


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
    return at.astimezone(UTC)
