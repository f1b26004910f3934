"""Where the encrypted list is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.keys.chain import Head, Standing
    from banditore.domain.subscribers import SubscriberList
    from banditore.ports.files import Files


class SubscriberStore(Protocol):
    """The encrypted list in a tree of files: a base, and a segment for each change.

    Every method that reads verifies all of it and raises WrongKey, Corrupted, ChainBroken,
    RolledBack, SampleInPlace, or StoreError where there is no list. A list is seen as the newest
    by this process from then on: an older one is refused.
    """

    def load(self, files: Files) -> SubscriberList:
        """The list. What was opened before, also as the beginning of a longer chain, is kept."""

    def store(self, files: Files, subscribers: SubscriberList) -> Mapping[str, bytes | None]:
        """One segment that makes the list in `files` this one, for `Repository.change`.

        Empty where it is this one already. However many segments there are, no rewrite: that
        takes a new key (`Standing.segments`, `MANY`).
        """

    def rewrite(
        self, files: Files, subscribers: SubscriberList, key: str
    ) -> Mapping[str, bytes | None]:
        """A base in place of all files that hold the list, under another age identity.

        The keys must know that identity before this is pushed, and the anchor must be `head`.
        """

    def found(self, subscribers: SubscriberList) -> Mapping[str, bytes | None]:
        """The first base of all, under the newest key."""

    def held(self, files: Files) -> Mapping[str, bytes]:
        """The files that hold the list, as they are: to be carried to another branch."""

    def head(self, files: Files) -> Head:
        """The newest file of the verified chain: an anchor for later."""

    def standing(self, files: Files) -> Standing:
        """What there is to know about the verified chain."""
