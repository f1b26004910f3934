"""A new key for the list: alone, beside other runs, and where a run dies at any of its steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest

from banditore.adapters.age_list import AgeSubscriberStore
from banditore.domain.chain import BASE, SEGMENTS
from banditore.domain.errors import KeyringUnreachable, StoreError, WrongKey
from banditore.domain.keyring import Keyring, read_keyring
from banditore.domain.keys import FixedKeys
from banditore.domain.retention import SLOWEST
from banditore.domain.subscribers import Consent, Subscriber, SubscriberList
from banditore.services.anchoring import Anchored, Patched
from banditore.services.keyring import Keyrings
from banditore.services.rotation import Rotation
from crier import phone
from fakes import FakeClock, FakeFiles, FakeKeyrings, FakeRepository, FakeVault

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.ports import EpochKeys

LONG_LIVED = "long-lived"


class Death(BaseException):
    """The process is gone."""


class Town:
    """A list, its keyring and its origin; each run has a memory of its own."""

    def __init__(self, state: str = "main") -> None:
        self.state = state
        self.clock = FakeClock()
        self.kept = FakeKeyrings(self.clock.now)
        self.warnings: list[str] = []
        self._keys = (f"AGE-SECRET-KEY-1{n:058d}" for n in count(1))
        first = next(self._keys)
        people = {phone(n): self.subscriber(n) for n in range(3)}
        known = SubscriberList(b"k" * 32, self.clock.now(), people, working_keys=("W0",))
        store = self.store_of(FixedKeys((first,)))
        files = Patched(FakeFiles(), store.found(known))
        base = files.read(BASE)
        assert base is not None
        self.origin = FakeRepository({"main": {BASE: base, "policy/x": b"y"}})
        self.run().keyrings.found(Keyring((first,), store.head(files)))

    def subscriber(self, number: int) -> Subscriber:
        consent = Consent(self.clock.now(), "0" * 20, "2026-11", "sha256:0")
        everything = frozenset({"emergenze"})
        return Subscriber(str(number), phone(number), "it", everything, consent)

    def store_of(self, keys: EpochKeys) -> AgeSubscriberStore:
        return AgeSubscriberStore(keys, FakeVault, self.clock.now)

    def run(self) -> Rotation:
        """A run of its own: it knows what lies there, and nothing else."""
        ring = Keyrings(lambda: self.kept, FakeVault(LONG_LIVED), self.clock, self.warnings.append)
        return Rotation(
            origin=self.origin,
            state=self.state,
            main="main",
            store=self.store_of(ring),
            store_of=self.store_of,
            keyrings=ring,
            clock=self.clock,
            new_key=lambda: next(self._keys),
        )

    def change(
        self, make: Callable[[SubscriberList], SubscriberList], run: Rotation | None = None
    ) -> None:
        """A run changes the list, as a sync does."""
        run = run or self.run()
        anchored = Anchored(self.origin, self.state, run.store, run.keyrings)
        anchored.change(
            self.state, lambda files: run.store.store(files, make(run.store.load(files))), "state"
        )

    def leave(self, number: int, run: Rotation | None = None) -> None:
        self.change(lambda known: without(known, number), run)

    def join(self, number: int, run: Rotation | None = None) -> None:
        self.change(lambda known: with_one(known, self.subscriber(number)), run)

    @property
    def ring(self) -> Keyring:
        """The only keyring."""
        ((_, sealed),) = self.kept.kept.values()
        return read_keyring(FakeVault(LONG_LIVED).open(sealed))

    @property
    def people(self) -> set[str]:
        """Who is on the list, as a fresh run sees it."""
        run = self.run()
        return set(run.store.load(run.tip()).subscribers)

    def readable(self) -> list[str]:
        """The commits whose list opens with all that the town holds."""
        found = []
        for commit, tree in self.origin.commits.items():
            try:
                self.store_of(FixedKeys(self.ring.identities)).load(tree)
            except WrongKey:
                continue
            except StoreError:  # a commit without a list
                continue
            found.append(commit)
        return found


def without(known: SubscriberList, number: int) -> SubscriberList:
    left = {a: s for a, s in known.subscribers.items() if a != phone(number)}
    return replace(known, subscribers=left)


def with_one(known: SubscriberList, one: Subscriber) -> SubscriberList:
    return replace(known, subscribers={**known.subscribers, one.address: one})


def test_afterwards_only_the_present_list_opens_and_one_keyring_remains() -> None:
    town = Town()
    town.leave(0)
    done = town.run().rotate()
    assert town.people == {phone(1), phone(2)}
    assert town.readable() == [town.origin.heads["main"]]
    assert (len(town.ring.identities), town.ring.anchor.generation) == (1, done.generation)
    assert (done.ended, done.epoch, done.generation) == (1, 2, 3)
    assert [p for p in town.origin.tip("main").paths() if "subscribers" in p] == [BASE]  # type: ignore[union-attr]


def test_other_files_of_the_branch_stay_as_they_are() -> None:
    town = Town()
    town.run().rotate()
    tip = town.origin.tip("main")
    assert tip is not None
    assert tip.read("policy/x") == b"y"


def test_a_state_branch_of_its_own_begins_with_main_s_list() -> None:
    town = Town(state="state")
    town.run().rotate()
    town.leave(1)
    assert town.people == {phone(0), phone(2)}
    assert town.ring.anchor.epoch == 2


def test_a_run_that_read_the_keyring_before_goes_on_with_the_new_key() -> None:
    town = Town()
    old = town.run()
    assert len(old.store.load(old.tip()).subscribers) == 3
    town.run().rotate()
    town.leave(2, old)
    assert town.people == {phone(0), phone(1)}
    assert town.warnings == []


def test_who_left_gets_a_new_key_at_the_pace_of_a_small_list_and_all_once_a_month() -> None:
    town = Town()
    town.clock.jump(timedelta(days=3))
    assert town.run().by_pace() is None  # nobody left
    town.leave(0)
    assert town.run().by_pace() is not None
    town.leave(1)
    town.clock.jump(timedelta(hours=23))
    assert town.run().by_pace() is None
    town.clock.jump(timedelta(hours=1))
    assert town.run().by_pace() is not None
    town.clock.jump(SLOWEST - timedelta(seconds=1))
    assert town.run().by_pace() is None
    town.clock.jump(timedelta(seconds=1))
    assert town.run().by_pace() is not None
    assert town.run().by_pace() is None


def test_where_there_is_no_state_yet_nothing_is_due() -> None:
    town = Town(state="state")
    town.clock.jump(timedelta(days=99))
    assert town.run().by_pace() is None
    assert "state" not in town.origin.heads


def test_a_list_of_many_segments_is_written_anew() -> None:
    town = Town()
    run = town.run()
    for _ in range(257):
        town.leave(9, run)
        town.join(9, run)
    assert len(town.origin.tip("main").paths(SEGMENTS)) == 513  # type: ignore[union-attr]
    assert town.run().by_pace() is not None
    assert town.origin.tip("main").paths(SEGMENTS) == []  # type: ignore[union-attr]


def test_somebody_else_s_change_in_between_is_in_the_new_list() -> None:
    town = Town()
    town.origin.rivals += [lambda: town.leave(0), lambda: town.join(7)]
    town.run().rotate()
    assert town.people == {phone(1), phone(2), phone(7)}
    assert town.readable() == [town.origin.heads["main"]]


def test_two_rotations_at_once_are_one_or_two_and_both_are_whole() -> None:
    town = Town()
    town.origin.rivals.append(lambda: town.run().rotate())
    town.run().rotate()
    assert town.readable() == [town.origin.heads["main"]]
    assert len(town.people) == 3


def test_what_was_erased_before_the_call_is_never_in_a_base_that_counts() -> None:
    """Another run's rotation is under way: its base was written before the erasure."""
    town = Town()
    dead = town.run()
    die_at(town, "append main", 1)
    with pytest.raises(Death):
        dead.rotate()
    alive(town)
    assert town.origin.tip("main").paths(SEGMENTS) == []  # type: ignore[union-attr]
    town.leave(0)
    town.run().rotate()
    for commit in town.readable():
        held = town.store_of(FixedKeys(town.ring.identities)).load(town.origin.commits[commit])
        assert phone(0) not in held.subscribers


