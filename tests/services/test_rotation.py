"""A new key for the list: alone, beside other runs, and where a run dies at any of its steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from banditore.domain.errors import KeyringUnreachable, WrongKey
from banditore.domain.keys.chain import BASE, SEGMENTS
from banditore.domain.keys.keyring import read_keyring
from banditore.domain.keys.long_lived import FixedKeys
from banditore.domain.keys.retention import SLOWEST
from fakes import FakeKeyrings, FakeRepository, FakeVault
from strongroom import LONG_LIVED, Death, Town, phone

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.adapters.age_list import AgeSubscriberStore
    from banditore.ports import EpochKeys, Tree


def origin_of(town: Town) -> FakeRepository:
    assert isinstance(town.origin, FakeRepository)
    return town.origin


def kept_of(town: Town) -> FakeKeyrings:
    assert isinstance(town.kept, FakeKeyrings)
    return town.kept


def tip_of(town: Town) -> Tree:
    tip = town.origin.tip(town.state)
    assert tip is not None
    return tip


def test_afterwards_only_the_present_list_opens_and_one_keyring_remains() -> None:
    town = Town()
    town.leave(0)
    done = town.run().rotate()
    assert town.people == {phone(1), phone(2)}
    assert town.readable() == [origin_of(town).heads["main"]]
    assert (len(town.ring.identities), town.ring.anchor.generation) == (1, done.generation)
    assert (done.ended, done.epoch, done.generation) == (1, 2, 3)
    assert [p for p in tip_of(town).paths() if "subscribers" in p] == [BASE]


def test_other_files_of_the_branch_stay_as_they_are() -> None:
    town = Town()
    town.run().rotate()
    assert tip_of(town).read("policy/x") == b"y"


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
    town.clock.jump(SLOWEST - timedelta(days=1, seconds=1))
    assert town.run().by_pace() is None
    town.clock.jump(timedelta(seconds=1))
    assert town.run().by_pace() is not None
    assert town.run().by_pace() is None


def test_where_there_is_no_state_yet_nothing_is_due() -> None:
    town = Town(state="state")
    town.clock.jump(timedelta(days=99))
    assert town.run().by_pace() is None
    assert "state" not in origin_of(town).heads


def test_a_list_of_many_segments_is_written_anew() -> None:
    town = Town()
    run = town.run()
    for _ in range(257):
        town.leave(9, run)
        town.join(9, run)
    assert len(tip_of(town).paths(SEGMENTS)) == 513
    assert town.run().by_pace() is not None
    assert tip_of(town).paths(SEGMENTS) == []


def test_somebody_else_s_change_in_between_is_in_the_new_list() -> None:
    town = Town()
    origin_of(town).rivals += [lambda: town.leave(0), lambda: town.join(7)]
    town.run().rotate()
    assert town.people == {phone(1), phone(2), phone(7)}
    assert town.readable() == [origin_of(town).heads["main"]]


def test_each_change_of_the_list_moves_the_anchor() -> None:
    town = Town()
    for number in (0, 7, 8):
        town.leave(number)
        town.join(number)
        assert town.ring.anchor == town.run().store.head(tip_of(town))


def test_a_rotation_that_died_after_its_first_step_is_finished_by_the_next_sync() -> None:
    town = Town()
    die_at(town, "create 2", 1)
    with pytest.raises(Death):
        town.run().rotate()
    alive(town)
    town.run().keyrings.tidy()
    assert (len(town.ring.identities), town.ring.anchor.epoch) == (2, 1)
    assert town.run().by_pace() is not None
    assert (len(town.ring.identities), town.ring.anchor.epoch) == (1, 2)


def test_two_rotations_at_once_are_one_or_two_and_both_are_whole() -> None:
    town = Town()
    origin_of(town).rivals.append(lambda: town.run().rotate())
    town.run().rotate()
    assert town.readable() == [origin_of(town).heads["main"]]
    assert len(town.people) == 3


def test_what_was_erased_before_the_call_is_never_in_a_base_that_counts() -> None:
    """Another run's rotation is under way: its base was written before the erasure."""
    town = Town()
    dead = town.run()
    die_at(town, "append main", 1)
    with pytest.raises(Death):
        dead.rotate()
    alive(town)
    assert tip_of(town).paths(SEGMENTS) == []
    town.leave(0)
    town.run().rotate()
    for commit in town.readable():
        held = town.store_of(FixedKeys(town.ring.identities)).load(origin_of(town).commits[commit])
        assert phone(0) not in held.subscribers


# Working keys


def working(town: Town) -> tuple[str, ...]:
    run = town.run()
    return run.store.load(run.tip()).working_keys


def test_a_working_key_outlives_one_rotation_and_goes_with_the_next() -> None:
    town = Town()
    (first,) = working(town)
    town.run().rotate()
    assert working(town)[0] == first
    newer = working(town)[-1]
    town.run().rotate()
    assert working(town)[0] == newer
    assert len(working(town)) == 2


@pytest.mark.parametrize("branch", ["sending/x", "outcomes/x"])
def test_no_working_key_goes_while_something_may_be_sealed_with_it(branch: str) -> None:
    town = Town()
    (first,) = working(town)
    town.origin.create(branch, {}, "a claim")
    for _ in range(3):
        town.run().rotate()
    assert working(town)[0] == first
    town.origin.delete(branch, origin_of(town).heads[branch])
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

    origin_of(town).hook = kept_of(town).hook = hook


def alive(town: Town) -> None:
    origin_of(town).hook = kept_of(town).hook = lambda _: None


def calls(act: Callable[[Town], object]) -> list[tuple[str, int]]:
    """The calls of an undisturbed run, each with how often it came by then."""
    town, names = Town(), list[str]()
    town.leave(0)
    origin_of(town).hook = kept_of(town).hook = names.append
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
            assert town.readable() == [origin_of(town).heads["main"]], (name, nth)


def test_a_keyring_s_place_that_is_down_leaves_everything_usable() -> None:
    town = Town()

    def down(name: str) -> None:
        if name.startswith("before"):
            raise KeyringUnreachable("no answer")

    kept_of(town).hook = down
    town.leave(0)
    with pytest.raises(KeyringUnreachable):
        town.run().rotate()
    assert (town.people, len(town.warnings)) == ({phone(1), phone(2)}, 1)
    kept_of(town).hook = lambda _: None
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
    kept = kept_of(town).kept
    return FakeVault(LONG_LIVED).open(kept[max(kept)][1])


def test_a_state_from_before_a_rotation_is_put_back_in_vain() -> None:
    town = Town()
    town.leave(0)
    before = origin_of(town).heads["main"]
    town.run().rotate()
    origin_of(town).heads["main"] = before
    run = town.run()
    with pytest.raises(WrongKey):
        run.store.load(run.tip())
    with pytest.raises(WrongKey):
        run.rotate()
    assert town.ring.anchor.epoch == 2
