"""What messages cost: by category and the beginning of the number, as of a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from banditore.domain.prices import Cost, Prices, prices_of, shown

RAW = {
    "as_of": "2026-06-30",
    "currency": "USD",
    "fee": "0.005",
    "utility": {"+39": "0.0300", "+3933": "0.04", "other": "0.1"},
    "marketing": {"+39": "0.0691"},
}


def prices() -> Prices:
    found = prices_of(RAW)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "number", "price"),
    [
        ("utility", "+390000000001", "0.035"),
        ("utility", "+393330000001", "0.045"),  # the longest beginning
        ("utility", "+330000000001", "0.105"),
        ("utility", "IT.1234", "0.105"),  # of a user id nobody knows the country's price
        ("marketing", "+393330000001", "0.0741"),
        ("marketing", "+330000000001", None),
    ],
)
def test_a_message_costs_what_the_longest_beginning_says_and_the_fee(
    kind: str, number: str, price: str | None
) -> None:
    assert prices().of(kind, number) == (price and Decimal(price))


def test_ten_thousand_cost_exactly_ten_thousand_times_as_much() -> None:
    assert prices().cost("utility", ["+390000000001"] * 10_000) == Cost(Decimal(350))
    assert shown(Decimal("1350.005"), "USD") == "1,350.00 USD"


def test_whose_price_is_not_known_is_counted() -> None:
    assert prices().cost("marketing", ["+33", "+39"]) == Cost(Decimal("0.0741"), 1)


@pytest.mark.parametrize(
    ("today", "old"), [(date(2026, 12, 30), False), (date(2026, 12, 31), True)]
)
def test_prices_are_old_after_half_a_year(today: date, *, old: bool) -> None:
    assert prices().old(today) is old


def test_a_town_may_write_none_down() -> None:
    assert prices_of(None) is None
