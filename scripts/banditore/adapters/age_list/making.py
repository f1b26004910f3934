"""From a list to the rows of a base or of a segment, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from banditore.adapters.age_list import rows
from banditore.adapters.age_list.rows import FIELDS, KINDS, SETS, Row, held
from banditore.domain.message import Address
from banditore.domain.overlay import Draft, difference
from banditore.domain.packed import Packer, compact, kind_of, traits_of
from banditore.domain.subscribers import SubscriberList

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from banditore.domain.packed import Traits


def header(subscribers: SubscriberList) -> Row:
    """What a base's header says of the list itself."""
    return {name: field.text(getattr(subscribers, field.field)) for name, field in FIELDS.items()}


def header_change(before: SubscriberList, after: SubscriberList) -> Row:
    """What a segment's header says: only what changed."""
    old, new = header(before), header(after)
    return {name: value for name, value in new.items() if old[name] != value}


class Whole:
    """A list as the rows of a base, in an order that depends on nothing but the content."""

    def __init__(self, subscribers: SubscriberList) -> None:
        self._list = subscribers
        self._people = compact(subscribers.subscribers)
        found = [traits for traits, number in traits_of(self._people).items() if number]
        self.traits = sorted(found, key=_order)
        """What subscribers' rows refer to by number."""

    def __len__(self) -> int:
        others = sum(len(held(self._list, kind)) for kind in KINDS.values())
        return len(self.traits) + len(self._people) + others

    def __iter__(self) -> Iterator[Row]:
        numbers = {traits: number for number, traits in enumerate(self.traits)}
        for traits, number in numbers.items():
            yield rows.traits_row(number, traits)
        for one in self._people.values():
            yield rows.subscriber_row(one, numbers[kind_of(one)])
        for name, kind in KINDS.items():
            for key, value in sorted(held(self._list, kind).items()):
                yield {"row": name, **kind.key_row(key), **kind.row(value)}


def change_rows(
    before: SubscriberList, after: SubscriberList, known: Sequence[Traits]
) -> tuple[list[Row], tuple[Traits, ...]]:
    """The rows of a segment, and all traits that are known with it."""
    found: list[Row] = []
    numbers = {traits: number for number, traits in enumerate(known)}
    people = difference(before.subscribers, after.subscribers)
    for address, one in sorted(people.items()):
        if one is None:
            found.append({"row": "gone", "of": "subscriber", "address": str(address)})
            continue
        traits = kind_of(one)
        if traits not in numbers:
            numbers[traits] = len(numbers)
            found.append(rows.traits_row(numbers[traits], traits))
        found.append(rows.subscriber_row(one, numbers[traits]))
    for name, kind in KINDS.items():
        changed = difference(held(before, kind), held(after, kind))
        for key, value in sorted(changed.items(), key=lambda pair: pair[0]):
            what = {"row": "gone", "of": name} if value is None else {"row": name}
            rest = {} if value is None else kind.row(value)
            found.append({**what, **kind.key_row(key), **rest})
    return found, tuple(numbers)


class ListMaker:
    """A list made of the rows of a base. The same thing twice is an error."""

    def __init__(self) -> None:
        self._fields: dict[str, Any] = {}
        self._people = Packer()
        self._others: dict[str, dict[Any, Any]] = {name: {} for name in KINDS}
        self.traits: list[Traits] = []

    def begin(self, head: Row) -> None:
        """The header. Raises BAD_ROW."""
        self._fields = _fields(head)
        SubscriberList(**self._fields)  # raises TypeError where one is missing that must be there

    def add(self, row: Row) -> None:
        """One more row. Raises BAD_ROW."""
        name = row["row"]
        if name == "subscriber":
            rows.pack(row, self.traits, self._people)
        elif name == "traits":
            _declare(self.traits, row)
        else:
            kind, others = KINDS[name], self._others[name]
            _once(others, kind.key(row))
            others[kind.key(row)] = kind.value(row)

    def done(self) -> SubscriberList:
        """The list of all of them. Raises ValueError where an address came twice."""
        others = {kind.field: _as_held(kind.field, self._others[n]) for n, kind in KINDS.items()}
        return SubscriberList(subscribers=self._people.done(), **self._fields, **others)


class ListChanger:
    """A list with the rows of segments applied, one segment after the other."""

    def __init__(self, before: SubscriberList, known: Sequence[Traits]) -> None:
        self._before = before
        self._fields: dict[str, Any] = {}
        self._people = Draft(compact(before.subscribers))
        self._others: dict[str, dict[Any, Any]] = {}
        self._touched: dict[tuple[str, Any], None] = {}
        self.traits = list(known)
        self.left = False
        """Whether some subscriber left."""

    def begin(self, head: Row) -> None:
        """The header of the next segment. Raises BAD_ROW."""
        self._touched.clear()
        self._fields |= _fields(head)

    def add(self, row: Row) -> None:
        """One more row. Raises BAD_ROW."""
        name = row["row"]
        if name == "traits":
            _declare(self.traits, row)
        elif name == "gone":
            self._remove(row["of"], row)
        elif name == "subscriber":
            one = rows.subscriber(row, self.traits)
            _once(self._touched, (name, one.address))
            self._people[one.address] = one
        else:
            kind = KINDS[name]
            _once(self._touched, (name, kind.key(row)))
            self._table(name)[kind.key(row)] = kind.value(row)

    def done(self) -> SubscriberList:
        """The list by now."""
        fields = {
            KINDS[name].field: _as_held(KINDS[name].field, table)
            for name, table in self._others.items()
        }
        return replace(self._before, subscribers=self._people.done(), **self._fields, **fields)

    def _remove(self, name: str, row: Row) -> None:
        if name == "subscriber":
            address = Address(row["address"])
            _once(self._touched, (name, address))
            self._people[address] = None
            self.left = True
            return
        kind = KINDS[name]
        _once(self._touched, (name, kind.key(row)))
        self._table(name).pop(kind.key(row), None)

    def _table(self, name: str) -> dict[Any, Any]:
        if name not in self._others:
            self._others[name] = dict(held(self._before, KINDS[name]))
        return self._others[name]


def _fields(head: Row) -> dict[str, Any]:
    known = ((name, field) for name, field in FIELDS.items() if name in head)
    return {field.field: field.value(head[name]) for name, field in known}


def _declare(traits: list[Traits], row: Row) -> None:
    if row["number"] != len(traits):
        raise ValueError("not the next number")
    traits.append(rows.shared(row))


def _once(known: Mapping[Any, Any], key: object) -> None:
    if key in known:
        raise ValueError("the same thing twice")


def _as_held(field: str, table: dict[Any, Any]) -> Any:  # noqa: ANN401 - as the field is
    return frozenset(table) if field in SETS else table


def _order(traits: Traits) -> tuple[object, ...]:
    return tuple(sorted(part) if isinstance(part, frozenset) else part for part in traits)
