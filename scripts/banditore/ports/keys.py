"""What seals and opens, and where its keys lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from banditore.domain.keys.chain import Head
    from banditore.domain.keys.keyring import Slot


class Vault(Protocol):
    """Seals for ourselves: small files whole, the list in pieces. Raises WrongKey and Corrupted."""

    @property
    def sample(self) -> bool:
        """Whether the keys are still those of the shipped sample, which nobody can open."""

    def seal(self, content: bytes) -> bytes:
        """Encrypted to the town's keys."""

    def open(self, sealed: bytes) -> bytes:
        """What was sealed."""

    def seal_pieces(self, pieces: Iterable[bytes]) -> bytes:
        """`seal` for what need not be in memory as a whole."""

    def open_into(self, sealed: Iterable[bytes], take: Callable[[bytes], object]) -> None:
        """`open` piece by piece. What `take` raises ends it and is raised.

        Each piece is authentic; that none is missing is sure only at the end.
        """


class EpochKeys(Protocol):
    """The keys of the list, and the newest state that was seen: both are kept outside git.

    Both are read before the files that they are held against, never after: a list that another run
    writes meanwhile would look like one that was rolled back. Raises StoreError where they cannot
    be had, SampleInPlace while the town has none.
    """

    @property
    def identities(self) -> Sequence[str]:
        """Identities of age, the newest last: one, or two while the list is being rewritten."""

    @property
    def anchor(self) -> Head | None:
        """What the list's chain must contain; None where no list was seen yet."""

    def refresh(self) -> bool:
        """Look again, as another run may have rewritten the list; whether anything is new."""


class KeyringStore(Protocol):
    """Where keyrings lie, outside git: numbered, never changed, made once, then removed.

    Methods raise KeyringRefused and KeyringUnreachable.
    """

    @property
    def place(self) -> str:
        """Where that is, for people."""

    def slots(self) -> Sequence[Slot]:
        """All that lie there, in the order of their numbers."""

    def read(self, slot: Slot) -> bytes | None:
        """The sealed keyring, or None where it has gone away since."""

    def create(self, number: int, sealed: bytes, *, by_anybody: bool = False) -> None:
        """Put one there, whole or not at all: the create-once lock. Raises KeyringTaken.

        `by_anybody`: also where later runs will ask a person to answer for it. Raises KeyringLost
        where the place itself is gone; number 1 makes it.
        """

    def delete(self, slot: Slot) -> None:
        """Remove one; nothing to do where it is gone."""
