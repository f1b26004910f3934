"""What a provider answers, or does not, becomes an outcome, and what is not known is found out."""

from __future__ import annotations

from collections import Counter

import pytest

from banditore.domain.errors import Misconfigured, Unavailable
from banditore.domain.message import Answer
from banditore.domain.sending.outcomes import State, Tally
from banditore.services.sending.closing import Account, close
from crier import ID, Crier, die_at, everybody_once

pytestmark = pytest.mark.thorough  # each test reads a whole town
BRANCH = f"sending/{ID}"


def test_an_answer_that_was_lost_is_looked_up_and_nobody_gets_it_twice() -> None:
    crier = Crier(people=5)
    crier.provider.script = [Answer(), Answer("unknown", "timeout")]
    crier.provider.lost = 1  # it had arrived
    crier.publish()

    assert crier.deliveries() == everybody_once(5)
    assert crier.counts() == {"audience": 5, "accepted": 5}


def test_an_unknown_that_never_arrived_is_sent_again_once_every_attempt_has_ended() -> None:
    crier = Crier(people=5, category="info")
    crier.provider.script = [Answer("unknown", "timeout")]
    before = crier.clock.monotonic()
    crier.publish()

    assert crier.deliveries() == everybody_once(5)
    assert crier.clock.monotonic() - before >= 35


def test_who_stays_unknown_is_reported_and_not_counted_as_reached() -> None:
    crier = Crier(people=1, category="info")
    crier.provider.script = [Answer("unknown", "timeout")] * 20
    crier.publish()

    assert crier.counts() == {"audience": 1, "unknown": 1}


def test_emergencies_are_tried_more_often_than_events_while_unknown() -> None:
    tries = {}
    for category in ("emergenze", "eventi"):
        crier = Crier(people=1, category="info" if category == "eventi" else category)
        crier.provider.script = [Answer("unknown", "timeout")] * 20
        crier.publish()
        tries[category] = crier.provider.attempts

    assert tries["emergenze"] > tries["eventi"] > 1


def test_a_broadcast_whose_unknown_cannot_be_looked_up_stays_open() -> None:
    crier = Crier(people=5)
    crier.provider.script = [Answer("unknown", "timeout")]

    def fail(call: str) -> None:
        if call == "log":
            raise Unavailable("down")

    crier.provider.hook = fail
    crier.publish()
    assert isinstance(crier.stop.error, Unavailable)
    assert crier.receipt() is None
    crier.provider.hook = lambda _: None
    crier.publish()

    assert crier.deliveries() == everybody_once(5)


@pytest.mark.parametrize(
    ("answers", "sends", "counts"),
    [
        # a throttled message was surely not sent: it is tried again
        ([Answer("slow-down", "20429", retry_after=2)], 2, {"audience": 1, "accepted": 1}),
        ([Answer("retry", "63012")], 2, {"audience": 1, "accepted": 1}),
        # the provider's word on one person, three times
        ([Answer("retry", "63012")] * 3, 3, {"audience": 1, "failed": 1}),
        ([Answer("failed", "63024")], 1, {"audience": 1, "failed": 1}),
        ([Answer("left", "21610")], 1, {"audience": 1, "left": 1}),
    ],
)
def test_an_answer_becomes_the_outcome_that_it_means(
    answers: list[Answer], sends: int, counts: dict[str, int]
) -> None:
    crier = Crier(people=1)
    crier.provider.script = list(answers)
    crier.publish()

    assert crier.provider.attempts == sends
    assert crier.counts() == counts


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer("stop-all", "20003"), Misconfigured),
        (Answer("retry", "connection"), Unavailable),  # nobody answers at all
    ],
)
def test_a_provider_that_takes_nothing_ends_the_run_and_forgets_nobody(
    answer: Answer, error: type[Exception]
) -> None:
    crier = Crier(people=30)
    crier.provider.script = [Answer(), *[answer] * 200]
    crier.publish()
    assert isinstance(crier.stop.error, error)
    assert crier.receipt() is None
    crier.provider.script = []
    crier.publish()

    assert crier.deliveries() == everybody_once(30)


def test_a_broadcast_that_is_refused_halts_alone() -> None:
    crier = Crier(people=1)
    crier.file("2026-11-23-acqua")
    crier.provider.script = [Answer("stop-broadcast", "template")]
    result = crier.publish()

    assert result.halted == [ID]
    assert crier.counts("2026-11-23-acqua") == {"audience": 1, "accepted": 1}


def test_too_many_permanent_failures_halt_the_broadcast_until_a_person_looks() -> None:
    crier = Crier(people=100)
    crier.provider.script = [Answer("failed", "63024")] * 100
    result = crier.publish()
    assert result.halted == [ID]
    attempts = crier.provider.attempts
    crier.provider.script = []
    crier.clock.sleep(3600)
    crier.publish()

    assert crier.provider.attempts == attempts < 100
    assert crier.receipt() is None


def test_a_halted_broadcast_goes_on_when_a_person_says_so_and_nobody_gets_it_twice() -> None:
    crier = Crier(people=100)
    crier.provider.script = [Answer(), *[Answer("failed", "63024")] * 24]
    crier.publish()
    crier.provider.script = []
    crier.publish(resume={ID}, reason="the numbers were checked")

    assert set(crier.deliveries().values()) == {1}
    assert crier.counts() == {"audience": 100, "accepted": 76, "failed": 24}


def test_outcomes_that_do_not_add_up_close_no_receipt() -> None:
    crier = Crier(people=30)
    die_at(crier, "send", 12)
    publisher = crier.publisher()
    crier.clock.sleep(3600)
    keeper = publisher.steps.keeper()
    journal = publisher.steps.claims(keeper).resume(BRANCH)
    assert journal is not None
    account = Account(journal.claim, Tally(Counter[State]({"accepted": 29})), [])
    with pytest.raises(AssertionError, match="add up"):
        close(keeper, account, "main")

    assert crier.receipt() is None
    assert crier.repository.branches("sending/")
