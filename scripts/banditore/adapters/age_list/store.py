"""Keeps the list in `subscribers.enc` and `subscribers.d/`, and remembers what it opened last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from banditore.adapters.age_list.contents import MAX_FILE, Contents, digest_of, paths_of
from banditore.adapters.age_list.making import (
    Whole,
    change_rows,
    header,
    header_change,
    says_that_somebody_left,
)
from banditore.adapters.age_list.opened import Opened, Seal, open_base, open_segments
from banditore.adapters.age_list.people import COLUMNS
from banditore.adapters.age_list.sealed import VERSION, pieces
from banditore.adapters.age_list.values import text_of
from banditore.domain.errors import RolledBack, SampleInPlace, StoreError, WrongKey
from banditore.domain.keys.chain import (
    BASE,
    SEGMENTS,
    Head,
    Link,
    Standing,
    check_anchor,
    newest,
    segment_path,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from banditore.adapters.age_list.values import Row
    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import EpochKeys, Files, Vault


class AgeSubscriberStore:
    """Sealed with the epochs' keys. What was opened before is not opened again: it is kept."""

    def __init__(
        self,
        keys: EpochKeys,
        vault_of: Callable[[str], Vault],
        now: Callable[[], datetime],
    ) -> None:
        """`vault_of`: what seals to one age identity, and opens with it."""
        self._keys = keys
        self._vault_of = vault_of
        self._now = now
        # One chain that was loaded and one that was stored: a large list is not kept more often.
        self._loaded: Opened | None = None
        self._stored: Opened | None = None
        self._seen: Head | None = None
        self._made: dict[str, Seal] = {}
        """By the identity of the key."""
        self._digests: dict[str, str] = {}
        """By the identity of a file, of those that were loaded last."""

    # Reading

    def load(self, files: Files) -> SubscriberList:
        """The verified list."""
        return self._open(files).subscribers

    def head(self, files: Files) -> Head:
        """The newest file of the verified chain."""
        return self._open(files).head

    def standing(self, files: Files) -> Standing:
        """What there is to know about the verified chain."""
        return self._open(files).standing

    def held(self, files: Files) -> Mapping[str, bytes]:
        """The files that hold the list, as they are."""
        return {path: files.read(path) or b"" for path in paths_of(files)}

    # Writing

    def store(self, files: Files, subscribers: SubscriberList) -> Mapping[str, bytes | None]:
        """One segment that makes the list in `files` this one; nothing where it is."""
        before = self._open(files)
        rows, traits = change_rows(before.subscribers, subscribers, before.traits)
        changed = header_change(before.subscribers, subscribers)
        if not rows and not changed:
            return {}
        head = before.head
        link = Link(head.epoch, head.generation + 1, head.digest, "")
        path = segment_path(link.generation)
        sealed = _sealed(path, before.seal, _header("log", link, len(rows), changed), rows)
        self._stored = replace(
            before,
            links=(*before.links, replace(link, digest=digest_of(sealed))),
            subscribers=subscribers,
            traits=traits,
            left=before.left or any(map(says_that_somebody_left, rows)),
        )
        return {path: sealed}

    def rewrite(
        self, files: Files, subscribers: SubscriberList, key: str
    ) -> Mapping[str, bytes | None]:
        """A base under another key, in place of all files that hold the list."""
        head = self._open(files).head
        link = Link(head.epoch + 1, head.generation + 1, head.digest, "")
        gone: dict[str, bytes | None] = dict.fromkeys(files.paths(SEGMENTS))
        return {**gone, **self._base(link, subscribers, self._seal(key))}

    def found(self, subscribers: SubscriberList) -> Mapping[str, bytes | None]:
        """The first base of all."""
        return self._base(Link(1, 1, "", ""), subscribers, self._seals()[0])

    def _base(
        self, link: Link, subscribers: SubscriberList, seal: Seal
    ) -> Mapping[str, bytes | None]:
        begun, rows = self._now(), Whole(subscribers)
        said = {"at": text_of(begun), "columns": COLUMNS, **header(subscribers)}
        sealed = _sealed(BASE, seal, _header("base", link, len(rows), said), rows)
        link = replace(link, digest=digest_of(sealed))
        self._stored = Opened(
            seal, (link,), subscribers, tuple(rows.traits), begun, len(sealed), left=False
        )
        return {BASE: sealed}

    # Opening

    def _open(self, files: Files) -> Opened:
        try:
            opened = self._verified(files)
        except (WrongKey, RolledBack):
            # Another run may have rewritten the list since we read the keyring.
            if not self._keys.refresh():
                raise
            opened = self._verified(files)
        self._loaded, self._seen = opened, opened.head
        if self._stored and self._stored.links[0] != opened.links[0]:
            self._stored = None
        return opened

    def _verified(self, files: Files) -> Opened:
        opened = self._chain(files)
        check_anchor(opened.links, newest(self._keys.anchor, self._seen))
        return opened

    def _chain(self, files: Files) -> Opened:
        seals = self._seals()
        contents = Contents(files, self._digests)
        known = max(
            (one for one in (self._stored, self._loaded) if one and one.begins(contents.digests)),
            key=lambda one: len(one.links),
            default=None,
        )
        if known is None:
            # Neither is of use any more: a large list would be in memory twice.
            self._stored = self._loaded = None
            known = open_base(contents.take(0), seals)
        contents.check_names(known.links[0].generation)
        new = range(len(known.links), len(contents.digests))
        if new:
            known = open_segments(known, map(contents.take, new))
        self._digests = contents.by_identity
        return known

    def _seals(self) -> list[Seal]:
        """Of all epochs whose keys there are, the newest first."""
        seals = [self._seal(identity) for identity in self._keys.identities]
        if not seals:
            raise SampleInPlace(
                "the repository still holds the sample of an empty list, which nobody can open",
                "make your own keys: banditore keys init --live --out FOLDER",
            )
        return seals[::-1]

    def _seal(self, identity: str) -> Seal:
        if identity not in self._made:
            self._made[identity] = Seal.of(identity, self._vault_of)
        return self._made[identity]


def _header(kind: str, link: Link, rows: int, said: Row) -> Row:
    place = {"e": link.epoch, "g": link.generation, "prev": link.previous}
    return {"banditore": VERSION, "t": kind, **place, "n": rows, **said}


def _sealed(path: str, seal: Seal, head: Row, rows: Iterable[Row | str]) -> bytes:
    sealed = seal.vault.seal_pieces(pieces(seal.mac, head, rows))
    if len(sealed) > MAX_FILE:
        raise StoreError(f"{path} would be larger than {MAX_FILE >> 20} MiB")
    return sealed
