"""Mappings in the order of their keys, and changes on top of one that is too large to copy."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import ItemsView, Mapping, ValuesView
from heapq import merge
from operator import eq, itemgetter
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

K = TypeVar("K", bound=str)
V = TypeVar("V")


class Ordered(Mapping[K, V]):
    """A mapping, never changed, whose keys come in ascending order. No value is None."""

    @abstractmethod
    def pairs(self) -> Iterator[tuple[K, V]]:
        """Keys and values in the order of the keys, one at a time."""

    def items(self) -> ItemsView[K, V]:
        """Keys and values in the order of the keys."""
        return _Items(self)

    def values(self) -> ValuesView[V]:
        """Values in the order of the keys."""
        return _Values(self)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Mapping):
            return NotImplemented
        if len(self) != len(other):
            return False
        if isinstance(other, Ordered):
            return all(map(eq, self.pairs(), other.pairs()))
        return all(other.get(key) == value for key, value in self.pairs())

    __hash__ = None  # type: ignore[assignment]  # as of every mapping


class Overlay(Ordered[K, V]):
    """A base with changes. It costs what the changes cost, however large the base is."""

    def __init__(self, base: Ordered[K, V], changes: Mapping[K, V | None]) -> None:
        """`changes`: None takes a key away."""
        self.base = base
        self.changes = {key: value for key, value in changes.items() if base.get(key) != value}
        more = sum((new is not None) - (key in base) for key, new in self.changes.items())
        self._length = len(base) + more

    def over(self, changes: Mapping[K, V | None]) -> Self:
        """The same base with these changes instead; the very same mapping where they are equal."""
        other = type(self)(self.base, changes)
        return self if other.changes == self.changes else other

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[K]:
        changes = self.changes
        old = (key for key in self.base if key not in changes) if changes else iter(self.base)
        return merge(old, sorted(key for key, value in changes.items() if value is not None))

    def pairs(self) -> Iterator[tuple[K, V]]:
        """Keys and values in the order of the keys."""
        changes = self.changes
        if not changes:
            return self.base.pairs()
        old = (pair for pair in self.base.pairs() if pair[0] not in changes)
        new = [(key, value) for key, value in changes.items() if value is not None]
        return merge(old, sorted(new, key=itemgetter(0)), key=itemgetter(0))

    def __getitem__(self, key: K) -> V:
        if key not in self.changes:
            return self.base[key]
        value = self.changes[key]
        if value is None:
            raise KeyError
        return value

    def __contains__(self, key: object) -> bool:
        if key in self.changes:
            return self.changes[key] is not None
        return key in self.base

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Overlay) and self.base is other.base:
            return bool(self.changes == other.changes)
        return super().__eq__(other)

    __hash__ = None


class Draft(dict[K, "V | None"]):
    """Changes in the making: like a copy of the mapping, without the copying."""

    def __init__(self, over: Overlay[K, V]) -> None:
        super().__init__(over.changes)
        self._over = over

    def find(self, key: K) -> V | None:
        """The value as it is by now, or None."""
        return self[key] if key in self else self._over.base.get(key)

    def done(self) -> Overlay[K, V]:
        """The mapping with the changes; the very same one where there are none."""
        return self._over.over(self)


def difference(before: Mapping[K, V], after: Mapping[K, V]) -> dict[K, V | None]:
    """What makes one mapping the other; None where a key goes away.

    Of two overlays over one base it costs what their changes cost.
    """
    if before is after:
        return {}
    if isinstance(before, Overlay) and isinstance(after, Overlay) and before.base is after.base:
        keys = before.changes.keys() | after.changes.keys()
    elif isinstance(before, Ordered) and isinstance(after, Ordered):
        return dict(_walk(before.pairs(), after.pairs()))
    else:
        keys = before.keys() | after.keys()
    return {key: after.get(key) for key in keys if before.get(key) != after.get(key)}


def _walk(old: Iterator[tuple[K, V]], new: Iterator[tuple[K, V]]) -> Iterator[tuple[K, V | None]]:
    """Both in order, side by side: neither is in memory as a whole."""
    a, b = next(old, None), next(new, None)
    while a or b:
        if a and (b is None or a[0] < b[0]):
            yield a[0], None
            a = next(old, None)
        elif b and (a is None or b[0] < a[0]):
            yield b
            b = next(new, None)
        elif a and b:
            if a[1] != b[1]:
                yield b
            a, b = next(old, None), next(new, None)


class _Items(ItemsView[K, V]):
    _mapping: Ordered[K, V]

    def __iter__(self) -> Iterator[tuple[K, V]]:
        return self._mapping.pairs()


class _Values(ValuesView[V]):
    _mapping: Ordered[str, V]

    def __iter__(self) -> Iterator[V]:
        return (value for _, value in self._mapping.pairs())
