"""The rows of people: nearly all of a list, so each is a JSON array, and as short as can be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from banditore.adapters.age_list.values import (
    Row,
    as_count,
    as_list,
    as_ref,
    as_str,
    moment,
    text_of,
)
from banditore.domain.compact.packed import Traits
from banditore.domain.message import Address, is_address
from banditore.domain.subscriber import STATUSES
from banditore.domain.subscribers import Consent, Subscriber

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from banditore.domain.compact.packed import Packer

COLUMNS = ("address", "id", "is", "at", "message", "also", "ref")
"""Of the row of a person, a JSON array: nearly all rows are such. The last two may be left out."""


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
        as_str(row["language"]),
        frozenset(map(as_str, as_list(row["categories"]))),
        as_str(row["notice"]),
        as_str(row["hash"]),
        as_str(row.get("joined", "text")),
        STATUSES[STATUSES.index(row.get("status", "active"))],
    )


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


def pack(found: list[list[Any]], known: Sequence[Traits], packer: Packer) -> None:
    """Such rows into columns."""
    try:
        addresses, ids, numbers, ats, messages = zip(*found, strict=True)
    except ValueError:  # some of them have more columns
        pass
    else:
        _check(addresses, numbers)
        traits = [known[number] for number in numbers]
        if packer.extend(addresses, ids, traits, [moment(at) for at in ats], messages):
            return
    for row in found:
        _pack(row, known, packer)


def _check(addresses: Iterable[str], numbers: Iterable[int]) -> None:
    if min(numbers) < 0 or not all(map(is_address, addresses)):
        raise ValueError("not a subscriber")


def _pack(row: list[Any], known: Sequence[Traits], packer: Packer) -> None:
    address, id_, number, at, message, *more = row
    _check([address], [number])
    also, ref = _more(more) if more else (None, "")
    packer.add(address, id_, known[number], moment(at), message, also=also, ref=ref)


def subscriber(row: list[Any], known: Sequence[Traits]) -> Subscriber:
    """Such a row as an object."""
    address, id_, number, at, message, *more = row
    also, ref = _more(more) if more else (None, "")
    language, categories, notice, digest, joined, status = known[as_count(number)]
    consent = Consent(moment(at), as_str(message), notice, digest)
    where = Address(as_str(address))
    return Subscriber(as_str(id_), where, language, categories, consent, also, joined, status, ref)


def _more(more: list[Any]) -> tuple[Address | None, str]:
    also, ref = more[:2]
    return Address(as_str(also)) if also else None, as_ref(ref)
