"""The format of `subscribers.enc`: the whole list in one ordinary age file.

Format, version 1, a promise: `age(gzip(lines) + zeros)`, where the lines are UTF-8 JSON, one object
each, LF at their ends:

1. the header: `{"banditore": 1, "t": "base", "n": rows that follow, "key": …, "cursor": …}`
2. the rows in a fixed order, each
   `{"row": subscriber | seen | reply | courtesy | sent, …}`
3. the seal: `{"sha256": …}`, over every byte before it

`{"row": "sent", "id": …}` says of a broadcast that it has a receipt; lists that were written before
there were such rows have none.

The zeros bring the file to the next of a few sizes, so that its length does not tell how many
people are in it: at least 64 KiB, then four steps for each doubling. gunzip ignores them, so
`age -d -i KEY subscribers.enc | gunzip` is all that is needed to read the list without us.

The digest finds damage and slips of hand, not a forger: whoever knows the recipients can seal a
list of his own. Only who may push to the state branch can put it there.

A list of a million is a third of a gigabyte of lines: they are read and written piece by piece.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import TYPE_CHECKING, Any

from banditore.adapters.age_list.rows import ListMaker, header, rows
from banditore.domain.errors import Corrupted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from hashlib import _Hash as Digest

    from banditore.domain.subscribers import SubscriberList

LIST = "subscribers.enc"
VERSION = 1
MAX_PLAIN = 512 * 1024 * 1024
MAX_LINE = 4096
_SMALLEST = 64 * 1024
_GZIP = 31
"""zlib's word for it."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_DECODER = json.JSONDecoder()
_BAD_LINE = "a line in it is not what it should be"
_STEP = 64 * 1024
_BATCH = 256
"""Lines that are compressed at once."""

FROM_HISTORY = (
    f"bring the last good one back: git log -- {LIST}, then git restore --source COMMIT {LIST}"
)


def pieces(subscribers: SubscriberList) -> Iterator[bytes]:
    """The content, compressed and padded. Equal lists give equal bytes."""
    engine = zlib.compressobj(level=6, wbits=_GZIP)
    length = 0
    for lines in _lines(subscribers):
        packed = engine.compress(lines)
        length += len(packed)
        yield packed
    packed = engine.flush()
    yield packed
    yield bytes(_padding(length + len(packed)))


def _lines(subscribers: SubscriberList) -> Iterator[bytes]:
    digest = hashlib.sha256()
    lines = [_line({"banditore": VERSION, "t": "base", **header(subscribers)})]
    for row in rows(subscribers):
        lines.append(_line(row))
        if len(lines) == _BATCH:
            yield _digested(digest, lines)
    yield _digested(digest, lines)
    yield _line({"sha256": digest.hexdigest()})


class Reader:
    """Reads the content as it comes, in pieces; nothing of it is given out before `done`.

    Both methods raise Corrupted, which repeats nothing of what could not be read.
    """

    def __init__(self, limit: int = MAX_PLAIN) -> None:
        """`limit`: bytes that it may unpack to."""
        self._left = limit
        self._engine = zlib.decompressobj(wbits=_GZIP)
        self._rest = b""
        self._last: bytes | None = None
        """The last whole line: the seal, once nothing follows."""
        self._digest = hashlib.sha256()
        self._rows = 0
        self._promised: object = None
        self._maker: ListMaker | None = None

    def feed(self, piece: bytes) -> None:
        """The next piece."""
        if not self._engine.eof:
            piece = self._unpack(piece)
        if piece.strip(b"\0"):
            raise corrupted("something foreign follows the list")

    def done(self) -> SubscriberList:
        """The verified list, once there are no more pieces."""
        if not self._engine.eof:
            raise corrupted("it is cut short")
        if self._rest or self._last is None or self._maker is None:
            raise corrupted("it is incomplete")
        if _object(self._last) != {"sha256": self._digest.hexdigest()}:
            raise corrupted("its last line does not fit what stands above it")
        if self._promised != self._rows:
            raise corrupted("lines are missing")
        try:
            return self._maker.done()
        except ValueError:
            # Raised after the handler, as below.
            pass
        raise corrupted(_BAD_LINE)

    def _unpack(self, piece: bytes) -> bytes:
        """Take in the lines; what follows their end remains."""
        engine = self._engine
        while not engine.eof:
            try:
                plain = engine.decompress(piece, _STEP)
            except zlib.error:
                raise corrupted("what it holds is not gzip, or is damaged") from None
            self._left -= len(plain)
            if self._left < 0:
                raise corrupted("it holds more than any list we write")
            self._take(plain)
            piece = engine.unconsumed_tail
            if not piece and len(plain) < _STEP:
                break
        return engine.unused_data

    def _take(self, plain: bytes) -> None:
        lines = (self._rest + plain).split(b"\n")
        self._rest = lines.pop()
        if len(self._rest) > MAX_LINE:
            raise corrupted(_BAD_LINE)
        if not lines:
            return
        if self._last is not None:
            lines.insert(0, self._last)
        self._last = lines.pop()
        if lines:
            self._digest.update(b"\n".join(lines) + b"\n")
        for line in lines:
            self._add(_object(line))

    def _add(self, value: dict[str, Any]) -> None:
        try:
            if self._maker is None:
                self._maker = self._begun(value)
            else:
                self._rows += 1
                self._maker.add(value)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            # The exception would carry what it stumbled over: a number, a message id.
            pass
        else:
            return
        raise corrupted(_BAD_LINE)

    def _begun(self, head: dict[str, Any]) -> ListMaker:
        if head.get("banditore") != VERSION or head.get("t") != "base":
            raise _foreign(head)
        self._promised = head.get("n")
        return ListMaker(head)


def _digested(digest: Digest, lines: list[bytes]) -> bytes:
    together = b"".join(lines)
    lines.clear()
    digest.update(together)
    return together


def _padding(length: int) -> int:
    """To the next quarter of an octave (facts: ±12 % is all that the length tells)."""
    least = max(length, _SMALLEST)
    step = 1 << (least.bit_length() - 3)
    return -(-least // step) * step - length


def _line(value: Mapping[str, Any]) -> bytes:
    return _ENCODER.encode(value).encode() + b"\n"


def _object(line: bytes) -> dict[str, Any]:
    value = None
    if len(line) <= MAX_LINE:
        try:
            text = line.decode()
            value, end = _DECODER.raw_decode(text)
            if text[end:].strip():
                value = None
        except (ValueError, RecursionError):
            # Raised after the handler: a JSON error carries the whole line.
            value = None
    if not isinstance(value, dict):
        raise corrupted(_BAD_LINE)
    return value


def _foreign(head: Mapping[str, Any]) -> Corrupted:
    version = head.get("banditore")
    if isinstance(version, int) and version > VERSION:
        return Corrupted(
            f"written by a newer version of this software (format {version}, known: {VERSION})",
            "update the software: take the newer scripts/ folder",
        )
    return corrupted("it is not a list of subscribers")


def corrupted(why: str) -> Corrupted:
    """The error for a list that is not what we write."""
    return Corrupted(f"the list cannot be read: {why}", FROM_HISTORY)
