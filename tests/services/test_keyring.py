"""Opening the newest keyring and moving its anchor along, alone and beside other runs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.domain.errors import (
    KeyringForeign,
    KeyringLost,
    KeyringTaken,
    KeyringUnreachable,
    SampleInPlace,
    StoreError,
    WrongKey,
)
from banditore.domain.keys.chain import Head
from banditore.domain.keys.keyring import Keyring, Slot
from banditore.services.keeping.keyring import AT_ONCE, REST, Keyrings
from fakes import FakeClock, FakeKeyrings, FakeVault

FIRST, SECOND = (f"AGE-SECRET-KEY-1{letter * 58}" for letter in "QP")


def head(generation: int, epoch: int = 1) -> Head:
    return Head(epoch, generation, f"{generation:064x}")


class Place:
    """A keyring's place, and the runs that use it."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.kept = FakeKeyrings(self.clock.now)
        self.warnings: list[str] = []
        self.run().found(Keyring((FIRST,), head(1)))

    def run(self, key: str = "ours", *, by_anybody: bool = False) -> Keyrings:
        vault = FakeVault(key)
        return Keyrings(lambda: self.kept, vault, self.clock, self.warnings.append, by_anybody)

    @property
    def numbers(self) -> list[int]:
        return [slot.number for slot in self.kept.slots()]

    def put(self, number: int, ring: Keyring, by: str) -> None:
        self.kept.by = by
        self.kept.create(number, FakeVault().seal(ring.to_json()))
        self.kept.by = FakeKeyrings.BOT


def test_the_anchor_goes_along_and_one_keyring_remains() -> None:
    place = Place()
    place.run().advance(head(2))
    place.run().advance(head(5))
    assert place.run().anchor == head(5)
    assert place.numbers == [3]


def test_an_anchor_that_is_there_already_costs_nothing() -> None:
    place = Place()
    run = place.run()
    run.advance(head(5))
    made = place.kept.made
    for generation in (5, 4, 1):
        run.advance(head(generation))
        place.run().advance(head(generation))
    assert (place.kept.made, place.run().anchor) == (made, head(5))


def test_who_was_overtaken_looks_again_and_never_goes_back() -> None:
    place = Place()
    slow, quick = place.run(), place.run()
    assert slow.anchor == quick.anchor == head(1)
    quick.advance(head(7))
    slow.advance(head(3))
    assert (place.run().anchor, place.warnings) == (head(7), [])
    slow.advance(head(8))
    assert place.run().anchor == head(8)


def test_a_run_that_stood_still_cannot_bring_a_dropped_key_back() -> None:
    place = Place()
    asleep = place.run()
    assert asleep.identities == (FIRST,)
    other = place.run()
    other.change(lambda ring: ring.with_next(SECOND))
    other.change(lambda ring: ring.at(head(3, epoch=2)))
    # Number 2 is free again: others have made it, left it behind and removed it.
    assert place.numbers == [3]
    asleep.advance(head(2))
    assert place.numbers == [3]
    assert place.run().identities == (SECOND,)
    assert asleep.refresh() is False
    assert asleep.identities == (SECOND,)


def test_many_changes_of_one_run_are_stored_now_and_then_and_the_last_at_the_end() -> None:
    place = Place()
    run = place.run()
    for generation in range(2, 100):
        run.advance(head(generation))
    assert place.run().anchor == head(1 + AT_ONCE)
    place.clock.sleep(REST)
    run.advance(head(100))
    run.advance(head(101))
    assert place.run().anchor == head(100)
    run.settle()
    run.settle()
    assert place.run().anchor == head(101)


def test_an_anchor_that_cannot_be_stored_is_a_warning_and_the_next_run_moves_it() -> None:
    place = Place()
    run = place.run()

    def down(call: str) -> None:
        raise KeyringUnreachable("GitHub's API does not answer")

    place.kept.hook = down
    run.advance(head(4))
    assert len(place.warnings) == 1
    assert "stays behind" in place.warnings[0]
    place.kept.hook = lambda _: None
    place.run().advance(head(5))
    assert place.run().anchor == head(5)


def test_a_run_that_dies_between_the_two_leaves_both_and_the_next_one_tidies() -> None:
    place = Place()
    place.put(2, Keyring((FIRST,), head(4)), FakeKeyrings.BOT)
    assert place.numbers == [1, 2]
    run = place.run()
    assert run.anchor == head(4)
    run.tidy()
    assert place.numbers == [2]


