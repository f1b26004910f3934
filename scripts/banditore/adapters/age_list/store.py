"""Keeps the list in `subscribers.enc`, and remembers the one it had last."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from banditore.adapters.age_list.file import FROM_HISTORY, LIST, Reader, pieces
from banditore.domain.errors import Corrupted, SampleInPlace, StoreError, WrongKey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import Files, Vault

MAX_FILE = 95 * 1024 * 1024
"""GitHub blocks files of 100 MB."""


class AgeSubscriberStore:
    """Sealed by a vault. The same file is never opened twice in a row: the list is kept."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        # One that was loaded and one that was stored: a large list is not kept more often.
        self._loaded: tuple[str, SubscriberList] | None = None
        self._stored: tuple[str, SubscriberList] | None = None
        self._identity = ""

    def load(self, files: Files) -> SubscriberList:
        """The verified list. Raises StoreError, WrongKey, Corrupted and SampleInPlace."""
        if self._vault.sample:
            raise SampleInPlace(
                "the repository still holds the sample of an empty list, which nobody can open",
                "make your own keys: banditore keys init --live --out FOLDER",
            )
        identity = files.identity(LIST)
        if self._loaded and identity and identity == self._identity:
            return self._loaded[1]
        sealed = files.read(LIST)
        if sealed is None:
            raise StoreError(
                f"there is no {LIST}",
                "bring it back from the history, or begin a new list: banditore keys init",
            )
        self._loaded = self._known(sealed)
        self._stored = None
        self._identity = identity
        return self._loaded[1]

    def store(self, subscribers: SubscriberList) -> Mapping[str, bytes | None]:
        """The changed file. Raises StoreError where the list has outgrown the format."""
        sealed = self._vault.seal_pieces(pieces(subscribers))
        if len(sealed) > MAX_FILE:
            raise StoreError(f"{LIST} would be larger than {MAX_FILE >> 20} MiB")
        self._stored = _digest(sealed), subscribers
        return {LIST: sealed}

    def _known(self, sealed: bytes) -> tuple[str, SubscriberList]:
        digest = _digest(sealed)
        for known in (self._stored, self._loaded):
            if known and known[0] == digest:
                return known
        return digest, self._opened(sealed)

    def _opened(self, sealed: bytes) -> SubscriberList:
        if len(sealed) > MAX_FILE:
            raise Corrupted(f"{LIST} is larger than any list we write", FROM_HISTORY)
        reader = Reader()
        try:
            self._vault.open_into(sealed, reader.feed)
            return reader.done()
        except (WrongKey, Corrupted) as failure:
            raise type(failure)(f"{LIST}: {failure.message}", failure.hint) from None


def _digest(sealed: bytes) -> str:
    return hashlib.sha256(sealed).hexdigest()
