"""From a list to the rows of a base or of a segment, and back."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from banditore.adapters.age_list import people
from banditore.adapters.age_list.rows import FIELDS, KINDS, SETS, held
from banditore.domain.compact.overlay import Draft, difference
from banditore.domain.compact.packed import Packer, compact, kind_of, traits_of
from banditore.domain.message import Address
from banditore.domain.subscribers import SubscriberList

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from banditore.adapters.age_list.values import Row
    from banditore.domain.compact.packed import Traits


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

    def __iter__(self) -> Iterator[Row | str]:
        for number, traits in enumerate(self.traits):
            yield people.traits_row(number, traits)
        yield from self._persons()
        for name, kind in KINDS.items():
            for key, value in sorted(held(self._list, kind).items()):
                yield {"row": name, **kind.key_row(key), **kind.row(value)}

    def _persons(self) -> Iterator[str]:
        """In the order of their addresses; who is in the columns never becomes an object."""
        base, done = self._people.base, 0
        ours = {traits: number for number, traits in enumerate(self.traits)}
        numbers = [ours.get(traits, -1) for traits in base.traits]  # -1: nobody has them any more
        for address, one in [*sorted(self._people.changes.items()), (None, None)]:
            place, there = base.place(address) if address else (len(base), False)
            for where, id_, number, at, message, also, ref in base.rows(done, place):
                yield people.person(where, id_, numbers[number], at, message, also, ref)
            if one:
                yield people.person_of(one, ours[kind_of(one)])
            done = place + there


def change_rows(
    before: SubscriberList, after: SubscriberList, known: Sequence[Traits]
) -> tuple[list[Row | str], tuple[Traits, ...]]:
    """The rows of a segment, and all traits that are known with it."""
    found: list[Row | str] = []
    numbers = {traits: number for number, traits in enumerate(known)}
    changed = difference(before.subscribers, after.subscribers)
    for address, one in sorted(changed.items()):
        if one is None:
            found.append({"row": "gone", "of": "subscriber", "address": str(address)})
            continue
        traits = kind_of(one)
        if traits not in numbers:
            numbers[traits] = len(numbers)
            found.append(people.traits_row(numbers[traits], traits))
        found.append(people.person_of(one, numbers[traits]))
    for name, kind in KINDS.items():
        others = difference(held(before, kind), held(after, kind))
        for key, value in sorted(others.items(), key=lambda pair: pair[0]):
            what = {"row": "gone", "of": name} if value is None else {"row": name}
            rest = {} if value is None else kind.row(value)
            found.append({**what, **kind.key_row(key), **rest})
    return found, tuple(numbers)


def says_that_somebody_left(row: Row | str) -> bool:
    """Whether a segment's row takes a subscriber off the list."""
    return isinstance(row, dict) and row.get("of") == "subscriber"


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

    def add(self, found: Iterable[Row | list[Any]]) -> None:
        """More rows. Raises BAD_ROW."""
        for kind, some in groupby(found, type):
            if kind is list:
                people.pack(cast("list[list[Any]]", list(some)), self.traits, self._people)
            else:
                for row in cast("Iterator[Row]", some):
                    self._add(row)

    def _add(self, row: Row) -> None:
        name = row["row"]
        if name == "traits":
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
        self._touched: set[tuple[str, Any]] = set()
        self.traits = list(known)
        self.left = False
        """Whether some subscriber left."""

    def begin(self, head: Row) -> None:
        """The header of the next segment. Raises BAD_ROW."""
        self._touched.clear()
        self._fields |= _fields(head)

    def add(self, found: Iterable[Row | list[Any]]) -> None:
        """More rows. Raises BAD_ROW."""
        for row in found:
            if isinstance(row, list):
                one = people.subscriber(row, self.traits)
                self._touch("subscriber", one.address)
                self._people[one.address] = one
            elif row["row"] == "traits":
                _declare(self.traits, row)
            elif row["row"] == "gone":
                self._remove(row["of"], row)
            else:
                name, kind = row["row"], KINDS[row["row"]]
                self._touch(name, kind.key(row))
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
            self._touch(name, address)
            self._people[address] = None
            self.left = True
            return
        kind = KINDS[name]
        self._touch(name, kind.key(row))
        self._table(name).pop(kind.key(row), None)

    def _touch(self, name: str, key: object) -> None:
        """Of two rows for the same thing in one segment, none is accepted."""
        _once(self._touched, (name, key))
        self._touched.add((name, key))

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
    traits.append(people.shared(row))


def _once(known: Collection[Any], key: object) -> None:
    if key in known:
        raise ValueError("the same thing twice")


def _as_held(field: str, table: dict[Any, Any]) -> Any:  # noqa: ANN401 - as the field is
    return frozenset(table) if field in SETS else table


def _order(traits: Traits) -> tuple[object, ...]:
    return tuple(sorted(part) if isinstance(part, frozenset) else part for part in traits)
