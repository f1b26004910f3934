"""Subscribers in columns: about 70 bytes each, an object only while somebody looks at one.

As objects in dicts a million of them takes gigabytes.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from banditore.domain.message import Address
from banditore.domain.naming import Index
from banditore.domain.overlay import Ordered, Overlay
from banditore.domain.subscriber import Consent, Subscriber

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_HEX = 32
"""Digits of the ids that we and Twilio make, kept as half as many bytes."""
_DIGITS, _LONG = 0x80, 0x7F
"""In a text's first byte: digits follow; the length follows in four bytes."""
_FEW = 1000
"""Changes that are kept beside the columns of any list."""


class Traits(NamedTuple):
    """What many subscribers have in common, kept once."""

    language: str
    categories: frozenset[str]
    notice: str
    notice_hash: str


class Packed(Ordered[Address, Subscriber]):
    """A list in columns, in the order of the addresses. Made by a Packer."""

    def __init__(self) -> None:
        self.traits: list[Traits] = []
        self.kinds = array("I")
        """By place: which traits."""
        self._times = array("q")
        self._starts = array("I")
        self._texts = bytearray()
        self._index: tuple[bytes, Index] | None = None

    def append(self, traits: int, at: datetime, texts: bytes) -> None:
        """One more, after all others; only while it is made."""
        self.kinds.append(traits)
        self._times.append((at - _EPOCH) // _TICK)
        self._starts.append(len(self._texts))
        self._texts += texts

    def __len__(self) -> int:
        return len(self.kinds)

    def __iter__(self) -> Iterator[Address]:
        return (_address(raw) for raw in self._addresses())

    def pairs(self) -> Iterator[tuple[Address, Subscriber]]:
        """Addresses and subscribers, in the order of the addresses."""
        return ((found.address, found) for found in map(self.at, range(len(self))))

    def __getitem__(self, address: Address) -> Subscriber:
        place = self._find(address)
        if place is None:
            # Without the address: an error must not carry it.
            raise KeyError
        return self.at(place)

    def __contains__(self, address: object) -> bool:
        return isinstance(address, str) and self._find(address) is not None

    def at(self, place: int) -> Subscriber:
        """The subscriber at a place."""
        texts, start = self._texts, self._starts[place]
        end = start + 1 + texts[start]
        id_, behind = _unpack(texts, end)
        message, _ = _unpack(texts, behind)
        traits = self.traits[self.kinds[place]]
        return Subscriber(
            id_,
            _address(texts[start + 1 : end]),
            traits.language,
            traits.categories,
            Consent(
                _EPOCH + timedelta(microseconds=self._times[place]),
                message,
                traits.notice,
                traits.notice_hash,
            ),
        )

    def index(self, key: bytes) -> Index:
        """Everybody by recipient ref; made at the first call."""
        if self._index is None or self._index[0] != key:
            self._index = key, Index(key, self._addresses())
        return self._index[1]

    def _addresses(self) -> Iterator[bytes]:
        return map(self._raw, range(len(self)))

    def _raw(self, place: int) -> bytes:
        start = self._starts[place] + 1
        return bytes(self._texts[start : start + self._texts[start - 1]])

    def _find(self, address: str) -> int | None:
        # UTF-8 sorts as the characters do.
        raw = address.encode(errors="surrogatepass")
        place = bisect_left(range(len(self)), raw, key=self._raw)
        return place if place < len(self) and self._raw(place) == raw else None


class People(Overlay[Address, Subscriber]):
    """A list in columns with changes on top."""

    base: Packed


class Packer:
    """Makes a compact list, best of subscribers who come in the order of their addresses."""

    def __init__(self) -> None:
        self._packed = Packed()
        self._known: dict[Traits, int] = {}
        self._last = ""
        self._strays: dict[Address, Subscriber | None] = {}

    def add(self, address: Address, id_: str, traits: Traits, at: datetime, message: str) -> None:
        """One more. Raises ValueError for an address that came right before."""
        if address <= self._last:
            self._stray(Subscriber(id_, address, *traits[:2], Consent(at, message, *traits[2:])))
            return
        self._last = address
        number = self._known.setdefault(traits, len(self._known))
        if number == len(self._packed.traits):
            self._packed.traits.append(traits)
        raw = address.encode()
        self._packed.append(number, at, b"%c%b%b%b" % (len(raw), raw, _pack(id_), _pack(message)))

    def _stray(self, subscriber: Subscriber) -> None:
        if subscriber.address == self._last or subscriber.address in self._strays:
            raise ValueError("the same address twice")
        self._strays[subscriber.address] = subscriber

    def done(self) -> People:
        """The list. Raises ValueError where an address came twice."""
        if any(address in self._packed for address in self._strays):
            raise ValueError("the same address twice")
        return compact(People(self._packed, self._strays))


def compact(people: Mapping[Address, Subscriber]) -> People:
    """The same subscribers, in columns but for a few changes."""
    if isinstance(people, People) and len(people.changes) <= max(_FEW, len(people.base) // 32):
        return people
    packer = Packer()
    for address, one in sorted(people.items()) if isinstance(people, dict) else people.items():
        consent = one.consent
        packer.add(address, one.id, _traits(one), consent.at, consent.message)
    return packer.done()


def traits_of(people: People) -> Counter[Traits]:
    """How many subscribers have each traits."""
    base = people.base
    numbers = Counter(base.kinds)
    found = Counter({traits: numbers[number] for number, traits in enumerate(base.traits)})
    for address, new in people.changes.items():
        old = base.get(address)
        found.subtract(_traits(one) for one in (old,) if one)
        found.update(_traits(one) for one in (new,) if one)
    return found


def _traits(one: Subscriber) -> Traits:
    return Traits(one.language, one.categories, one.consent.notice, one.consent.notice_hash)


def _address(raw: bytes | bytearray) -> Address:
    # Checked when it was packed; the check costs more than all the rest.
    return str.__new__(Address, raw.decode())


def _pack(text: str) -> bytes:
    """Its length and UTF-8; of 32 hex digits at the end, the 16 bytes they stand for."""
    tail = text[-_HEX:]
    try:
        raw = bytes.fromhex(tail)
    except ValueError:
        return _whole(text.encode())
    if len(text) >= 2 * _HEX or len(raw) != _HEX // 2 or raw.hex() != tail:
        return _whole(text.encode())
    return _mark(text[:-_HEX]) + raw


@lru_cache(64)
def _mark(head: str) -> bytes:
    """What stands before the digits: nearly always nothing, or `SM`."""
    return b"%c%b" % (_DIGITS | len(head.encode()), head.encode())


def _whole(text: bytes) -> bytes:
    if len(text) < _LONG:
        return b"%c%b" % (len(text), text)
    return b"%c%b%b" % (_LONG, len(text).to_bytes(4, "big"), text)


def _unpack(texts: bytearray, start: int) -> tuple[str, int]:
    """A text and where the next one begins."""
    length, start = texts[start], start + 1
    if length & _DIGITS:
        middle = start + (length & ~_DIGITS)
        end = middle + _HEX // 2
        return texts[start:middle].decode() + texts[middle:end].hex(), end
    if length == _LONG:
        length, start = int.from_bytes(texts[start : start + 4], "big"), start + 4
    return texts[start : start + length].decode(), start + length
