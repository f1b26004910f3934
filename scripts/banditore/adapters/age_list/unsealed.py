"""Reads the content of one file, as `sealed` describes and writes it, and believes nothing."""

from __future__ import annotations

import hmac
import json
import zlib
from typing import TYPE_CHECKING, Any, Protocol

from banditore.adapters.age_list.sealed import GZIP, MAX_LINE, VERSION
from banditore.adapters.age_list.values import BAD_ROW
from banditore.domain.errors import Corrupted
from banditore.domain.keys.chain import FROM_HISTORY, Link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banditore.adapters.age_list.values import Row

MAX_PLAIN = 512 * 1024 * 1024
UPDATE = "update the software: take the newer scripts/ folder"
_DECODER = json.JSONDecoder()
_BAD_LINE = "a line in it is not what it should be"
_STEP = 64 * 1024


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
        self._engine = zlib.decompressobj(wbits=GZIP)
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
