"""What a keyring holds, how it moves along, and what is wrong with one that a person brought."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.domain.errors import Corrupted
from banditore.domain.keys.chain import Head
from banditore.domain.keys.keyring import (
    Keyring,
    Slot,
    disorder,
    name_of,
    number_of,
    read_keyring,
)

FIRST, SECOND, THIRD = (f"AGE-SECRET-KEY-1{letter * 58}" for letter in "QPZ")
NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)


def head(generation: int, epoch: int = 1) -> Head:
    return Head(epoch, generation, f"{generation:064x}")


def test_a_keyring_comes_back_as_it_was_written() -> None:
    for ring in (Keyring((FIRST,), head(1)), Keyring((FIRST, SECOND), head(41, 3))):
        assert read_keyring(ring.to_json()) == ring


def test_the_newest_key_is_the_last_as_the_documents_promise() -> None:
    plain = json.loads(Keyring((FIRST, SECOND), head(41, 3)).to_json())
    assert plain["keys"][-1] == SECOND
    assert plain["anchor"] == {"e": 3, "g": 41, "head": f"{41:064x}"}


@pytest.mark.parametrize(
    "change",
    [
        {"banditore": 2},
        {"keys": []},
        {"keys": [FIRST, SECOND, THIRD]},
        {"keys": ["AGE-SECRET-KEY-1"]},
        {"keys": FIRST},
        {"keys": [7]},
        {"anchor": None},
        {"anchor": {"e": 0, "g": 1, "head": "0" * 64}},
        {"anchor": {"e": 1, "g": True, "head": "0" * 64}},
        {"anchor": {"e": 1, "g": 1, "head": "0" * 63}},
        {"anchor": {"e": 1, "g": 1}},
    ],
)
def test_what_is_no_keyring_is_refused(change: dict[str, object]) -> None:
    plain = json.loads(Keyring((FIRST,), head(1)).to_json()) | change
    with pytest.raises(Corrupted) as failure:
        read_keyring(json.dumps(plain).encode())
    assert "SECRET" not in f"{failure.value}{failure.value.__context__}"


@given(st.binary(max_size=60))
def test_noise_is_refused_and_never_a_bug(noise: bytes) -> None:
    with pytest.raises(Corrupted):
        read_keyring(noise)


def test_no_key_shows_in_a_repr() -> None:
    assert FIRST not in repr(Keyring((FIRST,), head(1)))


def test_the_anchor_moves_forward_only() -> None:
    ring = Keyring((FIRST,), head(5))
    assert ring.at(head(6)).anchor == head(6)
    assert ring.at(head(5)) == ring.at(head(4)) == ring


def test_an_epoch_that_is_over_takes_its_key_along() -> None:
    both = Keyring((FIRST,), head(5)).with_next(SECOND)
    assert both.at(head(6)).identities == (FIRST, SECOND)
    assert both.at(head(6, epoch=2)) == Keyring((SECOND,), head(6, epoch=2))


def test_a_key_that_waits_is_used_before_another_is_made() -> None:
    both = Keyring((FIRST,), head(5)).with_next(SECOND)
    assert both.with_next(THIRD) == both


def test_a_name_has_a_number_and_nothing_else_does() -> None:
    assert number_of(name_of(42)) == 42
    strange = ["keyring-42.age", "keyring-00000042.age.1", "x-keyring-00000042.age", "keyring-.age"]
    assert [number_of(name) for name in strange] == [None] * 4


def slot(number: int, *, ours: bool = True, minutes: int = 0, whole: bool = True) -> Slot:
    at = NOW + timedelta(minutes=number + minutes)
    return Slot(number, str(number), whole=whole, ours=ours, at=at)


@pytest.mark.parametrize(
    ("slots", "wrong"),
    [
        ([], None),
        ([slot(1, ours=False)], None),
        ([slot(1, ours=False), slot(2)], None),
        ([slot(2), slot(3)], None),
        ([slot(2, ours=False)], 2),
        ([slot(2), slot(3, ours=False)], 3),
        # Taken from somewhere and brought back: its number is higher than its age.
        ([slot(7), slot(8, minutes=-5)], 8),
        ([slot(2), slot(3, ours=False, whole=False)], None),
    ],
)
def test_what_a_person_put_there_is_noticed_but_for_the_first(
    slots: list[Slot], wrong: int | None
) -> None:
    found = disorder(slots)
    assert (found.number if found else None) == wrong
