"""From the parser's events to the nodes of a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from banditore.adapters.yaml_files.problems import translated
from banditore.domain.document import Mapping, Node, Scalar, Sequence_
from banditore.domain.findings import Finding, Place, error

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 12
"""Levels that a file may nest. Ours need five."""


def parse(path: str, text: str) -> tuple[Mapping | None, frozenset[Place], list[Finding]]:
    """The top mapping (None: cannot be parsed), places of what was refused, and the findings."""
    building = _Building(path)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if not building.take(event):
                return None, frozenset(), building.findings
    except yaml.YAMLError as wrong:
        return None, frozenset(), [*building.findings, translated(path, wrong)]
    top = building.top
    if isinstance(top, Mapping):
        return top, frozenset(building.refused), building.findings
    empty = top is None or (isinstance(top, Scalar) and not top.text)
    wrong_top = error("empty-file" if empty else "not-a-mapping", Place(path))
    return None, frozenset(), [*building.findings, wrong_top]


@dataclass
class _List:
    place: Place
    items: list[Node] = field(default_factory=list)

    def add(self, child: Node) -> None:
        self.items.append(child)

    def done(self) -> Node:
        return Sequence_(tuple(self.items), self.place)


@dataclass
class _Group:
    """A mapping being read: keys and values arrive in turns."""

    place: Place
    findings: list[Finding]
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    key: Node | None = None

    def add(self, child: Node) -> None:
        if self.key is None:
            self.key = child
            return
        key, self.key = self.key, None
        if not isinstance(key, Scalar):
            self.findings.append(error("key-not-text", key.place))
        elif key.text == "<<":
            self.findings.append(error("yaml-reference", key.place))
        elif key.text in self.entries:
            first = self.entries[key.text][0].place.line
            self.findings.append(error("duplicate-key", key.place, key=key.text, line=first))
        else:
            self.entries[key.text] = (key, child)

    def done(self) -> Node:
        return Mapping(tuple(self.entries.values()), self.place)


_Open: TypeAlias = "_List | _Group"


class _Building:
    def __init__(self, path: str) -> None:
        self._path = path
        self._open: list[_Open] = []
        self._documents = 0
        self.top: Node | None = None
        self.refused: set[Place] = set()
        self.findings: list[Finding] = []

    def take(self, event: yaml.Event) -> bool:
        """Whether to go on: not after a second document or too many levels."""
        mark: Any = event.start_mark  # libyaml marks every event; the stubs allow for None
        place = Place(self._path, mark.line + 1, mark.column + 1)
        self.findings += self._extras(event, place)
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self.findings.append(error("several-documents", place))
                return self._documents == 1
            case yaml.ScalarEvent():
                self._add(Scalar(event.value, place))
            case yaml.AliasEvent():
                self._add(Scalar(f"*{event.anchor}", place))
            case yaml.MappingStartEvent():
                self._open.append(_Group(place, self.findings))
            case yaml.SequenceStartEvent():
                self._open.append(_List(place))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._add(self._open.pop().done())
        if len(self._open) > DEEPEST:
            self.findings.append(error("too-deep", place, limit=DEEPEST))
            return False
        return True

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1].add(node)
        elif self.top is None:
            self.top = node

    def _extras(self, event: yaml.Event, place: Place) -> Iterator[Finding]:
        """References and tags: what lets a small file mean a big or another thing."""
        if getattr(event, "anchor", None) is not None:
            self.refused.add(place)
            yield error("yaml-reference", place)
        # In libyaml's events a plain scalar has no tag, a quoted one neither: only typed ones do.
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.refused.add(place)
            yield error("yaml-tag", place, tag=tag)
