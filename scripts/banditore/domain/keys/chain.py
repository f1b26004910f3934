"""The chain of files that holds the list: what may follow what, and what an anchor allows.

A base, `subscribers.enc`, holds a whole list; each segment `subscribers.d/NNNNNNNN.age` after it
holds one change. Every file names its generation (one more than that of the file before it), the
digest of that file, and its epoch (one more with each base: each has a key of its own).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.errors import ChainBroken, RolledBack

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

BASE = "subscribers.enc"
SEGMENTS = "subscribers.d"
MANY = 512
"""So many segments, and the list should be rewritten: each costs every reader a moment."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
FROM_HISTORY = (
    f"bring both back as the last good commit had them: git log -- {BASE} {SEGMENTS}, then "
    f"git restore --source COMMIT {BASE} {SEGMENTS}"
)


@dataclass(frozen=True)
class Head:
    """The newest file of a chain; as an anchor, one that was seen there before."""

    epoch: int
    generation: int
    digest: str
    """SHA-256 of the file as it lies there, 64 hex digits."""


@dataclass(frozen=True)
class Link:
    """One file of the chain, as its header says and its content was verified."""

    epoch: int
    generation: int
    previous: str
    """The digest of the file before it; empty at the very first."""
    digest: str

    @property
    def head(self) -> Head:
        """As the end of a chain."""
        return Head(self.epoch, self.generation, self.digest)


@dataclass(frozen=True)
class Standing:
    """What there is to know about a chain without the list in it: by this a rewrite is decided."""

    head: Head
    begun: datetime
    """When its base was written, and so its key made."""
    size: int
    """Bytes of the base."""
    segments: int
    left: bool
    """Whether somebody whom the base or a segment still holds has left since."""


def segment_path(generation: int) -> str:
    """Where a segment lies."""
    return f"{SEGMENTS}/{generation:08}.age"


def check_base(base: Link) -> None:
    """Raises ChainBroken where no chain can begin so."""
    first = base.generation == base.epoch == 1
    if base.previous == "" if first else _DIGEST.fullmatch(base.previous):
        return
    raise broken(f"{BASE} does not say what it follows")


def check_next(link: Link, before: Link) -> None:
    """Raises ChainBroken where a segment does not follow that file."""
    if link.generation != before.generation + 1:
        raise broken(f"{segment_path(before.generation + 1)} holds another file's content")
    if link.epoch != before.epoch or link.previous != before.digest:
        raise broken(f"{segment_path(link.generation)} does not follow the file before it")


def check_anchor(chain: Sequence[Link], anchor: Head | None) -> None:
    """Raises RolledBack unless the chain is the anchor's own, or what a rewrite made of it.

    Before each rewrite the anchor is brought up to the chain's head: a base that follows anything
    else is nobody's honest work. Without an anchor there is nothing to hold on to.
    """
    if anchor is None:
        return
    base, newest = chain[0], chain[-1]
    if newest.generation < anchor.generation:
        missing = anchor.generation - newest.generation
        raise _rolled_back(
            f"the list is older than one that was in use: its last {missing} "
            f"{'change is' if missing == 1 else 'changes are'} gone",
            newest,
        )
    if base.generation <= anchor.generation:
        same = chain[anchor.generation - base.generation].head == anchor
    else:
        same = base.generation == anchor.generation + 1 and base.previous == anchor.digest
    if not same:
        raise _rolled_back(
            "the list is not the one that was in use, but another line of it", newest
        )


def newest(*heads: Head | None) -> Head | None:
    """That of the highest generation; None where there is none."""
    return max((head for head in heads if head), key=lambda head: head.generation, default=None)


def broken(why: str) -> ChainBroken:
    """The error for files that do not belong together."""
    return ChainBroken(f"the list cannot be read: {why}", FROM_HISTORY)


def _rolled_back(what: str, found: Link) -> RolledBack:
    return RolledBack(
        f"{what} (found generation {found.generation})",
        "nothing was sent or changed. Somebody put an older state in place: find out who and why, "
        f"and undo it; or a person accepts it: banditore state accept --generation "
        f"{found.generation} --reason TEXT --live",
    )
