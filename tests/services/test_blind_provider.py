"""A provider that reports what it took, and has no log that says what it did not take."""

from __future__ import annotations

from datetime import timedelta

from banditore.domain.message import Answer
from crier import ID, Crier, everybody_once

LOST = Answer("unknown", "timeout")


def blind(category: str) -> Crier:
    crier = Crier(people=3, category=category)
    crier.provider.capabilities = frozenset({"send", "inbound", "statuses"})
    crier.provider.script = [LOST]
    return crier


def test_a_report_by_our_tag_tells_that_a_message_was_accepted() -> None:
    crier = blind("info")
    crier.provider.lost = 1

    crier.publish()

    assert crier.counts() == {"audience": 3, "accepted": 3}
    assert crier.deliveries() == everybody_once(3)


def test_silence_proves_nothing_so_nobody_is_sent_to_again_where_the_rule_is_to_report() -> None:
    crier = blind("info")
    crier.provider.lost, crier.provider.reporting = 1, False

    crier.publish()

    assert crier.counts() == {"audience": 3, "accepted": 2, "unknown": 1}
    assert crier.deliveries() == everybody_once(3)


def test_what_is_urgent_is_sent_again_when_no_report_came() -> None:
    crier = blind("emergenze")

    crier.publish()

    assert crier.counts() == {"audience": 3, "accepted": 3}
    assert crier.deliveries() == everybody_once(3)


def test_what_is_urgent_is_sent_again_once_and_not_for_ever() -> None:
    crier = blind("emergenze")
    crier.provider.script = [LOST] * 9

    crier.publish()

    assert crier.counts() == {"audience": 3, "unknown": 3}
    assert crier.provider.attempts == 6


def test_no_report_within_three_days_is_a_failure_and_not_before() -> None:
    crier = blind("info")
    crier.publish()
    people = crier.publisher()
    still = []
    for wait in (timedelta(hours=2), timedelta(hours=71)):
        crier.clock.jump(wait)
        still.append(people.resolve(frozenset({ID}), live=True))

    assert still == [1, 0]
    assert crier.counts() == {"audience": 3, "accepted": 2, "failed": 1}
