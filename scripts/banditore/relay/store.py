"""What was taken in and not fetched yet: one SQLite file, ready for a machine that dies.

Synchronous: the caller sees to it that one thread at a time calls.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from banditore.relay.sealing import Seal

RETENTION = timedelta(days=14)
"""Twice as long as Meta repeats a delivery."""
PAGE_BYTES = 8 * 1024 * 1024
FORMAT = 1
_SCHEMA = (
    """create table events (
        cursor integer primary key autoincrement, at integer not null, sealed blob not null
    )""",
    "create table seen (digest blob primary key, at integer not null) without rowid",
    f"pragma user_version = {FORMAT}",
)


@dataclass(frozen=True)
class Sealed:
    """Some deliveries, readable to nobody here."""

    cursor: int
    """Grows, and never comes again."""
    at: int
    """When they came, in seconds since 1970."""
    blob: bytes


@dataclass(frozen=True)
class Page:
    """What waits after a cursor."""

    events: tuple[Sealed, ...]
    more: bool


class Store:
    """Keeps sealed deliveries for two weeks at most. What it said it keeps, outlives a crash."""

    def __init__(self, path: Path, seal: Seal, now: Callable[[], float]) -> None:
        """`now`: seconds since 1970. Raises StoreError where the file is none of ours."""
        self._seal = seal
        self._now = now
        self._db = _opened(path)

    def close(self) -> None:
        """Leave a single tidy file behind."""
        self._db.close()

    def add(self, deliveries: Sequence[tuple[str, bytes]]) -> None:
        """Keep these, each a name of its own and a body: all of them durably, or none.

        A name that was kept before is nothing new. Raises sqlite3.Error.
        """
        at = int(self._now())
        with self._db:
            fresh = [body for name, body in deliveries if self._is_new(name, at)]
            if fresh:
                self._db.execute(
                    "insert into events (at, sealed) values (?, ?)", (at, self._seal(fresh))
                )

    def after(self, cursor: int, limit: int) -> Page:
        """The next ones, at least one if there is any, at most `limit` and some megabytes."""
        rows = self._db.execute(
            "select cursor, at, sealed from events where cursor > ? order by cursor limit ?",
            (cursor, limit + 1),
        )
        found: list[Sealed] = []
        size = 0
        for row in rows:
            event = Sealed(*row)
            size += len(event.blob)
            if found and (len(found) == limit or size > PAGE_BYTES):
                return Page(tuple(found), more=True)
            found.append(event)
        return Page(tuple(found), more=False)

    def forget(self, cursors: Iterable[int]) -> int:
        """Delete these for good; returns how many there were."""
        with self._db:
            gone = self._db.executemany(
                "delete from events where cursor = ?", ((cursor,) for cursor in cursors)
            ).rowcount
        self._overwrite_log()
        return gone

    def forget_old(self) -> int:
        """Delete what is older than `RETENTION`; returns how many waited in vain."""
        before = int(self._now() - RETENTION.total_seconds())
        with self._db:
            gone = self._db.execute("delete from events where at < ?", (before,)).rowcount
            self._db.execute("delete from seen where at < ?", (before,))
        self._overwrite_log()
        return gone

    def ping(self) -> None:
        """Raises sqlite3.Error where the file can not be written."""
        with self._db:
            self._db.execute("begin immediate")

    def _is_new(self, name: str, at: int) -> bool:
        # Half a hash of a signature: tells nothing, and proves nothing to anybody else.
        digest = hashlib.sha256(name.encode()).digest()[:16]
        added = self._db.execute("insert or ignore into seen values (?, ?)", (digest, at))
        return added.rowcount == 1

    def _overwrite_log(self) -> None:
        # What was deleted is overwritten in the file, but would live on in the write-ahead log.
        self._db.execute("pragma wal_checkpoint(truncate)")


def _opened(path: Path) -> sqlite3.Connection:
    try:
        # Its companions -wal and -shm get the same rights.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        db = sqlite3.connect(path, check_same_thread=False, timeout=5)
    except (OSError, sqlite3.Error):
        raise StoreError(
            f"{path} cannot be opened or made", "RELAY_DATABASE names the file"
        ) from None
    try:
        _prepare(db)
        for setting in ("journal_mode = wal", "synchronous = full", "secure_delete = on"):
            db.execute(f"pragma {setting}")
    except sqlite3.Error:
        db.close()
        raise StoreError(
            f"{path} is not a relay's store, or it is damaged",
            "name another file in RELAY_DATABASE; what Meta was not told “kept”, it sends again",
        ) from None
    return db


def _prepare(db: sqlite3.Connection) -> None:
    with db:
        db.execute("begin immediate")  # the relay before us may not have ended yet
        (version,) = db.execute("pragma user_version").fetchone()
        (tables,) = db.execute("select count(*) from sqlite_master").fetchone()
        if not version and not tables:
            for statement in _SCHEMA:
                db.execute(statement)
        elif version != FORMAT:
            raise sqlite3.DatabaseError
