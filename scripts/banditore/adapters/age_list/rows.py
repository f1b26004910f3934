"""The list of subscribers as JSON rows, and back.

Times are text in UTC (`2026-11-23T17:00:00Z`), so that a person can read an opened list. A reader
ignores keys it does not know; of two rows for the same address, message or reply, it accepts none.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from banditore.domain.message import Address
from banditore.domain.packed import Packer, Traits
from banditore.domain.subscriber import STATUSES
from banditore.domain.subscribers import Applicant, PendingReply, SubscriberList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from banditore.domain.subscribers import Subscriber

Row = dict[str, Any]


class Kind(NamedTuple):
    """One kind of row, but for those of subscribers: a mapping of the list, key by key."""

    field: str
    """Of `SubscriberList`."""
    names: tuple[str, ...]
    """What the key is called in a row; a key of several parts is a tuple."""
    row: Callable[[Any], Row]
    """A value → the rest of its row."""
    value: Callable[[Row], Any]
    """A row → its value."""

    def key_row(self, key: Any) -> Row:  # noqa: ANN401 - a text, or a tuple of texts
        """What names one of them."""
        parts = key if len(self.names) > 1 else (key,)
        return {name: str(part) for name, part in zip(self.names, parts, strict=True)}

    def key(self, row: Row) -> Any:  # noqa: ANN401
        """The key that a row is about."""
        parts = tuple(_str(row[name]) for name in self.names)
        if self.names == ("address",):
            return Address(parts[0])
        return parts if len(parts) > 1 else parts[0]


def header(subscribers: SubscriberList) -> Row:
    """What the header says of the list itself."""
    others = sum(len(_held(subscribers, kind)) for kind in KINDS.values())
    return {
        "n": len(subscribers.subscribers) + others,
        "key": subscribers.ref_key.hex(),
        "cursor": _text(subscribers.cursor),
    }


def rows(subscribers: SubscriberList) -> Iterator[Row]:
    """Every row, in an order that depends on nothing but the content."""
    for subscriber in subscribers.subscribers.values():
        yield subscriber_row(subscriber)
    for name, kind in KINDS.items():
        for key, value in sorted(_held(subscribers, kind).items()):
            yield {"row": name, **kind.key_row(key), **kind.row(value)}


def _held(subscribers: SubscriberList, kind: Kind) -> Mapping[Any, Any]:
    held = getattr(subscribers, kind.field)
    return dict.fromkeys(held) if isinstance(held, frozenset) else held


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
        self._others: dict[str, dict[Any, Any]] = {kind.field: {} for kind in KINDS.values()}

    def add(self, row: Row) -> None:
        """One more row."""
        name = row["row"]
        if name == "subscriber":
            self._add_subscriber(row)
            return
        kind = KINDS[_str(name)]
        key, held = kind.key(row), self._others[kind.field]
        if key in held:
            raise ValueError("the same thing twice")
        held[key] = kind.value(row)

    def done(self) -> SubscriberList:
        """The list of all of them."""
        fields: dict[str, Any] = {**self._others, "sent": frozenset(self._others["sent"])}
        return SubscriberList(self._key, self._cursor, self._people.done(), **fields)

    def _add_subscriber(self, row: Row) -> None:
        consent, categories, also = row["consent"], _list(row["categories"]), row.get("also")
        joined, status = row.get("joined", "text"), row.get("status", "active")
        shared = (row["language"], consent["notice"], consent["hash"], joined, status, *categories)
        # Most rows share these with others: they are checked and made once.
        traits = self._traits.get(shared)
        if traits is None:
            language, notice, digest, joined, _, *chosen = map(_str, shared)
            status = STATUSES[STATUSES.index(status)]
            traits = Traits(language, frozenset(chosen), notice, digest, joined, status)
            self._traits[shared] = traits
        self._people.add(
            Address(_str(row["address"])),
            _str(row["id"]),
            traits,
            _time(consent["at"]),
            _str(consent["message"]),
            also=None if also is None else Address(_str(also)),
            ref=_ref(row.get("ref", "")),
        )


def subscriber_row(subscriber: Subscriber) -> Row:
    """The row of one person. What is as usual is left out."""
    consent = subscriber.consent
    row: Row = {
        "row": "subscriber",
        "address": str(subscriber.address),
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
    if subscriber.also:
        row["also"] = str(subscriber.also)
    if subscriber.joined != "text":
        row["joined"] = subscriber.joined
    if subscriber.status != "active":
        row["status"] = subscriber.status
    if subscriber.ref:
        row["ref"] = subscriber.ref
    return row


def _reply_row(reply: PendingReply) -> Row:
    return {
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


def _applicant_row(one: Applicant) -> Row:
    return {
        **({"also": str(one.also)} if one.also else {}),
        "language": one.language,
        "categories": sorted(one.categories),
        "since": _text(one.since),
    }


def _applicant(row: Row) -> Applicant:
    also = row.get("also")
    return Applicant(
        address=Address(_str(row["address"])),
        also=None if also is None else Address(_str(also)),
        language=_str(row["language"]),
        categories=frozenset(map(_str, _list(row["categories"]))),
        since=_time(row["since"]),
    )


def _ref(value: object) -> str:
    """Empty, or a ref as we make them."""
    ref = _str(value)
    if ref and (len(ref) != _REF or bytes.fromhex(ref).hex() != ref):
        raise ValueError("not a ref")
    return ref


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("not a count")
    return value


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _time(value: object) -> datetime:
    at = datetime.fromisoformat(_str(value))
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at if at.tzinfo is UTC else at.astimezone(UTC)


_REF = 32
KINDS = {
    "seen": Kind("seen", ("id",), lambda at: {"at": _text(at)}, lambda row: _time(row["at"])),
    "reply": Kind("replies", ("id",), _reply_row, _reply),
    "courtesy": Kind(
        "courtesy", ("ref",), lambda at: {"at": _text(at)}, lambda row: _time(row["at"])
    ),
    "talk": Kind(
        "talk",
        ("ref",),
        lambda times: {"at": [_text(at) for at in times]},
        lambda row: tuple(map(_time, _list(row["at"]))),
    ),
    "applicant": Kind("applicants", ("address",), _applicant_row, _applicant),
    "miss": Kind(
        "misses",
        ("ref",),
        lambda broadcasts: {"broadcasts": list(broadcasts)},
        lambda row: tuple(map(_str, _list(row["broadcasts"]))),
    ),
    "count": Kind("moves", ("month", "what"), lambda n: {"n": n}, lambda row: _count(row["n"])),
    "sent": Kind("sent", ("id",), lambda _: {}, lambda _: None),
}
"""By the word in a row, in the order of the file."""
