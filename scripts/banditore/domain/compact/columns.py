"""Subscribers in columns: about 70 bytes each, an object only while somebody looks at one.

As objects in dicts a million of them takes gigabytes.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from banditore.domain.compact.overlay import Ordered
from banditore.domain.compact.packed_text import pack, unpack
from banditore.domain.message import Address
from banditore.domain.naming import Index, keyed
from banditore.domain.subscriber import Consent, Status, Subscriber

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class Traits(NamedTuple):
    """What many subscribers have in common, kept once."""

    language: str
    categories: frozenset[str]
    notice: str
    notice_hash: str
    joined: str = "text"
    status: Status = "active"


class Packed(Ordered[Address, Subscriber]):
    """A list in columns, in the order of the addresses. Made by a Packer."""

    def __init__(self) -> None:
        self.traits: list[Traits] = []
        self.kinds = array("I")
        """By place: which traits."""
        self._times = array("q")
        self._starts = array("I")
        self._texts = bytearray()
        """By place: address, id, message; of some people, behind them, the user id."""
        self._refs: dict[int, str] = {}
        """By place: the few refs that are not those of the address."""
        self._with_also = array("I")
        """Places of those who have a user id beside their phone."""
        self._index: tuple[bytes, Index] | None = None
        self._alsos: Index | None = None

    def strange(self, also: str, ref: str) -> bytes:
        """The next one has a user id beside a phone, or a ref that is not of the address."""
        place = len(self)
        if ref:
            self._refs[place] = ref
        if also:
            self._with_also.append(place)
        return pack(also) if also else b""

    def append(self, traits: int, at: datetime, texts: bytes) -> None:
        """One more, after all others; only while it is made."""
        self.kinds.append(traits)
        self._times.append((at - _EPOCH) // _TICK)
        self._starts.append(len(self._texts))
        self._texts += texts

    def extend(self, traits: Iterable[int], ats: Iterable[datetime], texts: list[bytes]) -> None:
        """Several at once, as many as there are texts."""
        self.kinds.extend(traits)
        self._times.extend([(at - _EPOCH) // _TICK for at in ats])
        self._starts.extend(accumulate(map(len, texts[:-1]), initial=len(self._texts)))
        self._texts += b"".join(texts)

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
        id_, behind = unpack(texts, end)
        message, last = unpack(texts, behind)
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
            self._also(place, last),
            traits.joined,
            traits.status,
            self._refs.get(place, ""),
        )

    def rows(self, start: int, end: int) -> Iterator[tuple[str, str, int, datetime, str, str, str]]:
        """What is at the places in between, without an object for each.

        Address, id, the number of the traits, time and message of the consent, also, ref.
        """
        texts, starts, times, kinds = self._texts, self._starts, self._times, self.kinds
        strange = {*self._with_also, *self._refs}
        for place in range(start, end):
            at = starts[place]
            behind = at + 1 + texts[at]
            address = texts[at + 1 : behind].decode()
            id_, behind = unpack(texts, behind)
            message, behind = unpack(texts, behind)
            also = ref = ""
            if place in strange:
                also, ref = self._also(place, behind) or "", self._refs.get(place, "")
            moment = _EPOCH + timedelta(microseconds=times[place])
            yield address, id_, kinds[place], moment, message, also, ref

    def place(self, address: str) -> tuple[int, bool]:
        """Where somebody is, or would be; and whether he is there."""
        # UTF-8 sorts as the characters do.
        raw = address.encode(errors="surrogatepass")
        place = bisect_left(range(len(self)), raw, key=self._raw)
        return place, place < len(self) and self._raw(place) == raw

    def index(self, key: bytes) -> Index:
        """Everybody by recipient ref; made at the first call."""
        if self._index is None or self._index[0] != key:
            refs = {place: bytes.fromhex(ref) for place, ref in self._refs.items()}
            self._index = key, Index(key, self._addresses(), refs)
        return self._index[1]

    def beside(self, also: Address) -> Subscriber | None:
        """Who has this user id beside a phone. Linear in those who have one, at the first call."""
        if self._alsos is None:
            raw = ((self.at(place).also or "").encode() for place in self._with_also)
            self._alsos = Index(b"", raw)
        row = self._alsos.find(keyed(b"", "recipient", also)) if self._with_also else None
        return None if row is None else self.at(self._with_also[row])

    def strangers(self) -> Iterator[Subscriber]:
        """The few whose ref is not that of their address."""
        return map(self.at, self._refs)

    def _also(self, place: int, behind: int) -> Address | None:
        last = place + 1 == len(self)
        if behind == (len(self._texts) if last else self._starts[place + 1]):
            return None
        also, _ = unpack(self._texts, behind)
        return str.__new__(Address, also)

    def _addresses(self) -> Iterator[bytes]:
        return map(self._raw, range(len(self)))

    def _raw(self, place: int) -> bytes:
        start = self._starts[place] + 1
        return bytes(self._texts[start : start + self._texts[start - 1]])

    def _find(self, address: str) -> int | None:
        place, there = self.place(address)
        return place if there else None


def _address(raw: bytes | bytearray) -> Address:
    # Checked when it was packed; the check costs more than all the rest.
    return str.__new__(Address, raw.decode())
