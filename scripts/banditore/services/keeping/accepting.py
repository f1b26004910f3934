"""A state that the anchor refuses, and a person who accepts it all the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from banditore.domain.errors import RolledBack, StoreError
from banditore.domain.keys.long_lived import FixedKeys

if TYPE_CHECKING:
    from banditore.domain.keys.chain import Head, Standing
    from banditore.services.keeping.rotation import Rotation


@dataclass(frozen=True)
class Seen:
    """The state as it lies there, and the anchor outside git."""

    standing: Standing
    anchor: Head
    refused: str
    """Why the anchor refuses that state; empty: it does not."""
    stranger: str
    """Who put the keyring there, where it was not this software; else empty."""

    @property
    def behind(self) -> int:
        """How many changes the anchor is behind the list; less than nothing: ahead of it."""
        return self.standing.head.generation - self.anchor.generation

    @property
    def as_it_should_be(self) -> bool:
        """Whether there is nothing to accept."""
        return not (self.refused or self.stranger)


def look(rotation: Rotation) -> Seen:
    """What there is to accept. Raises StoreError where no key opens it: that nobody can accept.

    The keyrings of `rotation` are taken from anybody.
    """
    keyrings, tip = rotation.keyrings, rotation.tip()
    ring = keyrings.current
    standing = rotation.store_of(FixedKeys(ring.identities)).standing(tip)
    try:
        rotation.store_of(FixedKeys(ring.identities, ring.anchor)).head(tip)
    except RolledBack as failure:
        refused = failure.message
    else:
        refused = ""
    return Seen(standing, ring.anchor, refused, keyrings.stranger)


def accept(rotation: Rotation, generation: int) -> Seen:
    """Take the state as it is for the newest. Raises StoreError where it is another by now."""
    seen = look(rotation)
    head = seen.standing.head
    if head.generation != generation:
        raise StoreError(
            f"the list is at generation {head.generation}, not {generation}",
            "look again, and accept what you have seen: banditore state show",
        )
    if not seen.as_it_should_be:
        rotation.keyrings.take_over(lambda ring: replace(ring, anchor=head))
    return seen
