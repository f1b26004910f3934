"""The sealed files of a chain: read only where nothing else says what they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from banditore.domain.errors import Corrupted, StoreError
from banditore.domain.keys.chain import BASE, FROM_HISTORY, SEGMENTS, broken, segment_path
from banditore.ports import Streams

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from banditore.ports import Files

MAX_FILE = 95 * 1024 * 1024
"""GitHub blocks files of 100 MB."""
_KEPT = 8 * 1024 * 1024
"""Bytes of a file that are in memory as a whole; a larger one is read a second time instead."""
_NAME = re.compile(rf"{SEGMENTS}/[0-9]{{8}}\.age")


@dataclass(frozen=True)
class Sealed:
    """One file."""

    path: str
    digest: str
    size: int
    pieces: Callable[[], Iterable[bytes]]


class Contents:
    """The files of one tree that hold the list."""

    def __init__(self, files: Files, known: Mapping[str, str]) -> None:
        """`known`: digests by identity. Raises StoreError, Corrupted and ChainBroken."""
        self._files = files
        self._paths = paths_of(files)
        self._sealed: dict[str, Sealed] = {}
        self.by_identity: dict[str, str] = {}
        """The digests of these files by their identity."""
        self.digests = [self._digest(path, known) for path in self._paths]
        """In the order of the chain."""

    def take(self, place: int) -> Sealed:
        """One of them; once."""
        path = self._paths[place]
        return self._sealed.pop(path, None) or self._look(path)

    def check_names(self, base: int) -> None:
        """Raises ChainBroken where a number is missing after the base's generation."""
        for place, path in enumerate(self._paths[1:], 1):
            if path != segment_path(base + place):
                raise broken(f"{segment_path(base + place)} is missing")

    def _digest(self, path: str, known: Mapping[str, str]) -> str:
        identity = self._files.identity(path)
        digest = known.get(identity)
        if digest is None:
            self._sealed[path] = self._look(path)
            digest = self._sealed[path].digest
        self.by_identity[identity] = digest
        return digest

    def _look(self, path: str) -> Sealed:
        digest, size, kept = sha256(), 0, list[bytes]()
        for piece in self._pieces(path):
            digest.update(piece)
            size += len(piece)
            kept.append(piece)
            if size > _KEPT:
                kept.clear()
            if size > MAX_FILE:
                raise Corrupted(f"{path} is larger than any file we write", FROM_HISTORY)
        again = (lambda: self._pieces(path)) if size > _KEPT else (lambda: kept)
        return Sealed(path, digest.hexdigest(), size, again)

    def _pieces(self, path: str) -> Iterable[bytes]:
        if not self._files.identity(path):
            raise StoreError(
                f"there is no {path}",
                "bring it back from the history, or begin a new list: banditore keys init",
            )
        if path == BASE and isinstance(self._files, Streams):
            return self._files.stream(path)
        return (self._files.read(path) or b"",)


def paths_of(files: Files) -> list[str]:
    """The base's and the segments', in order. Raises ChainBroken where there is anything else."""
    segments = list(files.paths(SEGMENTS))
    for path in segments:
        if not _NAME.fullmatch(path):
            raise broken(f"{path!r} does not belong there")
    return [BASE, *segments]


def digest_of(sealed: bytes) -> str:
    """What the next file says of this one."""
    return sha256(sealed).hexdigest()
