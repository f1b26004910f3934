"""The mutation check fits the code: it runs only by hand, so its rows must not rot meanwhile."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.mutations import ROOT, Mutation, mutations

INVARIANTS = (1, 2, 3, 4, 5, 7, 8)


@pytest.mark.parametrize("mutation", mutations(), ids=lambda mutation: mutation.breaks)
def test_what_a_mutation_replaces_stands_exactly_once_in_its_file(mutation: Mutation) -> None:
    assert mutation.fits
    assert all(old != new for old, new in mutation.swaps)


@pytest.mark.parametrize("mutation", mutations(), ids=lambda mutation: mutation.breaks)
def test_the_tests_that_a_mutation_names_exist(mutation: Mutation) -> None:
    for name in mutation.tests:
        path, _, test = name.partition("::")
        assert not test or f"def {test}(" in (ROOT / path).read_text()
        assert (ROOT / path).is_file()


def test_each_invariant_of_sending_is_broken_in_two_ways_or_more() -> None:
    broken = Counter(mutation.invariant for mutation in mutations())

    assert {number: broken[number] for number in INVARIANTS if broken[number] < 2} == {}
