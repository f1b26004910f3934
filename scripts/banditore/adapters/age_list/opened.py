"""A chain that was opened and verified, and how far another chain is the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from banditore.adapters.age_list.making import ListChanger, ListMaker
from banditore.adapters.age_list.sealed import mac_key
from banditore.adapters.age_list.unsealed import UPDATE, Reader, corrupted, link_of
from banditore.adapters.age_list.values import BAD_ROW, moment
from banditore.domain.errors import ChainBroken, Corrupted, WrongKey
from banditore.domain.keys.chain import (
    BASE,
    FROM_HISTORY,
    Head,
    Link,
    Standing,
    check_base,
    check_next,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from banditore.adapters.age_list.contents import Sealed
    from banditore.adapters.age_list.unsealed import Sink
    from banditore.adapters.age_list.values import Row
    from banditore.domain.compact.packed import Traits
    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import Vault


@dataclass(frozen=True)
class Seal:
    """An epoch's key: what it seals and opens with, and its MAC's key."""

    vault: Vault
    mac: bytes = field(repr=False)

    @classmethod
    def of(cls, identity: str, vault_of: Callable[[str], Vault]) -> Seal:
        """From an age identity."""
        return cls(vault_of(identity), mac_key(identity))


@dataclass(frozen=True)
class Opened:
    """A verified chain with its list."""

    seal: Seal
    links: tuple[Link, ...]
    subscribers: SubscriberList
    traits: tuple[Traits, ...]
    """What a segment may refer to by number."""
    begun: datetime
    size: int
    left: bool

    @property
    def head(self) -> Head:
        """Its newest file."""
        return self.links[-1].head

    @property
    def standing(self) -> Standing:
        """What there is to know about it without the list."""
        return Standing(self.head, self.begun, self.size, len(self.links) - 1, self.left)

    def begins(self, digests: Sequence[str]) -> bool:
        """Whether a chain of files with these digests goes on from this one."""
        ours = [link.digest for link in self.links]
        return ours == list(digests[: len(ours)])


class _Base(ListMaker):
    """The rows of a base, and when it was written."""

    def begin(self, head: Row) -> None:
        """The header."""
        super().begin(head)
        self.begun: datetime = moment(head["at"])


def open_base(sealed: Sealed, seals: Sequence[Seal]) -> Opened:
    """The beginning of a chain. Raises WrongKey where none of the keys opens it."""
    for seal in seals:
        maker = _Base()
        try:
            link = _read(sealed, seal, maker, check_base)
        except WrongKey:
            continue
        return Opened(
            seal, (link,), _list(maker), tuple(maker.traits), maker.begun, sealed.size, left=False
        )
    raise WrongKey(
        f"{BASE}: sealed to another key than those of the keyring",
        "a list and the keyring belong together: was one of them brought back from a copy? "
        "look who changed which; banditore keys status shows the keyring",
    )


def open_segments(before: Opened, segments: Iterable[Sealed]) -> Opened:
    """A chain with more segments, in order."""
    changer = ListChanger(before.subscribers, before.traits)
    links = list(before.links)
    for sealed in segments:
        try:
            check = partial(check_next, before=links[-1])
            links.append(_read(sealed, before.seal, changer, check))
        except WrongKey:
            # Its base opens, this one does not: it was never written after it.
            raise ChainBroken(
                f"{sealed.path}: sealed to another key than {BASE}", FROM_HISTORY
            ) from None
    return Opened(
        before.seal,
        tuple(links),
        changer.done(),
        tuple(changer.traits),
        before.begun,
        before.size,
        left=before.left or changer.left,
    )


class _Placed:
    """A sink that first looks whether the file stands where it belongs."""

    def __init__(self, sink: Sink, digest: str, check: Callable[[Link], None]) -> None:
        self._sink = sink
        self._digest = digest
        self._check = check
        self.add = sink.add

    def begin(self, head: Row) -> None:
        self.link = link_of(head, self._digest)
        self._check(self.link)
        self._sink.begin(head)


def _read(sealed: Sealed, seal: Seal, sink: Sink, check: Callable[[Link], None]) -> Link:
    """What one file is; the sink has its rows. Raises WrongKey, Corrupted and what `check` does."""
    placed = _Placed(sink, sealed.digest, check)
    reader = Reader(seal.mac, "base" if sealed.path == BASE else "log", placed)
    try:
        seal.vault.open_into(sealed.pieces(), reader.feed)
        reader.done()
    except ChainBroken:
        raise
    except Corrupted as failure:
        # What the vault would advise is for files that stand alone.
        hint = failure.hint if failure.hint == UPDATE else FROM_HISTORY
        raise Corrupted(f"{sealed.path}: {failure.message}", hint) from None
    return placed.link


def _list(maker: ListMaker) -> SubscriberList:
    try:
        return maker.done()
    except BAD_ROW:
        # Raised after the handler, as in the reader.
        pass
    raise corrupted("a line in it is not what it should be")
