"""A long broadcast makes room: for an emergency, for the night, for a pause."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from banditore.domain.claim import read_claim
from crier import ID, Crier, Death, everybody_once

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.thorough  # each test reads a whole town
BRANCH = f"sending/{ID}"
URGENT = "2026-11-23-frana"
PEOPLE = 300


def at_message(crier: Crier, number: int, act: Callable[[], object]) -> None:
    """Do something once, when so many messages have left."""

    def hook(call: str) -> None:
        if call == "send" and len(crier.provider.sent) == number:
            act()

    crier.provider.hook = hook


def kinds(crier: Crier) -> str:
    """`i` and `e`, in the order in which information and emergencies left."""
    return "".join(
        "e" if "EMERG" in s.text or "URGENC" in s.text else "i" for s in crier.provider.sent
    )


def test_an_emergency_merged_meanwhile_goes_first_and_the_long_one_goes_on_after_it() -> None:
    crier = Crier(people=PEOPLE, category="info")
    at_message(crier, 100, lambda: crier.file(URGENT, "emergenze"))
    crier.publish()

    order = kinds(crier)
    begun = order.index("e")
    assert 100 <= begun < 100 + 20 * 5  # noticed within five seconds, at 20 a second
    assert order[begun : begun + PEOPLE] == "e" * PEOPLE
    assert order[begun + PEOPLE :] == "i" * (PEOPLE - begun)
    assert set(crier.deliveries().values()) == {2}
    assert crier.counts() == crier.counts(URGENT) == {"audience": PEOPLE, "accepted": PEOPLE}


def test_information_that_is_merged_meanwhile_waits_its_turn() -> None:
    crier = Crier(people=PEOPLE, category="info")
    at_message(crier, 100, lambda: crier.file("2026-11-23-acqua", "info"))
    crier.publish()

    assert not any("goes first" in line for line in crier.notices.lines)
    assert crier.counts("2026-11-23-acqua") == {"audience": PEOPLE, "accepted": PEOPLE}


def test_an_emergency_whose_time_comes_meanwhile_goes_first() -> None:
    crier = Crier(people=PEOPLE, category="info")
    crier.file(URGENT, "emergenze", more="send_at: 2026-11-23 18:01\n")
    at_message(crier, 50, lambda: crier.clock.sleep(60))
    crier.publish()

    assert 50 <= kinds(crier).index("e") < 200


def test_a_run_that_dies_in_the_emergency_leaves_both_to_the_next_and_nobody_gets_one_twice() -> (
    None
):
    crier = Crier(people=PEOPLE, category="info")
    at_message(crier, 100, lambda: crier.file(URGENT, "emergenze"))
    merge = crier.provider.hook

    def die(call: str) -> None:
        merge(call)
        if len(crier.provider.sent) == 250:
            raise Death

    crier.provider.hook = die
    with pytest.raises(Death):
        crier.publish()
    crier.provider.hook = lambda _: None
    crier.clock.sleep(3600)
    crier.publish()

    assert set(crier.deliveries().values()) == {2}
    assert len(crier.deliveries()) == PEOPLE


def test_a_pause_ordered_on_main_stops_the_sending_in_order_and_its_end_lets_it_go_on() -> None:
    crier = Crier(people=PEOPLE, category="info")
    order = "paused: la lista va controllata\n"
    at_message(crier, 100, lambda: crier.rules("languages:", f"{order}languages:"))
    result = crier.publish()

    assert not result.receipts
    sent = len(crier.provider.sent)
    assert 100 <= sent < 200
    tip = crier.repository.commits[crier.repository.heads[BRANCH]]
    assert read_claim(BRANCH, tip.read("claim.json")).clean
    crier.provider.hook = lambda _: None
    crier.publish()
    assert len(crier.provider.sent) == sent
    crier.rules(order, "")
    crier.publish()
    assert crier.deliveries() == everybody_once(PEOPLE)


def test_quiet_hours_that_begin_meanwhile_stop_it_until_the_morning() -> None:
    crier = Crier(people=PEOPLE, category="info", more="expires_at: 2026-11-25 12:00\n")
    crier.rules("hours: always", "hours: 08:00-19:00")
    at_message(crier, 60, lambda: crier.clock.sleep(3600))  # it is 18:00, and then 19:00
    crier.publish()
    sent = len(crier.provider.sent)
    assert 60 <= sent < 200
    crier.provider.hook = lambda _: None
    crier.publish()
    assert len(crier.provider.sent) == sent
    crier.clock.sleep(timedelta(hours=13).total_seconds())
    crier.publish()
    assert crier.deliveries() == everybody_once(PEOPLE)
