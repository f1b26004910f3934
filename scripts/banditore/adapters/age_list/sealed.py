"""Writes the content of one file: a header, rows and a seal, as gzipped JSON lines with zeros.

Format, version 2, a promise: `age(gzip(lines) + zeros)`, where the lines are UTF-8 JSON, one value
each, LF at their ends:

1. the header: `{"banditore": 2, "t": "base" | "log", "e": epoch, "g": generation, "prev": SHA-256
   of the file before it or "", "n": rows that follow, …}`, then what it says of the list: all of it
   in a base, what changed in a segment (`log`). A base also says when it was written: `"at"`
2. the rows. A person's is an array, whose columns a base's header names; all others are objects:
   `{"row": KIND, …}`, and in a segment also `{"row": "gone", "of": KIND, …}`
3. the seal: `{"mac": …}`, HMAC-SHA256 over every byte before it

age itself says nothing about the writer: whoever knows a recipient can seal a file. The MAC's key
is derived from the epoch's identity, which only who has the keyring knows; and the recipient that
belongs to it is never written anywhere.

The zeros bring a file to one of a few sizes, so that its length tells little: a base has at least
64 KiB and then four steps for each doubling, a segment 512 bytes, 1 KiB, 2 KiB and so on. gunzip
ignores them.

A list of a million is a hundred megabytes of lines: they are written, and in `unsealed` read, piece
by piece.
"""

from __future__ import annotations

import hmac
import json
import zlib
from itertools import chain, islice
from typing import TYPE_CHECKING

from banditore.domain.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from banditore.adapters.age_list.values import Row

VERSION = 2
MAX_LINE = 4096
_LABEL = b"banditore/subscribers/v2/mac"
_SMALLEST_BASE, _SMALLEST_SEGMENT = 64 * 1024, 512
GZIP = 31
"""zlib's word for it."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_BATCH = 256
"""Lines that are compressed at once."""


def mac_key(identity: str) -> bytes:
    """The key of the MAC, from an epoch's identity."""
    return hmac.digest(identity.encode(), _LABEL, "sha256")


def pieces(key: bytes, head: Row, rows: Iterable[Row | str]) -> Iterator[bytes]:
    """The content of a file, compressed and padded. Raises StoreError where a line is too long."""
    base = head["t"] == "base"
    # What a base holds of people are random ids: a higher level takes three times as long for 5 %.
    engine = zlib.compressobj(level=1 if base else 9, wbits=GZIP)
    length = 0
    for lines in _lines(key, head, rows):
        packed = engine.compress(lines)
        length += len(packed)
        yield packed
    packed = engine.flush()
    yield packed
    length += len(packed)
    yield bytes((base_size if base else segment_size)(length) - length)


def base_size(length: int) -> int:
    """The next quarter of an octave: ±12 % is all that the length tells."""
    least = max(length, _SMALLEST_BASE)
    step = 1 << (least.bit_length() - 3)
    return -(-least // step) * step


def segment_size(length: int) -> int:
    """The next power of two."""
    return max(_SMALLEST_SEGMENT, 1 << (length - 1).bit_length())


def _lines(key: bytes, head: Row, rows: Iterable[Row | str]) -> Iterator[bytes]:
    mac, following = hmac.new(key, digestmod="sha256"), chain([head], rows)
    while lines := [_json(row) for row in islice(following, _BATCH)]:
        # Half a character is possible in what came from a command line.
        together = "\n".join([*lines, ""]).encode(errors="replace")
        if max(map(len, lines)) > MAX_LINE // 4:
            _refuse_long(together)
        mac.update(together)
        yield together
    yield f'{{"mac":"{mac.hexdigest()}"}}\n'.encode()


def _refuse_long(lines: bytes) -> None:
    """What no reader would take must not be written."""
    if max(map(len, lines.split(b"\n"))) > MAX_LINE:
        raise StoreError(
            f"a line of the list would be longer than {MAX_LINE} bytes",
            "nothing was changed; was a reason given that is very long?",
        )


def _json(row: Row | str) -> str:
    return row if isinstance(row, str) else _ENCODER.encode(row)