# Working keys


def working(town: Town) -> tuple[str, ...]:
    run = town.run()
    return run.store.load(run.tip()).working_keys


def test_a_working_key_outlives_one_rotation_and_goes_with_the_next() -> None:
    town = Town()
    town.run().rotate()
    assert working(town)[0] == "W0"
    newer = working(town)[-1]
    town.run().rotate()
    assert working(town)[0] == newer
    assert len(working(town)) == 2


@pytest.mark.parametrize("branch", ["sending/x", "doubt/x"])
def test_no_working_key_goes_while_something_may_be_sealed_with_it(branch: str) -> None:
    town = Town()
    town.origin.create(branch, {}, "a claim")
    for _ in range(3):
        town.run().rotate()
    assert working(town)[0] == "W0"
    town.origin.delete(branch, town.origin.heads[branch])
    town.run().rotate()
    assert len(working(town)) == 2


# Crashes


def die_at(town: Town, call: str, nth: int) -> None:
    """The run dies at its n-th call of that name, and nothing of it happens any more."""
    seen = 0

    def hook(name: str) -> None:
        nonlocal seen
        seen += name == call
        if seen >= nth:
            raise Death

    town.origin.hook = town.kept.hook = hook


def alive(town: Town) -> None:
    town.origin.hook = town.kept.hook = lambda _: None


