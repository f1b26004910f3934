"""What the rows of the list look like, but for people's: where a new kind of row is declared.

Times are text in UTC (`2026-11-23T17:00:00Z`), so that a person can read an opened list. A reader
ignores keys it does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from banditore.adapters.age_list.values import (
    Row,
    as_count,
    as_key,
    as_list,
    as_str,
    as_texts,
    moment,
    text_of,
)
from banditore.domain.audit import ACTS, AuditLine
from banditore.domain.message import Address
from banditore.domain.subscribers import Applicant, PendingReply

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from banditore.domain.subscribers import SubscriberList


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
        parts = tuple(as_str(row[name]) for name in self.names)
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
        id=as_str(row["id"]),
        to=Address(as_str(row["to"])),
        kind=as_str(row["kind"]),
        language=as_str(row["language"]),
        since=moment(row["since"]),
        owner=as_str(row["owner"]),
        until=moment(row["until"]),
        facts={as_str(name): as_str(fact) for name, fact in row.get("facts", {}).items()},
    )


def _also(row: Row) -> Address | None:
    also = row.get("also")
    return None if also is None else Address(as_str(also))


def _applicant_row(one: Applicant) -> Row:
    return {
        **({"also": str(one.also)} if one.also else {}),
        "language": one.language,
        "categories": sorted(one.categories),
        "since": text_of(one.since),
    }


def _applicant(row: Row) -> Applicant:
    return Applicant(
        address=Address(as_str(row["address"])),
        also=_also(row),
        language=as_str(row["language"]),
        categories=frozenset(map(as_str, as_list(row["categories"]))),
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
        id=as_str(row["id"]),
        at=moment(row["at"]),
        what=ACTS[ACTS.index(row["what"])],
        by=as_str(row["by"]),
        reference=as_str(row["reference"]),
        count=as_count(row["count"]),
        note=as_str(row.get("note", "")),
    )


FIELDS = {
    "key": Field("ref_key", bytes.hex, as_key),
    "cursor": Field("cursor", text_of, moment),
    "working": Field("working_keys", list, as_texts),
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
        lambda row: tuple(map(moment, as_list(row["at"]))),
    ),
    "applicant": Kind("applicants", ("address",), _applicant_row, _applicant),
    "miss": Kind(
        "misses",
        ("ref",),
        lambda broadcasts: {"broadcasts": list(broadcasts)},
        lambda row: tuple(map(as_str, as_list(row["broadcasts"]))),
    ),
    "count": Kind("moves", ("month", "what"), lambda n: {"n": n}, lambda row: as_count(row["n"])),
    "audit": Kind("audit", ("id",), _audit_row, _audit),
    "sent": Kind("sent", ("id",), lambda _: {}, lambda _: ()),
}
"""By the word in a row, in the order of the file."""
SETS = frozenset({"sent"})
"""Fields of `SubscriberList` that are sets: their rows have a key and no value."""
