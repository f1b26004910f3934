"""Recipient refs by the million: 16 bytes each instead of an object each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

WIDTH = 16  # bytes of one ref; twice as many hex digits


class Refs(Sequence[str]):
    """Distinct refs in ascending order. Reading one makes its 32 hex digits."""

    __slots__ = ("_packed",)

    def __init__(self, packed: bytes) -> None:
        """Raises ValueError on anything but whole refs."""
        if len(packed) % WIDTH:
            raise ValueError("not whole refs")
        self._packed = packed

    @classmethod
    def of(cls, refs: Iterable[str]) -> Self:
        """Of refs that come in order."""
        packed = bytearray()
        for ref in refs:
            packed += bytes.fromhex(ref)
        return cls(bytes(packed))

    @property
    def packed(self) -> bytes:
        """All of them, one after the other."""
        return self._packed

    def __len__(self) -> int:
        return len(self._packed) // WIDTH

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Refs: ...
    def __getitem__(self, index: int | slice) -> str | Refs:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step != 1:
                raise ValueError("refs are sliced without gaps")
            return Refs(self._packed[start * WIDTH : max(start, stop) * WIDTH])
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        start = index % len(self) * WIDTH
        return self._packed[start : start + WIDTH].hex()

    def place(self, ref: str) -> int | None:
        """Where a ref stands; None where it does not. Of refs in order, by halving."""
        wanted = bytes.fromhex(ref)
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._packed[middle * WIDTH : middle * WIDTH + WIDTH] < wanted:
                low = middle + 1
            else:
                high = middle
        found = self._packed[low * WIDTH : low * WIDTH + WIDTH] == wanted
        return low if found else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Refs) and self._packed == other._packed

    def __hash__(self) -> int:
        return hash(self._packed)

    @property
    def ordered(self) -> bool:
        """Whether they are distinct and in order."""
        packed = self._packed
        return all(
            packed[at - WIDTH : at] < packed[at : at + WIDTH]
            for at in range(WIDTH, len(packed), WIDTH)
        )