def calls(act: Callable[[Town], object]) -> list[tuple[str, int]]:
    """The calls of an undisturbed run, each with how often it came by then."""
    town, names = Town(), list[str]()
    town.leave(0)
    town.origin.hook = town.kept.hook = names.append
    act(town)
    return [(name, names[: at + 1].count(name)) for at, name in enumerate(names)]


def rotating(town: Town) -> None:
    town.run().rotate()


def syncing(town: Town) -> None:
    town.leave(1)
    town.clock.jump(timedelta(days=1))
    town.run().by_pace()


@pytest.mark.parametrize("act", [rotating, syncing])
def test_a_death_at_each_step_loses_nothing_and_the_next_run_finishes(
    act: Callable[[Town], object],
) -> None:
    steps = calls(act)
    assert len(steps) > 8
    for name, nth in steps:
        for later in (rotating, syncing):
            town = Town()
            town.leave(0)
            die_at(town, name, nth)
            with pytest.raises(Death):
                act(town)
            alive(town)
            before = town.people
            assert before in ({phone(1), phone(2)}, {phone(2)}), (name, nth)
            later(town)
            town.run().by_pace()
            assert len(town.ring.identities) == 1, (name, nth)
            assert town.people == before - ({phone(1)} if later is syncing else set())
            town.run().rotate()
            assert town.readable() == [town.origin.heads["main"]], (name, nth)


def test_a_keyring_s_place_that_is_down_leaves_everything_usable() -> None:
    town = Town()

    def down(name: str) -> None:
        if name.startswith("before"):
            raise KeyringUnreachable("no answer")

    town.kept.hook = down
    town.leave(0)
    with pytest.raises(KeyringUnreachable):
        town.run().rotate()
    assert (town.people, len(town.warnings)) == ({phone(1), phone(2)}, 1)
    town.kept.hook = lambda _: None
    town.run().rotate()
    assert town.ring.anchor.epoch == 2


def test_a_rotation_reads_back_what_it_pushed_before_the_old_key_goes() -> None:
    town = Town()
    run = town.run()
    opened: list[tuple[str, ...]] = []

    def watched(keys: EpochKeys) -> AgeSubscriberStore:
        opened.append(tuple(keys.identities))
        assert len(read_keyring(newest(town)).identities) == 2
        return town.store_of(keys)

    replace(run, store_of=watched).rotate()
    assert opened == [town.ring.identities]


def newest(town: Town) -> bytes:
    return FakeVault(LONG_LIVED).open(town.kept.kept[max(town.kept.kept)][1])


def test_a_state_from_before_a_rotation_is_put_back_in_vain() -> None:
    town = Town()
    town.leave(0)
    before = town.origin.heads["main"]
    town.run().rotate()
    town.origin.heads["main"] = before
    run = town.run()
    with pytest.raises(WrongKey):
        run.store.load(run.tip())
    with pytest.raises(WrongKey):
        run.rotate()
    assert town.ring.anchor.epoch == 2
