"""What the rows of the list look like: the one place where a new kind of row is declared.

Times are text in UTC (`2026-11-23T17:00:00Z`), so that a person can read an opened list. A reader
ignores keys it does not know.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from banditore.domain.audit import ACTS, AuditLine
from banditore.domain.message import Address, is_address
from banditore.domain.packed import Traits
from banditore.domain.subscriber import STATUSES
from banditore.domain.subscribers import Applicant, Consent, PendingReply, Subscriber

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from banditore.domain.packed import Packer
    from banditore.domain.subscribers import SubscriberList

Row = dict[str, Any]
BAD_ROW = (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError)
"""What reading a row may raise where it is not what it should be."""


class Kind(NamedTuple):
    """One kind of row, but for those of subscribers: a mapping of the list, key by key."""

    field: str
    """Of `SubscriberList`: a mapping, or a set."""
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


class Field(NamedTuple):
    """What a header says of the list itself."""

    field: str
    """Of `SubscriberList`."""
    text: Callable[[Any], Any]
    value: Callable[[Any], Any]


def held(subscribers: SubscriberList, kind: Kind) -> Mapping[Any, Any]:
    """What a list has of one kind."""
    found = getattr(subscribers, kind.field)
    return dict.fromkeys(found, ()) if kind.field in SETS else found


def traits_row(number: int, traits: Traits) -> Row:
    """What many subscribers have in common, once; their rows say its number.

    What is as usual is left out, also from the rows of subscribers.
    """
    row: Row = {
        "row": "traits",
        "number": number,
        "language": traits.language,
        "categories": sorted(traits.categories),
        "notice": traits.notice,
        "hash": traits.notice_hash,
    }
    if traits.joined != "text":
        row["joined"] = traits.joined
    if traits.status != "active":
        row["status"] = traits.status
    return row


def shared(row: Row) -> Traits:
    """As `traits_row` wrote them."""
    return Traits(
        _str(row["language"]),
        frozenset(map(_str, _list(row["categories"]))),
        _str(row["notice"]),
        _str(row["hash"]),
        _str(row.get("joined", "text")),
        STATUSES[STATUSES.index(row.get("status", "active"))],
    )


COLUMNS = ("address", "id", "is", "at", "message", "also", "ref")
"""Of the row of a person, a JSON array: nearly all rows are such. The last two may be left out."""


def person(  # noqa: PLR0917 - a row of a million: in the order of `Packed.rows`
    address: str, id_: str, number: int, at: datetime, message: str, also: str = "", ref: str = ""
) -> str:
    """The row of one person, as JSON; `number`: of the traits."""
    plain = id_ + message
    if plain.isalnum() and plain.isascii() and not (also or ref):
        return f'["{address}","{id_}",{number},"{text_of(at)}","{message}"]'
    row = [address, id_, number, text_of(at), message, *([also, ref] if also or ref else [])]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def person_of(one: Subscriber, number: int) -> str:
    """And of an object."""
    consent = one.consent
    return person(one.address, one.id, number, consent.at, consent.message, one.also or "", one.ref)


def pack(row: list[Any], known: Sequence[Traits], packer: Packer) -> None:
    """Such a row into columns."""
    address, id_, number, at, message, *more = row
    if number < 0 or not is_address(address):
        raise ValueError("not a subscriber")
    if more:
        also, ref = _more(more)
        packer.add(address, id_, known[number], moment(at), message, also=also, ref=ref)
    else:
        packer.add(address, id_, known[number], moment(at), message)


def subscriber(row: list[Any], known: Sequence[Traits]) -> Subscriber:
    """Such a row as an object."""
    address, id_, number, at, message, *more = row
    also, ref = _more(more) if more else (None, "")
    language, categories, notice, digest, joined, status = known[_count(number)]
    consent = Consent(moment(at), _str(message), notice, digest)
    where = Address(_str(address))
    return Subscriber(_str(id_), where, language, categories, consent, also, joined, status, ref)


def _more(more: list[Any]) -> tuple[Address | None, str]:
    also, ref = more[:2]
    return Address(_str(also)) if also else None, _ref(ref)


def _reply_row(reply: PendingReply) -> Row:
    return {
        "to": str(reply.to),
        "kind": reply.kind,
        "language": reply.language,
        "since": text_of(reply.since),
        "owner": reply.owner,
        "until": text_of(reply.until),
        **({"facts": dict(reply.facts)} if reply.facts else {}),
    }


def _reply(row: Row) -> PendingReply:
    return PendingReply(
        id=_str(row["id"]),
        to=Address(_str(row["to"])),
        kind=_str(row["kind"]),
        language=_str(row["language"]),
        since=moment(row["since"]),
        owner=_str(row["owner"]),
        until=moment(row["until"]),
        facts={_str(name): _str(fact) for name, fact in row.get("facts", {}).items()},
    )


def _applicant_row(one: Applicant) -> Row:
    return {
        **({"also": str(one.also)} if one.also else {}),
        "language": one.language,
        "categories": sorted(one.categories),
        "since": text_of(one.since),
    }


def _applicant(row: Row) -> Applicant:
    return Applicant(
        address=Address(_str(row["address"])),
        also=_also(row),
        language=_str(row["language"]),
        categories=frozenset(map(_str, _list(row["categories"]))),
        since=moment(row["since"]),
    )


def _audit_row(line: AuditLine) -> Row:
    return {
        "at": text_of(line.at),
        "what": line.what,
        "by": line.by,
        "reference": line.reference,
        "count": line.count,
        **({"note": line.note} if line.note else {}),
    }


def _audit(row: Row) -> AuditLine:
    return AuditLine(
        id=_str(row["id"]),
        at=moment(row["at"]),
        what=ACTS[ACTS.index(row["what"])],
        by=_str(row["by"]),
        reference=_str(row["reference"]),
        count=_count(row["count"]),
        note=_str(row.get("note", "")),
    )


def _ref(value: object) -> str:
    """Empty, or a ref as we make them."""
    ref = _str(value)
    if ref and (len(ref) != _REF or bytes.fromhex(ref).hex() != ref):
        raise ValueError("not a ref")
    return ref


def _also(row: Row) -> Address | None:
    also = row.get("also")
    return None if also is None else Address(_str(also))


def _key(value: object) -> bytes:
    key = bytes.fromhex(_str(value))
    if len(key) < 16:  # noqa: PLR2004 - a shorter secret could be guessed from refs
        raise ValueError("the key is too short")
    return key


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(_str, _list(value)))


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


def text_of(at: datetime) -> str:
    """A time, in UTC."""
    at = at if at.tzinfo is UTC else at.astimezone(UTC)
    return f"{at.isoformat()[:-6]}Z"


def moment(value: Any) -> datetime:  # noqa: ANN401 - TypeError where it is no text
    """A time, of its text."""
    at = datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at if at.tzinfo is UTC else at.astimezone(UTC)


_REF = 32
FIELDS = {
    "key": Field("ref_key", bytes.hex, _key),
    "cursor": Field("cursor", text_of, moment),
    "working": Field("working_keys", list, _texts),
}
"""By the word in a header. A base says all of them, a segment those that changed."""
KINDS = {
    "seen": Kind("seen", ("id",), lambda at: {"at": text_of(at)}, lambda row: moment(row["at"])),
    "reply": Kind("replies", ("id",), _reply_row, _reply),
    "courtesy": Kind(
        "courtesy", ("ref",), lambda at: {"at": text_of(at)}, lambda row: moment(row["at"])
    ),
    "talk": Kind(
        "talk",
        ("ref",),
        lambda times: {"at": [text_of(at) for at in times]},
        lambda row: tuple(map(moment, _list(row["at"]))),
    ),
    "applicant": Kind("applicants", ("address",), _applicant_row, _applicant),
    "miss": Kind(
        "misses",
        ("ref",),
        lambda broadcasts: {"broadcasts": list(broadcasts)},
        lambda row: tuple(map(_str, _list(row["broadcasts"]))),
    ),
    "count": Kind("moves", ("month", "what"), lambda n: {"n": n}, lambda row: _count(row["n"])),
    "audit": Kind("audit", ("id",), _audit_row, _audit),
    "sent": Kind("sent", ("id",), lambda _: {}, lambda _: ()),
}
"""By the word in a row, in the order of the file."""
SETS = frozenset({"sent"})
"""Fields of `SubscriberList` that are sets: their rows have a key and no value."""
