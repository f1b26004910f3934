"""Reports in any order and twice, between syncs that die: the furthest counts, none is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.domain.message import Answer
from crier import Crier
from reporting import Posted, dying, fields, listen, report

if TYPE_CHECKING:
    from banditore.domain.message import DeliveryState

PEOPLE = 3
RANK = ("sent", "failed", "delivered", "read")
"""The further one holds: what was delivered cannot have failed."""
REPORT = st.tuples(st.integers(0, PEOPLE - 1), st.sampled_from(RANK))
STEP = st.lists(REPORT, max_size=4) | st.integers(1, 12)
"""Reports that come in one payload, or a sync that dies after so many calls."""


def best(told: list[tuple[int, str]]) -> dict[int, str]:
    """The furthest of each of whom anything was told."""
    furthest: dict[int, str] = {}
    for number, state in told:
        furthest[number] = max(furthest.get(number, "sent"), state, key=RANK.index)
    return furthest


def silent(told: list[tuple[int, str]]) -> list[int]:
    return [number for number, state in best(told).items() if state == "sent"]


def expected(told: list[tuple[int, str]]) -> dict[str, int]:
    states = list((dict.fromkeys(range(PEOPLE), "sent") | best(told)).values())
    counts = {
        "accepted": sum(state != "failed" for state in states),
        "failed": states.count("failed"),
        "delivered": states.count("delivered") + states.count("read"),
        "read": states.count("read"),
    }
    return {key: n for key, n in counts.items() if n}


def after_silence(told: list[tuple[int, str]]) -> dict[str, int]:
    """Where something arrived at anybody's phone, who is silent counts as not reached."""
    known = expected(told)
    if not known.get("delivered"):
        return known
    counts = {**known, "accepted": known["delivered"], "failed": PEOPLE - known["delivered"]}
    return {key: n for key, n in counts.items() if n}


@pytest.mark.thorough
@given(
    before=st.lists(STEP, max_size=4),
    after=st.lists(STEP, max_size=5),
    deaths=st.lists(st.integers(1, 12), max_size=2),
)
def test_the_furthest_that_was_reported_of_each_person_is_on_the_receipt(
    before: list[object], after: list[object], deaths: list[int]
) -> None:
    crier = Crier(people=PEOPLE, category="info")
    provider = crier.provider = Posted(crier.clock)
    provider.capabilities = frozenset({"send", "inbound", "statuses", "history"})
    # All but the last get it; then the run ends, and the claim waits for the next one.
    provider.script = [*[Answer(message_id="1")] * (PEOPLE - 1), Answer("later")]
    crier.publish()
    told: list[tuple[int, str]] = []

    def take(steps: list[object]) -> None:
        for step in steps:
            if isinstance(step, int):
                dying(crier, step)
                continue
            some = cast("list[tuple[int, DeliveryState]]", step)
            told.extend(some)
            provider.post(*(report(crier, n, s, "131026" * (s == "failed")) for n, s in some))

    take(before)
    crier.publish()
    take(after)
    for _ in range(2):
        crier.clock.sleep(86400)  # a receipt is not rewritten at once again
        provider.process()
        listen(crier)
        assert fields(crier) == expected(told)
    # What still waits holds the id of somebody who is silent.
    assert bool(provider.bag.waiting) <= bool(silent(told))
    if not crier.repository.branches("outcomes/"):
        return
    crier.clock.sleep(2 * 86400)
    for death in deaths:
        dying(crier, death)
    provider.process()
    listen(crier)
    assert fields(crier) == after_silence(told)
    assert provider.bag.waiting == {} or not {"delivered", "read"} & set(best(told).values())
