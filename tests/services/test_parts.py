"""A broadcast that several machines send: everybody once, whoever of them dies or comes late."""

from __future__ import annotations

import asyncio

import pytest

from banditore.domain.errors import NotUnderWay, SettingsError
from banditore.domain.message import Answer
from banditore.domain.sending.claim import Claim, read_claim
from banditore.services.publishing.orders import Orders
from crier import ID, Crier, Death, everybody_once, mortal

pytestmark = pytest.mark.thorough  # each test reads a whole town
PARTS = 4
PEOPLE = 130


def split(crier: Crier) -> None:
    """The job before."""
    crier.publish(parts=PARTS)


def part(crier: Crier, number: int) -> None:
    """One of the jobs."""
    crier.publish(part=number, of=PARTS)


def claim(crier: Crier, branch: str) -> Claim:
    tip = crier.repository.commits[crier.repository.heads[branch]]
    return read_claim(branch, tip.read("claim.json"))


def test_the_job_before_claims_and_sends_nothing() -> None:
    crier = Crier(people=PEOPLE)
    split(crier)

    assert crier.provider.sent == []
    names = sorted(crier.repository.branches("sending/"))
    assert names == [f"sending/{ID}", *(f"sending/{ID}+{n}" for n in range(1, PARTS + 1))]
    assert sum(claim(crier, name).audience for name in names[1:]) == PEOPLE


def test_the_parts_together_reach_everybody_once_and_the_last_job_closes() -> None:
    crier = Crier(people=PEOPLE)
    split(crier)
    for number in (3, 1, 4, 2):
        part(crier, number)
    assert crier.deliveries() == everybody_once(PEOPLE)
    assert crier.receipt() is None
    crier.publish()

    assert crier.counts() == {"audience": PEOPLE, "accepted": PEOPLE}
    assert crier.repository.branches("sending/") == {}
    assert crier.deliveries() == everybody_once(PEOPLE)


def test_a_part_whose_job_never_came_is_sent_by_the_last_one() -> None:
    crier = Crier(people=PEOPLE)
    split(crier)
    for number in (1, 3):
        part(crier, number)
    crier.publish()

    assert crier.deliveries() == everybody_once(PEOPLE)
    assert crier.counts() == {"audience": PEOPLE, "accepted": PEOPLE}


def test_a_part_that_comes_twice_or_after_the_end_sends_nothing() -> None:
    crier = Crier(people=PEOPLE)
    split(crier)
    part(crier, 2)
    part(crier, 2)
    crier.publish()
    part(crier, 2)
    split(crier)

    assert crier.deliveries() == everybody_once(PEOPLE)
    assert crier.repository.branches("sending/") == {}


@pytest.mark.parametrize("call", ["create", "append", "send", "change", "delete", "pull"])
def test_any_job_may_die_after_any_call(call: str) -> None:
    number, died = 1, True
    while died and number < 40:
        crier = Crier(people=PEOPLE)
        crier.provider.script = [Answer("unknown", "timeout")]
        crier.provider.lost = 1
        died = False
        left = [number]

        def hook(name: str, left: list[int] = left) -> None:
            if name.startswith(call):
                left[0] -= 1
                if left[0] == 0:
                    raise Death

        for job in (0, 1, 2, 3, 4, 5):
            try:
                with mortal(crier, hook):
                    crier.publish() if job == 5 else part(crier, job) if job else split(crier)
            except Death:
                died = True
                crier.clock.sleep(3600)
        crier.publish()

        assert crier.deliveries() == everybody_once(PEOPLE), (call, number)
        assert crier.counts() == {"audience": PEOPLE, "accepted": PEOPLE}, (call, number)
        assert crier.repository.branches("sending/") == {}, (call, number)
        number += 3


def test_two_last_jobs_at_once_close_it_once() -> None:
    crier = Crier(people=PEOPLE)
    split(crier)
    for number in range(1, PARTS + 1):
        part(crier, number)
    rival = crier.publisher()
    crier.repository.rivals = [lambda: asyncio.run(_run(rival))]
    crier.publish()

    assert crier.counts() == {"audience": PEOPLE, "accepted": PEOPLE}
    assert crier.deliveries() == everybody_once(PEOPLE)


async def _run(publisher: object) -> None:
    await publisher.run()  # type: ignore[attr-defined]


def test_each_part_has_its_share_of_the_rate() -> None:
    crier = Crier()
    limits = crier.town.service.sending
    shares = [limits.share(number, 3) for number in (1, 2, 3)]

    assert sum(share.rate for share in shares) == limits.rate == 20
    assert sum(share.connections for share in shares) == limits.connections


def test_more_parts_than_messages_a_second_are_refused() -> None:
    crier = Crier()
    with pytest.raises(SettingsError, match="21 parts"):
        crier.publish(parts=21)

    assert crier.repository.branches("sending/") == {}


def test_an_emergency_merged_meanwhile_is_sent_by_the_first_part() -> None:
    crier = Crier(people=PEOPLE, category="info")
    split(crier)
    crier.file("2026-11-23-frana", "emergenze")
    part(crier, 2)
    assert crier.receipt("2026-11-23-frana") is None
    part(crier, 1)

    assert crier.counts("2026-11-23-frana") == {"audience": PEOPLE, "accepted": PEOPLE}


def test_a_split_broadcast_is_abandoned_with_all_its_parts() -> None:
    crier = Crier(people=PEOPLE)
    split(crier)
    part(crier, 1)
    sent = len(crier.provider.sent)
    crier.publish(abandon={ID}, reason="non serve più")

    assert len(crier.provider.sent) == sent
    assert crier.counts() == {"audience": PEOPLE, "accepted": sent, "expired": PEOPLE - sent}
    assert '"reason": "non serve più"' in (crier.receipt() or "")


def test_a_part_that_somebody_removed_is_not_guessed_at() -> None:
    crier = Crier(people=PEOPLE)
    split(crier)
    for number in (1, 2, 3, 4):
        part(crier, number)
    branch = f"sending/{ID}+3"
    crier.repository.delete(branch, crier.repository.heads[branch])
    result = crier.publish()

    assert result.halted == [ID]
    assert crier.receipt() is None
    assert crier.deliveries() == everybody_once(PEOPLE)


def test_orders_for_one_of_several_jobs_name_nothing_else() -> None:
    crier = Crier()
    with pytest.raises(NotUnderWay):
        crier.publish(part=1, of=2, abandon={ID}, reason="x")
    assert Orders(part=1, of=2).apart