def test_an_older_keyring_is_taken_where_the_newest_is_damaged_and_the_next_follows_both() -> None:
    place = Place()
    place.kept.create(2, b"damaged")
    assert place.run().anchor == head(1)
    place.run().advance(head(2))
    assert (place.numbers, place.run().anchor) == ([3], head(2))


def test_no_older_keyring_is_taken_where_the_newest_is_sealed_to_other_keys() -> None:
    place = Place()
    place.kept.create(2, FakeVault("new").seal(Keyring((FIRST,), head(3)).to_json()))
    with pytest.raises(WrongKey):
        place.run().refresh()
    assert place.run("new").anchor == head(3)


def test_a_lost_keyring_says_what_was_lost() -> None:
    place = Place()
    place.kept.kept.clear()
    with pytest.raises(KeyringLost, match="the only key to the list") as failure:
        place.run().refresh()
    assert "docs/subscriber-list.md" in failure.value.hint


def test_a_half_uploaded_keyring_is_not_taken_for_a_lost_one() -> None:
    place = Place()
    place.kept.kept[1] = replace(place.kept.slots()[0], whole=False), b""
    with pytest.raises(KeyringLost, match="only by half"):
        place.run().refresh()


def test_a_half_uploaded_one_beside_a_whole_one_does_no_harm() -> None:
    place = Place()
    place.kept.kept[2] = Slot(2, "half", whole=False), b""
    assert place.run().anchor == head(1)


def test_another_long_lived_key_is_told_which_way_leads_out() -> None:
    with pytest.raises(WrongKey, match="does not open the keyring") as failure:
        Place().run("another").refresh()
    assert "keys recover" in failure.value.hint


def test_a_person_s_keyring_stops_everything_until_a_person_answers_for_it() -> None:
    place = Place()
    place.run().advance(head(8))
    place.put(3, Keyring((FIRST,), head(2)), "maria")
    with pytest.raises(KeyringForeign, match="maria put it there") as failure:
        place.run().refresh()
    assert "state accept" in failure.value.hint
    accepted = place.run(by_anybody=True)
    assert accepted.anchor == head(2)
    accepted.change(lambda ring: replace(ring, anchor=head(6)))
    assert place.run().anchor == head(6)


def test_the_first_keyring_is_a_person_s_and_no_later_state_comes_back_in_its_place() -> None:
    place = Place()
    place.kept.kept.clear()
    place.put(1, Keyring((FIRST,), head(1)), "maria")
    assert place.run().anchor == head(1)
    place.kept.kept.clear()
    place.put(1, Keyring((FIRST,), head(4)), "maria")
    with pytest.raises(KeyringForeign):
        place.run().refresh()


def test_a_town_has_one_first_keyring() -> None:
    with pytest.raises(KeyringTaken):
        Place().run().found(Keyring((SECOND,), head(1)))


def test_the_sample_has_no_keyring() -> None:
    place = Place()
    run = Keyrings(lambda: place.kept, FakeVault(sample=True), place.clock, place.warnings.append)
    with pytest.raises(SampleInPlace):
        run.refresh()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(2, 30)), max_size=30))
def test_whoever_moves_it_when_the_anchor_is_the_newest_that_was_told(
    told: list[tuple[int, int]],
) -> None:
    """Four runs, each with its own memory of how things stood, in any order."""
    place = Place()
    runs = [place.run() for _ in range(4)]
    for number, generation in told:
        runs[number].advance(head(generation))
    for run in runs:
        run.settle()
    assert place.run().anchor == head(max([1, *(generation for _, generation in told)]))
    assert len(place.numbers) == 1


@pytest.mark.parametrize("step", ["before create 2", "create 2", "before delete 1", "delete 1"])
def test_a_crash_at_any_step_leaves_a_keyring_that_opens(step: str) -> None:
    class Death(BaseException):
        pass

    place = Place()

    def die(call: str) -> None:
        if call == step:
            raise Death

    place.kept.hook = die
    with pytest.raises(Death):
        place.run().advance(head(2))
    place.kept.hook = lambda _: None
    later = place.run()
    assert later.identities == (FIRST,)
    later.advance(head(2))
    later.tidy()
    assert place.run().anchor == head(2)
    assert len(place.numbers) == 1


def test_every_error_has_a_hint_and_shows_no_key() -> None:
    place = Place()
    place.put(2, Keyring((FIRST,), head(2)), "maria")
    failures: list[StoreError] = []
    for run in (place.run(), place.run("another", by_anybody=True)):
        with pytest.raises(StoreError) as failure:
            run.refresh()
        failures.append(failure.value)
    assert all(failure.hint for failure in failures)
    assert not any("SECRET" in f"{failure}{failure.hint}" for failure in failures)
