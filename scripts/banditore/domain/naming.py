"""Recipient refs: how somebody is named outside the encrypted list."""

from __future__ import annotations

import hmac
from array import array
from bisect import bisect_left
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SIZE = 16
"""Bytes of a ref: half of an HMAC-SHA256."""
_BLOCK = 64
_INNER, _OUTER = (bytes(byte ^ pad for byte in range(256)) for pad in (0x36, 0x5C))
"""RFC 2104's pads, for bytes.translate."""


def keyed(key: bytes, purpose: str, text: str) -> str:
    """32 hex digits of HMAC-SHA256; one key serves several purposes without mixing them."""
    return hmac.digest(key, f"{purpose}\0{text}".encode(errors="surrogatepass"), "sha256")[
        :_SIZE
    ].hex()


class Index:
    """The places of a list, found and walked by ref. 20 bytes for each."""

    def __init__(
        self, key: bytes, addresses: Iterable[bytes], refs: Mapping[int, bytes] | None = None
    ) -> None:
        """`addresses`: those at the places 0, 1, 2 …, in UTF-8; `refs`: at few places, others."""
        # Sorted in portions by their first byte: a million refs are never a million objects.
        portions = [bytearray() for _ in range(256)]
        for place, digest in enumerate(_digests(key, addresses)):
            ref = refs.get(place, digest) if refs else digest
            portions[ref[0]] += ref[:_SIZE] + place.to_bytes(4, "big")
        self._refs = bytearray()
        self._places = array("I")
        self._near = 0
        for number, portion in enumerate(portions):
            portions[number] = bytearray()
            self._take(portion)

    def _take(self, portion: bytearray) -> None:
        width = _SIZE + 4
        found = sorted(portion[at : at + width] for at in range(0, len(portion), width))
        self._refs += b"".join(row[:_SIZE] for row in found)
        self._places.extend(int.from_bytes(row[_SIZE:], "big") for row in found)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[tuple[str, int]]:
        """Ref and place, in the order of the refs."""
        return ((self._ref(row), place) for row, place in enumerate(self._places))

    def find(self, ref: str) -> int | None:
        """The place of a ref, or None; next to free for whoever asks in the order of the refs."""
        low, step = self._near, 1
        if not (low < len(self) and self._ref(low) <= ref):
            low, step = 0, len(self)
        while low + step < len(self) and self._ref(low + step) < ref:
            step *= 2
        end = min(low + step + 1, len(self))
        row = self._near = bisect_left(range(len(self)), ref, low, end, key=self._ref)
        return self._places[row] if row < len(self) and self._ref(row) == ref else None

    def _ref(self, row: int) -> str:
        return self._refs[row * _SIZE : (row + 1) * _SIZE].hex()


def _digests(key: bytes, addresses: Iterable[bytes]) -> Iterator[bytes]:
    """HMAC-SHA256 as `keyed`, from states that know the key: a third of hmac.digest's time."""
    if len(key) > _BLOCK:
        key = sha256(key).digest()
    padded = key.ljust(_BLOCK, b"\0")
    inner = sha256(padded.translate(_INNER) + b"recipient\0")
    outer = sha256(padded.translate(_OUTER))
    for address in addresses:
        one, both = inner.copy(), outer.copy()
        one.update(address)
        both.update(one.digest())
        yield both.digest()
