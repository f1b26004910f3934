"""Who a broadcast goes to, in the order of the recipient refs, without an object for each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from banditore.domain.compact.overlay import Ordered, Overlay
from banditore.domain.compact.packed import kind_of
from banditore.domain.naming import keyed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from banditore.domain.compact.packed import Packed, People, Traits
    from banditore.domain.subscriber import Subscriber


class Audience(Ordered[str, "Subscriber"]):
    """Those of a packed list whose traits are as asked."""

    def __init__(self, packed: Packed, key: bytes, of: Callable[[Traits], bool]) -> None:
        self._packed = packed
        self._index = packed.index(key)
        self._wanted = frozenset(
            number for number, traits in enumerate(packed.traits) if of(traits)
        )
        counts = Counter(packed.kinds)
        self._length = sum(counts[number] for number in self._wanted)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[str]:
        kinds, wanted = self._packed.kinds, self._wanted
        return (ref for ref, place in self._index if kinds[place] in wanted)

    def pairs(self) -> Iterator[tuple[str, Subscriber]]:
        """Refs and subscribers, in the order of the refs."""
        packed = self._packed
        kinds, wanted = packed.kinds, self._wanted
        return ((ref, packed.at(at)) for ref, at in self._index if kinds[at] in wanted)

    def __getitem__(self, ref: str) -> Subscriber:
        place = self._find(ref)
        if place is None:
            raise KeyError(ref)
        return self._packed.at(place)

    def __contains__(self, ref: object) -> bool:
        return isinstance(ref, str) and self._find(ref) is not None

    def _find(self, ref: str) -> int | None:
        place = self._index.find(ref)
        return place if place is not None and self._packed.kinds[place] in self._wanted else None


def audience_of(
    people: People, key: bytes, of: Callable[[Traits], bool]
) -> Overlay[str, Subscriber]:
    """By recipient ref; the first call for a base is linear, all others cost its changes."""
    before = (people.base.get(address) for address in people.changes)
    changes: dict[str, Subscriber | None] = {ref_of(key, one): None for one in before if one}
    # After those: whose address changed has the same ref under another address.
    for one in people.changes.values():
        if one and of(kind_of(one)):
            changes[ref_of(key, one)] = one
    return Overlay(Audience(people.base, key, of), changes)


def ref_of(key: bytes, subscriber: Subscriber) -> str:
    """How somebody is named outside the list."""
    return subscriber.ref or keyed(key, "recipient", subscriber.address)
