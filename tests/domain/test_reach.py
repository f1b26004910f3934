"""No more different people in 24 hours than WhatsApp allows, and nobody is left out for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.domain.due.ledger import Account, Ledger, missing_receipts, receipts_missing
from banditore.domain.due.reach import Demand, Reach, reach
from banditore.domain.service import USUAL_HOURS, Limits, Service
from small_town import category, service

ROME = ZoneInfo("Europe/Rome")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)  # ten in the morning
MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
INFO = replace(category("info"), hours=USUAL_HOURS)
URGENT = category("emergenze", urgent=True)


def town(limit: int | None = 2000, **limits: object) -> Service:
    return service(limits=Limits(reach_per_day=limit, **limits))  # type: ignore[arg-type]


def demand(people: int, spent: tuple[tuple[datetime, int], ...] = (), days: float = 3) -> Demand:
    return Demand(people, max(people, 3396), NOW + days * DAY, spent)


@pytest.mark.parametrize(
    ("rules", "wanted", "expected"),
    [
        (town(), demand(2000), Reach(2000, ((MONDAY, 2000),), fits=True)),
        (town(), demand(0), Reach(0, (), fits=True)),
        (town(None), demand(3396), Reach(3396, ((MONDAY, 3396),), fits=True)),
        # Nobody else is there to be reached: the same people may be written to all day.
        (town(), Demand(900, 900, NOW + DAY, ((NOW, 9000),)),
         Reach(900, ((MONDAY, 900),), fits=True)),
        (town(), demand(3396), Reach(2000, ((MONDAY, 2000), (MONDAY + DAY, 1396)), fits=True)),
        (town(250), demand(600),
         Reach(250, ((MONDAY, 250), (MONDAY + DAY, 250), (MONDAY + 2 * DAY, 100)), fits=True)),
        (town(250), demand(600, days=1.5),
         Reach(250, ((MONDAY, 250), (MONDAY + DAY, 250)), fits=False)),
        # What another broadcast used an hour ago comes back tomorrow.
        (town(), demand(1000, ((NOW - DAY / 24, 1500),)),
         Reach(500, ((MONDAY, 500), (MONDAY + DAY, 500)), fits=True)),
        # What it used yesterday afternoon comes back this afternoon.
        (town(), demand(1000, ((NOW - DAY + DAY / 8, 2000),)),
         Reach(0, ((MONDAY, 1000),), fits=True)),
        # At eight in the evening: nothing leaves then, so the morning it is.
        (town(), demand(1000, ((NOW - DAY + 10 * DAY / 24, 2000),)),
         Reach(0, ((MONDAY + DAY, 1000),), fits=True)),
        # More was accepted than the limit says: the town's belief is out of date.
        (town(250), demand(300, ((NOW, 900),)),
         Reach(0, ((MONDAY + DAY, 250), (MONDAY + 2 * DAY, 50)), fits=True)),
        (town(when_over="refuse"), demand(3396), Reach(0, (), fits=False, refused="over-reach")),
        (town(when_over="refuse"), demand(2000), Reach(2000, ((MONDAY, 2000),), fits=True)),
        (town(None, recipients_per_broadcast=100), demand(101),
         Reach(0, (), fits=False, refused="too-many-recipients")),
    ],
)  # fmt: skip
def test_a_broadcast_takes_the_days_that_it_needs(
    rules: Service, wanted: Demand, expected: Reach
) -> None:
    assert reach(wanted, INFO, rules, NOW) == expected


def test_what_is_urgent_goes_to_everybody_and_says_that_it_is_more_than_allowed() -> None:
    rules = town(250, recipients_per_broadcast=10, when_over="refuse")

    assert reach(demand(3396), URGENT, rules, NOW) == Reach(3396, ((MONDAY, 3396),), fits=False)
    assert reach(demand(3396), URGENT, town(10_000), NOW).fits


spends = st.lists(
    st.tuples(st.integers(0, 3000).map(lambda m: NOW - timedelta(minutes=m)), st.integers(0, 500)),
    max_size=6,
)


@given(people=st.integers(0, 2000), spent=spends, limit=st.integers(1, 900), days=st.integers(1, 9))
def test_in_no_24_hours_more_people_are_planned_than_the_limit(
    people: int, spent: list[tuple[datetime, int]], limit: int, days: int
) -> None:
    wanted = Demand(people, 10_000, NOW + days * DAY, spent)
    found = reach(wanted, INFO, town(limit), NOW)
    used = sum(count for at, count in spent if NOW - at < DAY)

    assert found.today == min(people, max(0, limit - used))
    assert sum(count for _, count in found.plan) == people if found.fits else True
    assert all(0 < count <= 2 * limit for _, count in found.plan)
    assert [day for day, _ in found.plan] == sorted({day for day, _ in found.plan})


# --- the ledger --------------------------------------------------------------------------------


def test_only_the_last_24_hours_count_and_no_message_left_in_the_future() -> None:
    closed = {"a": NOW - DAY, "b": NOW - DAY / 2, "c": NOW + DAY}
    accounts = {id_: Account(NOW, at, 7) for id_, at in closed.items()}
    ledger = Ledger(frozenset(accounts), {**accounts, "d": Account()})

    assert sorted(ledger.spent(NOW)) == [(NOW - DAY / 2, 7), (NOW, 7)]


def test_receipts_that_are_gone_are_named_and_the_way_back_is_told() -> None:
    gone = missing_receipts(frozenset({"2026-11-01-b", "2026-11-01-a", "x"}), {"x", "y"})
    error = receipts_missing(gone)

    assert gone == ["2026-11-01-a", "2026-11-01-b"]
    assert "2026-11-01-a, 2026-11-01-b" in error.message
    assert "git checkout COMMIT^ -- messages/receipts" in error.hint
