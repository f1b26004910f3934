"""Short texts one after the other in one run of bytes; ids of hex digits take half of theirs."""

from __future__ import annotations

from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEX = 32
"""Digits of the ids that we and Twilio make, kept as half as many bytes."""
_DIGITS, _LONG = 0x80, 0x7F
"""In a text's first byte: digits follow; the length follows in four bytes."""
_JUST_DIGITS = bytes([_DIGITS])


def pack(text: str) -> bytes:
    """Its length and UTF-8; of 32 hex digits at the end, the 16 bytes they stand for."""
    tail = text[-_HEX:]
    try:
        raw = bytes.fromhex(tail)
    except ValueError:
        return _whole(text.encode())
    if raw.hex() != tail or len(text) >= 2 * _HEX or len(raw) != _HEX // 2:
        return _whole(text.encode())
    return _JUST_DIGITS + raw if len(text) == _HEX else _mark(text[:-_HEX]) + raw


def pack_both(first: str, second: str) -> bytes:
    """Two texts. Of two that are 32 digits, as nearly all are, faster than one after the other."""
    both = first + second
    if len(first) == len(second) == _HEX:
        try:
            raw = bytes.fromhex(both)
        except ValueError:
            raw = b""
        if raw.hex() == both:
            return b"\x80%b\x80%b" % (raw[: _HEX // 2], raw[_HEX // 2 :])
    return pack(first) + pack(second)


def pack_many(
    addresses: Sequence[str], first: Sequence[str], second: Sequence[str]
) -> list[bytes] | None:
    """Of many: the address's length, the address, two texts of 32 digits; None where others are."""
    digits = "".join(map(add, first, second))
    if {*map(len, first)} != {_HEX} or {*map(len, second)} != {_HEX}:
        return None
    try:
        raw = bytes.fromhex(digits)
    except ValueError:
        return None
    if raw.hex() != digits:
        return None
    half = _HEX // 2
    ids = (raw[at : at + half] for at in range(0, len(raw), half))
    where = (address.encode() for address in addresses)
    return [b"%c%b\x80%b\x80%b" % (len(one), one, next(ids), next(ids)) for one in where]


@lru_cache(64)
def _mark(head: str) -> bytes:
    """What stands before the digits: nearly always nothing, or `SM`."""
    return b"%c%b" % (_DIGITS | len(head.encode()), head.encode())


def _whole(text: bytes) -> bytes:
    if len(text) < _LONG:
        return b"%c%b" % (len(text), text)
    return b"%c%b%b" % (_LONG, len(text).to_bytes(4, "big"), text)


def unpack(texts: bytearray, start: int) -> tuple[str, int]:
    """A text and where the next one begins."""
    length, start = texts[start], start + 1
    if length == _DIGITS:
        end = start + _HEX // 2
        return texts[start:end].hex(), end
    if length & _DIGITS:
        middle = start + (length & ~_DIGITS)
        end = middle + _HEX // 2
        return texts[start:middle].decode() + texts[middle:end].hex(), end
    if length == _LONG:
        length, start = int.from_bytes(texts[start : start + 4], "big"), start + 4
    return texts[start : start + length].decode(), start + length
