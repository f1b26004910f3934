"""A parsed YAML file: every scalar is the text its author typed, and knows its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banditore.domain.findings import Place

Plain: TypeAlias = "str | dict[str, Plain] | list[Plain]"
Node: TypeAlias = "Scalar | Mapping | Sequence_"


@dataclass(frozen=True)
class Scalar:
    """A text. `20:30`, `no`, `007` and dates stay what was typed; an empty value is ``""``."""

    text: str
    place: Place

    def plain(self) -> Plain:
        """The text itself."""
        return self.text


@dataclass(frozen=True)
class Mapping:
    """Keys and values in the author's order; keys are unique."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def plain(self) -> dict[str, Plain]:
        """As a dict of plain values."""
        return {key.text: value.plain() for key, value in self.entries}

    def get(self, name: str) -> Node | None:
        """The value of a key, or None."""
        return next((value for key, value in self.entries if key.text == name), None)

    def place_of_key(self, name: str) -> Place:
        """Where a key stands, or where the mapping begins."""
        return next((key.place for key, _ in self.entries if key.text == name), self.place)

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries)


@dataclass(frozen=True)
class Sequence_:  # noqa: N801 - `Sequence` would hide the standard one
    """A list of values."""

    items: tuple[Node, ...]
    place: Place

    def plain(self) -> Plain:
        """As a list of plain values."""
        return [item.plain() for item in self.items]


def place_at(node: Node, path: Sequence[str | int]) -> Place:
    """The place of what a JSON path leads to; the nearest ancestor where it leads to nothing."""
    for step in path:
        child: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            child = node.get(step)
        elif isinstance(node, Sequence_) and isinstance(step, int) and step < len(node.items):
            child = node.items[step]
        if child is None:
            return node.place
        node = child
    return node.place
