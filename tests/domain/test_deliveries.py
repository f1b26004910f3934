"""What is known of recipients moves forward only, in whatever order it is heard."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.domain.compact.refs import Refs
from banditore.domain.errors import Corrupted
from banditore.domain.sending.deliveries import LOST, SILENT, UNKNOWN, Deliveries, unpacked
from banditore.domain.sending.outcomes import ACCEPTED, DELIVERED, READ, Outcome

if TYPE_CHECKING:
    from random import Random

REFS = [f"{number:032x}" for number in range(1, 6)]
HEARD = st.sampled_from(
    [
        UNKNOWN,
        ACCEPTED,
        DELIVERED,
        READ,
        LOST,
        SILENT,
        Outcome("failed", "131026"),
        Outcome("failed", "63024"),
        Outcome("left", "131050"),
    ]
)
REPORTS = st.lists(st.tuples(st.sampled_from(REFS), HEARD), max_size=20)


def fresh() -> Deliveries:
    return Deliveries.of(Refs.of(REFS[:3]), REFS[3:])


def heard(reports: list[tuple[str, Outcome]]) -> Deliveries:
    people = fresh()
    for ref, outcome in reports:
        people.take(ref, outcome)
    return people


@given(reports=REPORTS, order=st.randoms())
def test_neither_order_nor_repetition_of_reports_makes_a_difference(
    reports: list[tuple[str, Outcome]], order: Random
) -> None:
    shuffled = [*reports, *reports]
    order.shuffle(shuffled)

    assert dict(heard(reports)) == dict(heard(shuffled))


@given(reports=REPORTS)
def test_everybody_has_one_outcome_whatever_is_heard_and_none_is_lost_in_a_file(
    reports: list[tuple[str, Outcome]],
) -> None:
    people = heard(reports)

    assert people.tally().total == len(people) == 5
    assert dict(unpacked(people.packed)) == dict(people)


@given(first=REPORTS, second=REPORTS)
def test_what_changed_is_enough_to_know_it_all_again(
    first: list[tuple[str, Outcome]], second: list[tuple[str, Outcome]]
) -> None:
    people, copy = fresh(), fresh()
    for reports in (first, second):
        for ref, outcome in reports:
            people.take(ref, outcome)
        copy.merge(unpacked(people.changed().packed))

    assert dict(copy) == dict(people)
    assert len(people.changed()) == 0


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ([ACCEPTED, DELIVERED, READ], READ),
        ([READ, DELIVERED, ACCEPTED], READ),
        ([Outcome("failed", "131026"), DELIVERED], DELIVERED),
        ([DELIVERED, Outcome("failed", "131000")], DELIVERED),
        ([SILENT, Outcome("failed", "131026")], Outcome("failed", "131026")),
        ([SILENT, DELIVERED], DELIVERED),
        ([LOST, ACCEPTED], ACCEPTED),
    ],
    ids=str,
)
def test_the_further_of_two_holds(said: list[Outcome], holds: Outcome) -> None:
    people = Deliveries.of(Refs(b""), REFS[:1])
    for outcome in said:
        people.take(REFS[0], outcome)

    assert people.get(REFS[0]) == holds


def test_of_strangers_nothing_is_kept() -> None:
    people = fresh()

    assert not people.take("f" * 32, READ)
    assert people.get("f" * 32) is None
    assert len(people) == 5


def test_silence_is_presumed_of_those_accepted_and_of_nobody_else() -> None:
    people = heard([(REFS[0], READ), (REFS[1], Outcome("failed", "131026"))])
    people.presume(ACCEPTED, SILENT)

    assert [outcome.code for _, outcome in people] == ["read", "131026", "no-news", "", ""]


@pytest.mark.parametrize(
    ("outcome", "with_reports", "without"),
    [
        (ACCEPTED, False, True),
        (DELIVERED, False, True),
        (READ, True, True),
        (SILENT, False, True),
        (Outcome("failed", "131026"), True, True),
        (UNKNOWN, False, False),
    ],
    ids=str,
)
def test_it_is_final_when_nothing_more_can_be_heard(
    outcome: Outcome, *, with_reports: bool, without: bool
) -> None:
    people = Deliveries.of(Refs(b""), REFS[:1])
    people.take(REFS[0], outcome)

    assert people.final(reports=True) is with_reports
    assert people.final(reports=False) is without


def test_more_codes_than_a_byte_tells_apart_are_counted_together() -> None:
    refs = [f"{number:032x}" for number in range(400)]
    people = Deliveries.of(Refs.of(refs), ())
    for number, ref in enumerate(refs):
        people.take(ref, Outcome("failed", str(number)))

    assert people.tally().failures["?"] > 100
    assert people.tally().states == {"failed": 400}
    assert dict(unpacked(people.packed)) == dict(people)


@pytest.mark.thorough
@given(noise=st.binary(max_size=200), cut=st.integers(0, 150))
def test_noise_is_corrupted_and_never_a_traceback(noise: bytes, cut: int) -> None:
    for content in (noise, fresh().packed[:cut] + noise):
        with suppress(Corrupted):
            assert len(unpacked(content)) >= 0
