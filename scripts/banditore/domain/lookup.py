"""Finding one's way in a parsed file whose parts may be missing or of another kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.document import Mapping, Node, Scalar, Sequence_, place_at
from banditore.domain.findings import Place

if TYPE_CHECKING:
    from banditore.domain.document import Mapping as DocumentMapping


def node_at(document: Node, *path: str) -> Node | None:
    """What a path of keys leads to, or None."""
    node: Node | None = document
    for step in path:
        node = node.get(step) if isinstance(node, Mapping) else None
    return node


def value_at(document: Node, *path: str) -> tuple[str, Place]:
    """A text without the spaces around it, `""` where there is none, and its place."""
    node = node_at(document, *path)
    text = node.text.strip() if isinstance(node, Scalar) else ""
    return text, place_at(document, path)


def mapping_of(node: Node | None) -> DocumentMapping:
    """The node, or an empty mapping where it is none."""
    return node if isinstance(node, Mapping) else Mapping((), Place(""))


def texts_of(node: Node | None) -> list[Scalar]:
    """The texts in a list; empty where it is none."""
    found = node.items if isinstance(node, Sequence_) else ()
    return [item for item in found if isinstance(item, Scalar)]
