"""Before sending: how many messages per language, and what they cost; nobody is named."""

from __future__ import annotations

from crier import ID, Crier

PRICES = """prices:
  as_of: 2026-06-30
  currency: EUR
  utility: { "+39": 1.5 }

municipality:"""


def planned(crier: Crier) -> list[str]:
    publisher = crier.publisher()
    publisher.report.plan(publisher.plan(), 20)
    return crier.notices.lines


def test_a_dry_run_tells_the_messages_per_language_and_their_cost() -> None:
    crier = Crier(people=5)
    crier.rules("municipality:", PRICES)
    said = planned(crier)

    assert f"{ID}: about 7.50 EUR (utility, prices of 2026-06-30); fr 2, it 3" in said
    assert not [line for line in said if "333000" in line]


def test_who_has_no_price_is_counted() -> None:
    crier = Crier(people=5)
    crier.rules("municipality:", PRICES.replace("+39", "+33"))

    assert f"{ID}: without a price in the rules: 5" in planned(crier)


def test_a_town_without_prices_is_told_none() -> None:
    assert not [line for line in planned(Crier(people=5)) if "prices of" in line]
