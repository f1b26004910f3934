"""Of whom nothing is heard for three days counts as not reached; who can be asked for is, first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from banditore.domain.errors import NotOffered, Unavailable
from banditore.domain.message import Answer, Status
from banditore.services.silence import AT_ONCE
from crier import Crier, phone
from reporting import fields, listen, report, silent_of

ON_ITS_WAY = Status("sent", datetime(2026, 11, 23, 17, tzinfo=UTC))
ARRIVED = replace(ON_ITS_WAY, state="delivered")


def test_who_stays_unknown_for_three_days_counts_as_lost_by_itself() -> None:
    crier = Crier(people=3, category="info")
    crier.provider.capabilities = frozenset({"send", "inbound", "statuses"})
    crier.provider.script, crier.provider.reporting = [Answer("unknown", "timeout")], False
    crier.publish()
    reached = [row.to for row in crier.provider.sent]
    crier.provider.news = [
        replace(report(crier, n, "delivered"), to=None) for n in range(3) if phone(n) in reached
    ]
    listen(crier)
    assert fields(crier) == {"accepted": 2, "unknown": 1, "delivered": 2}
    crier.clock.sleep(73 * 3600)
    listen(crier)

    assert fields(crier) == {"accepted": 2, "failed": 1, "delivered": 2}
    assert '"lost": 1' in (crier.receipt() or "")


def test_who_was_silent_is_asked_for_by_id_before_it_is_called_a_failure() -> None:
    crier = silent_of(4)
    crier.provider.past = {"wamid.1": ARRIVED, "wamid.2": ON_ITS_WAY}
    listen(crier)
    assert crier.provider.asked == []
    crier.clock.sleep(73 * 3600)
    listen(crier)

    assert crier.provider.asked == ["wamid.1", "wamid.2", "wamid.3"]
    assert fields(crier) == {"accepted": 2, "failed": 2, "delivered": 2}
    listen(crier)
    assert len(crier.provider.asked) == 3


def test_a_failure_that_only_the_providers_history_tells_counts() -> None:
    crier = silent_of(2)
    crier.provider.past = {"wamid.1": replace(ON_ITS_WAY, state="failed", code="131026")}
    crier.clock.sleep(73 * 3600)
    listen(crier)

    assert '"131026": 1' in (crier.receipt() or "")


def test_a_provider_that_keeps_no_history_leaves_silence_what_it_is() -> None:
    crier = silent_of(3)
    crier.provider.past = NotOffered("not open to us")
    crier.clock.sleep(73 * 3600)
    listen(crier)

    assert (len(crier.provider.asked), fields(crier)["failed"]) == (1, 2)


def test_while_history_does_not_answer_nothing_is_presumed_but_not_for_ever() -> None:
    crier = silent_of(3)
    crier.provider.past = Unavailable("busy")
    crier.clock.sleep(73 * 3600)
    listen(crier)
    assert fields(crier) == {"accepted": 3, "delivered": 1}
    crier.clock.sleep(30 * 3600)
    listen(crier)
    assert fields(crier) == {"accepted": 1, "failed": 2, "delivered": 1}


def test_many_are_asked_for_over_several_runs() -> None:
    people = AT_ONCE + 5
    crier = silent_of(people)
    crier.provider.past = {f"wamid.{n}": ON_ITS_WAY for n in range(people)}
    crier.clock.sleep(73 * 3600)
    for _ in range(2):
        listen(crier)

    assert len(set(crier.provider.asked)) == len(crier.provider.asked) == people - 1
    crier.clock.sleep(40 * 3600)
    listen(crier)
    assert fields(crier) == {"accepted": 1, "failed": people - 1, "delivered": 1}
