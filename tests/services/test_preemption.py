"""A long broadcast makes room: for an emergency, for the night, for a pause."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from banditore.domain.sending.claim import read_claim
from banditore.services.sending.lookout import EVERY
from crier import ID, TEXT, Crier, Death, everybody_once, mortal

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.thorough  # each test reads a whole town
BRANCH = f"sending/{ID}"
URGENT = "2026-11-23-frana"
PEOPLE = 300
LATER = "expires_at: 2026-11-25 12:00\n"  # another file than the long one's


def at_message(crier: Crier, number: int, act: Callable[[], object]) -> None:
    """Do something once, when so many messages have left.

    A look at main runs beside the sending, in real time: what is sent by a made-up clock waits for
    it once two of its seconds are over.
    """
    acted: list[float] = []
    seen = threading.Event()

    def sent(call: str) -> None:
        now = crier.clock.monotonic()
        if call == "send" and not acted and len(crier.provider.sent) == number:
            acted.append(now)
            act()
        elif call == "send" and acted and now - acted[0] > 2 * EVERY:
            seen.wait(5)

    def looked(call: str) -> None:
        if acted and call == "branches sending/":  # the last thing that a look reads
            seen.set()

    crier.provider.hook, crier.repository.hook = sent, looked


def landslide(crier: Crier) -> None:
    """Another emergency, in words of its own."""
    text = TEXT.format(category="emergenze", more="").replace("neve", "frana")
    crier.write(f"messages/2026/{URGENT}.yaml", text.replace("neige", "terre"))


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
    assert 100 <= begun < 250  # noticed within a few seconds, at 20 a second
    assert order[begun : begun + PEOPLE] == "e" * PEOPLE
    assert order[begun + PEOPLE :] == "i" * (PEOPLE - begun)
    assert set(crier.deliveries().values()) == {2}
    assert crier.counts() == crier.counts(URGENT) == {"audience": PEOPLE, "accepted": PEOPLE}


def test_information_that_is_merged_meanwhile_waits_its_turn() -> None:
    crier = Crier(people=PEOPLE, category="info")
    at_message(crier, 100, lambda: crier.file("2026-11-23-acqua", "info", LATER))
    crier.publish()

    assert not any("goes first" in line for line in crier.notices.lines)
    assert crier.counts("2026-11-23-acqua") == {"audience": PEOPLE, "accepted": PEOPLE}


def test_an_emergency_whose_time_comes_meanwhile_goes_first() -> None:
    crier = Crier(people=PEOPLE, category="info")
    crier.file(URGENT, "emergenze", more="send_at: 2026-11-23 18:01\n")
    at_message(crier, 50, lambda: crier.clock.sleep(60))
    crier.publish()

    assert 50 <= kinds(crier).index("e") < 250


def test_an_emergency_does_not_wait_for_the_lease_of_another_whose_run_died() -> None:
    crier = Crier(people=PEOPLE)

    def die(call: str) -> None:
        if len(crier.provider.sent) == 100:
            raise Death

    with pytest.raises(Death), mortal(crier, die):
        crier.publish()
    sent, began = len(crier.provider.sent), crier.clock.now()
    landslide(crier)
    crier.publish()

    after = crier.provider.sent[sent:]
    assert after[0].at - began < timedelta(seconds=10)
    assert len({one.to for one in after[:PEOPLE]}) == PEOPLE  # all of them, before the others go on
    assert set(crier.deliveries().values()) == {2}
    assert crier.counts() == crier.counts(URGENT)


def test_an_emergency_does_not_wait_for_a_part_of_another_whose_job_died() -> None:
    """Nor do the two make room for each other for ever."""
    crier = Crier(people=40)
    crier.publish(parts=2)

    def die(call: str) -> None:
        if len(crier.provider.sent) == 5:
            raise Death

    with pytest.raises(Death), mortal(crier, die):
        crier.publish(part=1, of=2)
    landslide(crier)
    crier.publish()

    assert len({one.to for one in crier.provider.sent[5:45]}) == 40
    assert set(crier.deliveries().values()) == {2}
    assert crier.repository.branches("sending/") == {}


def test_two_emergencies_whose_runs_died_are_finished_one_after_the_other() -> None:
    crier = Crier(people=30)
    for number in range(2):
        left = [12]

        def die(call: str, left: list[int] = left) -> None:
            left[0] -= call == "send"
            if left[0] == 0:
                raise Death

        with pytest.raises(Death), mortal(crier, die):
            crier.publish()
        if number == 0:
            landslide(crier)
        assert len(crier.provider.sent) == 12 * (number + 1)
    crier.publish()

    assert set(crier.deliveries().values()) == {2}
    assert crier.repository.branches("sending/") == {}


def test_an_emergency_does_not_wait_for_the_lease_of_a_dead_run() -> None:
    crier = Crier(people=PEOPLE, category="info")

    def die(call: str) -> None:
        if len(crier.provider.sent) == 100:
            raise Death

    with pytest.raises(Death), mortal(crier, die):
        crier.publish()
    died, sent = crier.clock.now(), len(crier.provider.sent)
    polls = [0]

    def merge(call: str) -> None:
        polls[0] += call == f"tip {BRANCH}"
        if polls[0] == 3:
            polls[0] += 1
            crier.file(URGENT, "emergenze")

    crier.repository.hook = merge
    crier.publish()

    first = crier.provider.sent[sent]
    assert "EMERG" in first.text or "URGENC" in first.text
    assert (first.at - died).total_seconds() < 20
    assert set(crier.deliveries().values()) == {2}


def test_a_run_that_dies_in_the_emergency_leaves_both_to_the_next_and_nobody_gets_one_twice() -> (
    None
):
    crier = Crier(people=PEOPLE, category="info")
    at_message(crier, 100, lambda: crier.file(URGENT, "emergenze"))
    hooks = crier.provider.hook, crier.repository.hook

    def die(call: str) -> None:
        for hook in hooks:
            hook(call)
        if len(crier.provider.sent) == 250:
            raise Death

    with pytest.raises(Death), mortal(crier, die):
        crier.publish()
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
    assert 100 <= sent < 250
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
