"""`subscribers.enc`: the whole list in one ordinary age file.

Format, version 1, a promise: `age(gzip(lines) + zeros)`, where the lines are UTF-8 JSON, one object
each, LF at their ends:

1. the header: `{"banditore": 1, "t": "base", "n": rows that follow, "key": …, "cursor": …}`
2. the rows in a fixed order, each `{"row": subscriber | seen | reply | courtesy, …}`
3. the seal: `{"sha256": …}`, over every byte before it

The zeros bring the file to the next of a few sizes, so that its length does not tell how many
people are in it: at least 64 KiB, then four steps for each doubling. gunzip ignores them, so
`age -d -i KEY subscribers.enc | gunzip` is all that is needed to read the list without us.

The digest finds damage and slips of hand, not a forger: whoever knows the recipients can seal a
list of his own. Only who may push to the state branch can put it there.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from typing import TYPE_CHECKING, Any

from banditore.adapters.age_list.rows import header, list_of, rows
from banditore.domain.errors import Corrupted, SampleInPlace, StoreError, WrongKey

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import Files, Vault

LIST = "subscribers.enc"
VERSION = 1
MAX_FILE = 95 * 1024 * 1024
"""GitHub blocks files of 100 MB."""
MAX_PLAIN = 512 * 1024 * 1024
MAX_LINE = 4096
_SMALLEST = 64 * 1024

_FROM_HISTORY = (
    f"bring the last good one back: git log -- {LIST}, then git restore --source COMMIT {LIST}"
)


class AgeSubscriberStore:
    """Keeps the list in `subscribers.enc`, sealed by a vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def load(self, files: Files) -> SubscriberList:
        """The verified list. Raises StoreError, WrongKey, Corrupted and SampleInPlace."""
        if self._vault.sample:
            raise SampleInPlace(
                "the repository still holds the sample of an empty list, which nobody can open",
                "make your own keys: banditore keys init --live --out FOLDER",
            )
        sealed = files.read(LIST)
        if sealed is None:
            raise StoreError(
                f"there is no {LIST}",
                "bring it back from the history, or begin a new list: banditore keys init",
            )
        if len(sealed) > MAX_FILE:
            raise Corrupted(f"{LIST} is larger than any list we write", _FROM_HISTORY)
        try:
            return parse(self._vault.open(sealed))
        except (WrongKey, Corrupted) as failure:
            raise type(failure)(f"{LIST}: {failure.message}", failure.hint) from None

    def store(self, subscribers: SubscriberList) -> Mapping[str, bytes | None]:
        """The changed file. Raises StoreError where the list has outgrown the format."""
        sealed = self._vault.seal(serialise(subscribers))
        if len(sealed) > MAX_FILE:
            raise StoreError(f"{LIST} would be larger than {MAX_FILE >> 20} MiB")
        return {LIST: sealed}


def serialise(subscribers: SubscriberList) -> bytes:
    """Compressed and padded. Equal lists give equal bytes."""
    body = [_line(row) for row in rows(subscribers)]
    head = {"banditore": VERSION, "t": "base", "n": len(body), **header(subscribers)}
    lines = _line(head) + b"".join(body)
    seal = _line({"sha256": hashlib.sha256(lines).hexdigest()})
    return _padded(gzip.compress(lines + seal, compresslevel=6, mtime=0))


def parse(content: bytes, limit: int = MAX_PLAIN) -> SubscriberList:
    """The list. Raises Corrupted, which repeats nothing of what it could not read.

    `limit`: bytes that it may unpack to.
    """
    lines = _unpacked(content, limit).split(b"\n")
    if len(lines) < 3 or lines.pop() != b"":  # noqa: PLR2004 - header, seal, and what follows LF
        raise _corrupted("it is incomplete")
    head = _object(lines[0])
    if head.get("banditore") != VERSION or head.get("t") != "base":
        raise _foreign(head)
    if _object(lines.pop()) != {"sha256": _digest(lines)}:
        raise _corrupted("its last line does not fit what stands above it")
    if head.get("n") != len(lines) - 1:
        raise _corrupted("lines are missing")
    try:
        return list_of(head, _objects(lines[1:]))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        # The exception would carry what it stumbled over: a number, a message id.
        pass
    raise _corrupted("a line in it is not what it should be")


def _digest(lines: Sequence[bytes]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line + b"\n")
    return digest.hexdigest()


def _unpacked(content: bytes, limit: int) -> bytes:
    engine = zlib.decompressobj(wbits=31)
    try:
        plain = engine.decompress(content, limit)
    except zlib.error:
        raise _corrupted("what it holds is not gzip, or is damaged") from None
    if engine.unconsumed_tail:
        raise _corrupted("it holds more than any list we write")
    if not engine.eof:
        raise _corrupted("it is cut short")
    if engine.unused_data.strip(b"\0"):
        raise _corrupted("something foreign follows the list")
    return plain


def _padded(packed: bytes) -> bytes:
    """To the next quarter of an octave (facts: ±12 % is all that the length tells)."""
    length = max(len(packed), _SMALLEST)
    step = 1 << (length.bit_length() - 3)
    return packed.ljust(-(-length // step) * step, b"\0")


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _objects(lines: Sequence[bytes]) -> Iterator[dict[str, Any]]:
    return map(_object, lines)


def _object(line: bytes) -> dict[str, Any]:
    value = None
    if len(line) <= MAX_LINE:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            # Raised after the handler: a JSON error carries the whole line.
            value = None
    if not isinstance(value, dict):
        raise _corrupted("a line in it is not what it should be")
    return value


def _foreign(head: Mapping[str, Any]) -> Corrupted:
    version = head.get("banditore")
    if isinstance(version, int) and version > VERSION:
        return Corrupted(
            f"written by a newer version of this software (format {version}, known: {VERSION})",
            "update the software: take the newer scripts/ folder",
        )
    return _corrupted("it is not a list of subscribers")


def _corrupted(why: str) -> Corrupted:
    return Corrupted(f"the list cannot be read: {why}", _FROM_HISTORY)
