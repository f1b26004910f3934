"""Numbers that are not on WhatsApp any more: suspended, then removed, then forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.adapters.meta.faults import CODES as META
from banditore.adapters.twilio.faults import CODES as TWILIO
from banditore.domain.message import Address, Inbound
from banditore.domain.people_rules import DeadNumbers
from banditore.domain.reception.dead_numbers import NOT_ON_WHATSAPP, Missed, missed
from banditore.domain.reception.joining import apply
from banditore.domain.subscribers import Consent, Subscriber, SubscriberList
from small_town import notices, service

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
ANNA, BRUNO = Address("+393330000001"), Address("+393330000002")
RULES = DeadNumbers(suspend_after=2, remove_after=4)


def person(address: Address) -> Subscriber:
    return Subscriber(address, address, "it", frozenset({"info"}), Consent(NOW, "m", "1", "h"))


BOTH = SubscriberList(b"k" * 32, NOW, {ANNA: person(ANNA), BRUNO: person(BRUNO)})
REF = BOTH.ref(ANNA)


def after(
    *broadcasts: str, category: str = "info", before: SubscriberList = BOTH
) -> SubscriberList:
    for broadcast in broadcasts:
        active = REF in before.audience(category)
        gone = frozenset({REF} if active else ())
        before = missed(before, Missed(broadcast, category, gone, NOW), RULES)
    return before


def standing(subscribers: SubscriberList) -> str:
    found = subscribers.subscribers.get(ANNA)
    return found.status if found else "removed"


def test_a_number_is_suspended_then_removed() -> None:
    steps = [after(*"abcd"[:number]) for number in range(5)]
    assert [standing(step) for step in steps] == [
        "active",
        "active",
        "suspended",
        "suspended",
        "removed",
    ]
    assert steps[-1].moves == {("2026-11", "suspended"): 1, ("2026-11", "removed"): 1}
    assert not steps[-1].misses
    assert BRUNO in steps[-1].subscribers


def test_who_is_suspended_is_in_no_audience() -> None:
    assert list(after("a", "b").audience("info")) == [BOTH.ref(BRUNO)]


def test_a_broadcast_counts_once_however_often_it_is_closed() -> None:
    once = after("a", "b")
    assert after("b", "a", before=once) is once


def test_a_broadcast_of_another_category_does_not_count_for_who_would_not_get_it() -> None:
    suspended = after("a", "b")
    assert after("c", category="eventi", before=suspended) is suspended


def test_nobody_missed_is_no_change() -> None:
    assert missed(BOTH, Missed("a", "info", frozenset(), NOW), RULES) is BOTH
    stranger = frozenset({"f" * 32})
    assert missed(BOTH, Missed("a", "info", stranger, NOW), RULES) is BOTH


def test_what_is_a_year_old_does_not_count() -> None:
    long_ago = after("2025-11-20-acqua", "2026-11-22-acqua")
    assert (standing(long_ago), long_ago.misses[REF]) == ("active", ("2026-11-22-acqua",))


@pytest.mark.parametrize("missed_by", ["a", "ab", "abc"])
def test_a_text_from_the_person_revives(missed_by: str) -> None:
    before = after(*missed_by)
    message = Inbound("m", ANNA, NOW + timedelta(hours=1), "text", "ciao")
    alive, _ = apply(
        before,
        [message],
        service(),
        notices(),
        now=NOW + timedelta(hours=1),
        run="run",
        new_id=str,
    )
    assert (standing(alive), alive.misses) == ("active", {})
    assert alive.moves.get(("2026-11", "revived"), 0) == (len(missed_by) > 1)


@given(st.lists(st.sampled_from("abcdef"), max_size=12))
def test_a_number_never_comes_back_by_being_missed(broadcasts: list[str]) -> None:
    order = ["active", "suspended", "removed"]
    steps = [standing(after(*broadcasts[:end])) for end in range(len(broadcasts) + 1)]
    assert all(order.index(one) <= order.index(next_) for one, next_ in pairwise(steps))


def test_every_code_that_says_so_is_one_of_a_provider_and_permanent() -> None:
    for code in NOT_ON_WHATSAPP:
        row = TWILIO.get(int(code)) or META.get(int(code))
        assert row is not None
        assert row[0] == "failed"
