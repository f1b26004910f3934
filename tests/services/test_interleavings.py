"""Syncs, erasures, imports and rotations at the same time give what some order of them gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fakes import FakeRepository
from strongroom import PEOPLE, Town, phone, with_one, without

if TYPE_CHECKING:
    from banditore.domain.subscribers import SubscriberList
    from banditore.services.keeping.rotation import Rotation

pytestmark = pytest.mark.thorough
RUNS = 3
WORK = st.tuples(
    st.integers(0, RUNS - 1),
    st.one_of(
        st.tuples(st.just("join"), st.integers(0, 5)),
        st.tuples(st.just("leave"), st.integers(0, 5)),
        st.tuples(st.just("erase"), st.integers(0, 5)),
        st.tuples(st.just("import"), st.integers(6, 8)),
        st.tuples(st.just("rotate"), st.just(0)),
        st.tuples(st.just("sync"), st.integers(0, 5)),
    ),
)


@dataclass(frozen=True)
class Change:
    """Who comes and who goes by one push."""

    joining: frozenset[int] = frozenset()
    leaving: frozenset[int] = frozenset()

    def of(self, people: set[int]) -> set[int]:
        return (people | self.joining) - self.leaving


class Runs:
    """Three runs with memories of their own; what one does may come in the middle of another."""

    def __init__(self) -> None:
        self.town = Town()
        self.runs = [self.town.run() for _ in range(RUNS)]
        self._changes: dict[str, Change] = {}

    @property
    def origin(self) -> FakeRepository:
        assert isinstance(self.town.origin, FakeRepository)
        return self.town.origin

    @property
    def people(self) -> set[int]:
        """Who would be on the list, had the changes come one by one as they were pushed."""
        people = set(range(PEOPLE))
        for _, message in self.origin.messages:
            people = self._changes.get(message, Change()).of(people)
        return people

    def does(self, number: int, what: str, whom: int) -> None:
        run = self.runs[number]
        if what in {"join", "import"}:
            some = {whom} if what == "join" else {whom, whom + 3}
            self._push(run, Change(joining=frozenset(some)))
        elif what in {"leave", "erase", "sync"}:
            self._push(run, Change(leaving=frozenset({whom})))
        if what in {"rotate", "erase"}:
            run.rotate()
        if what == "sync":
            self.town.clock.jump(timedelta(hours=9))
            run.by_pace()

    def _push(self, run: Rotation, change: Change) -> None:
        def make(known: SubscriberList) -> SubscriberList:
            for one in change.joining:
                known = with_one(known, self.town.subscriber(one))
            for one in change.leaving:
                known = without(known, one)
            return known

        name = f"change {len(self._changes)}"
        self._changes[name] = change
        self.town.change(make, run, name)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORK, min_size=1, max_size=6), st.lists(WORK, max_size=5))
def test_any_interleaving_is_some_order_and_nothing_is_lost(
    work: list[tuple[int, tuple[str, int]]], meanwhile: list[tuple[int, tuple[str, int]]]
) -> None:
    runs = Runs()
    for number, (what, whom) in meanwhile:
        # Each comes between another's reading and its push.
        runs.origin.rivals.append(partial(runs.does, number, what, whom))
    for number, (what, whom) in work:
        runs.does(number, what, whom)
    assert runs.town.people == {phone(one) for one in runs.people}
    assert runs.town.warnings == []
    runs.town.run().by_pace()
    ring = runs.town.ring
    tip = runs.town.run().tip()
    assert ring.anchor == runs.town.run().store.head(tip)
    assert len(ring.identities) == 1
