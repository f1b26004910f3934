"""The content of one file: a header, rows and a seal, as gzipped JSON lines, padded with zeros.

Format, version 2, a promise: `age(gzip(lines) + zeros)`, where the lines are UTF-8 JSON, one value
each, LF at their ends:

1. the header: `{"banditore": 2, "t": "base" | "log", "e": epoch, "g": generation, "prev": SHA-256
   of the file before it or "", "n": rows that follow, …}`, then what it says of the list: all of it
   in a base, what changed in a log. A base also says when it was written: `"at"`
2. the rows. A person's is an array, whose columns a base's header names; all others are objects:
   `{"row": KIND, …}`, and in a log also `{"row": "gone", "of": KIND, …}`
3. the seal: `{"mac": …}`, HMAC-SHA256 over every byte before it

age itself says nothing about the writer: whoever knows a recipient can seal a file. The MAC's key
is derived from the epoch's identity, which only who has the keyring knows; and the recipient that
belongs to it is never written anywhere.

The zeros bring a file to one of a few sizes, so that its length tells little: a base has at least
64 KiB and then four steps for each doubling, a log 512 bytes, 1 KiB, 2 KiB and so on. gunzip
ignores them.

A list of a million is a hundred megabytes of lines: they are read and written piece by piece.
"""

from __future__ import annotations

import hmac
import json
import zlib
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Protocol

from banditore.adapters.age_list.values import BAD_ROW
from banditore.domain.chain import FROM_HISTORY, Link
from banditore.domain.errors import Corrupted, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from banditore.adapters.age_list.values import Row

VERSION = 2
MAX_PLAIN = 512 * 1024 * 1024
MAX_LINE = 4096
_LABEL = b"banditore/subscribers/v2/mac"
_SMALLEST_BASE, _SMALLEST_LOG = 64 * 1024, 512
_GZIP = 31
"""zlib's word for it."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_DECODER = json.JSONDecoder()
UPDATE = "update the software: take the newer scripts/ folder"
_BAD_LINE = "a line in it is not what it should be"
_STEP = 64 * 1024
_BATCH = 256
"""Lines that are compressed at once."""


def mac_key(identity: str) -> bytes:
    """The key of the MAC, from an epoch's identity."""
    return hmac.digest(identity.encode(), _LABEL, "sha256")


def pieces(key: bytes, head: Row, rows: Iterable[Row | str]) -> Iterator[bytes]:
    """The content of a file, compressed and padded. Raises StoreError where a line is too long."""
    base = head["t"] == "base"
    # What a base holds of people are random ids: a higher level takes three times as long for 5 %.
    engine = zlib.compressobj(level=1 if base else 9, wbits=_GZIP)
    length = 0
    for lines in _lines(key, head, rows):
        packed = engine.compress(lines)
        length += len(packed)
        yield packed
    packed = engine.flush()
    yield packed
    length += len(packed)
    yield bytes((base_size if base else log_size)(length) - length)


def base_size(length: int) -> int:
    """The next quarter of an octave: ±12 % is all that the length tells."""
    least = max(length, _SMALLEST_BASE)
    step = 1 << (least.bit_length() - 3)
    return -(-least // step) * step


def log_size(length: int) -> int:
    """The next power of two."""
    return max(_SMALLEST_LOG, 1 << (length - 1).bit_length())


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


def link_of(head: Row, digest: str) -> Link:
    """What a header says of the file's place; `digest`: of the file as sealed. Raises Corrupted."""
    epoch, generation = head.get("e"), head.get("g")
    for number in (epoch, generation):
        if type(number) is not int or number < 1:
            raise corrupted(_BAD_LINE)
    return Link(head["e"], head["g"], _text(head.get("prev")), digest)


class Sink(Protocol):
    """What takes in a header and rows. Both methods may raise BAD_ROW and Corrupted."""

    def begin(self, head: Row) -> None:
        """The header."""

    def add(self, found: Iterable[Row | list[Any]]) -> None:
        """Rows."""


class Reader:
    """Reads the content as it comes, in pieces. What the sink got is good only after `done`.

    Both methods raise Corrupted, which repeats nothing of what could not be read.
    """

    def __init__(self, key: bytes, kind: str, sink: Sink, limit: int = MAX_PLAIN) -> None:
        """`kind`: base or log. `limit`: bytes that it may unpack to."""
        self._kind = kind
        self._sink = sink
        self._left = limit
        self._engine = zlib.decompressobj(wbits=_GZIP)
        self._rest = b""
        self._last: bytes | None = None
        """The last whole line: the seal, once nothing follows."""
        self._mac = hmac.new(key, digestmod="sha256")
        self._rows = -1
        self._promised: object = None

    def feed(self, piece: bytes) -> None:
        """The next piece."""
        if not self._engine.eof:
            piece = self._unpack(piece)
        if piece.strip(b"\0"):
            raise corrupted("something foreign follows the list")

    def done(self) -> None:
        """There are no more pieces: what the sink got is verified, and all of it."""
        if not self._engine.eof:
            raise corrupted("it is cut short")
        if self._rest or self._last is None or self._rows < 0:
            raise corrupted("it is incomplete")
        (seal,) = _objects([self._last])
        said = _text(seal.get("mac")) if isinstance(seal, dict) else ""
        if not hmac.compare_digest(said, self._mac.hexdigest()):
            raise corrupted("its last line does not fit what stands above it")
        if self._promised != self._rows:
            raise corrupted("lines are missing")

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
            self._mac.update(b"\n".join(lines) + b"\n")
            self._add(_objects(lines))

    def _add(self, values: list[Row | list[Any]]) -> None:
        try:
            if self._rows < 0:
                self._begin(values.pop(0))
            self._sink.add(values)
        except BAD_ROW:
            # The exception would carry what it stumbled over: a number, a message id.
            pass
        else:
            self._rows += len(values)
            return
        raise corrupted(_BAD_LINE)

    def _begin(self, head: Row | list[Any]) -> None:
        if (
            isinstance(head, list)
            or head.get("banditore") != VERSION
            or head.get("t") != self._kind
        ):
            raise _foreign(head)
        self._sink.begin(head)
        self._promised, self._rows = head.get("n"), 0


def _objects(lines: list[bytes]) -> list[Row | list[Any]]:
    """One of each line; decoded together, as that takes half the time."""
    values: Any = None
    if max(map(len, lines)) <= MAX_LINE:
        try:
            values = _DECODER.decode(f"[{b','.join(lines).decode()}]")
        except (ValueError, RecursionError):
            # Raised after the handler: a JSON error carries the whole line.
            values = None
    if values is None or len(values) != len(lines) or not {*map(type, values)} <= {dict, list}:
        raise corrupted(_BAD_LINE)
    return list(values)


def _text(value: object) -> str:
    """A text, in ASCII as comparing in constant time wants it; else an empty one."""
    return value if isinstance(value, str) and value.isascii() else ""


def _foreign(head: Row | list[Any]) -> Corrupted:
    version = None if isinstance(head, list) else head.get("banditore")
    if isinstance(version, int) and version > VERSION:
        return Corrupted(
            f"written by a newer version of this software (format {version}, known: {VERSION})",
            UPDATE,
        )
    return corrupted("it is not a list of subscribers")


def corrupted(why: str) -> Corrupted:
    """The error for a file that is not what we write."""
    return Corrupted(f"the list cannot be read: {why}", FROM_HISTORY)
